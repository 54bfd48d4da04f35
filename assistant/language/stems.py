"""The words of a text that say what it is about, as stems, without an index."""

from collections.abc import Set as AbstractSet
from functools import cache

from assistant.language.terms import synonym_groups
from corpus import normalise
from index.lexical import FUNCTION_TERMS, make_analyzer

# What the things of the field are, which a sentence about one of them need not say again.
_KINDS = """
    plant station farm park cluster project complex facility site dam hydro wind solar photovoltaic
    power hydropower company railway line mine s
"""


@cache
def content(text: str) -> frozenset[str]:
    """Return the stems of a text's words, without those that every text has.

    >>> sorted(content("the annual outputs of Orvel's mills"))
    ['annual', 'mill', 'orvel', 'output']
    """
    return frozenset(make_analyzer().analyze(normalise(text))) - FUNCTION_TERMS - {"s"}


def distinctive(name: str) -> frozenset[str]:
    """Return the stems that tell a thing from others of its kind; all if it has no others.

    >>> sorted(distinctive("the first Orvel wind farm"))
    ['first', 'orvel']
    """
    return content(name) - content(_KINDS) or content(name)


def widened(terms: AbstractSet[str]) -> frozenset[str]:
    """Return stems with those of the words that answer for them.

    >>> "price" in widened({"cost"})
    True
    """
    return frozenset(terms).union(*(group for group in synonym_groups() if group & terms))


def speaks_of(name: str, text: str) -> bool:
    """Tell whether a text has every word that tells a thing from others of its kind.

    >>> speaks_of("Orvel's first stage", "Orvel buys wind."), speaks_of("Orvel", "Orvel buys wind.")
    (False, True)
    """
    return bool(distinctive(name)) and distinctive(name) <= content(text)
