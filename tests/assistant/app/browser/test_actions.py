"""What can be done about an answer, in the browser: copied, asked again, edited, rated, stopped."""

from threading import Event

import pytest

from assistant import Answer, Assistant
from assistant.app.references import plain_answer
from assistant.records import Rating, Records
from tests.assistant.app.browser.support import (
    ARTICLES,
    DAM,
    WIND,
    Make,
    Serve,
    Visit,
    ask,
    expected_answer,
)

pytest.importorskip("playwright.sync_api")
from playwright.sync_api import Page, expect


def kept_ratings(records: Records) -> list[Rating | None]:
    return [turn.rating for _, turn in records.rated()]


def questions(page: Page) -> list[str]:
    return page.locator(".turn .question").all_inner_texts()


def test_an_answer_and_its_link_are_copied(
    make_assistant: Make, serve: Serve, visit: Visit
) -> None:
    assistant = make_assistant(*ARTICLES)
    url = serve(assistant)
    page = visit(url, permissions=["clipboard-read", "clipboard-write"])
    ask(page, DAM)
    page.get_by_role("button", name="Copy", exact=True).click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == plain_answer(expected_answer(assistant, DAM))
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("button", name="Copied")).to_have_count(2)
    link = page.evaluate("navigator.clipboard.readText()")
    other = visit(link)
    expect(other.locator(".answer")).to_have_count(1)
    assert questions(other) == [DAM]
    assert other.url == url


def test_a_link_asks_once_and_its_question_is_only_text(
    make_assistant: Make, serve: Serve, visit: Visit
) -> None:
    url = serve(make_assistant(*ARTICLES))
    page = visit(f"{url}?q=Who%20built%20%3Cimg%20src%3Dhttp%3A%2F%2Fexample.invalid%2Fq%3E%3F")
    expect(page.locator(".answer")).to_have_count(1)
    assert questions(page) == ["Who built <img src=http://example.invalid/q>?"]
    page.reload()
    expect(page.locator(".answer")).to_have_count(1)
    assert len(questions(page)) == 1


def test_a_link_with_too_long_a_question_is_refused_kindly(
    make_assistant: Make, serve: Serve, visit: Visit
) -> None:
    page = visit(f"{serve(make_assistant(*ARTICLES))}?q={'x' * 2001}")
    expect(page.get_by_test_id("toast-text")).to_contain_text("shorten it")
    assert questions(page) == []


def test_a_question_is_edited_and_replaces_what_came_after_it(
    make_assistant: Make, serve: Serve, visit: Visit
) -> None:
    page = visit(serve(make_assistant(*ARTICLES)))
    ask(page, WIND)
    ask(page, DAM)
    page.get_by_role("button", name="Edit question").first.click()
    field = page.locator("#question textarea")
    expect(field).to_have_value(WIND)
    expect(field).to_be_focused()
    notice = page.locator(".editing")
    expect(notice).to_contain_text("Its answer and the 1 answer after it will be replaced.")
    page.get_by_role("button", name="Keep it").click()
    expect(notice).to_have_count(0)
    expect(field).to_have_value("")
    page.get_by_role("button", name="Edit question").first.click()
    expect(field).to_have_value(WIND)
    field.fill("Who lives on the shore?")
    field.press("Enter")
    expect(page.locator(".answer")).to_have_count(1)
    assert questions(page) == ["Who lives on the shore?"]


def test_a_question_is_asked_again_after_a_warning(
    make_assistant: Make, serve: Serve, visit: Visit
) -> None:
    page = visit(serve(make_assistant(*ARTICLES)))
    ask(page, WIND)
    ask(page, DAM)
    again = page.get_by_role("button", name="Ask again")
    again.first.click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("The 1 answer after it will go.")
    dialog.get_by_role("button", name="Cancel").click()
    assert questions(page) == [WIND, DAM]
    again.first.click()
    dialog.get_by_role("button", name="Ask again").click()
    expect(page.locator(".answer")).to_have_count(1)
    assert questions(page) == [WIND]


def test_an_answer_is_rated_with_a_comment(
    make_assistant: Make, serve: Serve, visit: Visit, records: Records
) -> None:
    page = visit(serve(make_assistant(*ARTICLES)))
    ask(page, WIND)
    expect(page.locator("#conversations .open")).to_have_count(1)
    bad = page.get_by_role("button", name="Bad answer")
    bad.click()
    expect(bad).to_have_attribute("aria-pressed", "true")
    comment = page.get_by_label("What was wrong or missing?")
    expect(comment).to_be_focused()
    assert kept_ratings(records) == [Rating(False)]
    comment.fill("<b>Who</b> paid?")
    page.get_by_role("button", name="Keep comment").click()
    expect(page.get_by_text("Your comment: <b>Who</b> paid?")).to_be_visible()
    assert kept_ratings(records) == [Rating(False, "<b>Who</b> paid?")]
    bad.click()
    expect(bad).to_have_attribute("aria-pressed", "false")
    assert kept_ratings(records) == []


def test_a_question_is_stopped_and_comes_back_into_its_field(
    make_assistant: Make, serve: Serve, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    going = Event()
    real = Assistant.ask

    def slow(self: Assistant, question: str, *args: object, **options: object) -> Answer:
        if question == DAM:
            going.wait(30)
        return real(self, question, *args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(Assistant, "ask", slow)
    page = visit(serve(make_assistant(*ARTICLES)))
    ask(page, WIND)
    page.locator("#question textarea").fill(DAM)
    page.locator("#question textarea").press("Enter")
    expect(page.locator(".pending")).to_be_visible()
    page.get_by_role("button", name="Stop").click()
    expect(page.locator(".pending")).to_have_count(0)
    expect(page.locator("#question textarea")).to_have_value(DAM)
    going.set()
    page.wait_for_timeout(1500)
    assert questions(page) == [WIND]
    expect(page.locator("#conversations .about")).to_contain_text("1 question ·")
    ask(page, DAM)
    assert questions(page) == [WIND, DAM]


def test_filters_say_what_they_leave(make_assistant: Make, serve: Serve, visit: Visit) -> None:
    page = visit(serve(make_assistant(*ARTICLES)))
    page.locator("#asking").get_by_text("Publishers and dates to search").click()
    since, left = (
        page.locator("#asking").get_by_label("Since"),
        page.locator("#asking .left .html-container"),
    )
    since.fill("2025")
    expect(left).to_have_text("1 article, 1 passage: since 2025")
    since.fill("2026")
    expect(left).to_have_text("These leave no article to search.")
    since.fill("<b>")
    expect(left).to_contain_text("'<b>' is not a date")
    since.fill("")
    expect(left).to_have_text("")
