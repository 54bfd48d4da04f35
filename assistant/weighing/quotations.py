"""Quotations of several sentences: their parts, and as much of one as answers."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.extracting.short import short_answer
from assistant.question.understanding import Question
from assistant.weighing.context import leans
from assistant.weighing.evidence import Evidence
from corpus import split_sentences

_ANSWERS = 0.0  # log-odds above which a part does
_QUOTES = re.compile(r"[\"“”«»]")  # each as long as the space put in its place
_SPEAKER_BEFORE = re.compile(r"[^\"“”«»]*[^\s\"“”«»](?=\s*[\"“«])")
_SPEAKER_BEHIND = re.compile(r"(?<=[\"”»])\W*(\w[^\"“”«»]*)$")


def parts_of(text: str) -> list[tuple[int, int]]:
    """Return the spans of the sentences within a sentence: several in a quotation, or itself."""
    spans: list[tuple[int, int]] = []
    for start, end, _ in split_sentences(_QUOTES.sub(" ", text)):
        if spans and not _is_quoted(text[:start]):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return spans if len(spans) > 1 else [(0, len(text))]


def _is_quoted(before: str) -> bool:
    """Tell whether a quotation is open behind a text."""
    opened, closed = (sum(map(before.count, marks)) for marks in ("“«", "”»"))
    return opened > closed or before.count('"') % 2 == 1


def narrowed(evidence: Evidence, question: Question, scores: Sequence[float]) -> Evidence:
    """Return the parts of a quotation that answer, from the first to the last, and who speaks.

    A part that leans on those before it has them with it. The quotation stays whole where several
    things are asked for, where no part plainly answers, or none that does has what is asked for.

    Args:
        evidence: With the whole quotation.
        question: That was asked.
        scores: The log-odds of its parts.
    """
    spans = parts_of(evidence.text)
    answering = [number for number, score in enumerate(scores) if score > _ANSWERS]
    if question.several or not answering:
        return evidence
    first, last = answering[0], answering[-1]
    while first > 0 and leans(evidence.text[slice(*spans[first])]):
        first -= 1
    if (first, last) == (0, len(spans) - 1):
        return evidence
    begin, end = spans[first][0], spans[last][1]
    short = short_answer(question, evidence.text[begin:end])
    if evidence.short and not short:
        return evidence
    place = evidence.start + begin
    return replace(
        evidence,
        start=place,
        end=evidence.start + end,
        text=evidence.text[begin:end],
        antecedent=evidence.antecedent if first == 0 else None,
        short=(place + short.start, place + short.end) if short else None,
        speaker=_speaker(evidence, begin, end),
    )


def _speaker(evidence: Evidence, begin: int, end: int) -> tuple[int, int] | None:
    """Return the span of what says who speaks, if it is not in the part that is quoted."""
    text = evidence.text
    behind = _SPEAKER_BEHIND.search(text)
    if behind and behind.start(1) >= end:
        return evidence.start + behind.start(1), evidence.start + behind.end(1)
    before = _SPEAKER_BEFORE.match(text)
    if before and before.end() <= begin:
        return evidence.start + before.start(), evidence.start + before.end()
    return None
