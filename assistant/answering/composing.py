"""Composing an answer of the sentences chosen: each cited, what it leans on in front of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from assistant.answer import Citation
from assistant.answering.choosing import OF_KIND
from assistant.marks import BOLD
from assistant.weighing.evidence import Evidence
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


@dataclass(frozen=True, slots=True)
class Lead:
    """A sentence of our own that an answer begins with.

    Attributes:
        text: The sentence.
        quotes: What it rests on; they are among what is quoted below it.
    """

    text: str
    quotes: Sequence[Quote]


Lines = Sequence[Sequence[Quote]]
"""What an answer says: its lines, each of the quotes that stand on it."""


def lines_of(groups: Sequence[Sequence[Evidence]]) -> Lines:
    """Return what to quote, nothing twice.

    Each sentence comes after the one that it leans on and before the items of the list that it
    announces, which get lines of their own; who speaks stands where the article says it.

    Args:
        groups: The sentences of each line, best first; of the best the short answer is marked.
    """
    shorts = {_quote(best): best.short for best, *_ in groups if best.kind >= OF_KIND}
    lines: list[list[Quote]] = []
    told: set[Quote] = set()

    def tell(line: list[Quote], quote: Quote) -> None:
        if quote not in told:
            told.add(quote)
            line.append(replace(quote, short=shorts.get(quote)))

    for group in groups:
        lines.append([])
        for item in group:
            if item.antecedent:
                tell(lines[-1], Quote(item.article_id, *item.antecedent))
            said = [_quote(item)]
            if item.speaker:
                speaks = Quote(item.article_id, *item.speaker)
                said = sorted([*said, speaks], key=lambda one: one.start)
                said[1] = replace(said[1], omits=True)
            for quote in said:
                tell(lines[-1], quote)
            for span in item.items:
                lines.append([])
                tell(lines[-1], Quote(item.article_id, *span))
            if item.items:
                lines.append([])
    return [line for line in lines if line]


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


def in_short(best: Evidence) -> Lead | None:
    """Return the short answer as a sentence, where another sentence than its own comes first."""
    if best.antecedent is None or best.short is None or best.kind < OF_KIND:
        return None
    begin, end = (place - best.start for place in best.short)
    said = best.text[begin:end]
    return Lead(f"{said[:1].upper()}{said[1:].rstrip('.')}.", quotes_of([best]))


def lead(
    opening: Lead, text: str, citations: Sequence[Citation]
) -> tuple[str, tuple[Citation, ...]]:
    """Put a sentence of our own in front of an answer, with the marks of the quotes it rests on.

    Args:
        opening: What to say first, and what it rests on.
        text: The answer's text, as `write` wrote it.
        citations: Its citations.

    Returns:
        The text and the citations, those of the sentence first; they share the numbers of the same
        places below it.
    """
    resting = [
        item for item in citations if Quote(item.article_id, item.start, item.end) in opening.quotes
    ]
    said = f"{opening.text} {''.join(f'[{item.number}]' for item in resting)}\n\n"
    shifted = [
        replace(
            item,
            answer_start=item.answer_start + len(said),
            answer_end=item.answer_end + len(said),
        )
        for item in citations
    ]
    ahead = [replace(item, answer_start=0, answer_end=len(opening.text)) for item in resting]
    return f"{said}{text}", (*ahead, *shifted)


def quotes_of(chosen: Sequence[Evidence]) -> list[Quote]:
    """Return what is quoted for each sentence, without what stands around it."""
    return [Quote(item.article_id, item.start, item.end) for item in chosen]


def _quote(item: Evidence) -> Quote:
    return Quote(item.article_id, item.start, item.end)
