"""What is typed last is what is shown, even where an earlier request takes its time."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

pytest.importorskip("playwright.sync_api")
from playwright.sync_api import Page, Route, expect

from tests.assistant.app.browser.support import WAIT, Make, Serve, Visit
from tests.assistant.app.browser.test_library import MANY, expect_range, open_library
from tests.assistant.app.browser.test_passages import open_passages, search

_MEANWHILE = 500
"""Milliseconds in which whatever does not wait for the request held back is answered."""


@contextmanager
def held_back(page: Page, sent: str) -> Iterator[None]:
    """Hold the first request with this in it back, until what else is done has been answered."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        if not held and sent in (route.request.post_data or ""):
            held.append(route)
        else:
            route.continue_()

    page.route("**/queue/join*", hold)
    yield
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
    with held_back(page, '"s"'):
        field.press("s")
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
    with held_back(page, '"tall"'):
        search(page, "tall")
        search(page, "dam")
    expect(page.locator(".hits mark")).to_have_text(["Dam"] * 3, timeout=WAIT)
