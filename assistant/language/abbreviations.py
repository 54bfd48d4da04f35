"""Abbreviations that a text defines: "new energy vehicles (NEV)"."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from index.words import FUNCTION_WORDS

_SHORT = r"[A-Z][\w&/-]{0,8}[A-Z](?:\w{0,3}[A-Z\d])?s?"
_BEHIND = re.compile(rf"\(\s?(?:[“\"'‘]|or )?(?P<short>{_SHORT})[”\"'’]?\s?[),;]")
_BEFORE = re.compile(rf"\b(?P<short>{_SHORT}) \((?P<long>[^()]{{6,90}})\)")
_SENTENCE = re.compile(r"[.;:!?]\s|\n|[()]")
_LETTER = re.compile(r"[^\W_]")

_CAPITALS = re.compile(r"\b[A-Z]{3,9}(?=s?\b)")
_WORD = re.compile(r"[^\W\d_]+")
_SMALL = frozenset("of and the for on in".split())
_LONGEST = 8  # words


class Definition(NamedTuple):
    """An abbreviation, and the span of what it stands for."""

    short: str
    start: int
    end: int


def definitions(text: str) -> Iterator[Definition]:
    """Yield the abbreviations that a text defines, in no order.

    Each letter of the abbreviation has to stand in the words before the brackets, in order, and the
    first at the beginning of one (Schwartz and Hearst 2003, "A simple algorithm for identifying
    abbreviation definitions in biomedical text"). They may also be within the brackets.

    >>> text = "Sales of new energy vehicles (NEV) rose."
    >>> [(short, text[start:end]) for short, start, end in definitions(text)]
    [('NEV', 'new energy vehicles')]
    """
    for match in _BEHIND.finditer(text):
        short = match["short"].removesuffix("s")
        begin = max((one.end() for one in _SENTENCE.finditer(text, 0, match.start())), default=0)
        words = [word.start() for word in re.finditer(r"\S+", text[begin : match.start()])]
        most = min(len(short) + 5, 2 * len(short))
        first = begin + words[-most:][0] if words else match.start()
        end = len(text[: match.start()].rstrip(" \"'“”‘’"))
        if (start := _beginning(short, text, first, end)) is not None:
            yield Definition(short, start, end)
    for match in _BEFORE.finditer(text):
        short, (begin, end) = match["short"].removesuffix("s"), match.span("long")
        if _beginning(short, text, begin, end) == begin:
            yield Definition(short, begin, end)


def _beginning(short: str, text: str, first: int, end: int) -> int | None:
    """Return where the words begin that an abbreviation is of, or None if it is of none of them."""
    place = end
    for position, letter in reversed(list(enumerate(_LETTER.findall(short)))):
        while True:
            place = text.lower().rfind(letter.lower(), first, place)
            if place < 0:
                return None
            if position > 0 or place == first or not text[place - 1].isalnum():
                break
    return place


def with_abbreviations(question: str, texts: Sequence[str]) -> str:
    """Return a question with what texts write for short, or in full, in brackets behind it.

    An abbreviation of theirs is that of the question's words whose initials it has; what one in the
    question stands for, they have to define.

    >>> with_abbreviations("How many new energy vehicles were sold?", ["NEV sales rose."])
    'How many new energy vehicles (NEV) were sold?'
    """
    written = frozenset(_CAPITALS.findall(question))
    known = frozenset(short for text in texts for short in _CAPITALS.findall(text))
    for end, short in _initials(question):
        if short in known - written:
            return f"{question[:end]} ({short}){question[end:]}"
    for text in texts if written else ():
        for short, start, end in definitions(text):
            if short in written and text[start:end].lower() not in question.lower():
                place = question.index(short) + len(short)
                return f"{question[:place]} ({text[start:end]}){question[place:]}"
    return question


def _initials(text: str) -> list[tuple[int, str]]:
    """Return the initials of each run of words that may be a name with its end, the longest first.

    Small words within a run have none: those of "Belt and Road Initiative" are BRI.
    """
    words = list(_WORD.finditer(text))
    found: list[tuple[int, str]] = []
    for first in range(len(words)):
        initials = ""
        for position in range(first, min(first + _LONGEST, len(words))):
            word, before = words[position], words[max(position - 1, first)]
            small = word.group().lower() in FUNCTION_WORDS
            within = word.group().lower() in _SMALL and position > first
            if (small and not within) or word.start() > before.end() + 1:
                break
            if not small:
                initials += word.group()[0].upper()
                found.append((word.end(), initials))
    return sorted(found, key=lambda item: -len(item[1]))
