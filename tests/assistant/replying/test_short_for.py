"""Tests of assistant.replying.short_for."""

from collections.abc import Callable

import pytest

from assistant.replying.short_for import short_for
from index import Filters, Index

_BOARD = (
    "Wool and IT are dear. The Orvel Wool Board (OWB) met in Marl. The OWB and the KMP were late."
)


@pytest.mark.parametrize(
    "question",
    [
        "What does OWB stand for?",
        "what does the abbreviation owb stand for",
        "What is OWB short for?",
        "What is the acronym “OWB”?",
        "What does the acronym OWB mean?",
        "What is the full name of OWB?",
        "OWB full name",
        "What is the full name of the OWB?",
        "What do OWBs stand for?",
    ],
)
def test_it_is_told_by_the_sentence_that_says_it(
    indexed: Callable[..., Index], question: str
) -> None:
    reply = short_for(indexed(board=_BOARD), question, None)
    assert reply is not None
    assert reply.text == "The **Orvel Wool Board** (OWB) met in Marl. [1]"
    assert [one.quote for one in reply.citations] == ["The Orvel Wool Board (OWB) met in Marl."]
    assert reply.reason is None


def test_articles_may_differ(indexed: Callable[..., Index]) -> None:
    index = indexed(a=_BOARD, b="The Old Wheat Bank (OWB) failed.", c="The orvel wool board (OWB).")
    reply = short_for(index, "What does OWB stand for?", None)
    assert reply is not None
    assert reply.text.splitlines() == [
        "- The **Orvel Wool Board** (OWB) met in Marl. [1]",
        "- The **Old Wheat Bank** (OWB) failed. [2]",
    ]
    only = short_for(index, "What does OWB stand for?", Filters(articles=("b",)))
    assert only is not None
    assert [one.article_id for one in only.citations] == ["b"]


def test_what_is_not_said_is_refused(indexed: Callable[..., Index]) -> None:
    reply = short_for(indexed(board=_BOARD), "What does KMP stand for?", None)
    assert reply is not None
    assert reply.reason == "They mention “KMP”, but do not say what it stands for."
    assert reply.text == f"The articles do not answer this. {reply.reason}"
    assert reply.citations == ()


@pytest.mark.parametrize(
    "question",
    [
        "What does XYZ stand for?",  # in no article
        "What does Marl stand for?",  # no abbreviation
        "What does the mayor stand for in Orvel?",
        "Who leads the OWB?",
        "What is OWB?",
        "What does it stand for?",
        "",
    ],
)
def test_other_questions_are_not_answered(indexed: Callable[..., Index], question: str) -> None:
    assert short_for(indexed(board=_BOARD), question, None) is None
