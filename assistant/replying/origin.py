"""When an article is from, as questions put it: "in June 2025", "before 2024"."""

import re
from dataclasses import dataclass

from assistant.lines import long_date
from corpus.dates import iso_date

_YEAR = re.compile(r"\b\d{4}\b")
_PERIOD = re.compile(
    r"(?P<preposition>from|in|of|since|before|after|between)\s+(?:the year )?(?P<first>.+?)"
    r"(?:\s+(?:and|to|until|till)\s+(?P<last>.+))?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Period:
    """A time of publication.

    Attributes:
        text: How it is put in a sentence.
        first: The date that it begins with, in ISO 8601, or None.
        last: The date that it ends with, or None; a year or a month is meant whole.
        excluded: Whether these dates are outside of it, as with "before" and "after".
    """

    text: str
    first: str | None
    last: str | None
    excluded: bool = False

    def holds(self, date: str) -> bool:
        """Tell whether a date, whichever day of it is meant, is in the period."""
        if self.excluded:
            after = self.first is None or date > f"{self.first}-99"
            return after and (self.last is None or f"{date}-99" < self.last)
        after = self.first is None or date >= self.first
        return after and (self.last is None or f"{date}-99" <= f"{self.last}-99")


def period_of(phrase: str) -> Period | None:
    """Return the period that a phrase means, or None if it means none.

    >>> period_of("between 2022 and June 2024").last
    '2024-06'
    """
    match = _PERIOD.fullmatch(phrase)
    if match is None:
        return None
    preposition = match["preposition"].lower()
    first = _date(match["first"])
    last = _date(match["last"]) if match["last"] else None
    if first is None or (match["last"] and last is None):
        return None
    if last:
        return Period(
            f"from the time between {long_date(first)} and {long_date(last)}", first, last
        )
    if preposition in {"before", "after"}:
        begin, end = (None, first) if preposition == "before" else (first, None)
        return Period(f"from {preposition} {long_date(first)}", begin, end, excluded=True)
    if preposition == "since":
        return Period(f"from {long_date(first)} or later", first, None)
    return Period(f"from {long_date(first)}", first, first)


def _date(text: str) -> str | None:
    return iso_date(text) if _YEAR.search(text) else None
