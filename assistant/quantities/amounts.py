"""The amounts in a sentence: what each measures, its value in one unit, and where it stands."""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from assistant.language.numerals import NUMBER, SCALE, number, scale
from assistant.quantities.days import Days, find_days
from assistant.quantities.measures import Measure
from assistant.quantities.periods import period
from assistant.quantities.units import CURRENCY_AFTER, CURRENCY_BEFORE, UNIT, Unit, currency, unit


class Style(NamedTuple):
    """How an amount is written: what stands around its number, and what 1 of that is worth."""

    prefix: str
    suffix: str
    step: float

    def write(self, value: float) -> str:
        """Write a value in this style, to at most two decimals.

        >>> Style("$", " million", 1e6).write(2_500_000)
        '$2.5 million'
        """
        digits = f"{value / self.step:,.2f}".rstrip("0").rstrip(".")
        return f"{self.prefix}{digits}{self.suffix}"


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount that a sentence states.

    Attributes:
        measure: What it measures.
        unit: The unit of its values, the same for all amounts that can be compared: "watt", "USD".
        low: Its least value; 0 for "up to 5 MW".
        high: Its greatest; the same unless it is a range, infinite for "more than 5 MW".
        about: Whether it is given as inexact, as by "about".
        per: What it is the amount of, such as "year" for "5 tons a year"; empty for a total.
        near: The words around it that say what it is the amount of.
        start: Its first character.
        end: The one behind its last.
        text: Its words.
        qualifier: The words before it that are part of what it says: "about", "more than".
        style: How it is written.
    """

    measure: Measure
    unit: str
    low: float
    high: float
    about: bool
    per: str
    near: str
    start: int
    end: int
    text: str
    qualifier: str
    style: Style


_SHARE = re.compile(r"%|(?i:per\s?cent)\b")
_ANY_UNIT = rf"(?:{UNIT}|{_SHARE.pattern}|{CURRENCY_AFTER})"
_BEFORE = rf"(?P<before>{CURRENCY_BEFORE})\s?"
_LOW = rf"(?P<low>{NUMBER})(?P<low_scale>{SCALE})"
_HIGH = rf"(?P<high>{NUMBER})(?P<high_scale>{SCALE})"
_TO = r"(?:[-–—]|\sto\s)"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_BEFORE}{_LOW}{_TO}(?:{CURRENCY_BEFORE}\s?)?{_HIGH}",
        rf"{_BEFORE}{_HIGH}",
        rf"(?P<between>(?<=[Bb]etween\s))?{_LOW}(?:[\s-]?(?P<low_unit>{_ANY_UNIT}))?"
        rf"(?(between)\sand\s|{_TO}){_HIGH}[\s-]?(?P<unit>{_ANY_UNIT})",
        rf"{_HIGH}[\s-]?(?P<unit>{_ANY_UNIT})",
    )
)
"""Ranges go before single amounts, and "$5" before "5 m"."""
_QUALIFIERS = re.compile(
    r"\b(?:(?P<about>about|approximately|around|roughly|nearly|almost|some|an estimated|close to)"
    r"|(?P<least>over|more than|above|at least|exceeding|no less than|not less than)"
    r"|(?P<most>up to|at most|no more than|not more than|under|less than|below))\s$",
    re.IGNORECASE,
)
_LONGEST_QUALIFIER = 20  # characters
# "5 billion tenge, equal to about $10 million" is one amount, said twice.
_EQUAL = re.compile(
    r"[\s,(]*(?:or|equal to|equivalent to|that is)?\s*"
    r"(?:about|some|around|approximately|roughly)?\s*"
)
_SPLIT = re.compile(r"[,;:—]|\b(?:and|but|or|while|with|against)\b")


def parse(text: str) -> list[Amount]:
    """Return the amounts in a sentence, in order: with a unit, of money, shares and dates.

    >>> [(found.low, found.high, found.unit) for found in parse("It saves 7 to 10 days in 2024.")]
    [(7.0, 10.0, 'day'), (738886.0, 739251.0, 'day of the calendar')]
    """
    found: list[Amount] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if not _overlaps(found, *match.span()) and (amount := _amount(match)):
                found.append(_qualified(amount, text))
    for days in find_days(text):
        if not _overlaps(found, days.start, days.end):
            found.append(_date(days, text))
    found.sort(key=lambda amount: amount.start)
    return list(_in_context(found, text))


def _overlaps(found: Sequence[Amount], start: int, end: int) -> bool:
    return any(amount.start < end and start < amount.end for amount in found)


def _date(days: Days, text: str) -> Amount:
    return Amount(
        Measure.DATE, "day of the calendar", float(days.first.toordinal()),
        float(days.last.toordinal()), about=False, per="", near="", start=days.start, end=days.end,
        text=text[days.start : days.end], qualifier="", style=Style("", "", 1),
    )  # fmt: skip


def _amount(match: re.Match[str]) -> Amount | None:
    """Return a number with its unit as an amount, or None if two make no range."""
    parts = match.groupdict()
    kind = _unit(parts.get("before") or parts["unit"])
    high_scale = scale(parts["high_scale"])
    low = high = number(parts["high"]) * high_scale * kind.factor
    if parts.get("low"):
        own = parts.get("low_unit")
        low_kind = _unit(own) if own else kind
        low_scale = scale(parts["low_scale"]) if own or parts["low_scale"] else high_scale
        low = number(parts["low"]) * low_scale * low_kind.factor
        if low_kind[:2] != kind[:2] or low > high:
            return None
    style = Style(
        parts.get("before") or "",
        match.string[match.end("high") : match.end()],
        high_scale * kind.factor,
    )
    return Amount(
        kind.measure, kind.base, low, high, about=False, per="", near="", start=match.start(),
        end=match.end(), text=match.group(), qualifier="", style=style,
    )  # fmt: skip


def _unit(text: str) -> Unit:
    """Return the unit of an amount by what stands behind it, or by the currency before it."""
    if _SHARE.fullmatch(text):
        return Unit(Measure.SHARE, "percent", 1.0)
    if re.fullmatch(UNIT, text):
        return unit(text)
    return Unit(Measure.MONEY, currency(text), 1.0)


def _qualified(amount: Amount, text: str) -> Amount:
    """Take in what stands before an amount: "about", "more than", "up to"."""
    match = _QUALIFIERS.search(text[max(0, amount.start - _LONGEST_QUALIFIER) : amount.start])
    if match is None:
        return amount
    return replace(
        amount,
        about=match["about"] is not None,
        low=0.0 if match["most"] else amount.low,
        high=math.inf if match["least"] else amount.high,
        qualifier=match.group().strip().lower(),
    )


def _in_context(found: Sequence[Amount], text: str) -> Iterator[Amount]:
    """Yield the amounts with the words near each, and what each is per."""
    begin = 0
    said: Amount | None = None
    for position, amount in enumerate(found):
        following = found[position + 1].start if position + 1 < len(found) else len(text)
        cut = _SPLIT.search(text, amount.end, following) if following < len(text) else None
        before, behind = (
            text[begin : amount.start],
            text[amount.end : cut.start() if cut else following],
        )
        near = " ".join(f"{before} {behind}".split())
        per = period(amount.measure, text[: amount.start], behind)
        if (
            said
            and said.measure is amount.measure
            and _EQUAL.fullmatch(text, said.end, amount.start)
        ):
            near, per = f"{said.near} {near}", said.per or per
        said = replace(amount, near=near, per=per)
        yield said
        begin = cut.end() if cut else amount.end
