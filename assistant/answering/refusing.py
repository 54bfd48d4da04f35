"""Telling why the articles do not answer: what they lack, and what the nearest passage has."""

from collections.abc import Sequence

from assistant.answering.choosing import OF_KIND
from assistant.language.names import names
from assistant.language.terms import Terms
from assistant.lines import label
from assistant.question.understanding import Kind, Question
from assistant.weighing.evidence import Evidence
from index import Hit, Index

_MOST = 3  # words that are named in one sentence
_ABSENT = 0.5  # likeness below which a passage has nothing like a word
_ASKED_FOR = {
    Kind.QUANTITY: "amount of the kind asked for",
    Kind.NUMBER: "such number",
    Kind.DATE: "date for it",
    Kind.NAME: "name for it",
    Kind.PLACE: "place for it",
    Kind.REASON: "reason for it",
}


def why_not(index: Index, question: Question, best: Evidence, hits: Sequence[Hit]) -> str:
    """Return why the articles do not answer a question, in a sentence or two.

    Args:
        index: That was searched.
        question: As it was understood.
        best: The sentence that comes nearest to answering.
        hits: The passages found, best first.
    """
    terms = Terms(index)
    unknown = list(dict.fromkeys(terms.unknown(question.text)))
    nearest = _nearest(index, terms, question, best, hits, unknown)
    if unknown:
        return " ".join([f"They do not mention {_listed(unknown)}.", *nearest])
    return " ".join(nearest) or "No passage is close enough to the question."


def _nearest(
    index: Index,
    terms: Terms,
    question: Question,
    best: Evidence,
    hits: Sequence[Hit],
    unknown: Sequence[str],
) -> list[str]:
    """Return a sentence on what the nearest passage has of a question and lacks; or none."""
    hit = next(
        (
            one
            for one in hits
            if one.article_id == best.article_id and one.start <= best.start < one.end
        ),
        None,
    )
    if hit is None:
        return []
    text = f"{hit.title}\n{hit.text}"
    alignment = index.align(question.text, [text])
    held = terms.of(text)
    words = [
        (word, float(likeness))
        for word, likeness in zip(alignment.words, alignment.likeness[0], strict=True)
        if word not in {other.lower() for other in unknown}
    ]
    written = {word.lower(): word for name in names(question.text) for word in name.split()}
    has = [written.get(word, word) for word, _ in words if terms.of(word) <= held]
    lacks = [
        written.get(word, word)
        for word, likeness in words
        if likeness < _ABSENT and not terms.of(word) <= held
    ]
    if not has:
        return []
    article = index.article(hit.article_id)
    where = label(f"“{article.title}”", article.source, article.date)
    if lacks:
        but = f", but not of {_listed(lacks, 'or')}"
    elif best.kind < OF_KIND and question.kind in _ASKED_FOR:
        but = f", but gives no {_ASKED_FOR[question.kind]}"
    elif unknown:
        but = ""
    else:
        but = ", but no sentence of it says this"
    return [f"The nearest passage, in {where}, speaks of {_listed(has)}{but}."]


def _listed(words: Sequence[str], joined: str = "and") -> str:
    quoted = [f"“{word}”" for word in words[:_MOST]]
    *others, last = quoted
    return f"{', '.join(others)} {joined} {last}" if others else last
