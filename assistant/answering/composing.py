"""Composing an answer of the sentences chosen: what each leans on in front of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answer import Citation
from assistant.answering.choosing import OF_KIND
from assistant.quoting import Lines, Quote
from assistant.weighing.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Lead:
    """A sentence of our own that an answer begins with.

    Attributes:
        text: The sentence.
        quotes: What it rests on; they are among what is quoted below it.
    """

    text: str
    quotes: Sequence[Quote]


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
