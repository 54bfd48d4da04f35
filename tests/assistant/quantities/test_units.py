"""Tests of assistant.quantities.units: pint's factors under the names that articles use."""

import re

import pint
import pytest

from assistant.quantities.measures import Measure
from assistant.quantities.units import CURRENCY_AFTER, CURRENCY_BEFORE, UNIT, currency, unit


@pytest.mark.parametrize(
    ("written", "measure", "factor"),
    [
        ("kW MW MWac MWp GW TW megawatts Gigawatt", Measure.POWER, [1e3, 1e6, 1e6, 1e6, 1e9, 1e12,
                                                                    1e6, 1e9]),
        ("kWh MWh GWh TWh kilowatt-hours gigawatthour GW·h", Measure.ENERGY,
         [1e3, 1e6, 1e9, 1e12, 1e3, 1e9, 1e9]),
        ("t tons tonnes ton kt Mt kg kilograms", Measure.MASS,
         [1e3, 1e3, 1e3, 1e3, 1e6, 1e9, 1, 1]),
        ("m km kilometers metres miles feet mm", Measure.LENGTH,
         [1, 1e3, 1e3, 1, 1609.344, 0.3048, 1e-3]),
        ("ha hectares acres km² m2", Measure.AREA, [1e4, 1e4, 4046.8726098742513, 1e6, 1]),
        ("bcm m³ km3 litres", Measure.VOLUME, [1e9, 1, 1e9, 1e-3]),
        ("days weeks month years decades hours", Measure.DURATION,
         [1, 7, 30.4375, 365.25, 3652.5, 1 / 24]),
    ],
)  # fmt: skip
def test_factors(written: str, measure: Measure, factor: list[float]) -> None:
    known = [unit(text) for text in written.split()]
    assert [item.measure for item in known] == [measure] * len(factor)
    assert [item.factor for item in known] == pytest.approx(factor)
    assert len({item.base for item in known}) == 1


@pytest.mark.parametrize(
    ("text", "measure", "factor"),
    [("metric tons", Measure.MASS, 1e3), ("square kilometers", Measure.AREA, 1e6),
     ("cubic metres", Measure.VOLUME, 1), ("gigawatt hours", Measure.ENERGY, 1e9),
     ("barrels", Measure.VOLUME, 0.158987)],
)  # fmt: skip
def test_units_of_two_words(text: str, measure: Measure, factor: float) -> None:
    assert unit(text).measure is measure
    assert unit(text).factor == pytest.approx(factor, rel=1e-5)


REGISTRY = pint.UnitRegistry(cache_folder=None)
LENGTHS = ["meter", "kilometer", "centimeter", "millimeter", "mile", "foot"]
PINT = {
    "watt": [f"{prefix}watt" for prefix in ("", "kilo", "mega", "giga", "tera")],
    "watt_hour": [f"{prefix}joule" for prefix in ("", "kilo", "mega", "giga", "tera")] + ["toe"],
    "kilogram": ["gram", "kilogram", "tonne", "kilotonne", "megatonne"],
    "meter": LENGTHS,
    "meter**2": ["hectare", "acre", *(f"square {length}" for length in LENGTHS)],
    "meter**3": ["liter", *(f"cubic {length}" for length in LENGTHS)],
    "day": ["second", "minute", "hour", "day", "week", "month", "year"],
}


@pytest.mark.parametrize(
    ("base", "written"), [(base, written) for base, some in PINT.items() for written in some]
)
def test_factors_are_those_of_pint(base: str, written: str) -> None:
    shape, _, length = written.rpartition(" ")
    name = length + {"": "", "square": "**2", "cubic": "**3"}[shape]
    factor = float(REGISTRY.parse_expression(name).to(base).magnitude)
    spelt = [written, written.replace("meter", "metre")]
    if not written.endswith(("toe", "foot")):
        spelt += [f"{written}s", written.upper()]
    assert [unit(text).factor for text in spelt] == pytest.approx([factor] * len(spelt), rel=1e-12)
    assert unit(written).base == base


@pytest.mark.parametrize(
    ("text", "pint_name"),
    [("barrel", "oil_barrel"), ("feet", "foot"), ("ha", "hectare"), ("Mt", "megatonne"),
     ("kt", "kilotonne"), ("cm", "cm"), ("GJ", "GJ"), ("bcm", "km**3"), ("km²", "km**2"),
     ("TWh", "TWh"), ("megawatt hours", "MWh")],
)  # fmt: skip
def test_those_of_symbols_are_too(text: str, pint_name: str) -> None:
    known = unit(text)
    factor = float(REGISTRY.parse_expression(pint_name).to(known.base).magnitude)
    assert known.factor == pytest.approx(factor, rel=1e-12)


@pytest.mark.parametrize(
    ("text", "found"),
    [("MWh", "MWh"), ("MW hours", "MW"), ("mw", None), ("tone", None),
     ("kilometers.", "kilometers"), ("km2,", "km2"), ("mine", None),
     ("metric tons of", "metric tons"), ("Ton", "Ton")],
)  # fmt: skip
def test_what_is_a_unit(text: str, found: str | None) -> None:
    match = re.match(UNIT, text)
    assert (match and match.group()) == found


@pytest.mark.parametrize("text", ["million", "", "mw", "hours ago"])
def test_what_is_none(text: str) -> None:
    with pytest.raises(ValueError, match="no known unit"):
        unit(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [("$", "USD"), ("US$", "USD"), ("U.S. dollars", "USD"), ("tenge", "KZT"), ("€", "EUR"),
     ("euros", "EUR"), ("RMB", "CNY"), ("yuan", "CNY"), ("¥", "¥"), ("Canadian dollars", "CAD"),
     ("somoni", "TJS"), ("roubles", "RUB"), ("HK$", "HKD")],
)  # fmt: skip
def test_currencies(text: str, code: str) -> None:
    assert currency(text) == code
    assert re.fullmatch(f"{CURRENCY_BEFORE}|{CURRENCY_AFTER}", text)


def test_no_currency() -> None:
    with pytest.raises(ValueError, match="no known currency"):
        currency("goats")
