"""Tests of assistant.quantities.amounts."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.quantities.amounts import Amount, parse
from assistant.quantities.measures import Measure
from tests.texts import raw_texts


def only(text: str) -> Amount:
    (amount,) = parse(text)
    return amount


@pytest.mark.parametrize(
    ("text", "measure", "unit", "low", "high"),
    [
        ("300MWac", Measure.POWER, "watt", 3e8, 3e8),
        ("5 m", Measure.LENGTH, "meter", 5, 5),
        ("5m tons", Measure.MASS, "kilogram", 5e9, 5e9),
        ("843 million kilowatt-hours", Measure.ENERGY, "watt_hour", 8.43e11, 8.43e11),
        ("5.678 billion tenge", Measure.MONEY, "KZT", 5.678e9, 5.678e9),
        ("$266 million", Measure.MONEY, "USD", 2.66e8, 2.66e8),
        ("€5m", Measure.MONEY, "EUR", 5e6, 5e6),
        ("KZT 5bn", Measure.MONEY, "KZT", 5e9, 5e9),
        ("24%", Measure.SHARE, "percent", 24, 24),
        ("1.12 per cent", Measure.SHARE, "percent", 1.12, 1.12),
        ("7 to 10 days", Measure.DURATION, "day", 7, 10),
        ("7–10 days", Measure.DURATION, "day", 7, 10),
        ("800 MW to 1 GW", Measure.POWER, "watt", 8e8, 1e9),
        ("2 to 3 million tons", Measure.MASS, "kilogram", 2e9, 3e9),
        ("$5-7 million", Measure.MONEY, "USD", 5e6, 7e6),
        ("$5 million to $7 million", Measure.MONEY, "USD", 5e6, 7e6),
        ("5 and 7 MW", Measure.POWER, "watt", 7e6, 7e6),
        ("half a million tons", Measure.MASS, "kilogram", 5e8, 5e8),
        ("a dozen weeks", Measure.DURATION, "day", 84, 84),
        ("15-year", Measure.DURATION, "day", 5478.75, 5478.75),
        ("2000 MW", Measure.POWER, "watt", 2e9, 2e9),
        ("2000", Measure.DATE, "day of the calendar", 730120, 730485),
    ],
)
def test_values_in_one_unit(
    text: str, measure: Measure, unit: str, low: float, high: float
) -> None:
    amount = only(f"It is {text}.")
    assert (amount.measure, amount.unit) == (measure, unit)
    assert (amount.low, amount.high) == pytest.approx((low, high))


def test_between() -> None:
    amount = only("It is between 5 and 7 MW.")
    assert (amount.low, amount.high, amount.text) == (5e6, 7e6, "5 and 7 MW")


@pytest.mark.parametrize(
    ("text", "low", "high", "about", "qualifier"),
    [
        ("about 5 MW", 5e6, 5e6, True, "about"),
        ("nearly 5 MW", 5e6, 5e6, True, "nearly"),
        ("more than 5 MW", 5e6, math.inf, False, "more than"),
        ("Over 5 MW", 5e6, math.inf, False, "over"),
        ("up to 5 MW", 0, 5e6, False, "up to"),
        ("hereabout 5 MW", 5e6, 5e6, False, ""),
    ],
)
def test_qualifiers(text: str, low: float, high: float, about: bool, qualifier: str) -> None:
    amount = only(text)
    assert (amount.low, amount.high, amount.about) == (low, high, about)
    assert (amount.qualifier, amount.text) == (qualifier, "5 MW")


def test_several_amounts_each_with_its_own_words() -> None:
    text = "That saves 278,300 tons of coal, lowers emissions by 686,600 tons a year, till 2031."
    coal, emissions, end = parse(text)
    assert (coal.low, coal.per, coal.near) == (2.783e8, "", "That saves of coal")
    assert (emissions.low, emissions.per, emissions.near) == (
        6.866e8, "year", "lowers emissions by a year",
    )  # fmt: skip
    assert (end.measure, end.near) == (Measure.DATE, "till .")
    assert [text[item.start : item.end] for item in (coal, emissions, end)] == [
        "278,300 tons", "686,600 tons", "2031",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["It has 5 goats.", "Phase 2 of A380 ends.", "", "In May.", "one"])
def test_no_amount(text: str) -> None:
    assert parse(text) == []


def test_the_style_writes_what_it_was_taken_from() -> None:
    for text in ("843 million kWh", "$2.5 million", "1,234.5 tons", "24%", "7 km"):
        amount = only(text)
        assert amount.style.write(amount.low) == text


UNITS = {
    " MW": 1e6, " kilowatts": 1e3, " GWh": 1e9, " tons": 1e3, " kg": 1, " km": 1e3,
    " hectares": 1e4, " days": 1, "%": 1, " percent": 1, " tenge": 1, " U.S. dollars": 1,
    "-kilometer": 1e3,
}  # fmt: skip
SCALES = {"": 1, " thousand": 1e3, " million": 1e6, "mn": 1e6, " billion": 1e9, " trillion": 1e12}


class TestRoundTrip:
    """An amount comes back however it is written."""

    @given(st.decimals(0, 999_999, places=2), st.sampled_from([*SCALES]), st.sampled_from([*UNITS]))
    def test_numbers_scales_and_units(self, value: object, scale: str, unit: str) -> None:
        for number in (f"{value}", f"{value:,}"):
            text = f"{number}{scale}{unit}"
            amount = only(f"It has {text}.")
            assert amount.text == text
            expected = float(str(value)) * SCALES[scale] * UNITS[unit]
            assert (amount.low, amount.high) == pytest.approx((expected, expected))

    @given(st.integers(1, 900), st.integers(0, 99), st.sampled_from([" to ", "-", "–"]),
           st.sampled_from([" MW", " days", " million tons", "%"]))  # fmt: skip
    def test_ranges(self, low: int, more: int, to: str, unit: str) -> None:
        amount = only(f"It has {low}{to}{low + more}{unit}.")
        single = only(f"{low}{unit}")
        assert amount.text == f"{low}{to}{low + more}{unit}"
        assert amount.low == pytest.approx(single.low)
        assert amount.high == pytest.approx(single.low * (low + more) / low)

    @given(st.integers(1, 10**9), st.sampled_from(["$", "€", "US$", "KZT ", "₸"]))
    def test_money(self, value: int, before: str) -> None:
        assert only(f"It costs {before}{value:,}.").low == value

    @given(st.integers(1, 10**6))
    def test_the_same_amount_in_another_unit(self, value: int) -> None:
        assert only(f"{value} MW").low == pytest.approx(only(f"{value / 1000:.3f} GW").low)
        assert only(f"{value} tons").low == pytest.approx(only(f"{value * 1000} kg").low)


@given(raw_texts)
def test_spans_are_exact_in_any_text(text: str) -> None:
    amounts = parse(text)
    assert all(amount.text == text[amount.start : amount.end] != "" for amount in amounts)
    assert all(one.end <= other.start for one, other in pairwise(amounts))
    assert all(amount.low <= amount.high for amount in amounts)
