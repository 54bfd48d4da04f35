"""Searching: from a query to hits, through the stages of retrieval."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from corpus import normalise
from index.alignment import Aligner
from index.caches import Caches
from index.catalogue import Catalogue
from index.context import blend
from index.filters import Filters
from index.fusion import Scored, candidates, fuse
from index.parts import Found
from index.rescoring import rescore
from index.results import Hit

_SEARCHED = 100  # passages of either search
_RESCORED = 60  # of those, whose sentences are looked at


class Searched(NamedTuple):
    """What a search has found on its way.

    Attributes:
        dense: The passages nearest to the query, with their cosines.
        lexical: Those with most of its words, with their BM25 scores.
        ranking: The numbers of the best of both, with their scores after fusing, best first.
        found: The passages of the ranking, by number.
        passages: How many were searched.
    """

    dense: Scored
    lexical: Scored
    ranking: Sequence[tuple[int, float]]
    found: Mapping[int, Found]
    passages: int


@dataclass(frozen=True, slots=True)
class Searcher:
    """What a search needs: the catalogue, the search files of one generation, and the model."""

    catalogue: Catalogue
    caches: Caches
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
        articles = passages = None
        if filters:
            articles = self.catalogue.select(filters)
            passages = self.catalogue.passages_of(articles)
            if not passages:
                return _NOTHING
        query, limit, found = normalise(query), max(k, _SEARCHED), dict[int, Found]()

        def lists(words: str) -> tuple[Scored, Scored]:
            vector = self.embed_query(words)
            return (
                self.caches.vectors.search(vector, limit, passages),
                self.caches.lexical.search(words, limit, articles),
            )

        dense, lexical = lists(query)
        ranking = self._rank(query, dense, lexical, max(k, _RESCORED), found)
        if context.lower() not in query.lower():
            in_context = f"{query} ({context})"
            ranking = blend(
                ranking, self._rank(in_context, *lists(in_context), max(k, _RESCORED), found)
            )
        total = len(self.caches.vectors) if passages is None else len(passages)
        return Searched(dense, lexical, ranking, found, total)

    def _rank(
        self, query: str, dense: Scored, lexical: Scored, limit: int, found: dict[int, Found]
    ) -> list[tuple[int, float]]:
        """Return the numbers of the best passages and their scores; add the passages to `found`."""
        best = candidates(dense, lexical, limit)
        found.update(self.catalogue.found([one.number for one in best if one.number not in found]))
        best = [one for one in best if one.number in found]
        passages = [found[one.number] for one in best]
        return fuse(best, *rescore(self.aligner, query, self.embed_query(query), passages))


_NONE: Scored = (np.empty(0, np.int64), np.empty(0, np.float32))
_NOTHING = Searched(_NONE, _NONE, (), {}, 0)
