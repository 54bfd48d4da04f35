"""Passages in a browser: searching without an answer, showing more, and saving what is shown."""

import csv
import json
from dataclasses import asdict
from pathlib import Path

import pytest

from corpus import Article

pytest.importorskip("playwright.sync_api")
from playwright.sync_api import Page, expect

from index import Filters
from tests.assistant.app.browser.support import ARTICLES, Make, Serve, Visit

QUERY = "turbines of the wind farm"
FORMULA = Article.from_raw(
    "=1+1", "=HYPERLINK(1)", "@wind farm with turbines.", source="+Steppe", date="2024"
)
DAMS = [Article(f"d{place:02}", f"Dam {place}", f"The dam {place} is tall.") for place in range(25)]


def search(page: Page, query: str) -> None:
    page.get_by_label("Find passages about").fill(query)
    page.keyboard.press("Enter")


def open_passages(page: Page) -> None:
    page.get_by_role("tab", name="Passages").click()
    expect(page.get_by_label("Find passages about")).to_be_visible()


def expect_found(page: Page, text: str) -> None:
    expect(page.locator("#hits [role=status]")).to_have_text(text)


def test_a_passage_is_found_marked_and_opened(
    make_assistant: Make, serve: Serve, visit: Visit
) -> None:
    assistant = make_assistant(*ARTICLES)
    page = visit(serve(assistant))
    open_passages(page)
    search(page, QUERY)
    expect_found(page, "All 2 passages in 2 articles")
    first = page.locator(".hits li").first
    hit = assistant.search(QUERY)[0]
    assert hit.article_id == "aral"
    assert first.locator("h2").inner_text() == hit.title
    assert first.locator(".quiet").inner_text() == "Steppe Daily · 18 June 2025"
    assert first.locator(".text").text_content() == hit.text
    assert set(first.locator("mark").all_inner_texts()) == {"wind", "farm", "turbines"}
    assert page.locator("#hits :is(img, script, iframe, b)").count() == 0
    first.get_by_role("link").press("Enter")
    expect(page.locator(".source h2")).to_have_text(hit.title)
    expect(page.locator(".source mark.cited").first).to_be_in_viewport()


def test_as_many_as_wanted_are_shown(make_assistant: Make, serve: Serve, visit: Visit) -> None:
    page = visit(serve(make_assistant(*DAMS)))
    open_passages(page)
    search(page, "dam")
    expect_found(page, "The best 10 of 25 passages in 25 articles")
    page.get_by_role("button", name="Show 10 more").press("Enter")
    expect_found(page, "The best 20 of 25 passages in 25 articles")
    expect(page.get_by_label("Show", exact=True)).to_have_value("20")
    page.get_by_role("button", name="Show 20 more").click()
    expect_found(page, "All 25 passages in 25 articles")
    expect(page.get_by_role("button", name="more")).to_have_count(0)
    assert page.locator(".hits .rank").all_inner_texts() == [str(n) for n in range(1, 26)]
    page.get_by_label("Show", exact=True).fill("3")
    page.keyboard.press("Enter")
    expect_found(page, "The best 3 of 25 passages in 25 articles")
    page.get_by_label("Show", exact=True).fill("5000")
    search(page, "dam")
    expect_found(page, "The number of passages is 5000; give one from 1 to 1000.")


def test_filters_apply_and_mistakes_are_told(
    make_assistant: Make, serve: Serve, visit: Visit
) -> None:
    assistant = make_assistant(*ARTICLES)
    page = visit(serve(assistant))
    open_passages(page)
    search(page, "   ")
    expect(page.locator("#hits .notice")).to_contain_text("is empty; type one")
    search(page, "?!")
    expect(page.locator("#hits .notice")).to_contain_text("holds no words")
    panel = page.get_by_role("tabpanel").filter(visible=True)
    panel.get_by_text("Publishers and dates to search").click()
    panel.get_by_label("Since").fill("2025")
    search(page, QUERY)
    expect_found(page, "All 1 passage in 1 article")
    assert len(assistant.search(QUERY, 10, Filters(since="2025"))) == 1
    panel.get_by_label("Since").fill("2026")
    search(page, QUERY)
    expect_found(page, "The filters leave no article to search; widen them.")
    panel.get_by_label("Since").fill("June")
    search(page, QUERY)
    expect_found(page, "'June' is not a date; write it as 2025-06-18, 2025-06 or 2025.")


def test_what_is_shown_is_saved(
    make_assistant: Make, serve: Serve, visit: Visit, tmp_path: Path
) -> None:
    assistant = make_assistant(*ARTICLES, FORMULA)
    page = visit(serve(assistant))
    open_passages(page)
    search(page, QUERY)
    expect_found(page, "All 3 passages in 3 articles")
    hits = assistant.search(QUERY)
    saved = {}
    for kind in ("CSV", "JSON", "CSV"):
        with page.expect_download() as download:
            page.get_by_role("button", name=f"Save as {kind}").click()
        assert download.value.suggested_filename == f"passages.{kind.lower()}"
        download.value.save_as(tmp_path / kind)
        saved[kind] = (tmp_path / kind).read_bytes()
    assert json.loads(saved["JSON"]) == {"query": QUERY, "hits": [asdict(hit) for hit in hits]}
    rows = list(csv.DictReader(saved["CSV"].decode("utf-8-sig").splitlines(keepends=True)))
    assert [row["rank"] for row in rows] == ["1", "2", "3"]
    formula = next(row for row in rows if row["article_id"] == "'=1+1")
    assert formula["title"] == "'=HYPERLINK(1)"
    assert formula["publisher"] == "'+Steppe"
    assert formula["text"] == "'@wind farm with turbines."
