"""Tests of assistant.language.shorthand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.shorthand import meanings, spelt_out, with_common


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("How much CO2?", "A mill.", {"CO2": "carbon dioxide"}),
        ("how much co2?", "A mill.", {"CO2": "carbon dioxide"}),
        ("How many new energy vehicles?", "A mill.", {"NEV": "new energy vehicle"}),
        ("Who leads the OWB?", "The Orvel Wool Board (OWB) met.", {"OWB": "Orvel Wool Board"}),
        ("Who leads the Orvel Wool Board?", "The Orvel Wool Board (OWB) met.",
         {"OWB": "Orvel Wool Board"}),
        ("Who eves every seven?", "The Orvel Wool Board (OWB) met.", {}),
        ("Who sold evs?", "A mill.", {}),  # in small letters it may be anything
    ],
)  # fmt: skip
def test_meanings_of_what_a_query_has(query: str, text: str, expected: dict[str, str]) -> None:
    assert meanings(query, [text]) == expected


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("How much CO2 is saved?", "Carbon dioxide is saved.",
         "How much CO2 (carbon dioxide) is saved?"),
        ("How many EVs are there?", "Two electric vehicles stand there.",
         "How many EVs (electric vehicle) are there?"),
        ("How much CO2 is saved?", "CO2 is carbon dioxide.", None),  # the text writes both
        ("How much CO2 is saved?", "Coal is saved.", None),
        ("How much CO2 (carbon dioxide) is saved?", "Carbon dioxide is saved.", None),
        ("How much is saved?", "Carbon dioxide is saved.", None),
    ],
)  # fmt: skip
def test_the_words_of_texts_are_put_behind_an_abbreviation(
    question: str, text: str, expected: str | None
) -> None:
    assert with_common(question, [text]) == (expected or question)


KNOWN = {"EV": "electric vehicle", "CO2": "carbon dioxide", "OWS": "Orvel Wool Sales"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("EVs and an EV", "electric vehicles and an electric vehicle"),
        ("Electric vehicles (EVs) turn.", "Electric vehicles turn."),
        ("An EV (electric vehicle) turns.", "An electric vehicle turns."),
        ("co2, CO2 and CO2s", "carbon dioxide, carbon dioxide and carbon dioxides"),
        ("non-EV, EVE, HEV, ev", None),
        ("The OWSs fell.", "The Orvel Wool Sales fell."),
        ("", None),
    ],
)
def test_abbreviations_are_spelt_out(text: str, expected: str | None) -> None:
    assert spelt_out(text, KNOWN) == (text if expected is None else expected)


@given(st.text(alphabet="EVCOs2 ()electric", max_size=40))
def test_what_is_spelt_out_has_none_of_them_left(text: str) -> None:
    once = spelt_out(text, KNOWN)
    assert spelt_out(once, KNOWN) == once
    assert with_common(once, ["Carbon dioxide and an electric vehicle"]) == once
