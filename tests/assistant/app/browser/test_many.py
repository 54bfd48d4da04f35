"""Ten people at once, each in a browser of their own."""

from collections.abc import Sequence
from threading import Event

import pytest

from assistant import Answer, Assistant
from corpus import Article
from tests.assistant.app.browser.support import WAIT, Make, Serve, Visit

pytest.importorskip("playwright.sync_api")
from playwright.sync_api import Page, expect

TOWNS = "Arkel Belmor Cadwin Dorvik Elstan Fornby Galdor Hestra Ilmar Jorund".split()
ARTICLES = [
    Article.from_raw(
        town.lower(),
        f"The mill of {town}",
        f"The mill of {town} was built in {1800 + 10 * place}. It has {3 + place} sails.",
        source=f"{town} Herald",
    )
    for place, town in enumerate(TOWNS)
]


def send(page: Page, question: str) -> None:
    """Ask, and do not wait for the answer."""
    page.locator("#question textarea").fill(question)
    page.locator("#question textarea").press("Enter")


def choose(page: Page, publisher: str) -> None:
    page.get_by_text("Publishers and dates to search").first.click()
    page.locator("#saying").get_by_label("Publishers").click()
    page.get_by_role("option", name=publisher).click()


def shown(pages: Sequence[Page], answers: int) -> list[tuple[list[str], list[str]]]:
    """Return what each page shows, once all have so many answers: the questions, the years."""
    for page in pages:
        expect(page.locator(".answer")).to_have_count(answers)
    return [
        (
            page.locator(".turn .question").all_inner_texts(),
            page.locator(".answer strong").all_inner_texts(),
        )
        for page in pages
    ]


def test_nothing_crosses_over_between_ten_people(
    make_assistant: Make, serve: Serve, visit: Visit
) -> None:
    url = serve(make_assistant(*ARTICLES))
    pages = [visit(url) for _ in TOWNS]
    for page, town in zip(pages, TOWNS, strict=True):
        choose(page, f"{town} Herald")
    questions = [f"When was the mill of {town} built?" for town in TOWNS]
    for page, question in zip(pages, questions, strict=True):
        send(page, question)
    expected = [([question], [str(1800 + 10 * n)]) for n, question in enumerate(questions)]
    assert shown(pages, 1) == expected
    for page in reversed(pages):
        send(page, "How many sails does it have?")
    for place, (asked, marked) in enumerate(shown(pages, 2)):
        assert asked == [questions[place], "How many sails does it have?"]
        assert f"{3 + place} sails" in marked
        answer = pages[place].locator(".answer").last.inner_text()
        assert {town for town in TOWNS if town in answer} == {TOWNS[place]}
        assert f"{TOWNS[place]} have?" in answer.partition("Understood as: ")[2]
        assert f"only {TOWNS[place]} Herald" in answer
        assert pages[place].locator("#conversations .title").all_inner_texts() == [questions[place]]


def test_a_slow_question_holds_nobody_up(
    make_assistant: Make, serve: Serve, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    going = Event()
    real = Assistant.ask

    def slowly(self: Assistant, question: str, *args: object, **options: object) -> Answer:
        if TOWNS[0] in question:
            going.wait(WAIT / 1000)
        return real(self, question, *args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(Assistant, "ask", slowly)
    url = serve(make_assistant(*ARTICLES))
    slow, *others = [visit(url) for _ in TOWNS]
    for page, town in zip([slow, *others], TOWNS, strict=True):
        send(page, f"When was the mill of {town} built?")
    for place, (_, marked) in enumerate(shown(others, 1), start=1):
        assert str(1800 + 10 * place) in marked
    expect(slow.locator(".pending")).to_be_visible()
    going.set()
    [(_, marked)] = shown([slow], 1)
    assert "1800" in marked
