"""Nearness: how near the parts of a sentence stand to the words of a question."""

import re
from collections.abc import Mapping

from assistant.language.kept import kept
from assistant.language.terms import synonym_groups
from assistant.question.understanding import Question
from corpus import normalise
from index.lexical import FUNCTION_TERMS, make_analyzer

_TERM = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_BORDER = re.compile(r"[,;:()–—]|\b(?:and|while|but|which|where|whereas)\b")
_NEARNESS = 1.0  # what standing next to all terms of the question is worth, beside the strength
_REACH = 4.0  # words within which a term counts more than half
_BORDER_WORDS = 1  # what a comma or an "and" between is worth
_OF_NOUN = 1.5  # weight of a term of the noun asked for
_OF_NAME = 0.6
_DIRECTION = 0.3  # what standing on the asked side of the verb is worth
_analyze = make_analyzer().analyze


@kept
def terms_of(text: str) -> frozenset[str]:
    """Return the terms of a text that say what it is about."""
    return frozenset(_analyze(normalise(text))) - FUNCTION_TERMS


@kept
def alike(word: str) -> frozenset[str]:
    """Return the terms that a word stands for, itself among them."""
    own = terms_of(word)
    return own.union(*(group for group in synonym_groups() if group & own))


def covers(terms: frozenset[str], wanted: frozenset[str]) -> bool:
    """Tell whether one of the terms is wanted, or stands for one that is."""
    return any(alike(term) & wanted for term in terms)


def _side_pair(asked: str, before: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(asked, re.IGNORECASE), re.compile(rf"(?:{before})\s(?:the\s)?$")


# How a question asks for one side of a verb, and what stands before the answer then.
_SIDES = (
    _side_pair(r"\b(?:until|till) (?:when|what)", r"\b(?:until|till|to)"),
    _side_pair(r"\bby (?:when|what|which|whom)|\bwhen must", r"\bby"),
    _side_pair(r"\b(?:since|from) (?:when|what|which|whom)", r"\b(?:since|from)"),
    _side_pair(r"\bwho (?!is|are|was|were|did|does|do|will)\w+", r"\bby|(?:^|[.;:])"),
    _side_pair(r"\bto (?:whom|what|which)|\bwho .* to\W*$", r"\bto"),
    _side_pair(r"\bwith (?:whom|what|which)|\bwho .* with\W*$", r"\bwith"),
)


@kept
def _side(question: str) -> re.Pattern[str] | None:
    return next((before for asks, before in _SIDES if asks.search(question)), None)


@kept
def _weights(question: str, focus: str) -> Mapping[str, float]:
    """Return the terms of a question, each with what standing near it is worth."""
    noun = terms_of(focus)
    names = terms_of(" ".join(re.findall(r"\s([A-Z]\w+)", question)))
    return {
        term: _OF_NOUN if term in noun else _OF_NAME if term in names else 1.0
        for term in terms_of(question)
    }


class Nearness:
    """How near the spans of a sentence stand to the terms of a question."""

    def __init__(self, question: Question, words: str) -> None:
        """Find the terms of a question in a sentence."""
        self._words = words
        self._weights = _weights(question.text, question.focus)
        self._matches: dict[str, list[tuple[int, int]]] = {}
        for match in _TERM.finditer(words):
            for term in alike(match.group()):
                if term in self._weights:
                    self._matches.setdefault(term, []).append(match.span())
        self._side = _side(question.text)

    def of(self, start: int, end: int) -> float:
        """Return the nearness of a span, from 0 to `_NEARNESS` and a little more."""
        total = sum(self._weights.values())
        if not total:
            return 0.0
        near = sum(
            self._weights[term] * max(self._near(start, end, *span) for span in spans)
            for term, spans in self._matches.items()
        )
        return _NEARNESS * near / total + _DIRECTION * self._is_on_side(start)

    def _near(self, start: int, end: int, term_start: int, term_end: int) -> float:
        if term_start < end and start < term_end:
            return 1.0
        between = self._words[end:term_start] if term_start >= end else self._words[term_end:start]
        distance = len(_TERM.findall(between)) + _BORDER_WORDS * len(_BORDER.findall(between))
        return 1 / (1 + distance / _REACH)

    def _is_on_side(self, start: int) -> bool:
        return self._side is not None and bool(
            self._side.search(self._words, max(0, start - 20), start)
        )
