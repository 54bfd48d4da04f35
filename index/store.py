"""What an index needs of the place that keeps its articles and searches their passages.

There are two such places: a folder (`index.local`) and a Milvus server (`index.milvus`). Passages
have numbers of the store's own choosing, each always the same passage's.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from corpus import Article, Sentence
from index.embedding import Embeddings
from index.filters import Filters
from index.parts import Found, Parts
from index.results import Summary

Scored = tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]
"""Numbers of passages and their scores, best first."""

NONE: Scored = (np.empty(0, np.int64), np.empty(0, np.float32))
"""No passages."""


class Lists(NamedTuple):
    """What the two searches have found.

    Attributes:
        dense: The passages nearest to the query, with their cosines.
        lexical: Those with most of its words, with their BM25 scores.
        passages: How many passages the filters left to search.
    """

    dense: Scored
    lexical: Scored
    passages: int


class Writer(Protocol):
    """A store that is being written to; in a folder, by nobody else."""

    def article(self, id_: str) -> Article | None:
        """Return the article with an id, or None."""
        ...

    def id_of(self, sha256: str) -> str | None:
        """Return the id of the article with a text of this hash, or None."""
        ...

    def put(self, articles: Sequence[tuple[Article, Parts]]) -> None:
        """Add articles, each in the place of the one that has its id.

        In a folder all or none; at a server each on its own, and what an interruption leaves half
        done is not found, and completed by putting it again.
        """
        ...

    def remove(self, ids: Iterable[str]) -> None:
        """Remove the articles with these ids; in a folder all or none."""
        ...


class Store(Protocol):
    """Articles, their passages and sentences with vectors, and two searches over the passages.

    Every method raises an `IndexDamagedError` where what is kept is not what was written, and an
    `IndexServerError` where the server that keeps it fails.
    """

    @property
    def meta(self) -> Mapping[str, str]:
        """What made the index: format version, model, passage settings; and the generation."""
        ...

    @property
    def generation(self) -> int:
        """A number that grows with every change, whoever makes it."""
        ...

    def article(self, id_: str) -> Article | None:
        """Return the article with an id, or None."""
        ...

    def summaries(self, filters: Filters | None = None) -> list[Summary]:
        """Return a line about each article that passes the filters, by id."""
        ...

    def counts(self, filters: Filters | None = None) -> tuple[int, int]:
        """Return the number of articles that pass the filters and of their passages."""
        ...

    def passage_at(self, article_id: str, offset: int) -> tuple[int, int, int] | None:
        """Return the number and the span of the passage that holds a character, or None."""
        ...

    def found(self, numbers: Sequence[int]) -> dict[int, Found]:
        """Return the passages with these numbers; one that has just been removed is left out."""
        ...

    def sentences(self, article_id: str, start: int, end: int) -> tuple[list[Sentence], Embeddings]:
        """Return the sentences of an article that begin in a span, with their vectors."""
        ...

    def sentences_across(self, article_id: str, start: int, end: int) -> list[Sentence]:
        """Return the sentences of an article that share a character with a span, in order."""
        ...

    def search(
        self, query: str, vector: npt.NDArray[np.float32], limit: int, filters: Filters | None
    ) -> Lists:
        """Search by words and by meaning; filters apply before the best are taken.

        Args:
            query: Normalised; there is no syntax in it.
            vector: Of the query, (dimension,) float32 of length one.
            limit: The most passages of either list.
            filters: Which articles to search.
        """
        ...

    def frequency(self, term: str) -> int:
        """Return how many passages hold a term, in their text or their title."""
        ...

    def near(self, word: str) -> list[str]:
        """Return the terms that a misspelt word may begin with, the nearest and commonest first.

        Args:
            word: In lower case, without accents; not stemmed. Its first letter counts as right.
        """
        ...

    def spans_with(
        self, term: str, filters: Filters | None = None, most: int | None = None
    ) -> Mapping[str, Sequence[tuple[int, int]]]:
        """Return the spans of the passages that hold a term, in order, by their article's id.

        Args:
            term: In the text, or in the title.
            filters: Which articles to look at.
            most: How many passages are enough, before the filters; without it, all are found.
        """
        ...

    def check(self) -> None:
        """Compare what is kept with what was written: in a folder, all of it."""
        ...

    def writing(self) -> AbstractContextManager[Writer]:
        """Make what is written inside it found once it is left; keep others out of a folder.

        Raises:
            IndexLockedError: If another process is writing, or nothing can be written.
        """
        ...

    def close(self) -> None:
        """Give back what is open."""
        ...
