"""Matching: where the words of a query stand in a text, as the lexical search matches them."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import tantivy

from corpus import normalise
from index.lexical import content_terms, make_analyzer, make_splitter
from index.results import Hit

Span = tuple[int, int]
"""The first character of a part of a text, and the one behind its last."""


class Word(NamedTuple):
    """A word of a text: `text[start:end]`, and the term that the lexical search makes of it."""

    start: int
    end: int
    term: str


def words(text: str) -> list[Word]:
    """Return the words of a text, in order; the text is taken as it is, not normalised first.

    >>> words("Two turbines, 5.5 MW")
    [Word(start=0, end=3, term='two'), Word(start=4, end=12, term='turbin'), \
Word(start=14, end=17, term='5.5'), Word(start=18, end=20, term='mw')]
    """
    return list(_words(text))


def query_words(query: str) -> dict[str, str]:
    """Return the words of a query that count in lexical search, as it writes them, by their terms.

    >>> query_words("How many turbines does it have?")
    {'turbin': 'turbines'}
    """
    query = normalise(query)
    written: dict[str, str] = {}
    for start, end, term in words(query):
        written.setdefault(term, query[start:end])
    return {term: written[term] for term in content_terms(written)}


def matched(query: str, hit: Hit) -> list[Span]:
    """Return where the words of a query stand in a hit: spans of its article's text, in order.

    Endings, case and accents do not matter, so that "turbine" is matched by "turbines". Function
    words do not count unless the query has no others.
    """
    terms = query_words(query)
    return [
        (hit.start + start, hit.start + end)
        for start, end, term in words(hit.text)
        if term in terms
    ]


def _words(text: str) -> Iterator[Word]:
    splitter, analyzer = _analyzers()
    place = 0
    # No word is in what stands between two words, so that the next place of one is its own.
    for written, term in zip(splitter.analyze(text), analyzer.analyze(text), strict=True):
        start = text.index(written, place)
        place = start + len(written)
        yield Word(start, place, term)


@cache
def _analyzers() -> tuple[tantivy.TextAnalyzer, tantivy.TextAnalyzer]:
    return make_splitter(), make_analyzer()
