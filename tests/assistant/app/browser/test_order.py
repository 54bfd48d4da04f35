"""What is typed or clicked last is what is shown, even where an earlier request takes its time."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event
from time import monotonic

import pytest

pytest.importorskip("playwright.sync_api")
from playwright.sync_api import Page, Route, expect

from assistant import Answer, Assistant
from tests.assistant.app.browser.support import (
    ARTICLES,
    DAM,
    WAIT,
    WIND,
    Make,
    Serve,
    Visit,
    ask,
)
from tests.assistant.app.browser.test_library import (
    MANY,
    expect_range,
    expect_ticked,
    open_library,
    tick,
)
from tests.assistant.app.browser.test_passages import open_passages, search

_MEANWHILE = 500
"""Milliseconds in which whatever does not wait for the request held back is answered."""


@contextmanager
def held_back(page: Page, sent: str) -> Iterator[Callable[[], None]]:
    """Hold the first request with this in it back, until what else is done has been answered.

    What is given waits until that request has come, so that what is done next comes after it.
    """
    held: list[Route] = []

    def hold(route: Route) -> None:
        if not held and sent in (route.request.post_data or ""):
            held.append(route)
        else:
            route.continue_()

    def come() -> None:
        until = monotonic() + WAIT / 1000
        while not held and monotonic() < until:
            page.wait_for_timeout(_MEANWHILE / 10)
        assert held, f"no request with {sent} in {WAIT} ms"

    page.route("**/queue/join*", hold)
    yield come
    come()
    page.wait_for_timeout(_MEANWHILE)
    with page.expect_response(lambda response: response.request == held[0].request):
        held[0].continue_()
    page.wait_for_timeout(_MEANWHILE)


def test_the_articles_are_those_that_the_last_key_typed_finds(
    make_assistant: Make, serve: Serve, visit: Visit
) -> None:
    page = visit(serve(make_assistant(*MANY)))
    open_library(page)
    expect_range(page, "1–50 of 120 articles")
    field = page.get_by_label("Find an article")
    with held_back(page, '"s"') as come:
        field.press("s")
        come()
        field.press_sequentially("yr 11")
    expect_range(page, "1–6 of 6 found among 120 articles")
    for _ in range(5):
        field.fill("")
        expect_range(page, "1–50 of 120 articles")
        field.press_sequentially("syr 11")
        expect_range(page, "1–6 of 6 found among 120 articles")
        expect(page.locator("#articles tbody tr")).to_have_count(6)


def test_the_passages_are_those_of_the_last_query_sent(
    make_assistant: Make, serve: Serve, visit: Visit
) -> None:
    page = visit(serve(make_assistant(*MANY[:3])))
    open_passages(page)
    with held_back(page, '"tall"') as come:
        search(page, "tall")
        come()
        search(page, "dam")
    expect(page.locator(".hits mark")).to_have_text(["Dam"] * 3)


def test_all_that_is_ticked_is_chosen(make_assistant: Make, serve: Serve, visit: Visit) -> None:
    page = visit(serve(make_assistant(*MANY[:3])))
    open_library(page)
    with held_back(page, '"ticked":["a000"]') as come:
        tick(page, "Dam 000")
        come()
        tick(page, "Dam 001", "Dam 002")
    expect(page.locator(".chosen")).to_contain_text("3 articles selected")
    with held_back(page, '"ticked"') as come:
        page.get_by_label("Select Dam 000").uncheck()
        come()
        page.get_by_role("button", name="Remove …").click()
    dialog = page.get_by_role("dialog", name="Remove 2 articles?")
    expect(dialog.get_by_role("listitem")).to_have_text(["Dam 001", "Dam 002"])


def test_the_table_is_as_its_last_click_says(
    make_assistant: Make, serve: Serve, visit: Visit
) -> None:
    page = visit(serve(make_assistant(*MANY)))
    open_library(page)
    expect_range(page, "1–50 of 120 articles")
    with held_back(page, '"title"') as come:
        page.get_by_role("button", name="Title").click()
        come()
        page.get_by_role("button", name="Words").click()
    expect(page.get_by_role("columnheader", name="Words")).to_have_attribute(
        "aria-sort", "descending"
    )
    with held_back(page, '"s"') as come:
        page.get_by_label("Find an article").fill("s")
        come()
        page.get_by_role("button", name="Title").click()
        tick(page, "Dam 001")
    expect_range(page, "1–50 of 60 found among 120 articles")
    expect(page.get_by_role("columnheader", name="Title")).to_have_attribute(
        "aria-sort", "ascending"
    )
    expect(page.locator(".chosen")).to_contain_text("1 article selected")
    expect_ticked(page, "Dam 001")


def test_the_reader_shows_what_was_clicked_last(
    make_assistant: Make, serve: Serve, visit: Visit
) -> None:
    page = visit(serve(make_assistant(*MANY[:3])))
    with held_back(page, "a000") as come:
        page.locator("#source").get_by_role("link", name="Dam 000").click()
        come()
        for title in ("Dam 001", "Dam 002"):
            page.locator("#source").get_by_role("link", name=title).click()
    expect(page.locator(".source h2")).to_have_text("Dam 002")


def test_the_conversation_shown_is_the_one_opened_last(
    make_assistant: Make, serve: Serve, visit: Visit
) -> None:
    page = visit(serve(make_assistant(*ARTICLES)))
    for question in (WIND, DAM):
        page.get_by_role("button", name="New conversation").click()
        expect(page.locator(".turn")).to_have_count(0)
        ask(page, question)
        expect(page.locator("#conversations .title").first).to_have_text(question)
    with held_back(page, "fn_index") as come:
        page.get_by_role("button", name="New conversation").click()
        come()
        page.locator("#conversations").get_by_role("button", name=WIND).first.click()
    expect(page.locator(".turn .question")).to_have_text(WIND)


def test_what_is_typed_while_a_new_conversation_is_begun_is_kept(
    make_assistant: Make, serve: Serve, visit: Visit
) -> None:
    page = visit(serve(make_assistant(*ARTICLES)))
    field = page.locator("#question textarea")
    ask(page, WIND)
    field.fill("What was")
    with held_back(page, "fn_index") as come:
        page.get_by_role("button", name="New conversation").click()
        come()
        expect(field).to_have_value("")
        field.press_sequentially(DAM)
    expect(page.locator(".turn")).to_have_count(0)
    expect(field).to_have_value(DAM)
    field.press("Enter")
    expect(page.locator(".turn .question")).to_have_text(DAM)


@pytest.fixture
def wind_waits(monkeypatch: pytest.MonkeyPatch) -> Event:
    """What has to happen before one of the questions is answered."""
    going = Event()
    real = Assistant.ask

    def slowly(self: Assistant, question: str, *args: object, **options: object) -> Answer:
        if question == WIND:
            going.wait(WAIT / 1000)
        return real(self, question, *args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(Assistant, "ask", slowly)
    return going


def send(page: Page, question: str) -> None:
    page.locator("#question textarea").fill(question)
    page.locator("#question textarea").press("Enter")


def test_a_question_sent_while_another_is_answered_is_asked_next(
    make_assistant: Make, serve: Serve, visit: Visit, wind_waits: Event
) -> None:
    page = visit(serve(make_assistant(*ARTICLES)))
    send(page, WIND)
    expect(page.locator(".pending")).to_be_visible()
    page.locator("#question textarea").press("Enter")
    send(page, DAM)
    wind_waits.set()
    expect(page.locator(".answer")).to_have_count(2)
    assert page.locator(".turn .question").all_inner_texts() == [WIND, DAM]
    expect(page.locator("#conversations .about")).to_contain_text("2 questions")


def test_the_answer_of_a_conversation_that_was_left_is_not_shown_in_another(
    make_assistant: Make, serve: Serve, visit: Visit, wind_waits: Event
) -> None:
    page = visit(serve(make_assistant(*ARTICLES)))
    send(page, WIND)
    expect(page.locator(".pending")).to_be_visible()
    page.get_by_role("button", name="New conversation").click()
    expect(page.locator(".turn")).to_have_count(0)
    wind_waits.set()
    page.wait_for_timeout(_MEANWHILE)
    ask(page, DAM)
    assert page.locator(".turn .question").all_inner_texts() == [DAM]
