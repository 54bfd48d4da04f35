"""What is counted on a Milvus server, kept as long as nobody writes."""

import time
from dataclasses import dataclass, field

from index.milvus.rows import ARTICLES, META, PASSAGES, among, holds
from index.milvus.server import Server
from index.milvus.writer import GENERATION

FRESH_SECONDS = 1.0
"""How long the store is taken to be as it was; what it has written itself, it sees at once."""


@dataclass(slots=True)
class _Counted:
    """What was counted in one generation.

    Attributes:
        generation: The store's.
        checked: When it was last seen to be the present one, in seconds of `time.monotonic`.
        total: The numbers of articles and of passages, once they are asked for.
        terms: The numbers of passages by the term that they hold.
    """

    generation: int
    checked: float
    total: tuple[int, int] | None = None
    terms: dict[str, int] = field(default_factory=dict)


class Counts:
    """The numbers of one index, counted again where another generation is seen."""

    def __init__(self, server: Server) -> None:
        """Count on a server."""
        self._server = server
        self._counted: _Counted | None = None

    def generation(self) -> int:
        """Return the store's generation, as seen a moment ago."""
        return self._present().generation

    def total(self) -> tuple[int, int]:
        """Return the numbers of articles and of passages."""
        counted = self._present()
        counted.total = counted.total or self.passing("")
        return counted.total

    def passing(self, where: str) -> tuple[int, int]:
        """Return the numbers of articles and of passages that meet a condition."""
        return self._server.count(ARTICLES, where), self._server.count(PASSAGES, where)

    def frequency(self, term: str) -> int:
        """Return how many passages hold a term."""
        known = self._present().terms
        if term not in known:
            known[term] = self._server.count(PASSAGES, holds(term))
        return known[term]

    def forget(self) -> None:
        """Count again when next asked."""
        self._counted = None

    def _present(self) -> _Counted:
        counted, moment = self._counted, time.monotonic()
        if counted and moment - counted.checked < FRESH_SECONDS:
            return counted
        [row] = self._server.query(META, among("key", [GENERATION]), ["value"])
        generation = int(row["value"])
        if counted and counted.generation == generation:
            counted.checked = moment
        else:
            counted = self._counted = _Counted(generation, moment)
        return counted
