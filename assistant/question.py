"""What a question asks for: the kind of answer, and the words that say what about."""

import re
from dataclasses import dataclass
from enum import Enum, auto

from assistant.double import split_double
from assistant.names import names
from assistant.quantities import Measure
from index.words import FUNCTION_WORDS


class Kind(Enum):
    """What the answer has to hold."""

    QUANTITY = auto()
    NUMBER = auto()
    DATE = auto()
    NAME = auto()
    PLACE = auto()
    ANYTHING = auto()


@dataclass(frozen=True, slots=True)
class Question:
    """A question that can be understood without its conversation.

    Attributes:
        text: The question.
        kind: What the answer has to hold.
        measures: For a quantity, what may be measured; empty means any.
        several: Whether several answers are asked for, as by "Which factories …".
        role: Whether `focus` is what a person is asked to be: "Who is the minister of …?"
        focus: The noun that is asked for, such as "installed capacity"; may be empty.
        parts: The questions it is made of, such as one for each side of a comparison; or none.
        context: What the conversation it is asked in is about, or nothing.
    """

    text: str
    kind: Kind
    measures: frozenset[Measure]
    several: bool
    role: bool
    focus: str
    parts: tuple[str, ...]
    context: str = ""


def _any(*phrases: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(phrases)})\b")


_CARBON = "(?:coal|co2|carbon|oil|crude|emissions?)"
# Ways of asking for a quantity in English, and what is measured then; the first that fits counts.
_MEASURES: tuple[tuple[re.Pattern[str], frozenset[Measure]], ...] = (
    (
        _any(
            "how long (?:does|did|will)",
            "how many (?:years|months|weeks|days|hours|minutes)",
            "duration",
        ),
        frozenset({Measure.DURATION}),
    ),
    (
        _any("percent(?:age)?", "proportion", "share", "how much of", "what (?:part|fraction)"),
        frozenset({Measure.SHARE}),
    ),
    (
        _any(
            "costs?",
            "price",
            "worth",
            r"expens\w+",
            "budget",
            "revenue",
            "value of",
            "dollars?",
            "tenge",
            "yuan",
            "how much money",
            "invested",
            "investment of",
            "(?:the|total|size of the|what|much) investment",
        ),
        frozenset({Measure.MONEY}),
    ),
    (
        _any("hectares?", "land", "(?:what|which|the) area", "occup(?:y|ies)"),
        frozenset({Measure.AREA}),
    ),
    (
        _any("how (?:far|long|high|tall|deep|wide)", "distance", "kilomet(?:er|re)s?"),
        frozenset({Measure.LENGTH, Measure.DURATION}),
    ),
    (
        _any(
            r"(?:how much|more|less) (?:\w+ ){0,2}(?:electricity|power|energy)",
            "(?:annual|yearly|annually) (?:output|generation|production)",
            "power generation",
            "kwh",
            "potential of",
        ),
        frozenset({Measure.ENERGY, Measure.POWER}),
    ),
    (
        _any(
            "tons?",
            "tonnes?",
            "emissions?",
            rf"how much (?:\w+ ){{0,2}}{_CARBON}",
            f"{_CARBON} (?:savings?|reductions?|cuts?)",
        ),
        frozenset({Measure.MASS}),
    ),
    (
        _any(
            "capacity",
            "(?:mega|giga)watts?",
            "mw",
            "gw",
            "size",
            "how (?:powerful|big|large)",
            r"(?:which|what) (?:\w+ ){0,3}is (?:larger|bigger|smaller)",
            "(?:larger|bigger|smaller) than",
        ),
        frozenset({Measure.POWER, Measure.MASS, Measure.AREA, Measure.VOLUME, Measure.ENERGY}),
    ),
)
_OPENING = "^(?:and |but |so )?"
_PARTIES = (
    "company|companies|firms?|banks?|persons?|people|part(?:y|ies)|investors?|partners?|officials?|"
    "ministers?|countr(?:y|ies)|organi[sz]ations?|institutions?|ministr(?:y|ies)|"
    "universit(?:y|ies)|suppliers?|manufacturers?|developers?|contractors?"
)
_KINDS: tuple[tuple[re.Pattern[str], Kind], ...] = (
    (
        _any(
            f"{_OPENING}(?:since |until |by |from )?when",
            "(?:what|which) (?:year|date|month|day)",
            "(?:start|opening|completion|launch|operation) date",
            "date$",
            "how old",
        ),
        Kind.DATE,
    ),
    (
        _any("who", "whom", "whose", "name of", rf"(?:which|what) (?:\w+ ){{0,2}}(?:{_PARTIES})"),
        Kind.NAME,
    ),
    (
        _any(
            f"{_OPENING}where",
            "(?:which|what) (?:region|city|town|village|district|place|location|river|province)",
        ),
        Kind.PLACE,
    ),
    (_any("how many", "number of", "population"), Kind.NUMBER),
)
_LIST = re.compile(r"^(?:list|name|give me|show me|enumerate)\b|\ball (?:the|of)\b")
_PLURAL = re.compile(r"[a-z]{2,}[^siu\W]s$|(?:ia|nda)$")
_ROLE = re.compile(r"^(?:and )?who(?:'s| is| was| are| were)\b")
_FOCUS = re.compile(
    r"\b(?:how (?:many|much)|(?:what|who)(?:'s| is| was| are| were| will be)(?: the| its)?"
    r"|(?:which|what))\s+(?P<rest>\S.*)",
    re.IGNORECASE,
)
_VERBS = frozenset(
    """
    built build planned plan signed sign led lead invested invest create created cost costs need
    needs make makes produce produces supply supplied financed funded cut cuts take took say said
    started start launched launch generate generates agreed announced attended visit visited
    """.split()
)
_LONGEST_FOCUS = 3  # words


def understand(text: str, context: str = "") -> Question:
    """Find out what a question asks for, from its question words and the nouns of the field."""
    lower = " ".join(text.lower().replace("’", "'").split()).rstrip("?!. ")
    kind = next((kind for pattern, kind in _KINDS if pattern.search(lower)), Kind.ANYTHING)
    measures = next((found for pattern, found in _MEASURES if pattern.search(lower)), frozenset())
    if kind in {Kind.ANYTHING, Kind.NUMBER} and (measures or "how much" in lower):
        kind = Kind.QUANTITY
    focus = _focus(text)
    return Question(
        text=text,
        kind=kind,
        measures=measures if kind is Kind.QUANTITY else frozenset(),
        several=_asks_for_several(lower, kind, focus),
        role=_ROLE.search(lower) is not None,
        focus=focus,
        parts=split_double(text),
        context=context,
    )


def _asks_for_several(lower: str, kind: Kind, focus: str) -> bool:
    """Tell whether a list is asked for: "Which factories …", "List …", but not "How many …"."""
    if kind in {Kind.QUANTITY, Kind.NUMBER, Kind.DATE}:
        return False
    return bool(_LIST.search(lower) or _PLURAL.search(focus))


def _focus(text: str) -> str:
    """Return the noun phrase that a question asks for, without the names in it."""
    match = _FOCUS.search(text)
    if match is None:
        return ""
    words: list[str] = []
    for word in match.group("rest").split():
        bare = word.strip("?.,;:!'\"‘’“”").lower()
        if bare in FUNCTION_WORDS or bare in _VERBS or names(word):
            break
        words.append(bare)
    return " ".join(words[:_LONGEST_FOCUS])
