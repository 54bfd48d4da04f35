"""Abbreviations that a text defines: "new energy vehicles (NEV)"."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from index.words import FUNCTION_WORDS

_SHORT = r"[A-Z][\w&/-]{0,8}[A-Z](?:\w{0,3}[A-Z\d])?s?"
_BEHIND = re.compile(rf"\(\s?(?:[“\"'‘]|or )?(?P<short>{_SHORT})[”\"'’]?\s?[),;]")
_WITHIN = re.compile(rf"\((?P<long>[^(),]{{6,90}}), (?:or )?(?P<short>{_SHORT})\)")
_BEFORE = re.compile(rf"\b(?P<short>{_SHORT}) \((?P<long>[^()]{{6,90}})\)")
_SENTENCE = re.compile(r"[.;:!?]\s|\n|[()]")
_LETTER = re.compile(r"[^\W_]")

_CAPITALS = re.compile(r"\b[A-Z]{3,9}(?=s?\b)")
_WORD = re.compile(r"[^\W\d_]+")
_SMALL = frozenset("of and the for on in".split())
_LONGEST = 8  # words
_WINDOW = 300  # characters in front of a bracket


class Definition(NamedTuple):
    """An abbreviation, and the span of what it stands for."""

    short: str
    start: int
    end: int


def definitions(text: str) -> Iterator[Definition]:
    """Yield the abbreviations that a text defines, in no order.

    They are of the words before the brackets whose initials they are, or else of those in which
    each of their letters stands, in order, the first at the beginning of a word (Schwartz and
    Hearst 2003, "A simple algorithm for identifying abbreviation definitions in biomedical text").
    The words may also be within the brackets, alone or before it.

    >>> text = "Sales of new energy vehicles (NEV) rose."
    >>> [(short, text[start:end]) for short, start, end in definitions(text)]
    [('NEV', 'new energy vehicles')]
    """
    for match in _BEHIND.finditer(text):
        short = match["short"].removesuffix("s")
        window = text[max(0, match.start() - _WINDOW) : match.start()].rstrip(" \"'“”‘’")
        window = window[max((one.end() for one in _SENTENCE.finditer(window)), default=0) :]
        most = min(len(short) + 5, 2 * len(short))
        words = list(re.finditer(r"\S+", window))[-most:]
        if words and (start := _beginning(short, window, words[0].start())) is not None:
            end = len(text[: match.start()].rstrip(" \"'“”‘’"))
            yield Definition(short, end - len(window) + start, end)
    for match in (*_BEFORE.finditer(text), *_WITHIN.finditer(text)):
        short = match["short"].removesuffix("s")
        if _beginning(short, match["long"], 0) == 0:
            yield Definition(short, *match.span("long"))


def _beginning(short: str, words: str, first: int) -> int | None:
    """Return where in words those begin that an abbreviation is of; None if it is of none there."""
    letters = [letter.lower() for letter in _LETTER.findall(short)]
    for start, initials in _initials_to_end(words):
        if list(initials) == letters:
            return start
    lower = "".join(one if len(one.lower()) != 1 else one.lower() for one in words)
    place = len(lower)
    for position, letter in reversed(list(enumerate(letters))):
        while True:
            place = lower.rfind(letter, first, place)
            if place < 0:
                return None
            if position > 0 or place == first or not lower[place - 1].isalnum():
                break
    opens = _WORD.match(words, place)
    return None if opens and opens.group().lower() in FUNCTION_WORDS else place


def _initials_to_end(text: str) -> Iterator[tuple[int, str]]:
    """Yield where each run of words up to the end of a text begins, and its initials.

    Small words have none: those of "Belt and Road Initiative" are "bri".
    """
    initials = ""
    for word in reversed(list(_WORD.finditer(text))):
        if word.group().lower() not in _SMALL:
            initials = word.group()[0].lower() + initials
            yield word.start(), initials


def with_abbreviations(question: str, texts: Sequence[str]) -> str:
    """Return a question with what texts write for short, or in full, in brackets behind it.

    An abbreviation of theirs is that of the question's words whose initials it has; what one in the
    question stands for, they have to define.

    >>> with_abbreviations("How many new energy vehicles were sold?", ["NEV sales rose."])
    'How many new energy vehicles (NEV) were sold?'
    """
    written = {match.group(): match.end() for match in _CAPITALS.finditer(question)}
    known = frozenset(short for text in texts for short in _CAPITALS.findall(text))
    defined = [
        (short, text[start:end]) for text in texts for short, start, end in definitions(text)
    ]
    for begin, end, short in _initials(question):
        says = [long for other, long in defined if other == short]
        said = question[begin:end].lower()
        if short in known - written.keys() and all(_alike(said, long.lower()) for long in says):
            return f"{question[:end]} ({short}){question[end:]}"
    for short, long in defined:
        if short in written and long.lower() not in question.lower():
            place = written[short]
            place += question[place : place + 1] == "s"
            return f"{question[:place]} ({long}){question[place:]}"
    return question


def _alike(one: str, other: str) -> bool:
    """Tell whether two names have the same words, but for those that one has more at an end."""
    return one in other or other in one


def _initials(text: str) -> list[tuple[int, int, str]]:
    """Return each run of words that may be a name: its span and its initials, the longest first.

    Small words within a run have none: those of "Belt and Road Initiative" are BRI.
    """
    words = list(_WORD.finditer(text))
    found: list[tuple[int, int, str]] = []
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
                found.append((words[first].start(), word.end(), initials))
    return sorted(found, key=lambda item: -len(item[2]))
