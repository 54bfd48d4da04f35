"""The SQLite file of an index: its tables, opening it, and what can be wrong with it."""

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import IndexDamagedError, IndexLockedError

_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID, STRICT;
CREATE TABLE articles (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE, title TEXT NOT NULL, source TEXT, date TEXT, url TEXT,
    first_day INTEGER NOT NULL, last_day INTEGER NOT NULL,
    sha256 BLOB NOT NULL, added TEXT NOT NULL, words INTEGER NOT NULL,
    begin INTEGER NOT NULL, passages INTEGER NOT NULL, digest BLOB NOT NULL
) STRICT;
CREATE INDEX articles_by_sha256 ON articles (sha256);
CREATE TABLE texts (article INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;
CREATE TABLE passages (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    article INTEGER NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL,
    vector BLOB NOT NULL, sentences BLOB NOT NULL, digest BLOB NOT NULL
) STRICT;
"""
_WAIT_SECONDS = 10.0
_PAGE_BYTES = 8192  # a passage takes about 1,200: as few of them as possible end on another page


def create(path: Path, meta: Iterable[tuple[str, str]]) -> None:
    """Make a file with empty tables and the given entries of `meta`; whole or not at all.

    Raises:
        IndexLockedError: If the folder cannot be written to.
    """
    new = path.with_name(path.name + ".new")
    try:
        new.unlink(missing_ok=True)
        db = sqlite3.connect(new, isolation_level=None)
        db.executescript(
            f"PRAGMA page_size={_PAGE_BYTES}; PRAGMA journal_mode=WAL; BEGIN; {_SCHEMA} COMMIT;"
        )
        db.executemany("INSERT INTO meta VALUES (?, ?)", meta)
        db.close()
        new.rename(path)
    except (OSError, sqlite3.OperationalError) as error:
        raise not_writable(path.parent, error) from None


def connect(path: Path) -> sqlite3.Connection:
    """Connect so that a folder that cannot be written to can still be read."""
    if path.exists() and not os.access(path.parent, os.W_OK):
        quiet = not path.with_name(path.name + "-wal").exists()
        uri = f"{path.absolute().as_uri()}?mode=ro{'&immutable=1' if quiet else ''}"
        return _open(uri, uri=True)
    db = _open(str(path), uri=False)
    db.execute("PRAGMA synchronous=FULL")
    return db


@contextmanager
def guarded(path: Path) -> Iterator[None]:
    """Turn what SQLite says of a file into one sentence.

    Raises:
        IndexDamagedError: If the file is no SQLite file, or is a broken one.
        IndexLockedError: If another process writes, or the file or disk cannot be written to.
    """
    try:
        yield
    except sqlite3.OperationalError as error:
        said = str(error)
        if any(words in said for words in ("readonly", "unable to open", "is full")):
            raise not_writable(path.parent, error) from None
        if "locked" in said:
            raise IndexLockedError(
                "Another process is writing to the index; try again when it has finished."
            ) from None
        raise damaged(path) from error
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        raise damaged(path) from error


def damaged(path: Path) -> IndexDamagedError:
    """Return the error that says that a file does not hold what was written to it."""
    return IndexDamagedError(
        f"The index file {path} is damaged; delete it and add the articles again."
    )


def not_writable(folder: Path, error: Exception) -> IndexLockedError:
    """Return the error that says that a folder cannot be written to."""
    return IndexLockedError(
        f"The folder {folder} cannot be written to ({error}); "
        "make room or check its permissions, or choose another with --index."
    )


def _open(place: str, *, uri: bool) -> sqlite3.Connection:
    return sqlite3.connect(
        place, uri=uri, timeout=_WAIT_SECONDS, isolation_level=None, check_same_thread=False
    )
