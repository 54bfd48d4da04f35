"""Reading from a citation into its source, in the browser."""

import pytest

from assistant.app.references import reference
from corpus import Article
from tests.assistant.app.browser.support import (
    Make,
    Serve,
    Visit,
    ask,
    expected_answer,
)

pytest.importorskip("playwright.sync_api")
from playwright.sync_api import Page, expect

_FILL = "\n\n".join(
    f"Nothing of note happened on day {day} of the long winter." for day in range(60)
)
MILLS = [
    Article.from_raw(
        "vell",
        "The mill of Vell",
        f"{_FILL}\n\nThe mill of Vell grinds 40 tonnes of oats a day.\n\n{_FILL}",
        source="Moor Weekly",
        date="2024-05",
        url="https://example.invalid/vell",
    ),
    Article.from_raw(
        "tarn", "The mill of Tarn", "The mill of Tarn grinds 70 tonnes of oats a day."
    ),
]
BOTH = "Compare how many tonnes of oats the mill of Vell and the mill of Tarn grind a day."


@pytest.fixture
def compared(make_assistant: Make, serve: Serve, visit: Visit) -> Page:
    """The page with an answer that cites two articles."""
    assistant = make_assistant(*MILLS)
    assert len({cited.article_id for cited in expected_answer(assistant, BOTH).citations}) == 2
    page = visit(serve(assistant))
    ask(page, BOTH)
    return page


def test_citations_follow_each_other_by_button_and_by_key(compared: Page) -> None:
    place, title = compared.locator(".steps .place"), compared.locator(".source h2")
    compared.locator(".answer li a.cite").first.click()
    expect(place).to_have_text("Citation 1 of 2")
    first = title.inner_text()
    expect(compared.locator("mark.cited")).to_be_in_viewport()
    compared.get_by_role("link", name="Next citation").click()
    expect(place).to_have_text("Citation 2 of 2")
    assert title.inner_text() != first
    expect(compared.locator("mark.cited")).to_be_in_viewport()
    expect(compared.get_by_role("link", name="Next citation")).to_have_count(0)
    compared.keyboard.press("ArrowLeft")
    expect(place).to_have_text("Citation 1 of 2")
    compared.keyboard.press("ArrowRight")
    expect(place).to_have_text("Citation 2 of 2")
    expect(compared.locator(".keys")).to_contain_text("previous and next citation")


def test_a_field_keeps_its_keys(compared: Page) -> None:
    compared.locator(".answer li a.cite").first.click()
    place = compared.locator(".steps .place")
    expect(place).to_have_text("Citation 1 of 2")
    compared.locator("#question textarea").fill("ab")
    compared.keyboard.press("ArrowLeft")
    compared.keyboard.press("ArrowRight")
    compared.get_by_role("tab", name="Ask").focus()
    compared.keyboard.press("ArrowRight")
    compared.wait_for_timeout(500)
    expect(place).to_have_text("Citation 1 of 2")


def test_escape_leads_back_to_the_citation(compared: Page) -> None:
    cite = compared.locator(".answer li a.cite").last
    cite.press("Enter")
    expect(compared.locator(".source .body")).to_be_focused()
    expect(compared.locator("mark.cited")).to_be_visible()
    compared.keyboard.press("Escape")
    expect(cite).to_be_focused()


def test_a_quote_is_copied_as_a_reference(make_assistant: Make, serve: Serve, visit: Visit) -> None:
    assistant = make_assistant(*MILLS)
    page = visit(serve(assistant), permissions=["clipboard-read", "clipboard-write"])
    ask(page, BOTH)
    page.locator(".answer li a.cite").first.click()
    page.get_by_role("button", name="Copy as reference").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    cited = {item.number: item for item in expected_answer(assistant, BOTH).citations}[1]
    assert page.evaluate("navigator.clipboard.readText()") == reference(cited)


def test_why_it_was_found_opens_stays_and_closes(compared: Page) -> None:
    compared.locator(".answer li a.cite").first.click()
    why = compared.get_by_role("button", name="Why this?")
    expect(why).to_have_attribute("aria-expanded", "false")
    why.click()
    reasons = compared.locator(".why")
    expect(reasons).to_be_visible()
    names = reasons.locator("th").all_inner_texts()
    ranks = dict(zip(names, reasons.locator("td:nth-child(2)").all_inner_texts(), strict=True))
    assert set(ranks) == {"By meaning (dense)", "By words (lexical)", "Both together"}
    assert ranks["By words (lexical)"].isdecimal()
    expect(reasons.locator("caption")).to_have_text("Rank of its passage among 5 passages")
    assert "oats" in reasons.locator("mark").all_inner_texts()
    compared.keyboard.press("ArrowRight")
    expect(compared.locator(".steps .place")).to_have_text("Citation 2 of 2")
    expect(reasons).to_be_visible()
    why.click()
    expect(reasons).to_have_count(0)


def test_on_a_narrow_screen_the_reader_is_a_sheet_with_a_way_back(
    make_assistant: Make, serve: Serve, visit: Visit
) -> None:
    page = visit(serve(make_assistant(*MILLS)), width=390)
    ask(page, BOTH)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    expect(page.locator("#reading")).to_be_hidden()
    cite = page.locator(".answer li a.cite").first
    cite.click()
    expect(page.locator("mark.cited")).to_be_in_viewport()
    box = page.locator("#reading").bounding_box()
    assert box is not None
    assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, 390, 900)
    page.get_by_role("link", name="Back").click()
    expect(page.locator("#reading")).to_be_hidden()
    expect(cite).to_be_focused()
