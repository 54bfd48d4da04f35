"""Tests of assistant.conversation.ellipsis."""

import pytest

from assistant.conversation.ellipsis import complete, without_conjunction
from assistant.conversation.subject import Turn

TURNS = [Turn("How many goats did the Tarn mill buy in 1990?", "Nine.")]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("And the Fell mill?", "How many goats did the Fell mill buy in 1990?"),
        ("And in 1995?", "How many goats did the Tarn mill buy in 1995?"),
        ("What about sheep?", "How many sheep did the Tarn mill buy in 1990?"),
        ("And the price?", "What is the price of the Tarn mill?"),
        ("What about the smell of the oats in winter?", None),
        ("And who sold them?", None),
        ("How old is the mill?", None),
        ("And?", None),
    ],
)
def test_complete(question: str, expected: str | None) -> None:
    assert complete(question, TURNS) == expected


def test_without_a_question_before() -> None:
    assert complete("And Orvel?", []) is None
    assert complete("And Orvel?", [Turn("How?", "")]) is None


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("And who sold them?", "Who sold them?"),
        ("But why?", "Why?"),
        ("What about the goats?", "What about the goats?"),
        ("and", "and"),
        ("Andrew sold it", "Andrew sold it"),
    ],
)
def test_without_conjunction(question: str, expected: str) -> None:
    assert without_conjunction(question) == expected
