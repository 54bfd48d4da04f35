"""Quantities, dates and money in a text: what "how much", "when" and "what share" ask for.

The rules stand for facts of the field and of English: which units measure what, and how dates and
amounts are written.
"""

import re
from enum import Enum, auto

from assistant.language.kept import kept

_NUMBER = (
    r"(?:(?<!\d)(?<!\d,)\d[\d,]*(?:\.\d+)?"
    r"|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    r"(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-\w+)?|"
    r"dozens?|half|third|quarter|hundreds?|thousands?)\b)"
)
_SCALE = r"(?:\s?(?:hundred|thousand|million|billion|trillion|mn|bn|m|k)\b)?"
_CURRENCY = (
    r"(?:U\.?S\.?\s)?(?:dollars?|cents?)|USD|EUR|euros?|CNY|RMB|yuan|tenge|KZT|rubles?|roubles?|RUB|"
    r"pounds?|GBP|yen|som|sums?|kron[ae]r?|lira|liras"
)
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?"
)


class Measure(Enum):
    """What a quantity measures."""

    POWER = auto()
    ENERGY = auto()
    MASS = auto()
    MONEY = auto()
    SHARE = auto()
    AREA = auto()
    LENGTH = auto()
    VOLUME = auto()
    DURATION = auto()
    AGE = auto()
    DATE = auto()


_METRES = r"met(?:er|re)s?"
# Where letters alone are a unit, capitals tell "MW" from "mw" and "5 m" from "5 M".
_UNITS = {
    Measure.POWER: r"[kMGT]W(?:ac|dc|p|e|th)?\b|(?:kilo|mega|giga|tera)?watts?\b(?![\s-]?hours?)",
    Measure.ENERGY: r"[kMGT]W\s?-?h\b|(?i:(?:kilo|mega|giga|tera)?watt[\s-]?hours?|joules?|toe)\b",
    Measure.MASS: r"(?:metric\s)?(?:kilo|mega)?(?:tons?|tonnes?|grams?)\b|kg\b|[Mk]?t\b(?!\.)",
    Measure.SHARE: r"%|(?i:per\s?cent)\b",
    Measure.AREA: rf"(?i:hectares?|ha|acres?|square\s(?:(?:kilo)?{_METRES}|miles?))\b|k?m[²2]\b",
    Measure.LENGTH: rf"(?:kilo|centi|milli)?{_METRES}\b|[kcm]?m\b|miles?\b|feet\b|foot\b",
    Measure.VOLUME: r"(?i:cubic\s\w+|barrels?|lit(?:er|re)s?|bcm|containers?|TEU)\b|m[³3]\b",
    Measure.DURATION: r"(?i:seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?)\b",
}
# What tells an amount from a year: "2050 MW", "1,500 people", "20.5".
_UNIT_AHEAD = (
    r"[.,]\d|%|[\s-]?(?:(?i:million|billion|thousand|people|households|units|jobs)\b|(?i:"
    + _CURRENCY
    + r")\b|(?:"
    + "|".join(unit for measure, unit in _UNITS.items() if measure is not Measure.DURATION)
    + "))"
)
_PATTERNS = {
    measure: re.compile(rf"(?i:{_NUMBER}{_SCALE})[\s-]?(?:{unit})")
    for measure, unit in _UNITS.items()
}
_PATTERNS[Measure.MONEY] = re.compile(
    rf"(?i:{_NUMBER}{_SCALE})\s?(?i:{_CURRENCY})\b|(?:US)?[$€£¥₸₽]\s?\d+(?:[.,]\d+)*{_SCALE}"
)
_PATTERNS[Measure.SHARE] = re.compile(
    rf"{_PATTERNS[Measure.SHARE].pattern}"
    r"|(?i:\b(?:an?|one|two|three|four)[\s-](?:half|third|quarter|fifth|tenth)s?\b|\bhalf\sof\b)"
)
_PATTERNS[Measure.AGE] = re.compile(
    r"\b(?:aged?(?:\sof)?\s)\d{1,3}\b|\b\d{1,3}[\s-]years?[\s-](?:old|of\sage)\b|(?<=,\s)\d\d(?=,)"
)
_PATTERNS[Measure.DATE] = re.compile(
    rf"\b{_MONTH}(?:\s\d{{1,2}}(?:st|nd|rd|th)?)?(?:,?\s\d{{4}})\b"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH}(?:\s\d{{4}})?\b"
    rf"|\b{_MONTH}\s\d{{1,2}}\b"
    rf"|(?<![$€£¥₸₽])(?<!\d[.,])\b(?:1[0-9]|20)\d{{2}}(?:s|-\d{{2}}(?:-\d{{2}})?)?\b(?!{_UNIT_AHEAD})"
    r"|\b\d{1,2}(?:st|nd|rd|th)(?:\s(?:and|to)\s\d{1,2}(?:st|nd|rd|th))?\scentur(?:y|ies)\b"
    rf"|(?:(?<=\bin\s)|\b(?:since|until|by|last|next)\s){_MONTH}(?!\w|,?\s\d)|\b(?:last|next|this)\s(?:year|month|week)\b"
    r"|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
)
_ANY_NUMBER = re.compile(_NUMBER, re.IGNORECASE)


@kept
def find(measure: Measure, text: str) -> tuple[tuple[int, int], ...]:
    """Return the spans of the quantities of one measure, such as "5.678 billion tenge"."""
    return tuple(match.span() for match in _PATTERNS[measure].finditer(text))


@kept
def find_numbers(text: str) -> tuple[tuple[int, int], ...]:
    """Return the spans of the numbers that are not dates, in digits or small ones in words."""
    dates = find(Measure.DATE, text)
    return tuple(
        match.span()
        for match in _ANY_NUMBER.finditer(text)
        if not any(start <= match.start() < end for start, end in dates)
    )
