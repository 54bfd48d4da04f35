"""The catalogue: articles, passages and their vectors in one SQLite file, the index's truth.

Every row is guarded by a digest of what was written, so that a damaged file is noticed and never
quoted from. Rows are numbered; the vector and lexical indexes, which are caches of the catalogue,
know passages and articles by these numbers.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from corpus import Article, LoadError, Sentence
from index import database
from index.filters import Filters
from index.parts import Found, Parts, SentenceVectors
from index.passages import Passage
from index.results import Summary

_Float = TypeVar("_Float", np.float16, np.float32)
_STEP = "1 + (random() & 0x7fffffff)"
_ARTICLE = "id, title, text, source, date, url"


class Catalogue:
    """One SQLite file in WAL mode: several may read while one writes."""

    def __init__(self, path: Path) -> None:
        """Open the file.

        Raises:
            IndexDamagedError: If the file is no SQLite file, or is a broken one.
            IndexLockedError: If it cannot be opened.
        """
        self._path = path
        with database.guarded(self._path):
            self._db = database.connect(path)
            self._db.execute("SELECT count(*) FROM meta").fetchone()

    @classmethod
    def create(cls, path: Path, meta: Mapping[str, object]) -> None:
        """Make a file with empty tables and the given entries of `meta`; whole or not at all.

        Raises:
            IndexLockedError: If the folder cannot be written to.
        """
        rows = {key: str(value) for key, value in meta.items()}
        database.create(path, [*rows.items(), ("digest", _meta_digest(rows))])

    def close(self) -> None:
        """Close the file; a writer's log is folded into it."""
        self._db.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make all changes inside it or, if it is left by an exception, none."""
        with database.guarded(self._path):
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            except BaseException:
                self._db.execute("ROLLBACK")
                raise

    @property
    def meta(self) -> dict[str, str]:
        """What made the index: format version, model, passage settings and the generation."""
        with database.guarded(self._path):
            return dict(self._db.execute("SELECT key, value FROM meta WHERE key != 'digest'"))

    def number(self, key: str) -> int:
        """Return an entry of `meta` that is a number.

        Raises:
            IndexDamagedError: If it is none.
        """
        with database.guarded(self._path):
            row = self._db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        if row is None or not str(row[0]).isdecimal():
            raise database.damaged(self._path)
        return int(row[0])

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
    def generation(self) -> int:
        """A number that grows with every change; caches are stamped with it.

        It grows by chance, so that no other catalogue, and no other future of a catalogue that
        was restored from a backup, has the same number for something else.
        """
        return self.number("generation")

    def insert(self, article: Article, parts: Parts) -> tuple[int, list[int]]:
        """Add an article with its parts; return its number and those of its passages."""
        digest = parts.digest(article)
        added = datetime.now(UTC).isoformat(timespec="seconds")
        number = self._db.execute(
            f"INSERT INTO articles ({_ARTICLE}, sha256, added, digest) "  # noqa: S608
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING number",
            (article.id, article.title, article.text, article.source, article.date, article.url,
             article.sha256, added, digest),
        ).fetchone()[0]  # fmt: skip
        self._db.executemany(
            "INSERT INTO passages (article, start, end, vector) VALUES (?, ?, ?, ?)",
            [
                (number, passage.start, passage.end, vector.tobytes())
                for passage, vector in zip(parts.passages, parts.vectors, strict=True)
            ],
        )
        self._db.executemany(
            "INSERT INTO sentences VALUES (?, ?, ?, ?, ?)",
            [
                (number, *sentence, vector.tobytes())
                for sentence, vector in zip(parts.sentences, parts.sentence_vectors, strict=True)
            ],
        )
        self._bump()
        return number, self.passages_of([number])

    def delete(self, id_: str) -> bool:
        """Delete an article and all its parts; tell whether there was one."""
        if self._db.execute("DELETE FROM articles WHERE id = ?", (id_,)).rowcount == 0:
            return False
        self._bump()
        return True

    def article(self, id_: str) -> Article | None:
        """Return the article with an id, or None."""
        query = f"SELECT {_ARTICLE}, sha256 FROM articles WHERE id = ?"  # noqa: S608
        with database.guarded(self._path):
            row = self._db.execute(query, (id_,)).fetchone()
        return self._checked(*row) if row else None

    def id_of(self, sha256: str) -> str | None:
        """Return the id of the article with a text of this hash, or None."""
        row = self._db.execute("SELECT id FROM articles WHERE sha256 = ?", (sha256,)).fetchone()
        return str(row[0]) if row else None

    def summaries(self, filters: Filters | None = None) -> list[Summary]:
        """Return a line about each article that passes the filters, by id."""
        where, values = (filters or Filters()).to_sql()
        query = f"""
            SELECT a.id, a.title, a.source, a.date, a.url,
                   length(replace(a.text, char(10) || char(10), ' '))
                   - length(replace(replace(a.text, char(10), ''), ' ', '')) + 1,
                   (SELECT count(*) FROM passages p WHERE p.article = a.number), a.added
            FROM articles a WHERE {where} ORDER BY a.id
        """  # noqa: S608
        with database.guarded(self._path):
            return [Summary(*row) for row in self._db.execute(query, values)]

    def counts(self) -> tuple[int, int]:
        """Return the number of articles and of passages."""
        query = "SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM passages)"
        with database.guarded(self._path):
            articles, passages = self._db.execute(query).fetchone()
            return int(articles), int(passages)

    def select(self, filters: Filters) -> list[int]:
        """Return the numbers of the articles that pass the filters."""
        where, values = filters.to_sql()
        with database.guarded(self._path):
            query = f"SELECT number FROM articles WHERE {where} ORDER BY number"  # noqa: S608
            return [number for (number,) in self._db.execute(query, values)]

    def passages_of(self, articles: Iterable[int]) -> list[int]:
        """Return the numbers of the passages of the articles with these numbers."""
        with database.guarded(self._path):
            return [
                number
                for article in articles
                for (number,) in self._db.execute(
                    "SELECT number FROM passages WHERE article = ? ORDER BY number", (article,)
                )
            ]

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
        with database.guarded(self._path):
            for id_, start, end in self._db.execute(query, (json.dumps(list(passages)), *values)):
                spans.setdefault(id_, []).append((start, end))
        return spans

    def passage_at(self, article_id: str, offset: int) -> tuple[int, int, int] | None:
        """Return the number and the span of the passage that holds a character, or None."""
        query = """
            SELECT p.number, p.start, p.end
            FROM passages p JOIN articles a ON a.number = p.article
            WHERE a.id = ? AND p.start <= ? AND p.end > ?
        """
        with database.guarded(self._path):
            row = self._db.execute(query, (article_id, offset, offset)).fetchone()
        return (row[0], row[1], row[2]) if row else None

    def sentences_across(self, article_id: str, start: int, end: int) -> list[Sentence]:
        """Return the sentences of an article that share a character with a span, in order."""
        query = """
            SELECT s.start, s.end, s.heading
            FROM sentences s JOIN articles a ON a.number = s.article
            WHERE a.id = ? AND s.start < ? AND s.end > ? ORDER BY s.start
        """
        with database.guarded(self._path):
            rows = self._db.execute(query, (article_id, end, start)).fetchall()
        return [Sentence(first, last, bool(heading)) for first, last, heading in rows]

    def found(self, numbers: Sequence[int]) -> dict[int, Found]:
        """Return the passages with these numbers, each with its title and its sentences.

        One that another process has just removed is left out.
        """
        query = """
            SELECT a.id, p.start, p.end, substr(a.text, p.start + 1, p.end - p.start), a.title
            FROM passages p JOIN articles a ON a.number = p.article WHERE p.number = ?
        """
        with database.guarded(self._path):
            rows = {number: self._db.execute(query, (number,)).fetchone() for number in numbers}
        return {
            number: Found(Passage(*row[:4]), row[4], *self.sentences(*row[:3]))
            for number, row in rows.items()
            if row
        }

    def sentences(
        self, article_id: str, start: int, end: int
    ) -> tuple[list[Sentence], SentenceVectors]:
        """Return the sentences of an article that begin in a span, with their vectors."""
        query = """
            SELECT s.start, s.end, s.heading, s.vector
            FROM sentences s JOIN articles a ON a.number = s.article
            WHERE a.id = ? AND s.start >= ? AND s.start < ? ORDER BY s.start
        """
        with database.guarded(self._path):
            return self._sentences(self._db.execute(query, (article_id, start, end)))

    def everything(self) -> Iterator[tuple[int, Article, list[int], Parts]]:
        """Yield each article with its number, the numbers of its passages, and its parts.

        Raises:
            IndexDamagedError: If what is read differs from what was written.
        """
        query = f"SELECT number, {_ARTICLE}, sha256, digest FROM articles ORDER BY number"  # noqa: S608
        with database.guarded(self._path):
            for number, *fields, digest in self._db.execute(query):
                article = self._checked(*fields)
                numbers, parts = self._parts(number, article)
                if digest != parts.digest(article):
                    raise database.damaged(self._path)
                yield number, article, numbers, parts

    def _parts(self, number: int, article: Article) -> tuple[list[int], Parts]:
        rows = self._db.execute(
            "SELECT number, start, end, vector FROM passages WHERE article = ? ORDER BY number",
            (number,),
        ).fetchall()
        passages = [
            Passage(article.id, start, end, article.text[start:end]) for _, start, end, _ in rows
        ]
        vectors = self._array([row[3] for row in rows], np.float32)
        query = "SELECT start, end, heading, vector FROM sentences WHERE article = ? ORDER BY start"
        sentences, sentence_vectors = self._sentences(self._db.execute(query, (number,)))
        parts = Parts(passages, vectors, sentences, sentence_vectors)
        return [row[0] for row in rows], parts

    def _sentences(
        self, rows: Iterable[tuple[int, int, int, bytes]]
    ) -> tuple[list[Sentence], SentenceVectors]:
        rows = list(rows)
        sentences = [Sentence(start, end, bool(heading)) for start, end, heading, _ in rows]
        return sentences, self._array([row[3] for row in rows], np.float16)

    def _array(self, rows: list[bytes], kind: type[_Float]) -> npt.NDArray[_Float]:
        dimension = self.number("dimension")
        try:
            return np.frombuffer(b"".join(rows), dtype=kind).reshape(len(rows), dimension)
        except ValueError:
            raise database.damaged(self._path) from None

    def check(self) -> None:
        """Read everything once and compare it with what was written.

        Raises:
            IndexDamagedError: If anything differs.
        """
        with database.guarded(self._path):
            if self._db.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
                raise database.damaged(self._path)
            digest = self._db.execute("SELECT value FROM meta WHERE key = 'digest'").fetchone()
        if digest != (_meta_digest(self.meta),):
            raise database.damaged(self._path)
        for _ in self.everything():
            pass

    def _bump(self) -> None:
        query = f"UPDATE meta SET value = value + {_STEP} WHERE key = 'generation'"  # noqa: S608
        self._db.execute(query)

    def _checked(self, *fields: str) -> Article:
        *values, sha256 = fields
        try:
            article = Article(*values)
        except LoadError:
            raise database.damaged(self._path) from None
        if article.sha256 != sha256:
            raise database.damaged(self._path)
        return article


def _meta_digest(meta: Mapping[str, str]) -> str:
    """Return a hash of all entries but the generation, the one that changes."""
    lasting = sorted((key, value) for key, value in meta.items() if key != "generation")
    return hashlib.sha256(repr(lasting).encode()).hexdigest()
