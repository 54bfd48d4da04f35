"""Names in a text, and the thing a question is about."""

import re
from collections.abc import Collection, Iterable

from assistant.language.kept import kept
from assistant.language.words import DEMONYMS, SYNONYMS
from index.words import FUNCTION_WORDS

_CAPITALISED = r"[A-ZА-ЯЁ][\w&.'’-]*"
NAME = rf"{_CAPITALISED}(?:\s+(?:of\s+(?:the\s+)?)?{_CAPITALISED})*"
"""A run of capitalised words, as a regular expression."""

_NAME = re.compile(NAME)
_CAPITAL_WITHIN = re.compile(r"(?<=[\w,;] )[A-ZА-ЯЁ][^\W\d_]+")
_SMALL = re.compile(r"\b[a-zа-яё][^\W\d_]+\b")
_POSSESSIVE = re.compile(r"['’]s$")
HEADS = (
    r"(?:plants?|stations?|farms?|parks?|clusters?|projects?|complex|refiner(?:y|ies)|factor(?:y|ies)"
    r"|railways?|railroads?|corridors?|routes?|lines?|pipelines?|mines?|dams?|rivers?|ports?|zones?"
    r"|summits?|forums?|meetings?|agreements?|deals?|memorand(?:um|a)|contracts?|compan(?:y|ies)"
    r"|banks?|centers?|centres?|groups?|seals?|tags?|exports?|platforms?|laborator(?:y|ies)"
    r"|coalitions?|initiatives?|targets?|cooperation|modules|panels|turbines?)"
)
"""A pattern of what the things of the field are called."""

# What stands before these words.
_MODIFIERS = (
    r"(?:wind|solar|power|hydro\w*|photovoltaic|pv|thermal|nuclear|coal(?:-to-gas)?|gas|oil|copper|"
    r"aluminium|aluminum|electrolytic|cement|railway|energy|storage|strategic|cooperation|purchase|"
    r"shareholder|hydrogen|environmental|eco-?\w*|green|free|economic|\d[\d.,]*\s?[kMGT]?W\w*|"
    r"wind-plus-storage|solar-plus-storage|turbine|supply|chain|digital|monitoring|booster)"
)
# Behind a name anything may stand in between: "Karaganda battery plant".
_ANY_WORD = rf"(?!(?:{'|'.join(sorted(FUNCTION_WORDS))})\b)[a-z][\w-]*"
_TOPIC = re.compile(
    rf"{_NAME.pattern}(?:\s+(?:{_ANY_WORD}\s+){{0,3}}{HEADS}\b)?|(?:{_MODIFIERS}\s+)+{HEADS}\b"
)


def names(text: str) -> list[str]:
    """Return the names in a text: runs of capitalised words, without question words, in order.

    >>> names("Who invested in the Aral wind farm of Steppe Energy Co?")
    ['Aral', 'Steppe Energy Co']
    """
    return list(_names(text))


@kept
def _names(text: str) -> tuple[str, ...]:
    found = (_trim(match.group()) for match in _NAME.finditer(text))
    return tuple(name for name in found if name and name.lower() not in _ABBREVIATIONS)


def names_among(words: str, texts: Iterable[str]) -> list[str]:
    """Return the words, typed without capitals, that texts never write in small letters.

    >>> names_among("orvel mill capacity", ["The mill of Orvel.", "A mill, Moor Mill, burnt."])
    ['orvel']
    """
    capitals, small = set[str](), set[str]()
    for text in texts:
        capitals.update(word.lower() for word in _CAPITAL_WITHIN.findall(text))
        small.update(_SMALL.findall(text))
    return [
        word
        for word in _SMALL.findall(words)
        if word in capitals and word not in small and word not in _ABBREVIATIONS
    ]


def capitalised(text: str, named: Collection[str]) -> str:
    """Return a text with the names that are typed in it without capitals written with them.

    >>> capitalised("orvel mill capacity", ["orvel"])
    'Orvel mill capacity'
    """
    return _SMALL.sub(
        lambda match: match.group().capitalize() if match.group() in named else match.group(), text
    )


def topic(text: str) -> str | None:
    """Return what a question is about: a name with the noun behind it, or a noun of the field.

    >>> topic("How large is the Aral wind farm?")
    'Aral wind farm'
    """
    found = (_trim(match.group()) for match in _TOPIC.finditer(text))
    return next(
        (phrase for phrase in found if phrase and phrase.lower() not in _ABBREVIATIONS), None
    )


def _trim(name: str) -> str:
    """Drop the question word or article that begins a sentence in front of a name."""
    words = name.split()
    skipped = FUNCTION_WORDS | _OPENERS | (_ABBREVIATIONS if len(words) > 1 else set())
    while words and words[0].lower().strip("'’.") in skipped:
        words.pop(0)
    return _POSSESSIVE.sub("", " ".join(words)).strip(".,")


_ABBREVIATIONS = {word for group in SYNONYMS if group not in DEMONYMS for word in group}
"""Words such as "CEO", "PV" and "MW", which are written in capitals without being names."""

_OPENERS = frozenset(
    """
    compare list name tell describe summarise summarize according is are one two three four five
    six seven eight nine ten example examples
    """.split()
)
"""Words that begin a sentence, and are capitalised there, without being names."""
