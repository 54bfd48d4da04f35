"""Units: which are known, what they measure, and the one each is converted to.

The factors are those of pint, which a test compares each with; pint itself takes half a second to
start, which a first answer does not have.
"""

import re
from functools import cache
from typing import NamedTuple

from assistant.quantities.measures import Measure


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
_NAMES = (
    (re.compile(r"^([kMGT]W)(?:ac|dc|p|\W?h)$"), r"\1"),
    (re.compile(r"(?<=watt)[\s-]?hours?$|(?<=[a-z])s$|^metric[\s-]"), ""),
    (re.compile(r"tonne$"), "ton"),
    (re.compile(r"metre$"), "meter"),
    (re.compile(r"litre$"), "liter"),
    (re.compile(r"^feet$"), "foot"),
)
_POWERS = re.compile(r"(?P<square>square\s|.+[²2]$)|(?P<cubic>cubic\s|.+[³3]$)")
_PREFIXES = {
    "": 1.0, "kilo": 1e3, "mega": 1e6, "giga": 1e9, "tera": 1e12, "centi": 1e-2, "milli": 1e-3,
    "k": 1e3, "M": 1e6, "G": 1e9, "T": 1e12, "c": 1e-2, "m": 1e-3,
}  # fmt: skip
# In the base of each; a watt-hour has the name of the watt.
_FACTORS = {
    "watt": 1.0, "W": 1.0, "joule": 1 / 3600, "J": 1 / 3600, "toe": 41.868e9 / 3600,
    "ton": 1e3, "t": 1e3, "gram": 1e-3, "g": 1e-3,
    "meter": 1.0, "m": 1.0, "mile": 1609.344, "foot": 0.3048,
    "hectare": 1e4, "ha": 1e4, "acre": 10 * (66 * 1200 / 3937) ** 2,
    "liter": 1e-3, "barrel": 42 * 231 * 0.0254**3, "bcm": 1e9,
    "second": 1 / 86400, "minute": 1 / 1440, "hour": 1 / 24, "day": 1.0, "week": 7.0,
    "month": 365.25 / 12, "year": 365.25, "decade": 3652.5,
}  # fmt: skip


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
            return Unit(measure, _BASES[measure], _factor(text))
    raise ValueError(f"{text!r} is no known unit")


def _factor(text: str) -> float:
    """Return how many of its base a unit is."""
    name = text if _LETTERS.fullmatch(text) else text.lower()
    power = 1
    if found := _POWERS.match(name):
        power = 2 if found["square"] else 3
        name = re.sub(r"^(?:square|cubic)\s|[²³23]$", "", name)
    if name not in _FACTORS:
        for pattern, replacement in _NAMES:
            name = pattern.sub(replacement, name)
    return next(
        (size * _FACTORS[name.removeprefix(prefix)]) ** power
        for prefix, size in _PREFIXES.items()
        if name.startswith(prefix) and name.removeprefix(prefix) in _FACTORS
    )


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
