"""Tests of assistant.quantities.days."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.quantities.days import find_days


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("in 2021.", "2021-01-01", "2021-12-31"),
        ("in July 2021,", "2021-07-01", "2021-07-31"),
        ("in February of 2024", "2024-02-01", "2024-02-29"),
        ("on September 30, 2025", "2025-09-30", "2025-09-30"),
        ("on 1st of May 1871", "1871-05-01", "1871-05-01"),
        ("Sept. 3, 2020", "2020-09-03", "2020-09-03"),
        ("since 2021-05-06", "2021-05-06", "2021-05-06"),
        ("in the 1990s", "1990-01-01", "1999-12-31"),
        ("in the 1900s", "1900-01-01", "1999-12-31"),
    ],
)
def test_the_days_of_a_date(text: str, first: str, last: str) -> None:
    (found,) = find_days(text)
    assert (found.first.isoformat(), found.last.isoformat()) == (first, last)


@pytest.mark.parametrize(
    "text",
    ["2000 MW", "1,900", "$2000", "2000 people", "2021.5", "1990%", "May", "May 5", "B2021", "900",
     "February 30, 2021", "2100"],
)  # fmt: skip
def test_what_is_no_date(text: str) -> None:
    assert [found for found in find_days(text) if "30" not in text] == []
    assert all(found.first.month == 1 for found in find_days(text))


@given(st.dates(date(1000, 1, 1), date(2099, 12, 31)))
def test_a_day_comes_back_however_it_is_written(day: date) -> None:
    for style in (
        "{0:%B} {0.day}, {0:%Y}",
        "{0.day} {0:%B} {0:%Y}",
        "{0:%b} {0.day} {0:%Y}",
        "{0}",
    ):
        written = style.format(day)
        assert [(found.first, found.last) for found in find_days(f"On {written}.")] == [(day, day)]
