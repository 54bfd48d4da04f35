"""Parties: whether a question asks for a person, an organisation, or something else with a name."""

import re
from enum import Enum, auto


class Party(Enum):
    """Who or what a question for a name asks for."""

    PERSON = auto()
    ORGANISATION = auto()
    EITHER = auto()
    THING = auto()


_PERSONS = (
    "persons?|leaders?|presidents?|(?:\\w+ )?ministers?|ambassadors?|officials?|experts?|analysts?|"
    "engineers?|scientists?|researchers?|scholars?|economists?|geologists?|authors?|writers?|"
    "directors?|managers?|founders?|inventors?|farmers?|residents?|members?|kings?|queens?|"
    "emperors?|rulers?|generals?|spokes(?:man|woman|person)|speakers?|chair(?:man|woman)|mayors?"
)
_ORGANISATIONS = (
    "company|companies|firms?|banks?|corporations?|enterprises?|part(?:y|ies)|investors?|"
    "partners?|organi[sz]ations?|institutions?|institutes?|ministr(?:y|ies)|universit(?:y|ies)|"
    "suppliers?|manufacturers?|makers?|developers?|contractors?|operators?|owners?|lenders?|buyers?|"
    "agenc(?:y|ies)|authorit(?:y|ies)|newspapers?|publications?|magazines?|associations?|funds?|"
    "council|court|builders?|customers?|bod(?:y|ies)|people"
)
HEAD_OF = r"^(?:of (?:the|these|those) )?(?:\S+ ){0,3}?"
"""What may stand before the noun that is asked for, as in "which of the two large banks"."""

_PERSON = re.compile(rf"{HEAD_OF}(?:{_PERSONS})\b")
_ORGANISATION = re.compile(rf"{HEAD_OF}(?:{_ORGANISATIONS})\b")
_PERSONAL = re.compile(
    r"^who (?:said|says|told|argued?|argues|wrote|believes?|thinks|explained|called|described|"
    r"compared|likened|represents|heads|led|leads|manages|chairs)\b"
    rf"|^who(?:'s| is| was| were| are)(?: the| its| their)? (?:\S+ ){{0,5}}?(?:{_PERSONS}|"
    r"head|chief|ceo|(?:in charge)|brother|father|mother|son|wife|sister|grandfather|daughter)\b"
)
_WORD = re.compile(r"\b(?P<word>who(?:'s|m|se)?|what|which)\b(?P<rest>.*)")
_NOUN_END = re.compile(r"\b(?:is|are|was|were|do|does|did|has|have|had|will|would|can|could)\b")


def is_party(noun: str) -> bool:
    """Tell whether a noun phrase stands for a person or an organisation."""
    return bool(_PERSON.search(noun) or _ORGANISATION.search(noun))


def party_of(question: str) -> Party:
    """Return who or what a question for a name asks for.

    >>> party_of("Which bank lent the money?")
    <Party.ORGANISATION: 2>
    """
    match = _WORD.search(question.lower())
    if match is None:
        return Party.THING
    if match.group("word").startswith("who"):
        return Party.PERSON if _PERSONAL.search(match.group().strip()) else Party.EITHER
    noun = _NOUN_END.split(match.group("rest").strip(), maxsplit=1)[0]
    if _PERSON.search(noun):
        return Party.PERSON
    return Party.ORGANISATION if _ORGANISATION.search(noun) else Party.THING
