"""Tests of assistant.language.phrases."""

import pytest
from hypothesis import given

from assistant.language.phrases import phrases
from tests.texts import raw_texts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Who built the Orvel wind farm in the east of Asia?", ["Orvel wind farm", "east", "Asia"]),
        ("How is blue cheese made?", ["blue cheese"]),
        ("What does Ines Dorrit tax?", ["Ines Dorrit"]),
        ("How much did the old tramway cost?", ["old tramway"]),
        ("What's the mayor's salary?", ["mayor's salary"]),
        ("Why was Tove Jr.'s boat sold?", ["Tove Jr.'s boat"]),
        ("Which mills in the U.S. grind oats slowly?", ["mills", "U.S. grind oats"]),
        ("Is the Bank of the Moor open?", ["Bank of the Moor"]),
        ("Thanks, that is nice!", []),
        ("Кто видел Орвель?", ["Кто видел Орвель"]),
        ("", []),
    ],
)
def test_phrases(text: str, expected: list[str]) -> None:
    assert [phrase.text for phrase in phrases(text)] == expected


def test_what_is_known_of_a_phrase() -> None:
    mills, dam = phrases("Which mills stand behind the Marl dam?")
    assert (mills.asked, mills.named, mills.plural) == (True, False, True)
    assert (dam.asked, dam.named, dam.plural) == (False, True, False)
    assert (dam.determiner, dam.before) == ("the", "behind")


def test_kinds_are_asked_for() -> None:
    assert [phrase.asked for phrase in phrases("What kind of mills use rye?")] == [
        True,
        True,
        False,
    ]


def test_that_behind_a_noun_belongs_to_a_clause() -> None:
    assert [phrase.determiner for phrase in phrases("the goats that eat oats")] == ["the", ""]
    assert [phrase.determiner for phrase in phrases("Who owns that mill?")] == ["that"]


@given(raw_texts)
def test_a_phrase_is_a_span_of_its_text(text: str) -> None:
    end = 0
    for phrase in phrases(text):
        assert phrase.text == text[phrase.start : phrase.end] != ""
        assert phrase.start >= end
        end = phrase.end
