"""Tests of corpus.dates."""

import datetime

import pytest

from corpus.dates import iso_date


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("2025-06-18", "2025-06-18"),
        ("2025-06", "2025-06"),
        ("2025", "2025"),
        (2025, "2025"),
        (" 2025 ", "2025"),
        ("2025-06-18T09:30:00Z", "2025-06-18"),
        ("2025-06-18 09:30", "2025-06-18"),
        ("2025-06-18+05:00", "2025-06-18"),
        (datetime.date(2025, 6, 18), "2025-06-18"),
        (datetime.datetime(2025, 6, 18, 23, 59, tzinfo=datetime.UTC), "2025-06-18"),
        (datetime.date(871, 1, 2), "0871-01-02"),
        ("18 June 2025", "2025-06-18"),
        ("June 18, 2025", "2025-06-18"),
        ("Wed, 18 Jun 2025 09:30:00 GMT", "2025-06-18"),
        ("June 2025", "2025-06"),
        ("2025/06/18", "2025-06-18"),
        ("2025 June 18", "2025-06-18"),
        ("2025年6月18日", "2025-06-18"),
        ("18.06.2025", "2025-06-18"),
        ("18 июня 2025 г.", "2025-06-18"),
    ],
)
def test_dates_keep_their_precision(value: object, date: str) -> None:
    assert iso_date(value) == date


@pytest.mark.parametrize(
    "value",
    [None, "", "  ", "yesterday", "5 days ago", "June", "12:30", "2025-02-31", "2025-13", True,
     ["2025"], 3.5, "a mill"],
)  # fmt: skip
def test_what_is_no_date_is_none(value: object) -> None:
    assert iso_date(value) is None
