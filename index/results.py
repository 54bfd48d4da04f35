"""What an index answers: hits of a search, and what became of an article that was added."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that a search has found: `article.text[start:end]`, with a score and a rank.

    Attributes:
        rank: 1 for the best.
        article_id: Of the article it stands in.
        title: The article's.
        start: Its first character in the article's text.
        end: The one behind its last.
        text: Its words.
        score: From 0 to 1; larger is better. Comparable within one search only.
    """

    rank: int
    article_id: str
    title: str
    start: int
    end: int
    text: str
    score: float


@dataclass(frozen=True, slots=True)
class Mention:
    """The first sentence of an article that mentions something: `article.text[start:end]`.

    Attributes:
        article_id: Of the article.
        start: The sentence's first character in the article's text.
        end: The one behind its last.
    """

    article_id: str
    start: int
    end: int


class Change(StrEnum):
    """What adding an article did."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    DUPLICATE = "duplicate"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one article; a duplicate was left out, for `duplicate_of` has its text."""

    article_id: str
    change: Change
    duplicate_of: str | None = None


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
