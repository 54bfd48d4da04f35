"""What the passages of one generation are searched by: columns, vectors and terms together."""

import math
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from index.columns import Columns
from index.filters import Filters
from index.lexical import LexicalIndex
from index.spelling import terms_near
from index.store import NONE, Lists, Scored
from index.vectors import VectorIndex

_FILTERS_KEPT = 16


class Searchable:
    """The indexes of one generation.

    The vector and the lexical indexes may still hold passages that the catalogue no longer has:
    they are not found, and the weights of terms are as if they had never been there. Only the mean
    length of a passage, which BM25 compares each with, still counts them.
    """

    def __init__(
        self,
        columns: Columns,
        vectors: Sequence[VectorIndex],
        lexical: LexicalIndex,
        removed: LexicalIndex,
    ) -> None:
        """Search by these.

        Args:
            columns: Of the articles that may be found.
            vectors: Each of other passages.
            lexical: The terms of all passages.
            removed: The terms of those of them that are not to be found any more.
        """
        self.columns = columns
        self.vectors = vectors
        self.lexical = lexical
        self.removed = removed
        self._passing = lru_cache(_FILTERS_KEPT)(columns.passing)

    def search(
        self, query: str, vector: npt.NDArray[np.float32], limit: int, filters: Filters | None
    ) -> Lists:
        """Search by words and by meaning; see `Store.search`."""
        total, live = self._live(filters)
        if total == 0:
            return Lists(NONE, NONE, 0)
        weigh = self._weigh if len(self.removed) else None
        lexical = self.lexical.search(query, limit, filters, weigh, live)
        return Lists(self.dense(vector, limit, filters), lexical, total)

    def dense(self, vector: npt.NDArray[np.float32], limit: int, filters: Filters | None) -> Scored:
        """Return the numbers and cosines of the nearest passages, best first."""
        total, live = self._live(filters)
        bitmap = None if live is None else np.packbits(live, bitorder="little")
        share = total / max(1, len(self.lexical))
        parts = [segment.search(vector, limit, bitmap, share) for segment in self.vectors]
        numbers = np.concatenate([NONE[0], *(part[0] for part in parts)])
        scores = np.concatenate([NONE[1], *(part[1] for part in parts)])
        order = np.lexsort((numbers, -scores))[:limit]
        return numbers[order], scores[order]

    def frequency(self, term: str) -> int:
        """Return how many passages hold a term."""
        return self.lexical.frequency(term) - self.removed.frequency(term)

    def near(self, word: str) -> list[str]:
        """Return the terms that a misspelt word may begin with; see `Store.near`."""
        edits = terms_near(word, self.lexical.beginning(word[0]))
        frequencies = {term: self.frequency(term) for term in edits}
        known = [term for term in edits if frequencies[term]]
        return sorted(known, key=lambda term: (edits[term], -frequencies[term], term))

    def passages_with(self, term: str, most: int | None = None) -> list[int]:
        """Return the numbers of passages that hold a term, in their text or their title; or all."""
        if most is not None:
            most += self.removed.frequency(term)
        numbers = self.lexical.passages_with(term, most)
        if len(self.removed):
            _, live = self._passing(None)
            numbers = numbers[live[numbers]]
        return numbers.tolist()  # type: ignore[no-any-return]

    def _live(self, filters: Filters | None) -> tuple[int, npt.NDArray[np.bool_] | None]:
        """Return how many passages may be found and which; None if all that are indexed may."""
        if filters or len(self.removed):
            return self._passing(filters)
        return len(self.lexical), None

    def _weigh(self, term: str) -> float:
        """Return what the lexical index's weight of a term is multiplied by to be as it should."""
        indexed = rarity(self.lexical.frequency(term), len(self.lexical))
        frequency = self.frequency(term)
        passages = len(self.lexical) - len(self.removed)
        return rarity(frequency, passages) / indexed if frequency else 0.0


def rarity(containing: int, passages: int) -> float:
    """Return the weight of a term in BM25, its inverse document frequency.

    >>> round(rarity(1, 4), 3)
    1.204
    """
    return math.log1p((passages - containing + 0.5) / (containing + 0.5))
