"""Quoting: sentences of articles as the text of an answer, each with its mark and citation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from assistant.answer import Citation
from assistant.marks import BOLD
from corpus import Article, is_list_line

_ITEM = "- "
_OMISSION = "… "


@dataclass(frozen=True, slots=True)
class Quote:
    """A span of an article that becomes a sentence of the answer.

    Attributes:
        article_id: Of the article.
        start: Its first character in the article's text.
        end: The one behind its last.
        short: The span of the short answer in it, which is marked.
        omits: Whether something was left out between the quote before and this one.
    """

    article_id: str
    start: int
    end: int
    short: tuple[int, int] | None = field(default=None, compare=False)
    omits: bool = field(default=False, compare=False)


Lines = Sequence[Sequence[Quote]]
"""What an answer says: its lines, each of the quotes that stand on it."""


def write(
    lines: Lines, articles: Mapping[str, Article], *, listed: bool
) -> tuple[str, tuple[Citation, ...]]:
    """Write the answer's text, each sentence with its mark, and the citations.

    Args:
        lines: What to say.
        articles: The articles that are quoted, by id.
        listed: Whether the lines are the items of a list.

    Returns:
        The text, in which Markdown marks the short answer bold, and the citations.
    """
    text = ""
    citations: list[Citation] = []
    for position, line in enumerate(lines):
        article = articles[line[0].article_id]
        of_article = is_list_line(article.text[line[0].start : line[0].end])
        text += "\n" * bool(position) + _ITEM * (listed and len(lines) > 1 and not of_article)
        for quote in line:
            article = articles[quote.article_id]
            number, words = len(citations) + 1, marked(article.text, quote)
            text += _OMISSION * quote.omits
            span, shown = (quote.start, quote.end), (len(text), len(text) + len(words))
            citations.append(Citation.of(number, article, span, shown, quote.short))
            text += f"{words} [{number}] "
        text = text.rstrip()
    return text, tuple(citations)


def marked(text: str, quote: Quote) -> str:
    """Return the words of a quote, the short answer in them between the marks of bold type."""
    if quote.short is None:
        return text[quote.start : quote.end]
    begin, end = quote.short
    return f"{text[quote.start : begin]}{BOLD}{text[begin:end]}{BOLD}{text[end : quote.end]}"
