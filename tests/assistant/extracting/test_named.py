"""Tests of assistant.extracting.named."""

import pytest

from assistant.extracting.named import mentions

MENTIONS = [
    ("The deal was made by Mayor Ines Dorrit.", "Mayor Ines Dorrit", "person"),
    ("The deal is old, said Ines Dorrit.", "Ines Dorrit", "person"),
    ("It was led by Dorrit, director of the mill.", "Dorrit", "person"),
    ("The energy minister Ines Dorrit came.", "energy minister Ines Dorrit", "person"),
    ("It was dug by Moor Energy Co.", "Moor Energy Co", "organisation"),
    ("It was dug by Orvel, a developer of mills.", "Orvel", "organisation"),
    ("It was dug by the Ministry of Wool.", "Ministry of Wool", "organisation"),
    ("He likes the ABCD.", "ABCD", "organisation"),
    ("Some say that Kazakh shepherds run it.", "Kazakh shepherds", "organisation"),
    ("It is kept in Orvel.", "Orvel", "place"),
    ("They met the Marl Region.", "Marl Region", "place"),
    ("They love Portugal.", "Portugal", "place"),
    ("The song is called Red Hill.", "Red Hill", "thing"),
]


@pytest.mark.parametrize(("words", "name", "sort"), MENTIONS)
def test_what_is_mentioned(words: str, name: str, sort: str) -> None:
    found = {words[mention.start : mention.end]: mention for mention in mentions(words)}
    likely = {
        which: getattr(found[name], which) for which in ("person", "organisation", "place", "thing")
    }
    assert max(likely, key=likely.__getitem__) == sort


def test_months_days_and_openers_are_not_mentioned() -> None:
    assert mentions("On Monday the mill opened, in March.") == ()
    assert mentions("The mill has 1.7 GW.") == ()
    assert [mention.person for mention in mentions("Construction began.")] == pytest.approx([0.12])
