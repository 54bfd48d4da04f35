"""Tests of assistant.quantities.measures."""

import time

import pytest

from assistant.quantities.measures import Measure, find, find_numbers

QUANTITIES = [
    (Measure.POWER, "20 MW, 1.2 GW and 300MW; 5 kilowatts", ["20 MW", "1.2 GW", "300MW",
                                                             "5 kilowatts"]),
    (Measure.POWER, "7 kWh, 40 mw and 12 Mwe", []),
    (Measure.ENERGY, "843 million kWh, 1.5 TWh, 25 million kilowatt-hours, 20 MW",
     ["843 million kWh", "1.5 TWh", "25 million kilowatt-hours"]),
    (Measure.MASS, "2,500 tons, 89,000 tonnes, 3 kg, 1.5 million metric tons, 10 T",
     ["2,500 tons", "89,000 tonnes", "3 kg", "1.5 million metric tons"]),
    (Measure.MONEY, "5.678 billion crowns", []),
    (Measure.MONEY, "5.678 billion tenge ($10.59 million, or 9 million U.S. dollars)",
     ["5.678 billion tenge", "$10.59 million", "9 million U.S. dollars"]),
    (Measure.MONEY, "300 yuan, US$ 4 bn, €20", ["300 yuan", "US$ 4 bn", "€20"]),
    (Measure.SHARE, "80 percent, 12%, 5 per cent", ["80 percent", "12%", "5 per cent"]),
    (Measure.AREA, "44 hectares, 3 square kilometers, 12 km2, 44 ha", ["44 hectares",
     "3 square kilometers", "12 km2", "44 ha"]),
    (Measure.LENGTH, "50 kilometers, 31.5 km, 10 m, five feet, 5 MW", ["50 kilometers", "31.5 km",
     "10 m", "five feet"]),
    (Measure.VOLUME, "10 billion cubic meters, 5,000 barrels", ["10 billion cubic meters",
     "5,000 barrels"]),
    (Measure.DURATION, "13 hours, three days, a 25-year term", ["13 hours", "three days",
     "25-year"]),
    (Measure.DATE, "On June 18, 2025 and in March 2025", ["June 18, 2025", "March 2025"]),
    (Measure.DATE, "18 June, since 2019, the 1990s", ["18 June", "2019", "1990s"]),
    (Measure.DATE, "in the 19th century, last year, on Monday", ["19th century", "last year",
     "Monday"]),
    (Measure.DATE, "by May 2021, in June 2020, until March", ["May 2021", "June 2020",
     "until March"]),
    (Measure.DATE, "2050 MW, 1,500 people, 1500 people, 2000 tons, $1999, 2010 million", []),
    (Measure.DATE, "in 2050, 2050 m", ["2050"]),
    (Measure.MONEY, "$38,000, and 6 million lira", ["$38,000", "6 million lira"]),
    (Measure.SHARE, "two-thirds, a third or half of it; fifty percent", ["two-thirds", "a third",
     "half of", "fifty percent"]),
    (Measure.AGE, "Dorrit, 47, and Ines, aged 9, met a 30-year-old man of 60 years of age.",
     ["47", "aged 9", "30-year-old", "60 years of age"]),
    (Measure.DATE, "He may go to 3 towns of 140 people.", []),
]  # fmt: skip


@pytest.mark.parametrize(("measure", "text", "expected"), QUANTITIES)
def test_quantities_of_a_measure(measure: Measure, text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in find(measure, text)] == expected


def test_numbers_are_those_that_are_no_dates() -> None:
    text = "In 2019 it had 40 of 2.5 MW, nine cats, on March 3 and 1,200 goats."
    assert [text[start:end] for start, end in find_numbers(text)] == ["40", "2.5", "nine", "1,200"]


def test_a_text_without_numbers_has_none() -> None:
    text = "Someone has often seen none of the stones."
    assert find_numbers(text) == ()
    assert not any(find(measure, text) for measure in Measure)


@pytest.mark.parametrize("text", ["1,1," * 5000, "1 " * 10_000, "12.3" * 5000, "$1,1" * 5000])
def test_a_long_row_of_numbers_takes_no_time(text: str) -> None:
    begin = time.perf_counter()
    found = [span for measure in Measure for span in find(measure, text)]
    assert len(found) + len(find_numbers(text)) > 0
    assert time.perf_counter() - begin < 2  # it was once quadratic: minutes
