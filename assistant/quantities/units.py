"""Units: which are known, what they measure, and the one each is converted to.

The factors are those of pint, whose names for units differ a little from what articles write.
"""

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from assistant.quantities.measures import Measure

if TYPE_CHECKING:
    import pint


class Unit(NamedTuple):
    """What a unit measures, the unit that all of its kind are converted to, and the factor."""

    measure: Measure
    base: str
    factor: float


_BASES = {
    Measure.POWER: "watt",
    Measure.ENERGY: "watt_hour",
    Measure.MASS: "kilogram",
    Measure.AREA: "meter**2",
    Measure.LENGTH: "meter",
    Measure.VOLUME: "meter**3",
    Measure.DURATION: "day",
}
_PREFIX = "(?:kilo|mega|giga|tera)?"
_METRE = "met(?:er|re)s?"
_LONG = rf"(?:(?:kilo|centi|milli)?{_METRE}|miles?|feet|foot)"
# Where letters alone are a unit, capitals tell "MW" from "mw" and "5 m" from "5 M".
_PATTERNS = {
    Measure.ENERGY: rf"[kMGT]W[\s·-]?h|[kMGT]J|(?i:{_PREFIX}watt[\s-]?hours?|{_PREFIX}joules?)|toe",
    Measure.POWER: rf"[kMGT]W(?:ac|dc|p)?(?![\s·-]?h\b)|(?i:{_PREFIX}watts?(?![\s-]?hour))",
    Measure.AREA: rf"(?i:hectares?|acres?|square\s{_LONG})|ha|k?m(?:²|2)",
    Measure.VOLUME: rf"(?i:cubic\s{_LONG}|barrels?|lit(?:er|re)s?)|bcm|k?m(?:³|3)",
    Measure.MASS: r"(?i:(?:metric[\s-])?(?:kilo|mega)?ton(?:ne)?s?|(?:kilo)?grams?)|kg|[Mk]?t",
    Measure.LENGTH: rf"(?i:{_LONG})|[kcm]?m",
    Measure.DURATION: r"(?i:(?:second|minute|hour|day|week|month|year|decade)s?)",
}
UNIT = rf"(?:(?:{'|'.join(_PATTERNS.values())})(?!\w))"
"""A pattern of units, of which the longest is meant."""

_LETTERS = re.compile(r"[kMGT]W.{0,3}|[kMGT]J|[Mk]?t|[kcm]?m.?|kg|ha")
# What pint calls by another name, or takes for something else: its "ton" is American, its "kt" a
# speed.
_NAMES = (
    (re.compile(r"^([kMGT]W)(?:ac|dc|p)$"), r"\1"),
    (re.compile(r"^([kMGT])W\W?h$"), r"\1W*hour"),
    (re.compile(r"^(\w*watt)[\s-]?hours?$"), r"\1*hour"),
    (re.compile(r"^(?:metric[\s-])?(kilo|mega)?ton(?:ne)?s?$"), r"\1tonne"),
    (re.compile(r"^kt$"), "kilotonne"),
    (re.compile(r"^square\s(.+)"), r"\1**2"),
    (re.compile(r"^cubic\s(.+)"), r"\1**3"),
    (re.compile(r"^(k?m)[²2]$"), r"\1**2"),
    (re.compile(r"^(k?m)[³3]$"), r"\1**3"),
    (re.compile(r"^bcm$"), "kilometer**3"),
    (re.compile(r"^barrels?$"), "oil_barrel"),
    (re.compile(r"^decades?$"), "10*year"),
)


@cache
def unit(text: str) -> Unit:
    """Return what `UNIT` matched, as what it measures and by which factor.

    >>> unit("million")
    Traceback (most recent call last):
    ValueError: 'million' is no known unit
    >>> unit("GWh")
    Unit(measure=<Measure.ENERGY: 2>, base='watt_hour', factor=1000000000.0)

    Raises:
        ValueError: If it is no unit.
    """
    for measure, pattern in _PATTERNS.items():
        if re.fullmatch(pattern, text):
            base = _BASES[measure]
            return Unit(measure, base, _factor(_name(text), base))
    raise ValueError(f"{text!r} is no known unit")


def _name(text: str) -> str:
    """Return pint's name of a unit."""
    name = text if _LETTERS.fullmatch(text) else text.lower()
    for pattern, replacement in _NAMES:
        name = pattern.sub(replacement, name)
    return name


@cache
def _registry() -> "pint.UnitRegistry[float]":
    import pint  # half a second

    return pint.UnitRegistry(cache_folder=None)


@cache
def _factor(name: str, base: str) -> float:
    return float(_registry().parse_expression(name).to(base).magnitude)


_CURRENCIES = {
    r"(?:U\.?S\.?\s?)?\$|USD": "USD", "€|EUR": "EUR", "£|GBP": "GBP", "₸|KZT": "KZT",
    "₽|RUB": "RUB", "CNY|RMB": "CNY", "¥": "¥", "JPY": "JPY", r"A\$|AUD": "AUD", r"C\$|CAD": "CAD",
    r"HK\$|HKD": "HKD", r"S\$|SGD": "SGD", "CHF": "CHF", "UZS": "UZS", "KGS": "KGS", "TJS": "TJS",
}  # fmt: skip
_CALLED = {
    r"(?:U\.?S\.?\s)?dollars?": "USD", "euros?": "EUR", "pounds? sterling|British pounds?": "GBP",
    "tenge": "KZT", "rou?bles?": "RUB", "yuan|renminbi": "CNY", "yen": "JPY",
    "Australian dollars?": "AUD", "Canadian dollars?": "CAD", "Hong Kong dollars?": "HKD",
    "Singapore dollars?": "SGD", "Swiss francs?": "CHF", "(?:Uzbek )?sums?": "UZS",
    "(?:Kyrgyz )?som": "KGS", "(?:Tajik )?somonis?": "TJS", "(?:Turkmen )manats?": "TMT",
}  # fmt: skip
CURRENCY_BEFORE = rf"(?:(?<![\w$])(?:{'|'.join(_CURRENCIES)}))"
"""A pattern of what stands before an amount of money: "$", "EUR"."""
CURRENCY_AFTER = rf"(?:(?i:{'|'.join(_CALLED)})(?!\w)|(?:{'|'.join(_CURRENCIES)})(?!\w))"
"""A pattern of what stands behind one: "tenge", "U.S. dollars", "€"."""


@cache
def currency(text: str) -> str:
    """Return the code of a currency that one of the patterns matched.

    Dollars are American unless it says otherwise; "¥" can be two and stays itself.

    >>> currency("US$"), currency("tenge"), currency("¥")
    ('USD', 'KZT', '¥')

    Raises:
        ValueError: If it is no currency.
    """
    for known, flags in ((_CURRENCIES, 0), (_CALLED, re.IGNORECASE)):
        for pattern, code in known.items():
            if re.fullmatch(pattern, text, flags):
                return code
    raise ValueError(f"{text!r} is no known currency")
