"""Tests of assistant.quantities.periods."""

import pytest

from assistant.quantities.measures import Measure
from assistant.quantities.periods import period


@pytest.mark.parametrize(
    ("measure", "before", "behind", "expected"),
    [
        (Measure.ENERGY, "Every year Orvel delivers", "", "year"),
        (Measure.ENERGY, "It makes", "annually", "year"),
        (Measure.MASS, "It avoids", "of carbon dioxide a day", "day"),
        (Measure.MASS, "It avoided", "of carbon dioxide", ""),
        (Measure.MONEY, "Freight comes to", " a ton", "ton"),
        (Measure.MONEY, "The tariff is", " per cubic meter", "cubic meter"),
        (Measure.POWER, "Orvel has 40 turbines of", " each", "one"),
        (Measure.POWER, "The annual report says that it has", " of capacity", ""),
        (Measure.POWER, "It grows by", " a year", "year"),
        (Measure.MASS, "It makes 5 GWh a year and saved", "of coal", ""),
        (Measure.MONEY, "It was sold for", " a year ago", ""),
        (Measure.VOLUME, "It treats", "/day", "day"),
    ],
)
def test_what_an_amount_is_per(measure: Measure, before: str, behind: str, expected: str) -> None:
    assert period(measure, before, behind) == expected
