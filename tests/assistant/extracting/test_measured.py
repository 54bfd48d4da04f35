"""Tests of assistant.extracting.measured."""

import pytest

from assistant.extracting.measured import amounts, counted, dates
from assistant.quantities.measures import Measure

AMOUNTS = [
    (Measure.DURATION, "from 7 to 10 days, 3–5 weeks", ["from 7 to 10 days", "3–5 weeks"]),
    (Measure.SHARE, "between 3 and 5 percent; 4 and 6 percent", ["between 3 and 5 percent",
     "6 percent"]),
    (Measure.POWER, "about 20 MW, more than 3 GW", ["about 20 MW", "more than 3 GW"]),
    (Measure.MONEY, "nearly $5 million or 3 goats", ["nearly $5 million"]),
]  # fmt: skip


@pytest.mark.parametrize(("measure", "words", "expected"), AMOUNTS)
def test_amounts_have_their_range_and_hedge(
    measure: Measure, words: str, expected: list[str]
) -> None:
    assert [words[start:end] for start, end in amounts(measure, words)] == expected


def test_what_is_counted() -> None:
    words = (
        "Some 410,000 households, two million blue goats and seven of them met 3 people in 1999."
    )
    found = [(words[start:end], noun) for start, end, noun in counted(words)]
    assert found == [
        ("Some 410,000 households", "households"),
        ("two million blue goats", "blue goats"),
        ("seven", ""),
        ("3 people", "people"),
    ]


def test_dates_with_the_part_of_the_time() -> None:
    words = "In early 2019, the end of 2026, 1939–1945, and from May 2020 to June 2021."
    assert [words[start:end] for start, end in dates(words)] == [
        "early 2019",
        "the end of 2026",
        "1939–1945",
        "May 2020 to June 2021",
    ]
