"""Which articles a search may look at."""

import hashlib
from dataclasses import dataclass
from typing import NamedTuple

from corpus.dates import iso_date
from index.errors import QueryError


class Days(NamedTuple):
    """The first and the last day that a date may mean, as numbers that sort as days do: 20250618.

    A month or a year begins before its first day and ends after its last, wherever that is.
    """

    first: int
    last: int


def key(text: str | None) -> int:
    """Return a number of 63 bits that stands for an id or a source; 0 for none."""
    if text is None:
        return 0
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest()) >> 1


UNDATED = Days(100_000_000, 0)
"""What an article without a date has: it is on no side of any day."""


def days(date: str | None) -> Days:
    """Return the days that an ISO 8601 date may mean.

    >>> days("2025-06-18"), days("2025")
    (Days(first=20250618, last=20250618), Days(first=20250000, last=20259999))
    """
    if date is None:
        return UNDATED
    digits = date.replace("-", "")
    return Days(int(digits.ljust(8, "0")), int(digits.ljust(8, "9")))


@dataclass(frozen=True, slots=True)
class Filters:
    """Conditions on articles, all of which have to hold; None or empty means no condition.

    Attributes:
        sources: The publishers to search.
        articles: The ids of the articles to search.
        since: The first day, as 2025-06-18, 2025-06 or 2025.
        until: The last day, likewise; a month or a year is meant whole.

    An article dated only "2025" passes if a day of 2025 could; one without a date passes no date
    condition.

    Raises:
        QueryError: If a date is not ISO 8601, or `since` is after `until`.
    """

    sources: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None

    def __post_init__(self) -> None:
        """Check the dates."""
        for date in (self.since, self.until):
            if date is not None and iso_date(date) != date:
                raise QueryError(
                    f"{date!r} is not a date; write it as 2025-06-18, 2025-06 or 2025."
                )
        if self.since and self.until and self.since > self.until + "-99":
            raise QueryError(
                f"No day is after {self.since} and before {self.until}; swap the dates."
            )

    def __bool__(self) -> bool:
        """Tell whether there is any condition."""
        return bool(self.sources or self.articles or self.since or self.until)

    @property
    def first_day(self) -> int | None:
        """The day that an article's last may not be before, as a number."""
        return days(self.since).first if self.since else None

    @property
    def last_day(self) -> int | None:
        """The day that an article's first may not be after, as a number."""
        return days(self.until).last if self.until else None

    def to_sql(self) -> tuple[str, list[str | int]]:
        """Return the conditions as a WHERE clause on the table of articles, with its values."""
        clauses = ["1"]
        values: list[str | int] = []
        for column, allowed in (("source", self.sources), ("id", self.articles)):
            if allowed:
                clauses.append(f"{column} IN ({', '.join('?' * len(allowed))})")
                values += allowed
        for clause, day in (("last_day >= ?", self.first_day), ("first_day <= ?", self.last_day)):
            if day is not None:
                clauses.append(clause)
                values.append(day)
        return " AND ".join(clauses), values
