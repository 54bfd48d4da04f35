"""Tests of assistant.language.numerals."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.numerals import NUMBER, SCALE, number, scale


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7", 7), ("2.5", 2.5), ("1,234", 1234), ("1,234,567.8", 1234567.8), ("5,6", 5.6),
        ("1\u202f234\u202f567", 1234567), ("1’234.5", 1234.5), ("1 234 567,8", 1234567.8),
        ("ten", 10), ("Twelve", 12), ("twenty-five", 25), ("ninety", 90), ("half", 0.5),
        ("half a", 0.5), ("a dozen", 12), ("half a dozen", 6), ("two and a half", 2.5),
        ("one\u00a0and a half", 1.5), ("a hundred", 100),
    ],
)  # fmt: skip
def test_numbers(text: str, value: float) -> None:
    assert re.fullmatch(NUMBER, text)
    assert number(text) == value


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A380 and v2.5", []), ("COVID-19", []), ("1,23456", []), ("the one, two", ["one", "two"]),
        ("2021,300", []), ("someone often", []), ("7-10", ["7", "10"]), ("300MW", ["300"]),
        ("two hundred and fifty", ["two"]), ("It is 7.", ["7"]), ("in 2,021.", ["2,021"]),
        ("12 345", ["12", "345"]),
    ],
)  # fmt: skip
def test_what_is_a_number_and_what_is_a_part_of_something(text: str, found: list[str]) -> None:
    assert re.findall(NUMBER, text) == found


@given(st.integers(0, 10**12))
def test_digits_with_and_without_separators(value: int) -> None:
    for written in (f"{value}", f"{value:,}", f"{value:,}.0", f"{value:,}".replace(",", "\u202f")):
        assert re.findall(NUMBER, f"about {written}, or so") == [written]
        assert number(written) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [("", 1), (" thousand", 1e3), (" Million", 1e6), ("bn", 1e9), (" mn", 1e6), ("m", 1e6),
     ("-trillion", 1e12), (" hundred thousand", 1e5), ("k", 1e3)],
)  # fmt: skip
def test_scales(text: str, value: float) -> None:
    assert re.fullmatch(SCALE, text)
    assert scale(text) == value
