"""Tests of assistant.replying.origin: which dates are in the time that a question names."""

import pytest

from assistant.replying.origin import period_of


@pytest.mark.parametrize(
    ("phrase", "inside", "outside"),
    [
        ("from 2025", ["2025", "2025-06", "2025-12-31"], ["2024", "2024-12-31", "2026"]),
        ("in June 2025", ["2025-06", "2025-06-18"], ["2025", "2025-05-31", "2025-07"]),
        ("from 18 June 2025", ["2025-06-18"], ["2025-06", "2025", "2025-06-19"]),
        ("since 2024", ["2024", "2024-01-01", "2026"], ["2023", "2023-12-31"]),
        ("since June 2025", ["2025-06", "2025-06-01", "2026"], ["2025", "2025-05"]),
        ("before 2024", ["2023", "2023-12-31"], ["2024", "2024-01-01", "2025"]),
        ("before June 2024", ["2024-05", "2023"], ["2024", "2024-06-01"]),
        ("after 2024", ["2025", "2025-01-01"], ["2024", "2024-12-31", "2023"]),
        ("between 2022 and 2024", ["2022", "2023-05", "2024-12-31"], ["2021", "2025"]),
        ("from May 2022 to June 2022", ["2022-05", "2022-06-30"], ["2022", "2022-07"]),
    ],
)
def test_a_date_is_inside_if_each_of_its_days_is(
    phrase: str, inside: list[str], outside: list[str]
) -> None:
    period = period_of(phrase)
    assert period is not None
    assert [date for date in (*inside, *outside) if period.holds(date)] == inside


@pytest.mark.parametrize(
    "phrase",
    ["from Global Times", "in June", "by 2023", "from last year", "since", "in Room 2025b"],
)
def test_what_names_no_time(phrase: str) -> None:
    assert period_of(phrase) is None


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("in 2025", "from 2025"),
        ("since june 2025", "from June 2025 or later"),
        ("before 18 June 2025", "from before 18 June 2025"),
        ("between 2022 and 2024", "from the time between 2022 and 2024"),
    ],
)
def test_how_it_is_put(phrase: str, text: str) -> None:
    period = period_of(phrase)
    assert period is not None
    assert period.text == text
