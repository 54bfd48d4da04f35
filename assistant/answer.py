"""What the assistant answers: a text whose every sentence is cited to the character."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from corpus import Article
from index import Hit

if TYPE_CHECKING:
    from pydantic import TypeAdapter

ABSTENTION = "The articles do not answer this."
"""How the text begins of every abstention from a question that was asked of the articles."""


@dataclass(frozen=True, slots=True)
class Citation:
    """Where an article says what a sentence of an answer says.

    `quote == article.text[start:end]` always; `answer.text[answer_start:answer_end]` is the part of
    the answer that it supports: the quote, with `**` around the short answer, which is the span
    `short` of the article's text; or a sentence that compares two quotes. Citations with the same
    number are of the same quote.
    """

    number: int
    article_id: str
    title: str
    source: str | None
    date: str | None
    url: str | None
    start: int
    end: int
    quote: str
    answer_start: int
    answer_end: int
    short_start: int | None = None
    short_end: int | None = None

    @classmethod
    def of(
        cls,
        number: int,
        article: Article,
        span: tuple[int, int],
        answer_span: tuple[int, int],
        short: tuple[int, int] | None = None,
    ) -> "Citation":
        """Cite a span of an article for a span of the answer."""
        start, end = span
        return cls(
            number, article.id, article.title, article.source, article.date, article.url,
            start, end, article.text[start:end], *answer_span, *(short or (None, None)),
        )  # fmt: skip

    @property
    def short(self) -> tuple[int, int] | None:
        """The span of the short answer in the article's text, or None if nothing is marked."""
        if self.short_start is None or self.short_end is None:
            return None
        return self.short_start, self.short_end


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, or an abstention with its reason.

    Attributes:
        question: As it was asked.
        standalone_question: As it was understood from the conversation; what was searched for.
        text: The answer, with marks like [1] behind what a citation supports.
        abstained: Whether the text is not the articles': a refusal, or a reply to a greeting.
        reason: Why the assistant abstained, or None.
        confidence: From 0 to 1: how likely the cited sentences answer the question.
        citations: In the order of their marks in the text, so that one place may come twice, with
            the same number: for a sentence that compares and for the quote it rests on. Empty after
            an abstention.
        hits: The passages that were found, best first.
        suggestions: Questions that can be asked next; none if they were not asked for.
        articles_searched: How many articles the filters left to search.
        passages_searched: How many passages those have.
        missing: What of a double question the articles do not answer, where they answer the rest;
            or None. It is said beside the answer, whose every sentence is cited.
    """

    question: str
    standalone_question: str
    text: str
    abstained: bool
    reason: str | None
    confidence: float
    citations: tuple[Citation, ...]
    hits: tuple[Hit, ...]
    suggestions: tuple[str, ...]
    articles_searched: int
    passages_searched: int
    missing: str | None = None

    @property
    def refuses(self) -> bool:
        """Whether it says that the articles do not answer; a reply to a greeting does not."""
        return self.text.startswith(ABSTENTION)

    @property
    def searched(self) -> bool:
        """Whether articles were looked at for it; none need be to reply to a greeting."""
        return self.refuses or self.articles_searched > 0

    def to_dict(self) -> dict[str, Any]:
        """Return the answer as JSON knows it: dicts, lists, strings and numbers."""
        return asdict(self)

    @classmethod
    def from_dict(cls, value: Mapping[str, Any]) -> "Answer":
        """Return the answer that `to_dict`, or JSON made of it, tells of; other keys are ignored.

        Raises:
            ValueError: If something is missing, or not of its type.
        """
        return _reader().validate_python(dict(value))


@cache
def _reader() -> "TypeAdapter[Answer]":
    from pydantic import TypeAdapter

    return TypeAdapter(Answer)
