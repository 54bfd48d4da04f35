"""Rivals: the works or the country that a sentence speaks of instead of what a question names.

"The Orvel wind farm has 40 turbines" answers nothing about the wind farm of Marl, however much the
two have in common.
"""

import re
from collections.abc import Callable, Iterator

from assistant.extracting.geography import is_country, is_people
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


def has_rival(question: str, sentence: str, around: str, terms: Terms) -> bool:
    """Tell whether a sentence is about other works, or another country, than a question names.

    It is not if it has any of the question's names, or if what stands around it has.

    Args:
        question: The question.
        sentence: The sentence.
        around: What says what the sentence is about: what it leans on, the title.
        terms: Makes terms of a text.
    """
    named = names(question)
    works = [name for name in _works(question) if name in named]
    alone = bool(named) and all(map(is_country, named))
    asked = terms(" ".join(named))
    if not (works or alone) or asked & terms(f"{around} {sentence}"):
        return False
    return any(not terms(other) & asked for other in (_works if works else _countries)(sentence))


def _works(text: str) -> Iterator[str]:
    """Yield the names that works are called by, but not those that say whose they are."""
    for pattern in _OF_WORKS:
        for match in pattern.finditer(text):
            for name in names(match["name"]):
                if not (is_country(name) or is_people(name.split("-")[0])):
                    yield name


def _countries(text: str) -> Iterator[str]:
    yield from filter(is_country, names(text))
