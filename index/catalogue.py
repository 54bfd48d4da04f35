"""The catalogue: articles, passages and their vectors in one SQLite file, the index's truth."""

import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from corpus import Article
from index import database, rows
from index.codes import encode_nibbles
from index.filters import days
from index.parts import Parts
from index.reading import ARTICLE, FORMAT, CatalogueReader, meta_digest

_STEP = "1 + (random() & 0x7fffffff)"


class Catalogue(CatalogueReader):
    """A catalogue that can be made, and changed by one at a time."""

    @classmethod
    def create(cls, path: Path, meta: Mapping[str, object]) -> None:
        """Make a file with empty tables and the given entries of `meta`; whole or not at all.

        Raises:
            IndexLockedError: If the folder cannot be written to.
        """
        entries = {"format": FORMAT} | {key: str(value) for key, value in meta.items()}
        changing = {"generation": str(secrets.randbits(31)), "cached": "0"}
        digest = {"digest": meta_digest(entries)}
        database.create(path, (entries | changing | digest).items())

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

    def note_cached(self, generation: int) -> None:
        """Note of which generation the last caches were made."""
        with self.transaction():
            query = "INSERT OR REPLACE INTO meta VALUES ('cached', ?)"
            self._db.execute(query, (str(generation),))

    def insert(self, article: Article, parts: Parts) -> None:
        """Add an article with its parts."""
        number = self._last("articles") + 1
        begin = self._last("passages") + 1
        added = datetime.now(UTC).isoformat(timespec="seconds")
        row = (
            number, article.id, article.title, article.source, article.date, article.url,
            *days(article.date), bytes.fromhex(article.sha256), added, len(article.text.split()),
            begin, len(parts.passages),
        )  # fmt: skip
        places = ", ".join("?" * (len(row) + 1))
        self._db.execute(
            f"INSERT INTO articles ({ARTICLE}) VALUES ({places})",  # noqa: S608
            (*row, rows.digest(*row)),
        )
        self._db.execute("INSERT INTO texts VALUES (?, ?)", (number, article.text))
        vectors = rows.pack_vectors(parts.vectors, begin)
        sentences = _sentences_by_passage(parts)
        self._db.executemany(
            "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    begin + place, number, passage.start, passage.end, vectors[place],
                    sentences[place],
                    rows.digest(
                        begin + place, article.id, article.title, passage.start, passage.end,
                        passage.text, sentences[place],
                    ),
                )
                for place, passage in enumerate(parts.passages)
            ],
        )  # fmt: skip
        self._bump()

    def delete(self, id_: str) -> bool:
        """Delete an article and all its parts; tell whether there was one."""
        query = "DELETE FROM articles WHERE id = ? RETURNING number, begin, passages"
        deleted = self._db.execute(query, (id_,)).fetchone()
        if deleted is None:
            return False
        number, begin, passages = deleted
        self._db.execute("DELETE FROM texts WHERE article = ?", (number,))
        query = "DELETE FROM passages WHERE number >= ? AND number < ?"
        self._db.execute(query, (begin, begin + passages))
        self._bump()
        return True

    def check(self) -> None:
        """Read everything once and compare it with what was written.

        Raises:
            IndexDamagedError: If anything differs.
        """
        if self._rows("PRAGMA integrity_check(1)") != [("ok",)]:
            raise database.damaged(self._path)
        counts = self.counts()
        read = [len(stored.passages) for stored in self.everything()]
        [kept] = self._rows("SELECT (SELECT count(*) FROM texts), (SELECT count(*) FROM passages)")
        if not (len(read), sum(read)) == counts == kept:
            raise database.damaged(self._path)

    def _last(self, table: str) -> int:
        """Return the largest number that was ever given in a table."""
        found = self._rows("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,))
        return int(found[0][0]) if found else 0

    def _bump(self) -> None:
        query = f"UPDATE meta SET value = value + {_STEP} WHERE key = 'generation'"  # noqa: S608
        self._db.execute(query)


def _sentences_by_passage(parts: Parts) -> list[bytes]:
    """Return for each passage a blob of the sentences that begin in it."""
    starts = np.array([sentence.start for sentence in parts.sentences], np.int64)
    firsts = np.searchsorted(starts, [passage.start for passage in parts.passages])
    ends = np.searchsorted(starts, [passage.end for passage in parts.passages])
    codes = encode_nibbles(parts.sentence_vectors)
    return [
        rows.pack_sentences(parts.sentences[first:end], codes[first:end])
        for first, end in zip(firsts.tolist(), ends.tolist(), strict=True)
    ]
