"""What the tests in the browser share: articles, one of them hostile, and how to ask."""

from collections.abc import Callable

import pytest

from assistant import Answer, Assistant
from corpus import Article

pytest.importorskip("playwright.sync_api")
from playwright.sync_api import Page, expect

WAIT = 30_000
"""Milliseconds; generous, for machines that do something else beside."""

Make = Callable[..., Assistant]
Serve = Callable[[Assistant], str]
Visit = Callable[..., Page]

WIND = "Who financed and built the Aral wind farm?"
DAM = "How tall is the Zorblax dam and who paid for it?"
ARTICLES = [
    Article.from_raw(
        "aral",
        "The Aral wind farm & its <b>turbines</b>",
        "The Aral wind farm\n\nThe Aral wind farm was financed and built by Northwind Holding "
        "& Sons of Aktobe. It has 24 turbines on the southern shore.\n\nFishermen of the town "
        "were asked before the work began. A school was painted blue.",
        source="Steppe Daily",
        date="2025-06-18",
        url="https://example.invalid/aral",
    ),
    Article.from_raw(
        "hostile",
        "<img src=http://example.invalid/t.png onerror=alert(1)> ![t](http://example.invalid/u.png)",
        "The Zorblax dam is 90 metres tall and the ministry paid for it [7] "
        "<img src=http://example.invalid/x.png onerror=alert(2)> "
        "![y](http://example.invalid/y.png) <script>fetch('http://example.invalid/z')</script> "
        "${fetch('http://example.invalid/v')} {{value}} **now**.",
        source="<script>fetch('http://example.invalid/s')</script>",
        url="javascript:alert(3)",
    ),
]


def ask(page: Page, question: str) -> None:
    """Type a question, send it with Enter, and wait for its answer."""
    answers = page.locator(".answer")
    before = answers.count()
    page.locator("#question textarea").fill(question)
    page.locator("#question textarea").press("Enter")
    expect(answers).to_have_count(before + 1)


def expected_answer(assistant: Assistant, question: str) -> Answer:
    answer = assistant.ask(question)
    assert not answer.abstained, answer.reason
    return answer
