"""Rivals: what a sentence speaks of instead of what a question asks about.

"The Orvel wind farm has 40 turbines" answers nothing about the wind farm of Marl, "48 solar plants
were built" nothing about hydropower plants, and "it had 40 in 2021" nothing about 2024, however
much the two have in common.
"""

import re
from collections.abc import Callable, Collection

from assistant.language.geography import is_country, is_people, is_state
from assistant.language.kept import kept
from assistant.language.names import NAME, names
from assistant.quantities.days import Days, find_days
from index.words import FUNCTION_WORDS

# What is built and bears a name of its own.
_WORKS = (
    r"(?:plants?|stations?|farms?|parks?|clusters?|projects?|refiner(?:y|ies)|factor(?:y|ies)|"
    r"railways?|railroads?|pipelines?|mines?|dams?|ports?|terminals?|tunnels?|bridges?|reservoirs?|"
    r"smelters?|mills?|quarr(?:y|ies)|cascades?|substations?|airports?)"
)
_WORD = rf"(?!(?:{'|'.join(sorted(FUNCTION_WORDS))})\b)[a-z][\w-]*"
_OF_WORKS = (
    re.compile(rf"(?P<name>{NAME})(?:['’]s)?(?:\s\([A-Z]+\))?\s+(?:{_WORD}\s+){{0,3}}?{_WORKS}\b"),
    re.compile(rf"\b{_WORKS}\s+(?:in|at|of|near)\s+(?:the\s+)?(?P<name>{NAME})"),
)

# What works run on or deal in, of which each has one: a solar plant is no wind farm.
_SOURCES = {
    "sun": r"solar|photovoltaics?|pv",
    "wind": r"wind",
    "water": r"hydro|hydropower|hydro-?electric(?:ity)?|hydel",
    "atom": r"nuclear|atomic",
    "coal": r"coal",
    "gas": r"gas",
    "oil": r"oil|petroleum",
    "earth": r"geothermal",
    "plants": r"biomass|biogas|biofuels?",
    "hydrogen": r"hydrogen",
}
_SOURCE = re.compile(
    rf"\b(?:{'|'.join(f'(?P<{name}>{words})' for name, words in _SOURCES.items())})\b",
    re.IGNORECASE,
)
_BEFORE_WORKS = re.compile(rf"(?:[\w-]+\s+){{1,4}}(?={_WORKS}\b)", re.IGNORECASE)
# A time told by another, "a year earlier", and what is only compared with: "than in 2023".
_RELATIVE = re.compile(
    r"\b(?:(?:year|decade)s?\s(?:earlier|before|ago|later|after|on)|(?:of\sthe|last|this|next|that|"
    r"following|previous|same)\s(?:year|decade|century)|then|since|until|till)\b",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"\b(?:than|against|versus|(?:up|down)\sfrom|compared\s(?:with|to))\b.*", re.IGNORECASE
)

_TELLING = 0.7  # of the rarest word's rarity, below which a word of a name does not tell which

Terms = Callable[[str], frozenset[str]]
"""Turns a text into the terms of an index, with the other words for each."""

Rarity = Callable[[str], float]
"""Tells how rare a term is: its inverse document frequency."""


class Rivals:
    """Other works, sorts of works, countries or years than a question's; false without any."""

    def __init__(self, question: str, terms: Terms, rarity: Rarity, *, dated: bool = False) -> None:
        """Find what the question names, and what the works it asks about run on.

        Args:
            question: The question.
            terms: Makes terms of a text.
            rarity: Tells how rare a term is.
            dated: Whether a date is asked for; then a year in the question says which is meant.
        """
        named = names(question)
        works = [name for name in _works(question) if name in named]
        self._works = bool(works)
        self._asked = terms(" ".join(named))
        self._telling = frozenset[str]().union(
            *(_telling(terms(name), rarity) for name in works or named)
        )
        self._initials = terms(" ".join(map(_initials, named)))
        self._terms = terms
        self._of = _works if self._works else _countries
        self._named = self._works or (bool(named) and all(map(is_state, named)))
        self._sources = _sources_of_works(question)
        self._days = () if dated else _days(question)

    def __bool__(self) -> bool:
        """Tell whether there can be any."""
        return self._named or bool(self._sources) or bool(self._days)

    def are_meant(self, sentence: str, before: str, title: str, earlier: str) -> bool:
        """Tell whether a sentence is about one of them.

        It is not about others of the sort if it has any of the question's names, or if what says
        what it is about has. Where it names none itself, it is about those that it leans on, unless
        its article has spoken of the question's. It is about another sort if works of one are
        spoken of and nothing of the sort asked about, unless it has the name of works that the
        question has; and about another year if it tells one, and neither it nor what it leans on
        the question's.

        Args:
            sentence: The sentence.
            before: What it leans on, or nothing.
            title: Of its article.
            earlier: What its article says at its head and before the sentence.
        """
        together = f"{title}. {before} {sentence}"
        if self._days and _days(_COMPARED.sub("", sentence)) and not self._spanned(together):
            return True
        has_name = self._is_named(together)
        if self._named and not has_name:
            others = self._of(sentence)
            if self._works and not others:
                told = self._of(before)
                others = () if told and self._is_named(earlier) else told
            if any(not self._terms(other) & self._asked for other in others):
                return True
        if not self._sources or (self._works and has_name):
            return False
        return bool(_sources_of_works(sentence)) and not self._sources & _sources(together)

    def _is_named(self, text: str) -> bool:
        """Tell whether a text has one of the names that the question has rivals to."""
        return self._named and bool((self._telling | self._initials) & self._terms(text))

    def _spanned(self, text: str) -> bool:
        """Tell whether a text's years reach over one of the question's, or are told by another."""
        if _RELATIVE.search(text):
            return True
        found = _days(text)
        first, last = min(day.first.year for day in found), max(day.last.year for day in found)
        return any(day.first.year <= last and first <= day.last.year for day in self._days)


def _telling(terms: Collection[str], rarity: Rarity) -> set[str]:
    """Return those terms of a name that tell it from others: "Orvel" of "Orvel Energy"."""
    least = _TELLING * max(map(rarity, terms), default=0.0)
    return {term for term in terms if rarity(term) >= least}


def _initials(name: str) -> str:
    """Return what a name of several words is called for short: "CKU" for "Chile-Kenya-Uganda"."""
    return "".join(re.findall(r"\b[A-Z]", name)) if name.count(" ") + name.count("-") > 1 else ""


@kept
def _days(text: str) -> tuple[Days, ...]:
    return tuple(find_days(text))


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
    return tuple(filter(is_state, names(text)))


@kept
def _sources_of_works(text: str) -> frozenset[str]:
    """Return what the works that a text speaks of run on or deal in."""
    before = (match.group() for match in _BEFORE_WORKS.finditer(text))
    return frozenset().union(*map(_sources, before))


@kept
def _sources(text: str) -> frozenset[str]:
    return frozenset(match.lastgroup or "" for match in _SOURCE.finditer(text))
