"""The records: everybody's conversations, each shown to its owner alone."""

import json
import logging
import secrets
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from assistant.answer import Answer
from assistant.records import database
from assistant.records.conversation import (
    MAX_COMMENT,
    MAX_TITLE,
    Conversation,
    Rating,
    RecordsError,
    Turn,
    UnknownConversationError,
)
from index import Filters

FILE = "records.sqlite"
"""The file's name in the folder of an index."""

UNREADABLE = "This answer was kept by another version of Steppewise and cannot be shown; ask again."
"""Stands for an answer that can no longer be read."""

_ID_BYTES = 16
_log = logging.getLogger(__name__)


class Records:
    """Conversations and ratings in one SQLite file, which several processes may use at once.

    An owner is any string that stands for a person; all methods that take one show and change
    what is that person's, and nothing else. They raise RecordsError if the file cannot be read or
    written, and UnknownConversationError if a conversation is gone or somebody else's.
    """

    def __init__(self, path: Path) -> None:
        """Open the file, which is made if there is none.

        Raises:
            RecordsError: If that cannot be done.
        """
        self._path = path
        self._db = database.connect(path)
        self._using = threading.RLock()

    @classmethod
    def open(cls, folder: str | Path) -> "Records":
        """Open the records in the folder of an index.

        Raises:
            RecordsError: If that cannot be done.
        """
        return cls(Path(folder) / FILE)

    @staticmethod
    def exist(folder: str | Path) -> bool:
        """Tell whether the folder of an index has records."""
        return (Path(folder) / FILE).is_file()

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def conversations(self, owner: str) -> list[Conversation]:
        """Return a line about each conversation, the last changed first."""
        with self._reading() as db:
            rows = db.execute(
                "SELECT id, title, started, changed, "
                "(SELECT count(*) FROM turns WHERE conversation = number) "
                "FROM conversations WHERE owner = ? ORDER BY changed DESC, number DESC",
                (owner,),
            ).fetchall()
        return [Conversation(*row) for row in rows]

    def start(self, owner: str, title: str) -> Conversation:
        """Begin a conversation, which is named by the first line's worth of `title`.

        Raises:
            RecordsError: If the title is empty.
        """
        now = _now()
        begun = Conversation(secrets.token_urlsafe(_ID_BYTES), _line(title), now, now, 0)
        with self._writing() as db:
            db.execute(
                "INSERT INTO conversations (id, owner, title, started, changed) "
                "VALUES (?, ?, ?, ?, ?)",
                (begun.id, owner, begun.title, begun.started, begun.changed),
            )
        return begun

    def turns(self, owner: str, id_: str) -> tuple[Turn, ...]:
        """Return what was asked and answered, oldest first.

        An answer that can no longer be read is replaced by a text that says so.
        """
        with self._reading() as db:
            return _turns(db, _number(db, owner, id_))

    def append(self, owner: str, id_: str, turn: Turn) -> None:
        """Add a turn at the end."""
        with self._writing() as db:
            number = _number(db, owner, id_)
            db.execute(
                "INSERT INTO turns SELECT ?, count(*), ?, ?, ?, ?, ? "
                "FROM turns WHERE conversation = ?",
                (number, *_row(turn), number),
            )
            _touch(db, number)

    def truncate(self, owner: str, id_: str, length: int) -> None:
        """Keep the first `length` turns only."""
        with self._writing() as db:
            number = _number(db, owner, id_)
            db.execute(
                "DELETE FROM turns WHERE conversation = ? AND position >= ?", (number, length)
            )
            _touch(db, number)

    def rename(self, owner: str, id_: str, title: str) -> None:
        """Give a conversation another title.

        Raises:
            RecordsError: If it is empty.
        """
        line = _line(title)
        with self._writing() as db:
            number = _number(db, owner, id_)
            db.execute("UPDATE conversations SET title = ? WHERE number = ?", (line, number))

    def delete(self, owner: str, id_: str) -> None:
        """Delete a conversation with all its turns."""
        with self._writing() as db:
            db.execute("DELETE FROM conversations WHERE number = ?", (_number(db, owner, id_),))

    def rate(self, owner: str, id_: str, position: int, rating: Rating | None) -> None:
        """Keep what was thought of the answer at a position, from 0, or take that back."""
        with self._writing() as db:
            changed = db.execute(
                "UPDATE turns SET helpful = ?, comment = ? WHERE conversation = ? AND position = ?",
                (*_rating_row(rating), _number(db, owner, id_), position),
            )
            if changed.rowcount == 0:
                raise UnknownConversationError(
                    "This answer is no longer in the conversation; reload the page."
                )

    def rated(self) -> Iterator[tuple[tuple[Turn, ...], Turn]]:
        """Yield every rated turn of all owners, behind the turns that came before it."""
        with self._reading() as db:
            numbers = db.execute(
                "SELECT DISTINCT conversation FROM turns WHERE helpful IS NOT NULL ORDER BY 1"
            ).fetchall()
        for (number,) in numbers:
            with self._reading() as db:
                turns = _turns(db, number)
            yield from ((turns[:place], turn) for place, turn in enumerate(turns) if turn.rating)

    def _reading(self) -> AbstractContextManager[sqlite3.Connection]:
        """Read one state inside it, whatever another process commits meanwhile."""
        return self._transaction("BEGIN")

    def _writing(self) -> AbstractContextManager[sqlite3.Connection]:
        """Make all changes inside it or, if it is left by an exception, none."""
        return self._transaction("BEGIN IMMEDIATE")

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[sqlite3.Connection]:
        with self._using, database.guarded(self._path):
            self._db.execute(begin)
            try:
                yield self._db
                self._db.execute("COMMIT")
            except BaseException:
                self._db.execute("ROLLBACK")
                raise


def _number(db: sqlite3.Connection, owner: str, id_: str) -> int:
    """Return the number of an owner's conversation.

    Raises:
        UnknownConversationError: If there is none.
    """
    row = db.execute(
        "SELECT number FROM conversations WHERE owner = ? AND id = ?", (owner, _storable(id_))
    ).fetchone()
    if row is None:
        raise UnknownConversationError(
            "This conversation is no longer here; choose another, or begin a new one."
        )
    return int(row[0])


def _touch(db: sqlite3.Connection, number: int) -> None:
    db.execute("UPDATE conversations SET changed = ? WHERE number = ?", (_now(), number))


def _row(turn: Turn) -> tuple[object, ...]:
    content = {"answer": turn.answer.to_dict(), "filters": asdict(turn.filters)}
    question = _storable(turn.answer.question)
    return question, json.dumps(content), turn.asked, *_rating_row(turn.rating)


def _rating_row(rating: Rating | None) -> tuple[int, str] | tuple[None, None]:
    if rating is None:
        return None, None
    return int(rating.helpful), _storable(rating.comment[:MAX_COMMENT])


def _turns(db: sqlite3.Connection, number: int) -> tuple[Turn, ...]:
    rows = db.execute(
        "SELECT question, content, asked, helpful, comment FROM turns "
        "WHERE conversation = ? ORDER BY position",
        (number,),
    )
    return tuple(_turn(*row) for row in rows)


def _turn(
    question: str, content: str, asked: str, helpful: int | None, comment: str | None
) -> Turn:
    rating = None if helpful is None else Rating(bool(helpful), comment or "")
    try:
        value: dict[str, Any] = json.loads(content)
        answer = Answer.from_dict(value["answer"])
        filters = _filters().validate_python(value["filters"])
    except (ValueError, TypeError, KeyError) as error:
        _log.info("an answer cannot be read: %s", error)
        gone = Answer(question, question, UNREADABLE, True, None, 0.0, (), (), (), 0, 0)  # noqa: FBT003
        return Turn(gone, Filters(), asked, rating)
    return Turn(answer, filters, asked, rating)


@cache
def _filters() -> TypeAdapter[Filters]:
    return TypeAdapter(Filters)


def _line(title: str) -> str:
    """Return a title as one line that is not too long.

    Raises:
        RecordsError: If it is empty.
    """
    line = " ".join(_storable(title).split())
    if not line:
        raise RecordsError("The title is empty; give the conversation a name.")
    return line if len(line) <= MAX_TITLE else f"{line[: MAX_TITLE - 1].rstrip()}…"


def _storable(text: str) -> str:
    """Return text without halves of characters, which SQLite cannot store."""
    return text.encode(errors="replace").decode()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")
