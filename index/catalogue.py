"""The catalogue: articles, passages and their vectors in one SQLite file, the index's truth.

Every row is guarded by a digest of what was written, so that a damaged file is noticed and never
quoted from. Rows are numbered; the vector and lexical indexes, which are caches of the catalogue,
know passages and articles by these numbers.
"""

import hashlib
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from corpus import Article, LoadError, Sentence
from index.embedding import Embeddings
from index.errors import IndexDamagedError, IndexLockedError
from index.filters import Filters
from index.passages import Passage

_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID, STRICT;
CREATE TABLE articles (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE, title TEXT NOT NULL, text TEXT NOT NULL,
    source TEXT, date TEXT, url TEXT,
    sha256 TEXT NOT NULL, added TEXT NOT NULL, digest BLOB NOT NULL
) STRICT;
CREATE INDEX articles_by_sha256 ON articles (sha256);
CREATE TABLE passages (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    start INTEGER NOT NULL, end INTEGER NOT NULL, vector BLOB NOT NULL
) STRICT;
CREATE INDEX passages_by_article ON passages (article);
CREATE TABLE sentences (
    article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    start INTEGER NOT NULL, end INTEGER NOT NULL, heading INTEGER NOT NULL, vector BLOB NOT NULL,
    PRIMARY KEY (article, start)
) WITHOUT ROWID, STRICT;
"""
SentenceVectors = npt.NDArray[np.float16]
"""(n, dimension) float16, rows of length one."""

_Float = TypeVar("_Float", np.float16, np.float32)
_STEP = "1 + (random() & 0x7fffffff)"
_ARTICLE = "id, title, text, source, date, url"


@dataclass(frozen=True, slots=True)
class Parts:
    """An article cut up and embedded.

    Attributes:
        passages: In the order of the text.
        vectors: (passages, dimension) float32, unit rows.
        sentences: In the order of the text.
        sentence_vectors: (sentences, dimension) float16, unit rows; half the size of float32, and
            exact enough to order the sentences of a few passages.
    """

    passages: Sequence[Passage]
    vectors: Embeddings
    sentences: Sequence[Sentence]
    sentence_vectors: SentenceVectors


@dataclass(frozen=True, slots=True)
class Summary:
    """A line about one article, without its text."""

    id: str
    title: str
    source: str | None
    date: str | None
    url: str | None
    words: int
    passages: int
    added: str


class Catalogue:
    """One SQLite file in WAL mode: several may read while one writes."""

    def __init__(self, path: Path) -> None:
        """Open the file.

        Raises:
            IndexDamagedError: If the file is no SQLite file, or is a broken one.
            IndexLockedError: If it cannot be opened.
        """
        self._path = path
        with self._guarded():
            self._db = _connect(path)
            self._db.execute("SELECT count(*) FROM meta").fetchone()

    @classmethod
    def create(cls, path: Path, meta: Mapping[str, object]) -> None:
        """Make a file with empty tables and the given entries of `meta`; whole or not at all.

        Raises:
            IndexLockedError: If the folder cannot be written to.
        """
        new = path.with_name(path.name + ".new")
        try:
            new.unlink(missing_ok=True)
            db = sqlite3.connect(new, isolation_level=None)
            db.executescript(f"PRAGMA journal_mode=WAL; BEGIN; {_SCHEMA} COMMIT;")
            rows = [(key, str(value)) for key, value in meta.items()]
            rows.append(("digest", _meta_digest(dict(rows))))
            db.executemany("INSERT INTO meta VALUES (?, ?)", rows)
            db.close()
            new.rename(path)
        except (OSError, sqlite3.OperationalError) as error:
            raise _not_writable(path.parent, error) from None

    def close(self) -> None:
        """Close the file; a writer's log is folded into it."""
        self._db.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make all changes inside it or, if it is left by an exception, none."""
        with self._guarded():
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
        with self._guarded():
            return dict(self._db.execute("SELECT key, value FROM meta WHERE key != 'digest'"))

    def number(self, key: str) -> int:
        """Return an entry of `meta` that is a number.

        Raises:
            IndexDamagedError: If it is none.
        """
        with self._guarded():
            row = self._db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        if row is None or not str(row[0]).isdecimal():
            raise self._damaged()
        return int(row[0])

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Read one state inside it, whatever another process commits meanwhile."""
        with self._guarded():
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
        digest = _digest(article, parts)
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
        with self._guarded():
            row = self._db.execute(query, (id_,)).fetchone()
        return self._checked(*row) if row else None

    def id_of(self, sha256: str) -> str | None:
        """Return the id of the article with a text of this hash, or None."""
        row = self._db.execute("SELECT id FROM articles WHERE sha256 = ?", (sha256,)).fetchone()
        return str(row[0]) if row else None

    def summaries(self) -> list[Summary]:
        """Return a line about each article, by id."""
        query = """
            SELECT a.id, a.title, a.source, a.date, a.url,
                   length(a.text) - length(replace(replace(a.text, char(10), ' '), ' ', '')) + 1,
                   (SELECT count(*) FROM passages p WHERE p.article = a.number), a.added
            FROM articles a ORDER BY a.id
        """
        with self._guarded():
            return [Summary(*row) for row in self._db.execute(query)]

    def counts(self) -> tuple[int, int]:
        """Return the number of articles and of passages."""
        query = "SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM passages)"
        with self._guarded():
            articles, passages = self._db.execute(query).fetchone()
            return int(articles), int(passages)

    def select(self, filters: Filters) -> list[int]:
        """Return the numbers of the articles that pass the filters."""
        where, values = filters.to_sql()
        with self._guarded():
            query = f"SELECT number FROM articles WHERE {where} ORDER BY number"  # noqa: S608
            return [number for (number,) in self._db.execute(query, values)]

    def passages_of(self, articles: Iterable[int]) -> list[int]:
        """Return the numbers of the passages of the articles with these numbers."""
        with self._guarded():
            return [
                number
                for article in articles
                for (number,) in self._db.execute(
                    "SELECT number FROM passages WHERE article = ? ORDER BY number", (article,)
                )
            ]

    def passages(self, numbers: Sequence[int]) -> dict[int, tuple[Passage, str]]:
        """Return the passages with these numbers, each with its article's title.

        One that another process has just removed is left out.
        """
        query = """
            SELECT a.id, p.start, p.end, substr(a.text, p.start + 1, p.end - p.start), a.title
            FROM passages p JOIN articles a ON a.number = p.article WHERE p.number = ?
        """
        with self._guarded():
            rows = {number: self._db.execute(query, (number,)).fetchone() for number in numbers}
        return {number: (Passage(*row[:4]), row[4]) for number, row in rows.items() if row}

    def sentences(
        self, article_id: str, start: int, end: int
    ) -> tuple[list[Sentence], SentenceVectors]:
        """Return the sentences of an article that begin in a span, with their vectors."""
        query = """
            SELECT s.start, s.end, s.heading, s.vector
            FROM sentences s JOIN articles a ON a.number = s.article
            WHERE a.id = ? AND s.start >= ? AND s.start < ? ORDER BY s.start
        """
        with self._guarded():
            return self._sentences(self._db.execute(query, (article_id, start, end)))

    def everything(self) -> Iterator[tuple[int, Article, list[int], Parts]]:
        """Yield each article with its number, the numbers of its passages, and its parts.

        Raises:
            IndexDamagedError: If what is read differs from what was written.
        """
        query = f"SELECT number, {_ARTICLE}, sha256, digest FROM articles ORDER BY number"  # noqa: S608
        with self._guarded():
            for number, *fields, digest in self._db.execute(query):
                article = self._checked(*fields)
                numbers, parts = self._parts(number, article)
                if digest != _digest(article, parts):
                    raise self._damaged()
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
            raise self._damaged() from None

    def check(self) -> None:
        """Read everything once and compare it with what was written.

        Raises:
            IndexDamagedError: If anything differs.
        """
        with self._guarded():
            if self._db.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
                raise self._damaged()
            digest = self._db.execute("SELECT value FROM meta WHERE key = 'digest'").fetchone()
        if digest != (_meta_digest(self.meta),):
            raise self._damaged()
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
            raise self._damaged() from None
        if article.sha256 != sha256:
            raise self._damaged()
        return article

    def _damaged(self) -> IndexDamagedError:
        return IndexDamagedError(
            f"The index file {self._path} is damaged; delete the folder {self._path.parent} and "
            "add the articles again."
        )

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        """Turn what SQLite says of a broken file into one sentence."""
        try:
            yield
        except sqlite3.OperationalError as error:
            if "readonly" in str(error) or "unable to open" in str(error):
                raise _not_writable(self._path.parent, error) from None
            if "locked" in str(error):
                raise IndexLockedError(
                    "Another process is writing to the index; try again when it has finished."
                ) from None
            raise self._damaged() from error
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            raise self._damaged() from error


def _not_writable(folder: Path, error: Exception) -> IndexLockedError:
    return IndexLockedError(
        f"The folder {folder} cannot be written to ({error}); "
        "check its permissions, or choose another with --index."
    )


def _writable(folder: Path) -> bool:
    return os.access(folder, os.W_OK)


def _connect(path: Path) -> sqlite3.Connection:
    """Connect so that a folder that cannot be written to can still be read."""
    timeout = 10.0
    if path.exists() and not _writable(path.parent):
        quiet = not path.with_name(path.name + "-wal").exists()
        uri = f"{path.absolute().as_uri()}?mode=ro{'&immutable=1' if quiet else ''}"
        return sqlite3.connect(
            uri, uri=True, timeout=timeout, isolation_level=None, check_same_thread=False
        )
    db = sqlite3.connect(path, timeout=timeout, isolation_level=None, check_same_thread=False)
    db.execute("PRAGMA foreign_keys=ON")
    db.execute("PRAGMA synchronous=FULL")
    return db


def _meta_digest(meta: Mapping[str, str]) -> str:
    """Return a hash of all entries but the generation, the one that changes."""
    lasting = sorted((key, value) for key, value in meta.items() if key != "generation")
    return hashlib.sha256(repr(lasting).encode()).hexdigest()


def _digest(article: Article, parts: Parts) -> bytes:
    """Return a hash of everything that the rows of an article and its parts hold."""
    digest = hashlib.sha256()
    spans = [(passage.start, passage.end) for passage in parts.passages]
    sentences = [tuple(sentence) for sentence in parts.sentences]
    for value in (article.id, article.title, article.sha256, article.source, article.date,
                  article.url, spans, sentences):  # fmt: skip
        digest.update(repr(value).encode())
    digest.update(np.ascontiguousarray(parts.vectors).tobytes())
    digest.update(np.ascontiguousarray(parts.sentence_vectors).tobytes())
    return digest.digest()
