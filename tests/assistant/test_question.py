"""Tests of assistant.question."""

import pytest

from assistant.quantities import Measure
from assistant.question import Kind, understand

KINDS = [
    ("How much power does the Orvel dam make a year?", Kind.QUANTITY),
    ("What is the installed capacity of the Orvel dam?", Kind.QUANTITY),
    ("How much cheese is made?", Kind.QUANTITY),
    ("orvel dam capacity", Kind.QUANTITY),
    ("How many turbines does Orvel have?", Kind.NUMBER),
    ("What is the population of Orvel?", Kind.NUMBER),
    ("When did the tramway open?", Kind.DATE),
    ("WHEN DID IT OPEN", Kind.DATE),
    ("And when did it open?", Kind.DATE),
    ("In which year did it open?", Kind.DATE),
    ("What is the opening date?", Kind.DATE),
    ("Who is the mayor of Quillhaven?", Kind.NAME),
    ("Which company built the dam?", Kind.NAME),
    ("What is the name of the ferry?", Kind.NAME),
    ("Where is Mount Sandry?", Kind.PLACE),
    ("In which town is the factory?", Kind.PLACE),
    ("Why was it built?", Kind.ANYTHING),
    ("What do trams run on?", Kind.ANYTHING),
    ("Tell me about Orvel", Kind.ANYTHING),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_kind(text: str, kind: Kind) -> None:
    assert understand(text).kind is kind


MEASURES = [
    ("How long did the work take?", {Measure.DURATION}),
    ("How many months does the work take?", {Measure.DURATION}),
    ("What share of the milk becomes cheese?", {Measure.SHARE}),
    ("How much did the tramway cost?", {Measure.MONEY}),
    ("What is the price of a ticket’s worth?", {Measure.MONEY}),
    ("How much land does the farm occupy?", {Measure.AREA}),
    ("How far is Orvel from Marl?", {Measure.LENGTH, Measure.DURATION}),
    ("How much electricity does it make?", {Measure.ENERGY, Measure.POWER}),
    ("How many tons of coal does it burn?", {Measure.MASS}),
    ("How many turbines does it have?", set()),
    ("When was the tunnel of 5 kilometers dug?", set()),  # a date is asked for, not a length
    ("How much cheese is made?", set()),
]


@pytest.mark.parametrize(("text", "measures"), MEASURES)
def test_measures(text: str, measures: set[Measure]) -> None:
    assert understand(text).measures == measures


def test_a_capacity_may_be_measured_in_several_ways() -> None:
    measures = understand("What is the capacity of the Orvel dam?").measures
    assert {Measure.POWER, Measure.MASS, Measure.VOLUME} <= measures
    assert not measures & {Measure.MONEY, Measure.SHARE, Measure.DATE}


@pytest.mark.parametrize(
    ("text", "focus"),
    [
        ("How many turbines does Orvel have?", "turbines"),
        ("What is the installed capacity of Orvel?", "installed capacity"),
        ("Who is the mayor of Quillhaven?", "mayor"),
        ("Which blue goat cheeses are made?", "blue goat cheeses"),
        ("Which companies built it?", "companies"),
        ("What is Orvel?", ""),
        ("When did it open?", ""),
    ],
)
def test_focus_is_the_noun_that_is_asked_for(text: str, focus: str) -> None:
    assert understand(text).focus == focus


@pytest.mark.parametrize(
    ("text", "several"),
    [
        ("Which companies built it?", True),
        ("List the factories of Marl", True),
        ("What are the risks?", True),
        ("Tell me all the names", True),
        ("Which company built it?", False),
        ("How many turbines does it have?", False),
        ("When did all the trams stop?", False),
        ("Why was it built?", False),
    ],
)
def test_several_answers_are_asked_for(text: str, several: bool) -> None:
    assert understand(text).several is several


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Who is the mayor of Quillhaven?", True),
        ("Who's the mayor?", True),
        ("Who built the dam?", False),
        ("What is the mayor's name?", False),
    ],
)
def test_role(text: str, role: bool) -> None:
    assert understand(text).role is role


def test_the_text_is_kept_as_it_is_and_a_single_question_has_no_parts() -> None:
    question = understand("  What’s Orvel’s capacity ?")
    assert (question.text, question.parts) == ("  What’s Orvel’s capacity ?", ())


def test_a_comparison_has_parts() -> None:
    parts = ("Which is older the ferry", "Which is older the tramway")
    assert understand("Which is older, the ferry or the tramway?").parts == parts


def test_a_blank_question_asks_for_anything() -> None:
    question = understand("")
    assert (question.kind, question.focus, question.parts) == (Kind.ANYTHING, "", ())
