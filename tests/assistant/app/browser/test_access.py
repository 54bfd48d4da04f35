"""Access: what axe-core finds in each view and state, and the page used by keyboard alone."""

from typing import Any

import pytest

from tests.assistant.app.browser.support import ARTICLES, DAM, WIND, Make, Serve, Visit, ask

pytest.importorskip("playwright.sync_api")
pytest.importorskip("axe_playwright_python.sync_playwright")
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect


def findings(page: Page) -> list[str]:
    """Return what axe-core finds serious or critical."""
    page.wait_for_timeout(400)  # for what appears by degrees
    violations: list[dict[str, Any]] = Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {[node['html'][:120] for node in one['nodes']]}"
        for one in violations
        if one["impact"] in {"serious", "critical"}
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_nothing_serious_is_found_in_any_state(
    make_assistant: Make, serve: Serve, visit: Visit, width: int, scheme: str
) -> None:
    page = visit(serve(make_assistant(*ARTICLES)), width=width, color_scheme=scheme)
    found = {"start": findings(page)}
    ask(page, WIND)
    ask(page, "What is the population of Zorblax?")
    ask(page, DAM)
    found["answers"] = findings(page)
    page.get_by_role("button", name="Bad answer").first.click()
    expect(page.get_by_label("What was wrong or missing?")).to_be_focused()
    found["comment"] = findings(page)
    page.get_by_role("button", name="Edit question").first.click()
    expect(page.locator(".editing")).to_be_visible()
    page.locator("#asking").get_by_text("Publishers and dates to search").click()
    page.locator("#asking").get_by_label("Since").fill("2026")
    expect(page.locator("#asking .left .html-container")).to_contain_text("no article")
    found["editing, filters"] = findings(page)
    page.get_by_role("button", name="Keep it").click()
    page.locator("#asking").get_by_text("Publishers and dates to search").click()
    if width < 1250:
        page.get_by_role("button", name="Conversations", exact=True).click()
    page.locator("#conversations summary").first.click()
    found["menu"] = findings(page)
    page.locator(".menu[open]").get_by_role("button", name="Rename").click()
    found["renaming"] = findings(page)
    page.get_by_role("button", name="Cancel").click()
    page.keyboard.press("Escape")
    page.locator("a.cite").first.click()
    expect(page.locator("mark.cited")).to_be_visible()
    found["reader"] = findings(page)
    page.get_by_role("button", name="Why this?").click()
    expect(page.locator(".why")).to_be_visible()
    found["why"] = findings(page)
    page.keyboard.press("Escape")
    for view in ("Passages", "Library"):
        page.get_by_role("tab", name=view).click()
        found[view] = findings(page)
    assert {state: what for state, what in found.items() if what} == {}


def tab_to(page: Page, selector: str, *, back: bool = False) -> None:
    """Press Tab until what is sought has the focus."""
    for _ in range(60):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Shift+Tab" if back else "Tab")
    raise AssertionError(f"Tab does not lead to {selector}")


def test_asking_can_be_done_by_keyboard_alone(
    make_assistant: Make, serve: Serve, visit: Visit
) -> None:
    page = visit(serve(make_assistant(*ARTICLES)))
    expect(page.locator("#question textarea")).to_be_focused()
    page.keyboard.type(DAM)
    page.keyboard.press("Enter")
    expect(page.locator(".answer")).to_have_count(1)
    tab_to(page, "#turn-0 a.cite", back=True)
    page.keyboard.press("Enter")
    expect(page.locator("mark.cited")).to_be_in_viewport()
    expect(page.locator(".source .body")).to_be_focused()
    tab_to(page, '.source [href^="#why"]', back=True)
    page.keyboard.press("Enter")
    expect(page.locator(".why")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#turn-0 a.cite").last).to_be_focused()
    tab_to(page, "#turn-0 .thumb.up")
    page.keyboard.press("Enter")
    expect(page.get_by_label("What was good about it?")).to_be_focused()
    page.keyboard.type("Short.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Your comment: Short.")).to_be_visible()
    tab_to(page, '#turn-0 [data-event="edit"]', back=True)
    page.keyboard.press("Enter")
    expect(page.locator("#question textarea")).to_have_value(DAM)
    expect(page.locator("#question textarea")).to_be_focused()
    tab_to(page, ".editing button", back=True)
    page.keyboard.press("Enter")
    expect(page.locator(".editing")).to_have_count(0)
    tab_to(page, "#conversations .menu summary", back=True)
    page.keyboard.press("Enter")
    tab_to(page, '.menu [data-event="remove"]')
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    tab_to(page, "dialog .yes")
    page.keyboard.press("Enter")
    expect(page.locator(".turn")).to_have_count(0)
