"""The store on a Milvus server."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

import numpy as np
import numpy.typing as npt

from corpus import Article, Sentence
from index.embedding import Embeddings
from index.errors import IndexDamagedError, IndexMismatchError, IndexMissingError
from index.filters import Filters
from index.lexical import content_terms, make_analyzer
from index.milvus.address import Address
from index.milvus.counting import Counts
from index.milvus.reading import article_of, current, heads
from index.milvus.rows import (
    ARTICLES,
    META,
    PASSAGES,
    TERMS,
    Row,
    among,
    condition,
    holds,
    meta_row,
    quoted,
    sentence_of,
    token,
    unpack,
)
from index.milvus.server import Server
from index.milvus.writer import GENERATION, MilvusWriter, now
from index.parts import Found
from index.passages import Passage
from index.results import Summary
from index.spelling import terms_near
from index.store import NONE, Lists

FORMAT = "milvus 1"
"""The version of what the collections hold; another one is refused."""

_MADE_BY = "made_by"


class MilvusStore:
    """A `Store` on a Milvus server: many machines may read and write at once."""

    def __init__(self, address: Address) -> None:
        """Open the store at an address.

        Raises:
            IndexMissingError: If there is none.
            IndexMismatchError: If another format version made it.
            IndexServerError: If the server does not answer.
        """
        self._address = address
        self._server = Server(address)
        self._analyzer = make_analyzer()
        self._counts = Counts(self._server)
        found = _made_by(self._server)
        if found is None:
            raise IndexMissingError(
                f"There is no index at {address}; make one with: steppewise add PATH "
                f"--index {address}"
            )
        self._made_by = found
        if found.get("format") != FORMAT:
            raise IndexMismatchError(
                f"The index at {address} has the format {found.get('format')!r} and this version "
                f"reads {FORMAT!r}; add the articles to a new index."
            )

    @classmethod
    def create(cls, address: Address, made_by: Mapping[str, object]) -> "MilvusStore":
        """Make an empty store; another machine that makes the same at the same time does no harm.

        Args:
            address: Where.
            made_by: What is to be remembered of the model and the settings.

        Raises:
            IndexMismatchError: If there is a store already.
            IndexServerError: If the server does not answer.
        """
        server = Server(address)
        if _made_by(server) is not None:
            raise IndexMismatchError(
                f"There is an index at {address} already; open it, or choose another name."
            )
        server.create(int(str(made_by["dimension"])))
        meta = {"format": FORMAT, **{key: str(value) for key, value in made_by.items()}}
        server.write(META, [meta_row(GENERATION, str(now())), meta_row(_MADE_BY, json.dumps(meta))])
        server.close()
        return cls(address)

    @staticmethod
    def exists(address: Address) -> bool:
        """Tell whether there is a store at an address.

        Raises:
            IndexServerError: If the server does not answer.
        """
        server = Server(address)
        found = _made_by(server)
        server.close()
        return found is not None

    @property
    def meta(self) -> dict[str, str]:  # noqa: D102 - as all that follow: see Store
        return {**self._made_by, GENERATION: str(self.generation)}

    @property
    def generation(self) -> int:  # noqa: D102
        return self._counts.generation()

    def close(self) -> None:  # noqa: D102
        self._server.close()

    def check(self) -> None:
        """Look for the collections, and read every article once."""
        for suffix in (PASSAGES, ARTICLES, TERMS):
            if not self._server.has(suffix):
                raise IndexDamagedError(
                    f"The index at {self._address} lacks the collection "
                    f"{self._address.name + suffix}; add the articles to a new index."
                )
        for summary in self.summaries():
            self.article(summary.id)

    def article(self, id_: str) -> Article | None:  # noqa: D102
        for strong in (False, True):  # what another machine is just writing may be half visible
            head = heads(self._server, [id_], strong=strong).get(id_)
            if head is None:
                return None
            if article := article_of(self._server, head, strong=strong):
                return article
        raise IndexDamagedError(
            f"The article {id_!r} is not whole at {self._address}, as two changes at once leave "
            "it; add it again."
        )

    def summaries(self, filters: Filters | None = None) -> list[Summary]:  # noqa: D102
        fields = ("article", "title", "source", "date", "url", "words", "passages", "added")
        rows = self._server.query(ARTICLES, condition(filters), fields)
        lines = [Summary(*(row[name] for name in fields)) for row in rows]
        return sorted(lines, key=lambda line: line.id)

    def counts(self, filters: Filters | None = None) -> tuple[int, int]:
        """Return the number of articles that pass the filters and of their passages.

        The passages of a version that is being replaced count as long as they are there.
        """
        return self._counts.passing(condition(filters)) if filters else self._counts.total()

    def passage_at(self, article_id: str, offset: int) -> tuple[int, int, int] | None:  # noqa: D102
        rows = self._overlapping(article_id, offset, offset + 1, "number", "start", "end")
        return (rows[0]["number"], rows[0]["start"], rows[0]["end"]) if rows else None

    def found(self, numbers: Sequence[int]) -> dict[int, Found]:  # noqa: D102
        if not numbers:
            return {}
        fields = [*_KEYS, "number", "title", "start", "end", "text", "sentences"]
        rows = self._server.query(PASSAGES, among("number", numbers), fields)
        passages = {}
        for row in current(self._server, rows):
            start, end = row["start"], row["end"]
            passage = Passage(row["article"], start, end, row["text"][: end - start])
            own = self._beginning([row], start, end)
            passages[row["number"]] = Found(passage, row["title"], *own)
        return passages

    def sentences(  # noqa: D102
        self, article_id: str, start: int, end: int
    ) -> tuple[list[Sentence], Embeddings]:
        return self._beginning(self._overlapping(article_id, start, end, "sentences"), start, end)

    def sentences_across(self, article_id: str, start: int, end: int) -> list[Sentence]:  # noqa: D102
        rows = self._overlapping(article_id, start, end, "sentences")
        across = {sentence_of(one) for row in rows for one in row["sentences"]}
        return sorted(one for one in across if one.start < end and one.end > start)

    def search(  # noqa: D102
        self, query: str, vector: npt.NDArray[np.float32], limit: int, filters: Filters | None
    ) -> Lists:
        where = condition(filters)
        passages = self.counts(filters)[1]
        if not passages:
            return Lists(NONE, NONE, 0)
        words = " ".join(map(token, content_terms(self._analyzer.analyze(query))))
        return Lists(
            self._server.nearest(vector, where, limit),
            self._server.with_words(words, where, limit) if words else NONE,
            passages,
        )

    def frequency(self, term: str) -> int:  # noqa: D102
        return self._counts.frequency(term)

    def near(self, word: str) -> list[str]:  # noqa: D102
        lengths = f"letters >= {len(word) // 2} and letters <= {len(word) + 2}"
        where = f"term like {quoted(word[0] + '%')} and {lengths}"
        rows = self._server.query(TERMS, where, ["term"])
        edits = terms_near(word, [row["term"] for row in rows])
        frequencies = {term: self.frequency(term) for term in edits}
        known = [term for term in edits if frequencies[term]]  # else only what was removed had it
        return sorted(known, key=lambda term: (edits[term], -frequencies[term], term))

    def spans_with(  # noqa: D102
        self, term: str, filters: Filters | None = None, most: int | None = None
    ) -> dict[str, list[tuple[int, int]]]:
        where = " and ".join(filter(None, [holds(term), condition(filters)]))
        if most is not None:  # those that the term counts most in, as in a folder
            numbers, _ = self._server.with_words(token(term), where, most)
            where = among("number", numbers.tolist())
        rows = self._server.query(PASSAGES, where, [*_KEYS, "start", "end"])
        spans: dict[str, list[tuple[int, int]]] = {}
        for row in sorted(
            current(self._server, rows), key=lambda row: (row["article"], row["start"])
        ):
            spans.setdefault(row["article"], []).append((row["start"], row["end"]))
        return spans

    @contextmanager
    def writing(self) -> Iterator[MilvusWriter]:
        """Keep nobody out: see `MilvusWriter`."""
        writer = MilvusWriter(self._server)
        try:
            yield writer
            writer.finish()
        finally:
            self._counts.forget()

    def _overlapping(self, article_id: str, start: int, end: int, *fields: str) -> list[Row]:
        """Return the passages of an article that share a character with a span, in any order."""
        where = f"article == {quoted(article_id)} and start < {end} and end > {start}"
        return current(self._server, self._server.query(PASSAGES, where, [*_KEYS, *fields]))

    def _beginning(
        self, rows: Iterable[Row], start: int, end: int
    ) -> tuple[list[Sentence], Embeddings]:
        """Return the sentences of passages that begin in a span, in order, with their vectors."""
        packed = sorted({one for row in rows for one in row["sentences"]}, key=sentence_of)
        within = (one for one in packed if start <= sentence_of(one).start < end)
        return unpack(within, int(self._made_by["dimension"]))


_KEYS = ("article", "version")


def _made_by(server: Server) -> dict[str, str] | None:
    """Return what made a store; None where there is none, or one is just being made."""
    if not server.has(META):
        return None
    rows = server.query(META, among("key", [_MADE_BY]), ["value"], strong=True)
    return (
        {key: str(value) for key, value in json.loads(rows[0]["value"]).items()} if rows else None
    )
