"""The marks in an answer: which are its own, and which came with the words of an article."""

import re
from collections.abc import Iterator

from assistant.answer import Answer

BOLD = "**"
"""Stands around the short answer, as Markdown marks bold type."""

_MARK = re.compile(r"\s*(\[(\d{1,6})\])", re.ASCII)


def genuine_marks(answer: Answer) -> Iterator[tuple[int, int, int]]:
    """Yield where the marks of citations stand in an answer: start, end, which citation.

    A mark is genuine if it stands right behind the part that its citation supports. Whatever else
    looks like one came with the words of an article.
    """
    for end in sorted({citation.answer_end for citation in answer.citations}):
        expected = {
            citation.number: position
            for position, citation in enumerate(answer.citations)
            if citation.answer_end == end
        }
        place = end
        while (mark := _MARK.match(answer.text, place)) and int(mark[2]) in expected:
            yield mark.start(1), mark.end(1), expected.pop(int(mark[2]))
            place = mark.end()


def emphases(answer: Answer) -> Iterator[tuple[int, int]]:
    """Yield where the short answers stand in an answer, with the marks of bold type around them.

    Other asterisks came with the words of an article.
    """
    for citation in answer.citations:
        if citation.short:
            start = citation.answer_start + citation.short[0] - citation.start
            end = start + citation.short[1] - citation.short[0] + 2 * len(BOLD)
            words = citation.quote[slice(*(place - citation.start for place in citation.short))]
            if answer.text[start:end] == f"{BOLD}{words}{BOLD}":
                yield start, end
