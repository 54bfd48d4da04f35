"""Amounts and dates as they are said: with their range, what hedges them, and what is counted."""

import re

from assistant.language.kept import kept
from assistant.quantities.measures import Measure, find, find_numbers
from index.words import FUNCTION_WORDS

_NUMBER = (
    r"(?:[$€£¥₸₽]\s?)?(?:\d[\d,]*(?:\.\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|"
    r"twelve)(?:\s(?:thousand|million|billion|trillion))?(?:\s?%|\spercent)?"
)
_HEDGE = (
    r"(?:about|around|approximately|roughly|nearly|almost|over|some|an estimated|up to|only|just|"
    r"(?:more|less|fewer|other|rather) than|at (?:least|most)|as (?:many|much|few|little) as|under|"
    r"exactly|(?:close|equal) to)"
)
# What stands before an amount and belongs to it.
_BEFORE = re.compile(
    rf"(?:\b(?:between|from)\s)?\b{_NUMBER}(?:\s?[–—-]\s?|\s(?:to|or|and)\s)$", re.IGNORECASE
)
_HEDGED = re.compile(rf"\b(?:{_HEDGE}\s)+$", re.IGNORECASE)
_AND = re.compile(r"\sand\s$")
_SCALE = re.compile(r"(?:\s?(?:hundred|thousand|million|billion|trillion)\b)+", re.IGNORECASE)
_NOUN = re.compile(r"(?:[\s-])(?P<word>[^\W\d_][\w'’-]*)")
_PLURAL = re.compile(r"[a-z]{2,}[^siu\W]s$|^(?:people|men|women|children|staff|sheep|cattle)$")
_LONGEST_NOUN = 4  # words
_PART_OF_DATE = (
    r"(?:early|late|mid|the\s(?:first|second|third|fourth|last|early|late|middle|end|beginning|"
    r"start|spring|summer|autumn|winter|fall)(?:\s(?:half|quarter|months|days|part))?(?:\sof)?|"
    r"(?:spring|summer|autumn|winter)(?:\sof)?|the)(?:\s|-)"
)
_DATE_BEFORE = re.compile(rf"\b(?:{_PART_OF_DATE})+$", re.IGNORECASE)
_DATES_JOINED = re.compile(r"\s?[–—-]\s?|,?\s(?:to|and|until|through|or)\s", re.IGNORECASE)

Span = tuple[int, int]


@kept
def amounts(measure: Measure, words: str) -> tuple[Span, ...]:
    """Return the spans of the amounts of one measure, with their range and hedge.

    >>> words = "It takes about 7 to 10 days."
    >>> [words[start:end] for start, end in amounts(Measure.DURATION, words)]
    ['about 7 to 10 days']
    """
    return tuple(_widened(span, words) for span in find(measure, words))


@kept
def counted(words: str) -> tuple[tuple[int, int, str], ...]:
    """Return the spans of the numbers with the noun behind them, and that noun; it may be empty.

    >>> words = "The yard gave 100 new jobs to some of us."
    >>> [(words[start:end], noun) for start, end, noun in counted(words)]
    [('100 new jobs', 'new jobs')]
    """
    found = []
    for start, end in find_numbers(words):
        scale = _SCALE.match(words, end)
        number_end = scale.end() if scale else end
        noun_end = _noun_end(words, number_end)
        noun = words[number_end:noun_end].strip(" -")
        found.append((*_widened((start, noun_end), words), noun))
    return tuple(found)


@kept
def dates(words: str) -> tuple[Span, ...]:
    """Return the spans of the dates, two that bound a time as one.

    >>> words = "It was dug from early 2019 to May 2021."
    >>> [words[start:end] for start, end in dates(words)]
    ['early 2019 to May 2021']
    """
    joined: list[Span] = []
    for found, end in find(Measure.DATE, words):
        before = _DATE_BEFORE.search(words, 0, found)
        start = before.start() if before else found
        if joined and _DATES_JOINED.fullmatch(words, joined[-1][1], start):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return tuple(joined)


def _widened(span: Span, words: str) -> Span:
    """Add the range and the hedge that stand before an amount."""
    start, end = span
    before = _BEFORE.search(words, 0, start)
    if before and (
        not _AND.search(words, 0, start) or before.group().lower().startswith("between")
    ):
        start = before.start()
    if hedge := _HEDGED.search(words, max(0, start - 60), start):
        start = hedge.start()
    return start, end


def _noun_end(words: str, start: int) -> int:
    """Return where the noun that is counted ends, or `start` if none is found."""
    at = start
    for _ in range(_LONGEST_NOUN):
        match = _NOUN.match(words, at)
        if match is None or match.group("word").lower() in FUNCTION_WORDS:
            break
        at = match.end()
        if _PLURAL.search(match.group("word").lower()):
            return at
    return start
