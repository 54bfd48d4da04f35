"""The marks in an answer: which are its own, and which came with the words of an article."""

import re
from collections.abc import Iterator

from assistant.answer import Answer

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
