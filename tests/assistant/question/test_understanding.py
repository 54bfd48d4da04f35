"""Tests of assistant.question.understanding."""

import pytest

from assistant.quantities.measures import Measure
from assistant.question.understanding import Kind, understand

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
    ("Why was it built?", Kind.REASON),
    ("What do trams run on?", Kind.ANYTHING),
    ("Tell me about Orvel", Kind.ANYTHING),
    ("By how much did the herd grow?", Kind.QUANTITY),
    ("What does the shepherd Dorrit get for a ton of wool?", Kind.QUANTITY),
    ("How much does the ferry cost when it is late?", Kind.QUANTITY),
    ("How old is the mayor?", Kind.QUANTITY),
    ("When the ferry sank, who was the mayor?", Kind.NAME),
    ("An inn stood there until when?", Kind.DATE),
    ("Which day of the week is market day?", Kind.DATE),
    ("From whom does Orvel buy its wool?", Kind.NAME),
    ("At whose invitation did they come?", Kind.NAME),
    ("By whom was the dam dug?", Kind.NAME),
    ("Which newspaper wrote about the ferry?", Kind.NAME),
    ("Which of the banks lent the money?", Kind.NAME),
    ("Which part of the country has no trams?", Kind.PLACE),
    ("In which country is Marl?", Kind.PLACE),
    ("What is the capital of Marl?", Kind.PLACE),
    ("Who is Ines Dorrit?", Kind.ANYTHING),  # another name is no answer
    ("Who is Ines Dorrit's mother?", Kind.NAME),
    ("How often does the ferry sail?", Kind.ANYTHING),
    ("How did the price of wool rise?", Kind.ANYTHING),
    ("How big is Marl's share of the wool market?", Kind.QUANTITY),
    ("What is the 50 MW plant for?", Kind.ANYTHING),  # the amount is told, not asked for
    ("Who paid for the 5 million dollar ferry?", Kind.NAME),
    ("What does the 20-hectare farm grow?", Kind.ANYTHING),
    ("Why does the dam cost so much?", Kind.REASON),
    ("What is the title of the mayor's book?", Kind.ANYTHING),
    ("What did the mayor say about the cost of the dam?", Kind.ANYTHING),
    ("What does the minister who paid want?", Kind.ANYTHING),
    ("What part does the bank play?", Kind.ANYTHING),
    ("What is the purpose of the price of wool?", Kind.ANYTHING),
    ("What post does the man who led it hold?", Kind.ANYTHING),
    ("Which fuel does the ferry burn?", Kind.ANYTHING),
    ("Which creature lives under the dam?", Kind.ANYTHING),
    ("Which industry uses land?", Kind.ANYTHING),
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
    ("How much is Orvel investing in trams?", {Measure.MONEY}),
    ("How much is being invested in the dam?", {Measure.MONEY}),
    ("How much money went into the dam?", {Measure.MONEY}),
    ("What does the shepherd Dorrit get for a ton of wool?", {Measure.MONEY}),
    ("What does the tramway cost?", {Measure.MONEY}),
    ("How long is the tram line?", {Measure.LENGTH}),
    ("How long will the tunnel of Marl be?", {Measure.LENGTH}),
    ("How long will it take to dig the tunnel?", {Measure.DURATION}),
    ("How long has the ferry sailed?", {Measure.DURATION}),
    ("How much time does it save?", {Measure.DURATION}),
    ("How old is the mayor?", {Measure.AGE, Measure.DURATION, Measure.DATE}),
    ("How high is the dam?", {Measure.LENGTH}),
    ("How large was trade between Orvel and Marl?", {Measure.MONEY, Measure.SHARE}),
    ("How high is the tax on wool?", {Measure.MONEY, Measure.SHARE}),
    ("How high is the wall of the tax office?", {Measure.LENGTH}),
    ("How high is the trade tower?", {Measure.LENGTH}),
    ("How many megawatts does the dam have?", {Measure.POWER}),
    ("How many dollars did it cost?", {Measure.MONEY}),
    ("How much coal does it save?", {Measure.MASS}),
    ("What does the dam make a year in gigawatt-hours?", {Measure.ENERGY}),
    ("To what level will it bring the capacity of wind?", {Measure.POWER, Measure.MASS,
     Measure.VOLUME, Measure.ENERGY}),
    ("What is the area of the lake?", {Measure.AREA}),
    ("How much of the cheese is blue?", {Measure.SHARE}),
    ("What part of Orvel's milk is lost?", {Measure.SHARE}),
    ("How far is Orvel from Marl?", {Measure.LENGTH, Measure.DURATION}),
    ("How much electricity does it make?", {Measure.ENERGY, Measure.POWER}),
    ("How many tons of coal does it burn?", {Measure.MASS}),
    ("How many turbines does it have?", set()),
    ("When was the tunnel of 5 kilometers dug?", set()),  # a date is asked for, not a length
    ("How much cheese is made?", set()),
]  # fmt: skip


@pytest.mark.parametrize(("text", "measures"), MEASURES)
def test_measures(text: str, measures: set[Measure]) -> None:
    assert understand(text).measures == measures


def test_a_capacity_may_be_measured_in_several_ways() -> None:
    measures = understand("What is the capacity of the Orvel dam?").measures
    assert {Measure.POWER, Measure.MASS, Measure.VOLUME} <= measures
    assert not measures & {Measure.MONEY, Measure.SHARE, Measure.DATE, Measure.AREA}
    assert Measure.AREA in understand("How large is the Orvel dam?").measures


def test_what_is_saved_by_a_power_is_no_power() -> None:
    asked = understand("By how much does wind power at Orvel lower carbon emissions?")
    assert asked.measures == {Measure.MASS}
    assert Measure.ENERGY in understand("How much clean wind power does Orvel make?").measures


def test_a_share_is_asked_for_and_no_size() -> None:
    assert understand("How big is Marl's share of the market?").measures == {Measure.SHARE}
    assert Measure.SHARE not in understand("How big is the dam of Marl?").measures


@pytest.mark.parametrize(
    ("text", "focus"),
    [
        ("How many turbines does Orvel have?", "turbines"),
        ("What is the installed capacity of Orvel?", "installed capacity"),
        ("Who is the mayor of Quillhaven?", "mayor"),
        ("Which blue goat cheeses are made?", "blue goat cheeses"),
        ("Which companies built it?", "companies"),
        ("Which companies work in Orvel?", "companies"),
        ("Which company runs the mill?", "company"),
        ("What fuel dominates the market?", "fuel"),
        ("What dairy improvements are planned?", "dairy improvements"),
        ("How many blue boats passed Orvel?", "blue boats"),
        ("How much work is there?", "work"),
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
        ("Which company operates it?", False),
        ("Which bank finances it?", False),
        ("What three causes do they give?", True),
        ("What does the paper recommend?", True),
        ("What was agreed in 2024?", True),
        ("What was signed during the fair?", True),
        ("What was agreed on the mill?", False),
        ("What does the paper say?", False),
        ("Which mills operate there?", True),
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
    parts = ("How old is the ferry", "How old is the tramway")
    assert understand("Which is older, the ferry or the tramway?").parts == parts


def test_a_blank_question_asks_for_anything() -> None:
    question = understand("")
    assert (question.kind, question.focus, question.parts) == (Kind.ANYTHING, "", ())
