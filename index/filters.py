"""Which articles a search may look at."""

from dataclasses import dataclass

from corpus.dates import iso_date
from index.errors import QueryError


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

    def to_sql(self) -> tuple[str, list[str]]:
        """Return the conditions as a WHERE clause on the table of articles, with its values."""
        clauses = ["1"]
        values: list[str] = []
        for column, allowed in (("source", self.sources), ("id", self.articles)):
            if allowed:
                clauses.append(f"{column} IN ({', '.join('?' * len(allowed))})")
                values += allowed
        # ISO dates sort as text: "2025" is before every day of 2025, "2025-99" after.
        if self.since:
            clauses.append("date || '-99' >= ?")
            values.append(self.since)
        if self.until:
            clauses.append("date <= ? || '-99'")
            values.append(self.until)
        return " AND ".join(clauses), values
