"""Tests of assistant.extracting.places."""

import pytest

from assistant.extracting.places import places

PLACES = [
    ("It lies in Orvel, Marl Region.", [("Orvel, Marl Region", 1.0)]),
    ("It lies 5 km north of Orvel.", [("5 km north of Orvel", 1.0)]),
    ("It lies in the old harbour.", [("the old harbour", 0.5)]),
    ("It was made in the same year.", []),
    ("They are Spain, Portugal and Italy.", [("Spain", 1.0), ("Portugal", 1.0), ("Italy", 1.0)]),
    ("", []),
]


@pytest.mark.parametrize(("words", "expected"), PLACES)
def test_places(words: str, expected: list[tuple[str, float]]) -> None:
    assert [(words[start:end], likely) for start, end, likely in places(words)] == expected
