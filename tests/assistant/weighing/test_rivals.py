"""Tests of assistant.weighing.rivals."""

import re

import pytest

from assistant.weighing.rivals import Rivals


def terms(text: str) -> frozenset[str]:
    return frozenset(word.removesuffix("'s") for word in re.findall(r"[\w']+", text.lower()))


@pytest.mark.parametrize(
    ("question", "sentence", "around", "expected"),
    [
        ("How many turbines does the Orvel wind farm have?",
         "The Marl wind farm has 40 turbines.", "", True),
        ("How many turbines does the Orvel cluster have?",
         "A wind farm in Marl has 40 turbines.", "", True),  # another sort of works
        ("When will the Tove factory open?", "Ada Orr's factory opens in 2031.", "", True),
        ("How many turbines does the Orvel wind farm have?",
         "The Orvel wind farm has 40 turbines, the Marl wind farm 12.", "", False),
        ("How many turbines does the Orvel wind farm have?",
         "It has 40 turbines and is larger than the Marl wind farm.",
         "The wind farm stands above Orvel.", False),  # what it leans on says it
        ("How many turbines does the Orvel wind farm have?",
         "The wind farm has 40 turbines.", "", False),  # of nobody
        ("How many turbines does the Orvel wind farm have?",
         "The Chinese-built wind farm has 40 turbines.", "", False),  # whose it is, not which
        ("How many turbines does the wind farm have?",
         "The Marl wind farm has 40 turbines.", "", False),  # any will do
        ("How much wheat does Peru grow?", "Chile grows 5 tons of wheat.", "", True),
        ("How much wheat does Peru grow?", "Chile grows 5 tons of wheat, Peru 4.", "", False),
        ("How much wheat does Peru grow?", "Chile bought 5 tons of wheat.", "Wheat from Peru",
         False),
        ("How much wheat does Ada Orr of Peru grow?", "In Chile 5 tons are grown.", "", False),
        ("How much wheat does Ada Orr grow?", "In Chile 5 tons are grown.", "", False),
        ("How many hydropower plants has Peru?", "Peru built 48 solar plants.", "", True),
        ("Which wind farms are planned?", "A coal-fired power station is planned.", "", True),
        ("Which wind farms are planned?", "It will replace a coal-fired power station.",
         "Wind in Peru", False),
        ("Which wind farms are planned?", "Wind and solar power plants are planned.", "", False),
        ("Which solar or wind farms are planned?", "A solar park is planned.", "", False),
        ("How much coal will the wind farm save?", "It saves 5 tons of coal.", "", False),
        ("How large is the Orvel solar plant?", "Orvel covers 5 ha, the wind farm 9.", "", False),
        ("How large is the gas terminal?", "The oil terminal covers 5 ha.", "", True),
        ("How large is the terminal?", "The oil terminal covers 5 ha.", "", False),
        ("How large is the solar plant?", "The plant covers 5 ha.", "", False),
    ],
)  # fmt: skip
def test_a_sentence_may_be_about_other_works_or_another_country(
    question: str, sentence: str, around: str, expected: bool
) -> None:
    assert Rivals(question, terms).are_meant(sentence, around) is expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("How many turbines does the Orvel wind farm have?", True),
        ("How much wheat does Peru grow?", True),
        ("How many turbines does the wind farm have?", True),
        ("How many turbines does the farm have?", False),
        ("How much wheat does Ada Orr of Peru grow?", False),
    ],
)
def test_a_question_that_names_none_has_no_rivals(question: str, expected: bool) -> None:
    assert bool(Rivals(question, terms)) is expected
