"""Tests of assistant.starters."""

import pytest

from assistant.starters import candidates
from corpus import Article


def asked(text: str) -> list[str]:
    return [question for question, _ in candidates(Article("a", "A", text))]


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("The Orvel wind farm has 5 MW.", "What is the capacity of the Orvel wind farm?"),
        ("The Orvel wind farm yields 7 million kWh.",
         "How much electricity does the Orvel wind farm generate a year?"),
        ("The Marl copper mine cost 9 million dollars.",
         "How much money was invested in the Marl copper mine?"),
        ("The Marl copper mine lies on 44 hectares.",
         "How much land does the Marl copper mine occupy?"),
        ("The Orvel wind farm has 40 tall turbines of 5 MW each.",
         "How many tall turbines does the Orvel wind farm have?"),
        ("The Lindow railway opened in May 1871.", "What is the start date of the Lindow railway?"),
    ],
)  # fmt: skip
def test_a_question_for_what_a_sentence_holds(text: str, question: str) -> None:
    assert asked(text) == [question]


@pytest.mark.parametrize(
    "text",
    [
        "The Lindow railway closed in May 1871.",  # a date, of nothing that began
        "The Orvel wind farm is red.",  # nothing to ask for
        "A wind farm has 5 MW.",  # no name
        "Orvel wind farms have 5 MW.",  # several
        "The turbines of the Orvel wind farm have 5 MW each.",  # the whole has more
        "Orvel's wind farm has 5 MW.",
        "The Orvel wind farm of 5 MW",  # a heading
        "The Orvel wind farm has 5 MW " + "and more " * 45 + "too.",  # too long to be an answer
    ],
)
def test_no_question_for_other_sentences(text: str) -> None:
    assert asked(text) == []


def test_each_thing_once_with_the_place_of_its_sentence() -> None:
    text = "Goats graze. The Orvel wind farm has 5 MW. The Orvel wind farm lies on 44 hectares."
    assert list(candidates(Article("a", "A", text))) == [
        ("What is the capacity of the Orvel wind farm?", text.index("The Orvel"))
    ]
