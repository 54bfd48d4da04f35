"""Tests of assistant.language.names."""

import pytest

from assistant.language.names import capitalised, names, names_among, topic


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Who invested in the Orvel wind farm of Moor Energy Co?", ["Orvel", "Moor Energy Co"]),
        ("Is Orvel big?", ["Orvel"]),
        ("Compare Orvel and Marl", ["Orvel", "Marl"]),
        ("Tell me about Orvel", ["Orvel"]),
        ("What is the tax of Mayor Ines Dorrit's town?", ["Mayor Ines Dorrit"]),
        ("Bank of the Moor", ["Bank of the Moor"]),
        ("How many MW has the PV plant?", []),  # abbreviations of the field are no names
        ("Who is the president of Uzbekistan?", ["Uzbekistan"]),  # a country is one
        ("What is the CEO of Orvel Power called?", ["Orvel Power"]),
        ("Кто строил Орвель?", ["Кто", "Орвель"]),
        ("how large is it", []),
        ("", []),
    ],
)
def test_names(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("How large is the Orvel wind farm?", "Orvel wind farm"),
        ("Where does the Quillhaven railway line end?", "Quillhaven railway line"),
        ("Who owns the copper mine?", "copper mine"),
        ("Who works at the Marl glass bottle factory?", "Marl glass bottle factory"),
        ("What is Orvel doing for the farm?", "Orvel"),
        ("How many MW has Orvel?", "Orvel"),
        ("And Marl?", "Marl"),
        ("How large is it?", None),
        ("The PV", None),
    ],
)
def test_topic(text: str, expected: str | None) -> None:
    assert topic(text) == expected


@pytest.mark.parametrize(
    ("words", "texts", "expected"),
    [
        ("orvel mill capacity", ["The mill of Orvel turns."], ["orvel"]),
        ("orvel mill capacity", ["Orvel turns."], []),  # any word has a capital there
        ("moor mill", ["It is the Moor Mill.", "A mill on the moor."], []),
        ("orvel mw", ["At Orvel 5 MW, in Orvel."], ["orvel"]),  # a unit is no name
        ("", ["At Orvel."], []),
    ],
)
def test_names_in_small_letters_are_those_never_written_so(
    words: str, texts: list[str], expected: list[str]
) -> None:
    assert names_among(words, texts) == expected


def test_only_whole_words_that_are_names_get_capitals() -> None:
    assert capitalised("orvel and orvelia mill", ["orvel"]) == "Orvel and orvelia mill"
    assert capitalised("ORVEL mill", ["orvel"]) == "ORVEL mill"
