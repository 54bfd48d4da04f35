"""Reading the catalogue: one SQLite file in which articles, passages and vectors are kept.

Every row is guarded by a digest of what was written, which is compared whenever the row is read,
so that a damaged file is noticed and never quoted from. Rows are numbered; the vector and lexical
indexes, which are caches of the catalogue, know passages by these numbers. The passages of an
article have numbers in a row.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from corpus import Article, LoadError, Sentence
from index import database, rows
from index.embedding import Embeddings
from index.errors import IndexMismatchError
from index.filters import Filters
from index.parts import Found
from index.passages import Passage
from index.results import Summary

FORMAT = "2"
"""The version of what the file holds; another one is refused."""

_CHANGING = {"generation", "cached", "digest"}
ARTICLE = (
    "number, id, title, source, date, url, first_day, last_day, sha256, added, words, begin, "
    "passages, digest"
)
_PASSAGE = """
    SELECT p.number, a.id, a.title, p.start, p.end, substr(t.text, p.start + 1, p.end - p.start),
           p.sentences, p.digest
    FROM passages p JOIN articles a ON a.number = p.article JOIN texts t ON t.article = a.number
"""


class Stored(NamedTuple):
    """An article as it is kept.

    Attributes:
        number: The article's.
        article: What was added.
        begin: The number of its first passage; the others follow.
        passages: In the order of the text.
        codes: (passages, dimension) int8, of their vectors.
    """

    number: int
    article: Article
    begin: int
    passages: Sequence[Passage]
    codes: npt.NDArray[np.int8]


class CatalogueReader:
    """One SQLite file in WAL mode: several may read while one writes."""

    def __init__(self, path: Path) -> None:
        """Open the file.

        Raises:
            IndexDamagedError: If the file is no SQLite file, or is a broken one.
            IndexMismatchError: If another format version made it.
            IndexLockedError: If it cannot be opened.
        """
        self._path = path
        with database.guarded(self._path):
            self._db = database.connect(path)
            meta = dict(self._db.execute("SELECT key, value FROM meta"))
        try:
            self._check_meta(meta)
        except BaseException:
            self._db.close()
            raise
        self._dimension = int(meta["dimension"])

    def close(self) -> None:
        """Close the file; a writer's log is folded into it."""
        self._db.close()

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Read one state inside it, whatever another process commits meanwhile."""
        with database.guarded(self._path):
            self._db.execute("BEGIN")
            try:
                yield
            finally:
                self._db.execute("COMMIT")

    @property
    def meta(self) -> dict[str, str]:
        """What made the index: format version, model, passage settings and the generation."""
        query = "SELECT key, value FROM meta WHERE key NOT IN ('digest', 'cached')"
        return dict(self._rows(query))

    @property
    def generation(self) -> int:
        """A number that grows with every change; caches are stamped with it.

        It grows by chance, so that no other catalogue, and no other future of a catalogue that
        was restored from a backup, has the same number for something else.
        """
        return self._number("generation")

    @property
    def cached(self) -> int:
        """The generation of the catalogue that the last caches were made of."""
        return self._number("cached")

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        return self._dimension

    def article(self, id_: str) -> Article | None:
        """Return the article with an id, or None."""
        query = f"SELECT {ARTICLE} FROM articles WHERE id = ?"  # noqa: S608
        found = self._rows(query, (id_,))
        return self._article(found[0]) if found else None

    def id_of(self, sha256: str) -> str | None:
        """Return the id of the article with a text of this hash, or None."""
        found = self._rows("SELECT id FROM articles WHERE sha256 = ?", (bytes.fromhex(sha256),))
        return str(found[0][0]) if found else None

    def summaries(self, filters: Filters | None = None) -> list[Summary]:
        """Return a line about each article that passes the filters, by id."""
        where, values = (filters or Filters()).to_sql()
        query = f"SELECT {ARTICLE} FROM articles WHERE {where} ORDER BY id"  # noqa: S608
        found = []
        for row in self._rows(query, values):
            self._compare(row)
            _, id_, title, source, date, url, _, _, _, added, words, _, passages, _ = row
            found.append(Summary(id_, title, source, date, url, words, passages, added))
        return found

    def counts(self, filters: Filters | None = None) -> tuple[int, int]:
        """Return the number of articles that pass the filters, and of their passages."""
        where, values = (filters or Filters()).to_sql()
        query = f"SELECT count(*), coalesce(sum(passages), 0) FROM articles WHERE {where}"  # noqa: S608
        [(articles, passages)] = self._rows(query, values)
        return int(articles), int(passages)

    def articles_up_to(self, number: int) -> int:
        """Return how many articles have a number up to this one."""
        [(count,)] = self._rows("SELECT count(*) FROM articles WHERE number <= ?", (number,))
        return int(count)

    def spans_of(
        self, passages: Sequence[int], filters: Filters | None = None
    ) -> dict[str, list[tuple[int, int]]]:
        """Return the spans of those of these passages that pass the filters, by article id."""
        where, values = (filters or Filters()).to_sql()
        query = f"""
            SELECT a.id, p.start, p.end FROM passages p JOIN articles a ON a.number = p.article
            WHERE p.number IN (SELECT value FROM json_each(?)) AND {where} ORDER BY a.id, p.start
        """  # noqa: S608
        spans: dict[str, list[tuple[int, int]]] = {}
        for id_, start, end in self._rows(query, (json.dumps(list(passages)), *values)):
            spans.setdefault(id_, []).append((start, end))
        return spans

    def passage_at(self, article_id: str, offset: int) -> tuple[int, int, int] | None:
        """Return the number and the span of the passage that holds a character, or None."""
        for passage in self._across(article_id, offset, offset + 1):
            number, _, _, start, end, *_ = passage
            return number, start, end
        return None

    def sentences_across(self, article_id: str, start: int, end: int) -> list[Sentence]:
        """Return the sentences of an article that share a character with a span, in order."""
        found: list[Sentence] = []
        for row in self._across(article_id, 0, end):  # the last passage first
            sentences = rows.unpack_sentences(row[6], self._dimension).sentences
            found[:0] = [one for one in sentences if one.start < end and one.end > start]
            if sentences and sentences[0].start <= start:
                break
        return found

    def found(self, numbers: Sequence[int]) -> dict[int, Found]:
        """Return the passages with these numbers, each with its title and its sentences.

        One that another process has just removed is left out.
        """
        query = f"{_PASSAGE} WHERE p.number IN (SELECT value FROM json_each(?))"  # noqa: S608
        found = {}
        for row in self._rows(query, (json.dumps(list(numbers)),)):
            self._compare(row)
            number, id_, title, start, end, text, sentences, _ = row
            own = rows.unpack_sentences(sentences, self._dimension)
            found[number] = Found(Passage(id_, start, end, text), title, *own)
        return {number: found[number] for number in numbers if number in found}

    def sentences(self, article_id: str, start: int, end: int) -> tuple[list[Sentence], Embeddings]:
        """Return the sentences of an article that begin in a span, with their vectors."""
        parts = [
            rows.unpack_sentences(row[6], self._dimension)
            for row in self._across(article_id, start, end)
        ]
        sentences = [sentence for part in reversed(parts) for sentence in part.sentences]
        none = np.empty((0, self._dimension), np.float32)
        vectors = np.concatenate([none, *(part.vectors for part in reversed(parts))])
        inside = [start <= sentence.start < end for sentence in sentences]
        begun = [sentence for sentence, begins in zip(sentences, inside, strict=True) if begins]
        return begun, vectors[np.array(inside, bool)]

    def everything(self, after: int = 0) -> Iterator[Stored]:
        """Yield each article whose number is larger, by number.

        Raises:
            IndexDamagedError: If what is read differs from what was written.
        """
        query = f"SELECT {ARTICLE} FROM articles WHERE number > ? ORDER BY number"  # noqa: S608
        with database.guarded(self._path):
            for row in self._db.execute(query, (after,)):
                yield self._stored(row)

    def stored(self, id_: str) -> Stored | None:
        """Return the article with an id as it is kept, or None."""
        found = self._rows(f"SELECT {ARTICLE} FROM articles WHERE id = ?", (id_,))  # noqa: S608
        return self._stored(found[0]) if found else None

    def _stored(self, row: tuple[Any, ...]) -> Stored:
        article, number, begin, count = self._article(row), row[0], row[11], row[12]
        query = f"{_PASSAGE} WHERE p.number >= ? AND p.number < ?"
        found = self._rows(query, (begin, begin + count))
        if len(found) != count:
            raise database.damaged(self._path)
        for one in found:
            self._compare(one)
        passages = [Passage(id_, start, end, text) for _, id_, _, start, end, text, _, _ in found]
        return Stored(number, article, begin, passages, self.codes(range(begin, begin + count)))

    def codes(self, numbers: Sequence[int]) -> npt.NDArray[np.int8]:
        """Return (n, dimension) codes of the vectors of passages, in the order of their numbers.

        Raises:
            IndexDamagedError: If one is missing, or not as it was written.
        """
        query = """
            SELECT number, vector FROM passages
            WHERE number IN (SELECT value FROM json_each(?)) ORDER BY number
        """
        found = self._rows(query, (json.dumps(list(numbers)),))
        try:
            return rows.unpack_codes([row[1] for row in found], numbers, self._dimension)
        except ValueError:
            raise database.damaged(self._path) from None

    def _check_meta(self, meta: Mapping[str, str]) -> None:
        found = meta.get("format")
        if found != FORMAT:
            raise IndexMismatchError(
                f"The index in {self._path.parent} has the format {found} and this version reads "
                f"{FORMAT}; add the articles to a new index."
            )
        if meta.get("digest") != meta_digest(meta):
            raise database.damaged(self._path)

    def _across(self, article_id: str, start: int, end: int) -> Iterator[tuple[Any, ...]]:
        """Yield the passages that share a character with a span, the last first."""
        query = f"""{_PASSAGE}
            WHERE a.id = ? AND p.number >= a.begin AND p.number < a.begin + a.passages
            AND p.start < ? AND p.end > ? ORDER BY p.number DESC
        """
        with database.guarded(self._path):
            for row in self._db.execute(query, (article_id, end, start)):
                self._compare(row)
                yield row

    def _article(self, row: tuple[Any, ...]) -> Article:
        """Return the article of a row, with its text."""
        self._compare(row)
        number, id_, title, source, date, url, _, _, sha256, *_ = row
        text = self._rows("SELECT text FROM texts WHERE article = ?", (number,))
        try:
            article = Article(id_, title, text[0][0], source, date, url)
        except (LoadError, IndexError):
            raise database.damaged(self._path) from None
        if bytes.fromhex(article.sha256) != sha256:
            raise database.damaged(self._path)
        return article

    def _compare(self, row: tuple[Any, ...]) -> None:
        """Compare a row with the digest at its end."""
        if rows.digest(*row[:-1]) != row[-1]:
            raise database.damaged(self._path)

    def _rows(self, query: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        with database.guarded(self._path):
            return self._db.execute(query, values).fetchall()

    def _number(self, key: str) -> int:
        found = self._rows("SELECT value FROM meta WHERE key = ?", (key,))
        if not found or not str(found[0][0]).isdecimal():
            raise database.damaged(self._path)
        return int(found[0][0])


def meta_digest(meta: Mapping[str, str]) -> str:
    """Return a hash of all entries but those that change."""
    lasting = sorted((key, value) for key, value in meta.items() if key not in _CHANGING)
    return hashlib.sha256(repr(lasting).encode()).hexdigest()
