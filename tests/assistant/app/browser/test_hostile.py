"""An article and a person that mean harm: nothing is called, run or changed on the page."""

import pytest

from assistant.app.references import reference
from tests.assistant.app.browser.support import (
    ARTICLES,
    DAM,
    Make,
    Serve,
    Visit,
    ask,
    expected_answer,
)

pytest.importorskip("playwright.sync_api")
from playwright.sync_api import expect

INJECTED = "<img src=http://example.invalid/i onerror=alert(1)> ${alert(2)} {{x}} Zorblax dam?"
_ELEMENTS = ":is(#chat, #conversations, #source) :is(img, script, iframe, object, style, link)"


def test_hostile_text_takes_no_effect_in_any_part_of_the_view(
    make_assistant: Make, serve: Serve, visit: Visit
) -> None:
    assistant = make_assistant(*ARTICLES)
    page = visit(serve(assistant), permissions=["clipboard-read", "clipboard-write"])
    ask(page, DAM)
    ask(page, INJECTED)
    assert page.locator(".turn .question").last.inner_text() == INJECTED
    expect(page.locator("#conversations .title")).to_have_text(DAM)
    answer = expected_answer(assistant, DAM)
    place = [citation.article_id for citation in answer.citations].index("hostile")
    page.locator(f'a.cite[href="#cite-0-{place}"]').click()
    expect(page.locator(".source h2")).to_have_text(ARTICLES[1].title)
    page.get_by_role("button", name="Why this?").click()
    expect(page.locator(".why blockquote")).to_contain_text("<script>fetch(")
    page.get_by_role("button", name="Copy as reference").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == reference(answer.citations[place])
    page.get_by_role("button", name="New conversation").click()
    expect(page.locator(".turn")).to_have_count(0)
    ask(page, INJECTED)
    expect(page.locator("#conversations .title").first).to_have_text(f"{INJECTED[:79]}…")
    page.locator("#conversations summary").first.click()
    with page.expect_download() as event:
        page.locator(".menu[open]").get_by_role("button", name="Export as Markdown").click()
    assert "\\<img src=http" in event.value.path().read_text(encoding="utf-8")
    page.locator("#conversations summary").first.click()
    page.locator(".menu[open]").get_by_role("button", name="Delete").click()
    expect(page.get_by_role("dialog")).to_contain_text("Delete “<img src=http")
    assert page.locator(_ELEMENTS).count() == 0
    page.wait_for_timeout(500)  # for a call out, which `visit` would count, to happen
