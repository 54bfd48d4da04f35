"""Kinds of answers: what the question word of a question, and the noun behind it, ask for."""

import re
from enum import Enum, auto

from assistant.quantities.measures import Measure
from assistant.question.parties import HEAD_OF, is_party


class Kind(Enum):
    """What the answer has to hold."""

    QUANTITY = auto()
    NUMBER = auto()
    DATE = auto()
    NAME = auto()
    PLACE = auto()
    REASON = auto()
    ANYTHING = auto()


Measures = frozenset[Measure]


def _any(*phrases: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(phrases)})\b")


_ANY_MEASURE: Measures = frozenset()
_SIZE: Measures = frozenset(
    {Measure.POWER, Measure.MASS, Measure.AREA, Measure.VOLUME, Measure.ENERGY}
)
_CARBON = "(?:coal|co2|carbon|oil|crude|emissions?)"
_ADJECTIVES = r"(?:(?!(?:do|does|did|will|would|can|has|have|is|are|was|were)\b)\w+ ){0,2}"
_TRACK = (
    "(?:tunnel|line|railway|railroad|road|highway|pipeline|canal|bridge|route|cable|corridor|"
    "section|wall|river|border|coast|track|path)s?"
)
_UNITS: tuple[tuple[str, Measure], ...] = (
    (r"(?:kilo|mega|giga|tera)?watt[\s-]?hours?|[kmgt]wh", Measure.ENERGY),
    ("(?:kilo|mega|giga)?watts?|[mg]w", Measure.POWER),
    ("tons?|tonnes?|kilograms?", Measure.MASS),
    (r"hectare?s?|acres?|square \w+", Measure.AREA),
    ("(?:kilo|centi)?met(?:er|re)s?|miles?|feet", Measure.LENGTH),
    (r"lit(?:er|re)s?|barrels?|cubic \w+", Measure.VOLUME),
    ("dollars?|tenge|yuan|euros?|rubles?", Measure.MONEY),
    ("percent|per cent|percentage points?", Measure.SHARE),
    ("years|months|weeks|days|hours|minutes|seconds", Measure.DURATION),
)
# An amount that a question tells is not what it asks for: "What is the 50 MW plant for?"
_TOLD = re.compile(
    r"(?<![\w.,])\d[\d.,]*[\s-]?(?:(?:thousand|million|billion|trillion)[\s-]?)?"
    rf"(?:{'|'.join(unit for unit, measure in _UNITS if measure is not Measure.DURATION)})\b\s?"
)
# Ways of asking for a quantity in English, and what is measured then; the first that fits counts.
# `_BY_WORDS` are looked for in the words behind "how", `_BY_NOUN` in the noun phrase behind "what"
# as well, and in queries that are no sentences.
_BY_WORDS: tuple[tuple[re.Pattern[str], Measures], ...] = (
    *((_any(f"how many (?:{unit})"), frozenset({measure})) for unit, measure in _UNITS),
    (
        re.compile(
            r"\bhow (?:big|large|high) (?:is|are|was|were|will) (?:(?!of\b)\S+ ){0,3}?(?:trade|"
            r"turnover|debts?|loans?|credits?|grants?|funds?|budgets?|investments?|revenues?|exports|"
            r"imports|profits?|costs?|fees?|fines?|tax(?:es)?|subsid(?:y|ies))"
            r"(?=$|\s(?:of|in|between|with|for|from|to|on|that|which|by|at|during|last|this)\b)"
        ),
        frozenset({Measure.MONEY, Measure.SHARE}),
    ),
    (
        re.compile(
            r"\bhow (?:big|large|high|great|small|low) (?:is|are|was|were|will) "
            r"(?:(?!of\b)\S+ ){0,4}?(?:share|percentage|proportion|fraction|portion)\b"
        ),
        frozenset({Measure.SHARE}),
    ),
    (_any("how old"), frozenset({Measure.AGE, Measure.DURATION, Measure.DATE})),
    (
        re.compile(
            rf"\bhow long (?:is|are|was|were|will) (?:\S+ ){{1,4}}?{_TRACK}\b(?!.* (?:take|last)\b)"
        ),
        frozenset({Measure.LENGTH}),
    ),
    (
        re.compile(r"\bhow long (?:is|are) (?!.* (?:going|expected|planned|\w{3,}ed)\b)"),
        frozenset({Measure.LENGTH, Measure.DURATION}),
    ),
    (_any("how long", "how much (?:time|longer)", "how soon"), frozenset({Measure.DURATION})),
    (_any("how far"), frozenset({Measure.LENGTH, Measure.DURATION})),
    (_any("how (?:high|tall|deep|wide|thick)"), frozenset({Measure.LENGTH})),
    (_any("how much of"), frozenset({Measure.SHARE})),
    (
        _any("how much (?:land|space|ground)", r"how much .*\b(?:occup(?:y|ies)|hectares)"),
        frozenset({Measure.AREA}),
    ),
    (
        _any(rf"how much {_ADJECTIVES}(?:electricity|power|energy)(?! (?:capacity|storage))"),
        frozenset({Measure.ENERGY, Measure.POWER}),
    ),
    (
        _any(
            rf"how much {_ADJECTIVES}{_CARBON}",
            r"how much (?:do|does|did|will|would|can|has|have|is|are) .*"
            rf"\b(?:lower|cut|reduc|spar|sav|avoid)\w* (?:\w+ ){{0,2}}{_CARBON}",
        ),
        frozenset({Measure.MASS}),
    ),
    (
        re.compile(
            r"\bhow (?:much (?:money|cash|capital|funding|investment)|expensive)\b"
            r"|\bhow much (?:is|are|was|were|do|does|did|will|would|can|has|have|had|must|should)\b"
            r".*\b(?:costs?|worth|invest(?:s|ed|ing)?|pay(?:s|ing)?|paid|spen[dt]|spending|earn(?:s|"
            r"ed)?|len[dt]|lending|borrow(?:ed)?|raised?|charged?|get|sell|sold|price|priced)\b"
        ),
        frozenset({Measure.MONEY}),
    ),
)
_BY_NOUN: tuple[tuple[re.Pattern[str], Measures], ...] = (
    (_any("duration", "lifetime", "lifespan"), frozenset({Measure.DURATION})),
    (_any("ages?$"), frozenset({Measure.AGE, Measure.DURATION})),
    (
        _any("percent(?:age)?", "proportion", "share", "fraction", "efficiency", "interest rate"),
        frozenset({Measure.SHARE}),
    ),
    (
        _any(
            "costs?", "price", "worth", r"expens\w+", "budget", "revenue", "turnover", "salary",
            "value of", "dollars?", "tenge", "invested", "investment of",
            "(?:the|total|size of the|what|much) investment",
        ),
        frozenset({Measure.MONEY}),
    ),
    (
        _any(
            "(?:hectare|acre)s?", "hectars?", "(?:the|surface|land|total) area",
        ),
        frozenset({Measure.AREA}),
    ),
    (_any("size"), _SIZE | {Measure.MONEY}),
    (
        _any("distance", "length", "height", "depth", "width", "diameter"),
        frozenset({Measure.LENGTH}),
    ),
    (
        _any(
            r"(?:more|less) (?:\w+ ){0,2}(?:electricity|power|energy)",
            "(?:annual|yearly|annually) (?:output|generation|production)",
            "power generation", "kwh", "potential(?: of|$)", "kilowatt-hours?",
        ),
        frozenset({Measure.ENERGY, Measure.POWER}),
    ),
    (
        _any("tons?", "tonnes?", "emissions?", f"{_CARBON} (?:savings?|reductions?|cuts?)"),
        frozenset({Measure.MASS}),
    ),
    (
        _any(
            "capacity", "(?:mega|giga)watts?", "mw", "gw", "how powerful",
        ),
        _SIZE - {Measure.AREA},  # what a plant can make, or a vessel hold
    ),
    (
        _any(
            "how (?:big|large)",
            r"(?:which|what) (?:\w+ ){0,3}is (?:larger|bigger|smaller)",
            "(?:larger|bigger|smaller)(?: than|$)", "(?:larger|bigger|smaller) (?=.* by)",
        ),
        _SIZE,
    ),
)  # fmt: skip
_WHAT_COSTS = _any(
    r"what (?:do|does|did|will|would|was|were) .*(?<!the )(?<!of )\b(?:costs?|worth)(?! of)",
    r"what (?:do|does|did|will|would) .*\b(?:get|pay|earn|receive|charge) (?:for|per|an?)",
)
_IN_UNITS = re.compile(
    rf"\bin (?:us )?(?:{'|'.join(f'(?P<u{n}>{u})' for n, (u, _) in enumerate(_UNITS))})\b"
)
_VAGUE = _any("level", "amount", "extent", "figures?", "total", "sum")

_OPENING = "^(?:and |but |so |ok |now )*"
_WORD = re.compile(
    rf"{_OPENING}when (?!(?:is|are|was|were|did|does|do|will|would|can|could|should|has|have|had|"
    rf"must|exactly)\b).*?, ?(?P<late>(?:how|what|who|where|which|why)\b.*)"
    r"|(?<!\bor )\b(?P<word>(?:how|what|which|who(?:'s|m|se)?|when|where|why)\b.*)"
)
_PLACES = (
    "regions?|cit(?:y|ies)|towns?|villages?|districts?|places?|locations?|rivers?|provinces?|"
    "countr(?:y|ies)|(?<!united )nations?|count(?:y|ies)|continents?|islands?|"
    "parts? (?=of the (?:country|region|city|world|town|province|state)\\b)"
)
_PLACE = re.compile(
    rf"{HEAD_OF}(?:{_PLACES})(?:\b|$)(?!'s? \w)|^capital city|^capital (?=of\b)"
    r"|^(?:us |member )?states?\b"
)
_DATE = re.compile(
    r"^(?:\S+ )?(?:year|date|month|(?<!present )(?<!modern )day|century|decade|season)\b"
    r"|\b(?:date|year)$"
)
# A noun phrase ends before one of these.
_END = re.compile(
    r"[,;:?]|\b(?:is|are|was|were|be|been|do|does|did|has|have|had|will|would|can|could|should|may|"
    r"might|must|in|on|at|for|from|by|to|with|that|which|who|when|where|between|since|until|during|"
    r"after|before|under|about|into|than|as)\b"
)
_BE = re.compile(r"(?:'s| is| are| was| were| will be)(?: the| its| their| his| her| a| an)? ")
_OF = re.compile(r" of\b.*")
_NAMED = _any("name of", "names of", "name$", "(?:called|named|known as)$")
_NUMBER = _any("number of", "population", "how many people")


def kind_of(lower: str) -> tuple[Kind, Measures]:
    """Return what a question asks for: the kind of answer, and for a quantity, what is measured.

    Args:
        lower: The question in small letters, without the question mark.
    """
    lower = _TOLD.sub("", lower)
    match = _WORD.search(lower)
    if match is None:
        return _of_keywords(lower)
    rest = match.group("late") or match.group("word")
    word = re.match(r"[a-z]+", rest).group()  # type: ignore[union-attr]
    if word == "how":
        return _of_how(rest)
    if word in {"what", "which"}:
        return _of_what(rest[len(word) :])
    kind = {"when": Kind.DATE, "where": Kind.PLACE, "why": Kind.REASON}.get(word, Kind.NAME)
    return kind, _ANY_MEASURE


def _measures(lower: str, patterns: tuple[tuple[re.Pattern[str], Measures], ...]) -> Measures:
    return next((found for pattern, found in patterns if pattern.search(lower)), _ANY_MEASURE)


def _of_keywords(lower: str) -> tuple[Kind, Measures]:
    if re.search(r"\bdate$", lower):
        return Kind.DATE, _ANY_MEASURE
    if measures := _measures(lower, _BY_NOUN):
        return Kind.QUANTITY, measures
    return (Kind.NUMBER if _NUMBER.search(lower) else Kind.ANYTHING), _ANY_MEASURE


def _of_how(rest: str) -> tuple[Kind, Measures]:
    if measures := _measures(rest, _BY_WORDS):
        return Kind.QUANTITY, measures
    if rest.startswith("how many"):
        return Kind.NUMBER, _ANY_MEASURE
    if measures := _measures(_noun(rest), _BY_NOUN):
        return Kind.QUANTITY, measures
    return (Kind.QUANTITY if rest.startswith("how much") else Kind.ANYTHING), _ANY_MEASURE


def _of_what(rest: str) -> tuple[Kind, Measures]:
    """Tell what is asked for by the words behind "what" or "which"."""
    if match := _BE.match(rest):
        words, described = rest[match.end() :], True
    else:
        words, described = rest.strip(), False
    noun = _noun(words)
    if _DATE.search(noun):
        return Kind.DATE, _ANY_MEASURE
    if _NUMBER.search(noun):
        return Kind.NUMBER, _ANY_MEASURE
    if measures := _measured(rest, words, f"the {noun}" if described else noun):
        return Kind.QUANTITY, measures
    named = _NAMED.search(words) is not None
    if _PLACE.search(noun) and not named:
        return Kind.PLACE, _ANY_MEASURE
    party = not described and is_party(noun)
    return (Kind.NAME if named or party else Kind.ANYTHING), _ANY_MEASURE


def _measured(rest: str, words: str, noun: str) -> Measures:
    """Return what is measured by the noun phrase behind "what", or by the verb."""
    # "The purpose of the price" is no price.
    head = words if _VAGUE.search(noun) else _OF.sub(" of", noun)
    if measures := _measures(head, _BY_NOUN):
        return measures
    if re.match(r"(?:part|portion) of (?:\S+'s|all)\b", words):
        return frozenset({Measure.SHARE})
    if _WHAT_COSTS.search(f"what{rest}"):
        return frozenset({Measure.MONEY})
    if match := _IN_UNITS.search(rest):
        return frozenset({_UNITS[int((match.lastgroup or "u0")[1:])][1]})
    return _ANY_MEASURE


def _noun(words: str) -> str:
    """Return the noun phrase at the beginning, with what it is "of"."""
    return _END.split(words, maxsplit=1)[0].strip()
