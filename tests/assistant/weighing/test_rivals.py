"""Tests of assistant.weighing.rivals."""

import re

import pytest

from assistant.weighing.rivals import Rivals


def terms(text: str) -> frozenset[str]:
    return frozenset(word.removesuffix("'s") for word in re.findall(r"[\w']+", text.lower()))


def rarity(term: str) -> float:
    return 0.5 if term in {"energy", "region", "peru"} else 3.0


@pytest.mark.parametrize(
    ("question", "sentence", "before", "expected"),
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
        ("How much does Orvel Energy pay for its mill in Tove?",
         "The Marl plant takes 5 tons.", "Energy in Peru", True),  # a common word tells nothing
        ("How many turbines does the Orvel wind farm in Peru have?",
         "The Marl wind farm in Peru has 40 turbines.", "", True),  # nor does the country
        ("How long is the Chile-Kenya-Uganda railway?", "The Marl line joins the CKU railway.", "",
         False),
        ("How long is the Chile-Kenya-Uganda railway?", "The Marl railway joins it.", "", True),
        ("How long is the Chile-Kenya-Uganda (CKU) railway?", "The Marl railway joins it.", "",
         True),
        ("How much wheat does Peru grow?", "Chile grows 5 tons of wheat.", "", True),
        ("How much wheat does Peru grow?", "Chile grows 5 tons of wheat, Peru 4.", "", False),
        ("How much wheat does Peru grow?", "Chile bought 5 tons of wheat.", "Wheat from Peru",
         False),
        ("How much wheat does Ada Orr of Peru grow?", "In Chile 5 tons are grown.", "", False),
        ("How much wheat does Ada Orr grow?", "In Chile 5 tons are grown.", "", False),
        ("How much wheat does Peru grow?", "In South America 5 tons are grown.", "", False),
        ("How much wheat grows in South America?", "Chile grows 5 tons of wheat.", "", False),
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
        ("How many plants were there in 2024?", "There were 40 plants in 2021.", "", True),
        ("How many plants were there in 2024?", "There were 40 plants in May 2024.", "", False),
        ("How many plants were there in 2024?", "There were 40 plants.", "", False),
        ("How many plants were there in 2024?", "There were 40, and 30 in 2021.", "Peru in 2024",
         False),
        ("How many plants were there in 2024?", "They grew from 3 in 2021 to 40 in 2026.", "",
         False),  # it lies between
        ("How many plants were there in 2024?", "There were 40, against 30 in 2021.", "", False),
        ("How many plants were there in 2024?", "A year after 2023 there were 40.", "", False),
        ("How many plants were there in 2022?", "In 2023 there were 40, a year earlier 30.", "",
         False),
        ("How many plants were there in 2024?", "40 plants of 2021 MW stand there.", "", False),
        ("When is the plan of 2020 to be done?", "It will be done by 2031.", "", False),
    ],
)  # fmt: skip
def test_a_sentence_may_be_about_other_works_another_country_or_year(
    question: str, sentence: str, before: str, expected: bool
) -> None:
    rivals = Rivals(question, terms, rarity, dated=question.startswith("When"))
    assert rivals.are_meant(sentence, before, "Title", "") is expected


@pytest.mark.parametrize(
    ("title", "earlier", "expected"),
    [
        ("Wind", "The Marl wind farm is new. ", True),
        ("Wind in Orvel", "The Marl wind farm is new. ", False),
        ("Wind", "Orvel is windy. The Marl wind farm is new. ", False),
    ],
)
def test_a_sentence_that_names_nothing_is_about_what_it_leans_on(
    title: str, earlier: str, expected: bool
) -> None:
    rivals = Rivals("How many turbines does the Orvel wind farm have?", terms, rarity)
    before = "The Marl wind farm is new."
    assert rivals.are_meant("It has 40 turbines.", before, title, earlier) is expected
    assert not rivals.are_meant("It has 40 turbines.", "", title, earlier)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("How many turbines does the Orvel wind farm have?", True),
        ("How much wheat does Peru grow?", True),
        ("How many turbines does the wind farm have?", True),
        ("How many turbines does the farm have?", False),
        ("How much wheat does Ada Orr of Peru grow?", False),
        ("How much wheat did Ada Orr grow in 2021?", True),
        ("When was the plan of 2020 made?", False),
    ],
)
def test_a_question_that_names_none_has_no_rivals(question: str, expected: bool) -> None:
    dated = question.startswith("When")
    assert bool(Rivals(question, terms, rarity, dated=dated)) is expected
