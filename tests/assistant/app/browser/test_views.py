"""Passages and the library by axe-core, on a wide and a narrow page, light and dark."""

from typing import Literal

import pytest

pytest.importorskip("playwright.sync_api")
pytest.importorskip("axe_playwright_python")
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.assistant.app.browser.support import ARTICLES, Make, Serve, Visit
from tests.assistant.app.browser.test_library import open_library, tick
from tests.assistant.app.browser.test_passages import QUERY, open_passages, search


def expect_accessible(page: Page) -> None:
    found = Axe().run(page).response
    assert found["passes"]
    grave = [
        (rule["id"], node["html"])
        for rule in found["violations"]
        if rule["impact"] in {"serious", "critical"}
        for node in rule["nodes"]
    ]
    assert grave == []


def expect_to_fit(page: Page) -> None:
    """Check that nothing has to be scrolled sideways to."""
    wider = "[...document.querySelectorAll('#views, #views *')].filter(one => one.clientWidth && "
    wider += "getComputedStyle(one).overflowX === 'auto' && one.scrollWidth > one.clientWidth)"
    assert page.evaluate(f"{wider}.map(one => one.outerHTML.slice(0, 80))") == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_stands_in_anybodys_way(
    make_assistant: Make,
    serve: Serve,
    visit: Visit,
    width: int,
    scheme: Literal["light", "dark"],
) -> None:
    page = visit(serve(make_assistant(*ARTICLES)), width=width, color_scheme=scheme)
    open_library(page)
    tick(page, ARTICLES[0].title)
    expect(page.locator(".chosen")).to_be_visible()
    expect_accessible(page)
    expect_to_fit(page)
    page.get_by_role("button", name="Remove …").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    expect_accessible(page)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    open_passages(page)
    search(page, QUERY)
    expect(page.locator(".hits li")).to_have_count(2)
    expect(page.locator("#hits .html-container")).to_have_css("opacity", "1")
    expect_accessible(page)
    expect_to_fit(page)
