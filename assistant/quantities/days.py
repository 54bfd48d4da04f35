"""Dates in a text as the days they span: "2019", "July 2021", "22 May 2024", "the 1990s"."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = (
    r"(?P<month>(?:January|February|March|April|May|June|July|August|September|October|November|"
    r"December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)(?:\.|\b)))"
)
_YEAR = r"(?P<year>(?:1[0-9]|20)\d{2})"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_DATES = tuple(
    re.compile(rf"(?<![\w.,$€£¥₸₽-]){pattern}(?![\w%]|[.,]\d)")
    for pattern in (
        rf"{_MONTH}\s{_DAY},?\s{_YEAR}",
        rf"{_DAY}\s(?:of\s)?{_MONTH},?\s{_YEAR}",
        rf"{_MONTH},?\s(?:of\s)?{_YEAR}",
        rf"{_YEAR}-(?P<number>\d{{2}})(?:-(?P<day>\d{{2}}))?",
        rf"{_YEAR}(?P<decade>s)",
        _YEAR,
    )
)
# "2000 MW" and "1,900 people" are no years; nor is what is counted in words after a number.
_COUNTED = re.compile(
    r"[\s-]?(?:[kMGT]W|[kMGT]?Wh|%|per\s?cent|hundred|thousand|million|billion|tons?|tonnes?|t|"
    r"k?m|km²|hectares?|ha|acres?|met(?:er|re)s?|kilo\w+|mega\w+|giga\w+|people|persons|workers|"
    r"jobs|households|homes|containers|units|dollars|euros?|tenge|yuan|rou?bles?|"
    r"hours|days|weeks|months|years|square|cubic|barrels|turbines|panels)\b"
)


class Days(NamedTuple):
    """The days that a date spans, and where it stands."""

    first: date
    last: date
    start: int
    end: int


def find_days(text: str) -> Iterator[Days]:
    """Yield the dates in a text that say at least the year, in no order, none inside another.

    >>> [str(found.first) for found in find_days("Begun in May 2019, it opened in 2021.")]
    ['2019-05-01', '2021-01-01']
    """
    taken: list[tuple[int, int]] = []
    for pattern in _DATES:
        for match in pattern.finditer(text):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            if match.group().isdigit() and _COUNTED.match(text, match.end()):
                continue
            if span := _span(match.groupdict()):
                taken.append(match.span())
                yield Days(*span, *match.span())


def _span(parts: dict[str, str | None]) -> tuple[date, date] | None:
    """Return the first and the last day of a date, or None if there is no such day."""
    year = int(parts["year"] or 0)
    if parts.get("decade"):
        return date(year, 1, 1), date(year + (99 if year % 100 == 0 else 9), 12, 31)
    name, number = parts.get("month"), parts.get("number")
    month = _MONTHS.index(name[:3].lower()) + 1 if name else int(number or 0)
    if not (name or number):
        return date(year, 1, 1), date(year, 12, 31)
    try:
        if day := parts.get("day"):
            return date(year, month, int(day)), date(year, month, int(day))
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    except ValueError:
        return None
