"""Searching: from a query to hits, through the stages of retrieval."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from corpus import normalise
from index.alignment import Aligner
from index.context import blend
from index.filters import Filters
from index.fusion import candidates, fuse
from index.parts import Found
from index.rescoring import rescore
from index.results import Hit
from index.store import Lists, Scored, Store

_SEARCHED = 100  # passages of either search
_RESCORED = 60  # of those, whose sentences are looked at


class Searched(NamedTuple):
    """What a search has found on its way.

    Attributes:
        dense: The passages nearest to the query, with their cosines.
        lexical: Those with most of its words, with their BM25 scores.
        passages: How many were searched.
        ranking: The numbers of the best of both, with their scores after fusing, best first.
        found: The passages of the ranking, by number.
    """

    dense: Scored
    lexical: Scored
    passages: int
    ranking: Sequence[tuple[int, float]]
    found: Mapping[int, Found]


@dataclass(frozen=True, slots=True)
class Searcher:
    """What a search needs: the store and the model."""

    store: Store
    aligner: Aligner
    embed_query: Callable[[str], npt.NDArray[np.float32]]

    def search(self, query: str, k: int, filters: Filters | None, context: str) -> list[Hit]:
        """Return the `k` best passages, best first; see `Index.search`."""
        searched = self.look(query, k, filters, context)
        hits = ((searched.found[number], score) for number, score in searched.ranking[:k])
        return [
            Hit(rank, passage.article_id, title, passage.start, passage.end, passage.text, score)
            for rank, ((passage, title, *_), score) in enumerate(hits, start=1)
        ]

    def look(self, query: str, k: int, filters: Filters | None, context: str) -> Searched:
        """Search, and keep what each stage has found; the lists are those without the context."""
        query, limit, found = normalise(query), max(k, _SEARCHED), dict[int, Found]()

        def lists(words: str) -> Lists:
            return self.store.search(words, self.embed_query(words), limit, filters)

        alone = lists(query)
        ranking = self._rank(query, alone, max(k, _RESCORED), found)
        if context.lower() not in query.lower():
            in_context = f"{query} ({context})"
            ranking = blend(
                ranking, self._rank(in_context, lists(in_context), max(k, _RESCORED), found)
            )
        return Searched(*alone, ranking, found)

    def _rank(
        self, query: str, lists: Lists, limit: int, found: dict[int, Found]
    ) -> list[tuple[int, float]]:
        """Return the numbers of the best passages and their scores; add the passages to `found`."""
        best = candidates(lists.dense, lists.lexical, limit)
        found.update(self.store.found([one.number for one in best if one.number not in found]))
        best = [one for one in best if one.number in found]
        passages = [found[one.number] for one in best]
        return fuse(best, *rescore(self.aligner, query, self.embed_query(query), passages))
