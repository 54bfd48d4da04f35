"""Rivals: the works or the country that a sentence speaks of instead of what a question names.

"The Orvel wind farm has 40 turbines" answers nothing about the wind farm of Marl, however much the
two have in common.
"""

import re
from collections.abc import Callable

from assistant.extracting.geography import is_country, is_people
from assistant.language.kept import kept
from assistant.language.names import NAME, names
from index.words import FUNCTION_WORDS

# What is built and bears a name of its own.
_WORKS = (
    r"(?:plants?|stations?|farms?|parks?|clusters?|projects?|refiner(?:y|ies)|factor(?:y|ies)|"
    r"railways?|railroads?|pipelines?|mines?|dams?|ports?|terminals?|tunnels?|bridges?|reservoirs?|"
    r"smelters?|mills?|quarr(?:y|ies)|cascades?|substations?|airports?)"
)
_WORD = rf"(?!(?:{'|'.join(sorted(FUNCTION_WORDS))})\b)[a-z][\w-]*"
_OF_WORKS = (
    re.compile(rf"(?P<name>{NAME})(?:['’]s)?\s+(?:{_WORD}\s+){{0,3}}?{_WORKS}\b"),
    re.compile(rf"\b{_WORKS}\s+(?:in|at|of|near)\s+(?:the\s+)?(?P<name>{NAME})"),
)

Terms = Callable[[str], frozenset[str]]
"""Turns a text into the terms of an index, with the other words for each."""


class Rivals:
    """Other works, or other countries, than a question names; false if it names none."""

    def __init__(self, question: str, terms: Terms) -> None:
        """Find what the question names.

        Args:
            question: The question.
            terms: Makes terms of a text.
        """
        named = names(question)
        works = any(name in named for name in _works(question))
        self._asked = terms(" ".join(named))
        self._terms = terms
        self._of = _works if works else _countries
        self._named = works or (bool(named) and all(map(is_country, named)))

    def __bool__(self) -> bool:
        """Tell whether there can be any."""
        return self._named

    def are_meant(self, sentence: str, around: str) -> bool:
        """Tell whether a sentence is about one of them.

        It is not if it has any of the question's names, or if what stands around it has.

        Args:
            sentence: The sentence.
            around: What says what the sentence is about: what it leans on, the title.
        """
        if not self or self._asked & self._terms(f"{around} {sentence}"):
            return False
        return any(not self._terms(other) & self._asked for other in self._of(sentence))


@kept
def _works(text: str) -> tuple[str, ...]:
    """Return the names that works are called by, but not those that say whose they are."""
    found = (
        name
        for pattern in _OF_WORKS
        for match in pattern.finditer(text)
        for name in names(match["name"])
    )
    return tuple(name for name in found if not (is_country(name) or is_people(name.split("-")[0])))


@kept
def _countries(text: str) -> tuple[str, ...]:
    return tuple(filter(is_country, names(text)))
