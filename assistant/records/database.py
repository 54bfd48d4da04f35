"""The SQLite file of the records: its tables, opening it, and what can be wrong with it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from filelock import FileLock

from assistant.records.conversation import RecordsError

_FORMAT = 1
_SCHEMA = """
CREATE TABLE conversations (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE, owner TEXT NOT NULL, title TEXT NOT NULL,
    started TEXT NOT NULL, changed TEXT NOT NULL
) STRICT;
CREATE INDEX conversations_by_owner ON conversations (owner, changed);
CREATE TABLE turns (
    conversation INTEGER NOT NULL REFERENCES conversations ON DELETE CASCADE,
    position INTEGER NOT NULL, question TEXT NOT NULL, content TEXT NOT NULL, asked TEXT NOT NULL,
    helpful INTEGER, comment TEXT,
    PRIMARY KEY (conversation, position)
) STRICT;
"""
_OWNER_ALONE = 0o600
_WAIT_SECONDS = 10.0


def connect(path: Path) -> sqlite3.Connection:
    """Open the file, which is made if there is none; several processes may do so at once.

    Raises:
        RecordsError: If that cannot be done, or another version made the file.
    """
    with guarded(path):
        if not path.exists():
            with FileLock(path.with_suffix(".lock"), timeout=_WAIT_SECONDS):
                if not path.exists():
                    _create(path)
        db = _open(path)
        db.execute("PRAGMA foreign_keys=ON")
        db.execute("PRAGMA secure_delete=ON")  # what is deleted is overwritten
        db.execute("PRAGMA synchronous=FULL")
        made_by = db.execute("PRAGMA user_version").fetchone()[0]
    if made_by != _FORMAT:
        db.close()
        raise RecordsError(
            f"The conversations in {path} were kept by another version of Steppewise; "
            "use that version, or move the file away."
        )
    return db


@contextmanager
def guarded(path: Path) -> Iterator[None]:
    """Turn what SQLite and the system say of the file into one sentence.

    Raises:
        RecordsError: If the file is broken, busy, or cannot be read or written.
    """
    try:
        yield
    except (OSError, sqlite3.OperationalError) as error:
        raise RecordsError(
            f"The conversations in {path} cannot be read or written ({error}); "
            "make room, check its permissions, or try again."
        ) from None
    except sqlite3.DatabaseError as error:
        raise RecordsError(
            f"The file {path}, which keeps the conversations, is damaged; move it away, and a "
            "new one is made."
        ) from error


def _create(path: Path) -> None:
    """Make the file with empty tables; whole or not at all."""
    new = path.with_name(path.name + ".new")
    new.unlink(missing_ok=True)
    new.touch(_OWNER_ALONE)
    with closing(_open(new)) as db:
        db.executescript(
            f"PRAGMA journal_mode=WAL; BEGIN; {_SCHEMA} PRAGMA user_version={_FORMAT}; COMMIT;"
        )
    new.rename(path)


def _open(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(
        path, timeout=_WAIT_SECONDS, isolation_level=None, check_same_thread=False
    )
