"""Searching: from a query to hits, through the stages of retrieval."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from corpus import normalise
from index.alignment import Aligner
from index.caches import Caches
from index.catalogue import Catalogue
from index.context import blend
from index.filters import Filters
from index.fusion import candidates, fuse
from index.parts import Found
from index.rescoring import rescore
from index.results import Hit

_SEARCHED = 100  # passages of either search
_RESCORED = 60  # of those, whose sentences are looked at


@dataclass(frozen=True, slots=True)
class Searcher:
    """What a search needs: the catalogue, the search files of one generation, and the model."""

    catalogue: Catalogue
    caches: Caches
    aligner: Aligner
    embed_query: Callable[[str], npt.NDArray[np.float32]]

    def search(self, query: str, k: int, filters: Filters | None, context: str) -> list[Hit]:
        """Return the `k` best passages, best first; see `Index.search`."""
        articles = passages = None
        if filters:
            articles = self.catalogue.select(filters)
            passages = self.catalogue.passages_of(articles)
            if not passages:
                return []
        query, found = normalise(query), dict[int, Found]()
        ranking = self._rank(query, k, passages, articles, found)
        if context.lower() not in query.lower():
            in_context = self._rank(f"{query} ({context})", k, passages, articles, found)
            ranking = blend(ranking, in_context)
        hits = ((found[number], score) for number, score in ranking[:k])
        return [
            Hit(rank, passage.article_id, title, passage.start, passage.end, passage.text, score)
            for rank, ((passage, title, *_), score) in enumerate(hits, start=1)
        ]

    def _rank(
        self,
        query: str,
        k: int,
        passages: Sequence[int] | None,
        articles: Sequence[int] | None,
        found: dict[int, Found],
    ) -> list[tuple[int, float]]:
        """Return the numbers of the best passages and their scores; add the passages to `found`."""
        limit = max(k, _SEARCHED)
        vector = self.embed_query(query)
        best = candidates(
            self.caches.vectors.search(vector, limit, passages),
            self.caches.lexical.search(query, limit, articles),
            max(k, _RESCORED),
        )
        found.update(self.catalogue.found([one.number for one in best if one.number not in found]))
        best = [one for one in best if one.number in found]
        rescored = rescore(self.aligner, query, vector, [found[one.number] for one in best])
        return fuse(best, *rescored)
