"""What an amount is for: a year, a day, one of several things, a change, or all of it."""

import re

from assistant.quantities.measures import Measure

_TIME = r"second|minute|hour|day|week|month|quarter|year|season|winter|summer"
_THING = (
    r"(?:metric\s)?ton(?:ne)?|kilo\w+|mile|(?:square|cubic)\s\w+|hectare|barrel|kWh|MWh|kW|MW|unit|"
    r"person|capita|household|turbine|container|head"
)
_ADVERBS = {
    "annual": "year", "annually": "year", "yearly": "year", "daily": "day", "hourly": "hour",
    "weekly": "week", "monthly": "month", "quarterly": "quarter", "each": "one", "apiece": "one",
    "p.a.": "year",
}  # fmt: skip
_RATE = (
    rf"(?:\b(?:a|an|per|each|every)\s|/\s?)(?P<per>{_TIME}|{_THING})\b"
    r"(?!\s(?:ago|later|earlier|before|after|and\sa\shalf))"
)
_BEHIND = re.compile(
    rf"{_RATE}|\b(?P<adverb>annually|yearly|daily|hourly|weekly|monthly|each|apiece|p\.a\.)(?!\w)",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"\b(?:per|each|every)\s(?P<per>{_TIME})\b|\b(?P<adverb>annual(?:ly)?|yearly|daily|hourly|"
    r"weekly|monthly)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r";|\b(?:and|but|while)\b")
# What flows; the capacity of a plant with an "annual report" is not "per year".
_FLOWING = frozenset({Measure.ENERGY, Measure.MASS, Measure.MONEY, Measure.VOLUME})

_CHANGE = re.compile(
    r"\b(?:grew|grow\w*|rose|rise\w*|increas\w+|expand\w*|add(?:s|ed|ing)?|extra|further|fell|fall\w*"
    r"|declin\w+|dropp?\w*)\b",
    re.IGNORECASE,
)


def is_change(near: str) -> bool:
    """Tell from the words near an amount whether it is by how much something changed.

    >>> is_change("capacity grew by"), is_change("has a capacity of")
    (True, False)
    """
    return _CHANGE.search(near) is not None


def period(measure: Measure, before: str, behind: str) -> str:
    """Return what an amount is per, or nothing if it is a total.

    Args:
        measure: What the amount measures.
        before: The sentence before it.
        behind: What belongs to it behind it.

    >>> period(Measure.MASS, "It saves", "of coal a year"), period(Measure.MASS, "It saves", "")
    ('year', '')
    >>> period(Measure.ENERGY, "Annual generation is about", "")
    'year'
    """
    if (match := _BEHIND.search(behind)) and (measure in _FLOWING or match.start() <= 1):
        return _named(match)
    if measure in _FLOWING:
        clause = _CLAUSE.split(before)[-1]
        if matches := list(_BEFORE.finditer(clause)):
            return _named(matches[-1])
    return ""


def _named(match: re.Match[str]) -> str:
    if adverb := match["adverb"]:
        return _ADVERBS[adverb.lower()]
    return " ".join(match["per"].lower().split())
