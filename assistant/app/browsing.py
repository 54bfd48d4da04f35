"""What the library's table shows of the collection: searched, sorted, a page at a time."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from index.results import Summary

ROWS = 50
"""How many articles a page of the table has: the browser gets no more, however many there are."""


class Column(StrEnum):
    """What the table can be sorted by; the value names the column in links."""

    TITLE = "title"
    SOURCE = "publisher"
    DATE = "date"
    WORDS = "words"
    PASSAGES = "passages"
    ADDED = "added"


_VALUES: dict[Column, Callable[[Summary], Any]] = {
    Column.TITLE: lambda article: article.title.casefold(),
    Column.SOURCE: lambda article: article.source.casefold() if article.source else None,
    Column.DATE: lambda article: article.date,
    Column.WORDS: lambda article: article.words,
    Column.PASSAGES: lambda article: article.passages,
    Column.ADDED: lambda article: article.added,
}
_NAMES = {Column.TITLE, Column.SOURCE}


@dataclass(frozen=True, slots=True)
class Browsing:
    """Where one visitor is in the table.

    Attributes:
        query: Words that the title, publisher or id of an article has to hold.
        column: What the table is sorted by.
        descending: Whether the largest or latest comes first.
        page: The page, from 0; one that is not there any more stands for the last.
        chosen: The ids of the articles that are ticked, on this page and others.
        removing: The ids of those that the visitor is being asked about.
    """

    query: str = ""
    column: Column = Column.ADDED
    descending: bool = True
    page: int = 0
    chosen: frozenset[str] = frozenset()
    removing: tuple[str, ...] = ()

    def sorted_by(self, column: Column) -> "Browsing":
        """Return the table sorted by a column, or the other way round if it is so already.

        Names begin with A, numbers and days with the largest and latest.
        """
        turned = not self.descending if column == self.column else column not in _NAMES
        return replace(self, column=column, descending=turned, page=0)

    def searching(self, query: str) -> "Browsing":
        """Return the first page of the articles that a query finds."""
        return replace(self, query=query, page=0)

    def at(self, page: int) -> "Browsing":
        """Return another page."""
        return replace(self, page=max(page, 0))

    def choosing(self, shown: Iterable[str], ticked: Iterable[str]) -> "Browsing":
        """Return the table with just `ticked` chosen of some articles that are shown."""
        shown = frozenset(shown)
        return replace(self, chosen=(self.chosen - shown) | (frozenset(ticked) & shown))

    def among(self, articles: Iterable[Summary]) -> "Browsing":
        """Return the table with nothing chosen that is not there any more."""
        return replace(self, chosen=self.chosen & {article.id for article in articles})


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the table.

    Attributes:
        rows: The articles on it.
        number: Its number, from 0.
        pages: How many pages there are, at least one.
        found: How many articles the query finds.
        total: How many articles there are.
    """

    rows: tuple[Summary, ...]
    number: int
    pages: int
    found: int
    total: int

    @property
    def first(self) -> int:
        """The place of its first article among those found, from 1."""
        return self.number * ROWS + 1


def page_of(articles: Sequence[Summary], browsing: Browsing) -> Page:
    """Return the page of the articles that a visitor is at.

    What an article does not say, such as its date, comes last in either direction; equals are
    sorted by id.
    """
    found = [article for article in articles if _holds(article, browsing.query)]
    value = _VALUES[browsing.column]
    found.sort(key=lambda article: article.id)
    said = [article for article in found if value(article) is not None]
    said.sort(key=value, reverse=browsing.descending)
    unsaid = [article for article in found if value(article) is None]
    pages = max(-(-len(found) // ROWS), 1)
    number = min(browsing.page, pages - 1)
    rows = (said + unsaid)[number * ROWS : (number + 1) * ROWS]
    return Page(tuple(rows), number, pages, len(found), len(articles))


def _holds(article: Summary, query: str) -> bool:
    text = "\n".join((article.title, article.source or "", article.id)).casefold()
    return all(word in text for word in query.casefold().split())
