"""A change of the collection reaches every open page, and what is shown of what is no more."""

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.app import page as page_module
from corpus import Article

pytest.importorskip("playwright.sync_api")
from playwright.sync_api import expect

from tests.assistant.app.browser.support import ARTICLES, WIND, Make, Serve, Visit, ask
from tests.assistant.app.browser.test_library import (
    expect_range,
    expect_report,
    open_library,
    tick,
    upload,
)

NEW = Article("syr", "The Syr canal", "The Syr canal is 40 km long.", source="Syr Post")


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Open pages look often, for nobody wants to wait."""
    monkeypatch.setattr(page_module, "_REFRESHED_SECONDS", 0.5)


def test_another_open_page_shows_and_answers_what_was_added(
    make_assistant: Make, serve: Serve, visit: Visit, write: Callable[[str, str], Path]
) -> None:
    url = serve(make_assistant())
    mine, other = visit(url), visit(url)
    open_library(mine)
    upload(mine, write("aral.txt", ARTICLES[0].text))
    expect_report(mine, "added aral")
    expect(other.locator(".masthead .size")).to_contain_text("1 article,")
    expect(other.locator(".source li")).to_have_count(1)
    ask(other, WIND)
    assert other.locator(".answer a.cite").count() > 0
    open_library(other)
    expect_range(other, "1–1 of 1 article")


def test_what_another_process_adds_comes_without_a_click(
    make_assistant: Make, serve: Serve, visit: Visit
) -> None:
    assistant = make_assistant(*ARTICLES)
    page = visit(serve(assistant))
    open_library(page)
    expect_range(page, "1–2 of 2 articles")
    tick(page, ARTICLES[0].title)
    expect(page.locator(".chosen")).to_be_visible()
    assistant.add([NEW])
    expect_range(page, "1–3 of 3 articles")
    expect(page.get_by_label(f"Select {ARTICLES[0].title}")).to_be_checked()
    page.get_by_role("tab", name="Passages").click()
    panel = page.get_by_role("tabpanel").filter(visible=True)
    panel.get_by_text("Publishers and dates to search").click()
    panel.get_by_label("Publishers").click()
    expect(page.get_by_role("option", name="Syr Post")).to_be_visible()


def test_what_somebody_else_removed_meanwhile_is_told(
    make_assistant: Make, serve: Serve, visit: Visit
) -> None:
    assistant = make_assistant(*ARTICLES, NEW)
    page = visit(serve(assistant))
    open_library(page)
    tick(page, NEW.title, ARTICLES[0].title)
    expect(page.locator(".chosen")).to_contain_text("2 articles selected")
    page.get_by_role("button", name="Remove …").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assistant.remove(["syr"])
    expect_range(page, "1–2 of 2 articles")
    page.get_by_role("button", name="Remove 2 articles").click()
    expect(page.locator("#actions .said")).to_have_text(
        "Removed 1 article. Somebody else had already removed “syr”."
    )
    expect_range(page, "1–1 of 1 article")


def test_a_removed_article_leaves_the_reader(
    make_assistant: Make, serve: Serve, visit: Visit
) -> None:
    assistant = make_assistant(*ARTICLES, NEW)
    page = visit(serve(assistant))
    open_library(page)
    page.locator("#articles").get_by_role("link", name=NEW.title).click()
    expect(page.locator(".source h2")).to_have_text(NEW.title)
    assistant.remove(["aral"])
    expect_range(page, "1–2 of 2 articles")
    expect(page.locator(".source h2")).to_have_text(NEW.title)
    assistant.remove(["syr"])
    expect(page.locator(".source h2")).to_have_text("Articles")
    expect(page.get_by_test_id("toast-text")).to_have_text(
        "The article that was open here has been removed."
    )
