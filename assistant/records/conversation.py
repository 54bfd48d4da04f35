"""A conversation as it is kept: its turns, what was thought of each, and what can be wrong."""

from dataclasses import dataclass

from assistant.answer import Answer
from corpus import SteppewiseError
from index import Filters

MAX_TITLE = 80
"""The most characters of a conversation's title."""

MAX_COMMENT = 4000
"""The most characters of a comment on an answer."""


class RecordsError(SteppewiseError):
    """The conversations cannot be read or written."""


class UnknownConversationError(RecordsError):
    """A conversation, or an answer in it, is gone or somebody else's."""


@dataclass(frozen=True, slots=True)
class Rating:
    """What a reader thought of an answer: thumbs up or down, and why."""

    helpful: bool
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and its answer.

    Attributes:
        answer: With the question in it.
        filters: Which articles were searched.
        asked: When, in UTC, as ISO 8601 writes it.
        rating: What the reader thought of it, or None.
    """

    answer: Answer
    filters: Filters
    asked: str
    rating: Rating | None = None


@dataclass(frozen=True, slots=True)
class Conversation:
    """A line about a conversation.

    Attributes:
        id: Which cannot be guessed.
        title: One line.
        started: When, in UTC, as ISO 8601 writes it.
        changed: When a turn was last added or taken away, likewise.
        turns: How many there are.
    """

    id: str
    title: str
    started: str
    changed: str
    turns: int
