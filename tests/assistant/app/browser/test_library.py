"""The library in a browser: looking through it, adding to it and removing from it, as a person."""

from collections.abc import Callable
from pathlib import Path

import pytest

from corpus import Article

pytest.importorskip("playwright.sync_api")
from playwright.sync_api import Page, expect

from tests.assistant.app.browser.support import ARTICLES, Make, Serve, Visit

Write = Callable[[str, str | bytes], Path]

MANY = [
    Article(
        f"a{place:03}",
        f"Dam {place:03}",
        f"Dam {place:03} is tall.",
        source="Syr Post" if place % 2 else None,
    )
    for place in range(120)
]


def open_library(page: Page) -> None:
    page.get_by_role("tab", name="Library").click()
    expect(page.locator("#articles .range")).to_be_visible()


def shown(page: Page) -> list[str]:
    return page.locator("#articles tbody th").all_inner_texts()


def tick(page: Page, *titles: str) -> None:
    for title in titles:
        page.get_by_label(f"Select {title}", exact=True).check()


def expect_ticked(page: Page, *titles: str) -> None:
    rows = page.locator("#articles tbody tr").filter(has=page.locator("input:checked"))
    expect(rows.locator("th")).to_have_text(list(titles))


def expect_range(page: Page, text: str) -> None:
    expect(page.locator("#articles .range")).to_have_text(text)


def upload(page: Page, *files: Path) -> None:
    page.locator("#upload input[type=file]").set_input_files(files)


def expect_report(page: Page, *lines: str) -> None:
    expect(page.locator(".report li")).to_have_text(list(lines))


def test_a_large_collection_is_sorted_searched_and_turned_over_on_the_server(
    make_assistant: Make, serve: Serve, visit: Visit
) -> None:
    page = visit(serve(make_assistant(*MANY)))
    open_library(page)
    expect_range(page, "1–50 of 120 articles")
    page.get_by_role("button", name="Title").press("Enter")
    expect(page.get_by_role("columnheader", name="Title")).to_have_attribute(
        "aria-sort", "ascending"
    )
    assert shown(page) == [f"Dam {place:03}" for place in range(50)]
    expect(page.get_by_role("button", name="Title")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#articles tbody th").first).to_have_text("Dam 119")
    page.get_by_role("button", name="Next").press("Space")
    expect_range(page, "51–100 of 120 articles")
    expect(page.get_by_role("button", name="Next")).to_be_focused()
    page.get_by_role("button", name="Last").click()
    expect_range(page, "101–120 of 120 articles")
    page.get_by_label("Find an article").press_sequentially("syr 11")
    expect_range(page, "1–6 of 6 found among 120 articles")
    assert shown(page) == [f"Dam {place}" for place in (119, 117, 115, 113, 111, "011")]
    page.get_by_label("Find an article").fill("<b>")
    expect_range(page, "No article has “<b>” in its title, publisher or id.")


def test_an_article_opens_in_the_reader(make_assistant: Make, serve: Serve, visit: Visit) -> None:
    page = visit(serve(make_assistant(*ARTICLES)))
    open_library(page)
    page.locator("#articles").get_by_role("link", name=ARTICLES[0].title).press("Enter")
    expect(page.locator(".source h2")).to_have_text(ARTICLES[0].title)
    assert page.locator("#articles :is(img, script, iframe, b)").count() == 0


def test_files_get_a_result_each(
    make_assistant: Make, serve: Serve, visit: Visit, write: Write
) -> None:
    assistant = make_assistant(*ARTICLES)
    page = visit(serve(assistant))
    open_library(page)
    expect(page.locator("#upload")).to_contain_text(".txt; up to 50 MB each")
    new = write("1/new.txt", "The Syr canal is 40 km long.")
    upload(
        page,
        new,
        write("2/new.txt", "The Syr canal is 41 km long."),
        write("twin.txt", ARTICLES[0].text),
        write("empty.txt", ""),
        write("picture.png", b"\x89PNG\r\n"),
        write("<b>bold.md", "# Bold\n\nA <b>bold</b> claim."),
    )
    expect(page.locator(".report-summary")).to_have_text("2 added, 1 duplicate, 3 refused.")
    lines = page.locator(".report li").all_inner_texts()
    assert lines[0].startswith("refused new.txt would have the id 'new', which 'new.txt' has")
    assert lines[1] == "refused empty.txt is empty; give it a text or leave it out."
    assert lines[2].startswith("refused picture.png is of a kind that is not read; give a file")
    assert lines[3:5] == ["added new", "duplicate twin, which has the text of aral"]
    assert {article.id for article in assistant.articles()} >= {"aral", "hostile", "new"}
    expect_range(page, "1–4 of 4 articles")
    upload(page, new, new)
    expect_report(page, "unchanged new", "unchanged new")
    upload(page, write("1/new.txt", "The Syr canal is 42 km long."))
    expect_report(page, "updated new")
    assert assistant.article("new").text == "The Syr canal is 42 km long."


def test_a_file_that_is_too_large_is_refused_and_the_others_are_added(
    make_assistant: Make, serve: Serve, visit: Visit, write: Write
) -> None:
    page = visit(serve(make_assistant()))
    open_library(page)
    expect_range(page, "There are no articles yet; add some above.")
    large = write("large.txt", b"word " * (12 * 2**20))
    upload(page, large, write("small.txt", "The Syr canal is 40 km long."))
    expect_report(
        page,
        "refused large.txt is larger than the 50 MB that a file may have; split it.",
        "added small",
    )


def test_what_is_ticked_is_removed_once_it_is_confirmed(
    make_assistant: Make, serve: Serve, visit: Visit
) -> None:
    assistant = make_assistant(*MANY)
    page = visit(serve(assistant))
    open_library(page)
    page.get_by_role("button", name="Title").click()
    expect(page.locator("#articles tbody th").first).to_have_text("Dam 000")
    tick(page, "Dam 001", "Dam 003")
    page.get_by_role("button", name="Next").click()
    expect_range(page, "51–100 of 120 articles")
    expect_ticked(page)
    page.get_by_role("button", name="Previous").click()
    expect_range(page, "1–50 of 120 articles")
    expect_ticked(page, "Dam 001", "Dam 003")
    page.get_by_role("button", name="Next").click()
    expect_range(page, "51–100 of 120 articles")
    page.get_by_label("Select all on this page").check()
    expect(page.locator(".chosen")).to_contain_text("52 articles selected")
    page.get_by_role("button", name="Clear selection").click()
    expect(page.locator(".chosen")).to_have_count(0)
    expect_ticked(page)
    tick(page, "Dam 050", "Dam 052")
    expect(page.locator(".chosen")).to_contain_text("2 articles selected")
    page.get_by_role("button", name="Remove …").click()
    dialog = page.get_by_role("dialog", name="Remove 2 articles?")
    expect(dialog.get_by_role("listitem")).to_have_text(["Dam 050", "Dam 052"])
    expect(page.get_by_role("button", name="Cancel")).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(page.get_by_role("button", name="Remove …")).to_be_focused()
    assert assistant.counts()[0] == 120
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Remove 2 articles").click()
    expect(page.locator("#actions .said")).to_have_text("Removed 2 articles.")
    expect_range(page, "51–100 of 118 articles")
    assert not {"a050", "a052"} & {article.id for article in assistant.articles()}
    assert page.locator(".masthead .size").inner_text().startswith("118 articles,")
