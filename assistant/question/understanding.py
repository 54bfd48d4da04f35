"""What a question asks for: the kind of answer, and the words that say what about."""

import re
from dataclasses import dataclass

from assistant.language.grammar import is_verb
from assistant.language.names import NAME, names
from assistant.language.numerals import NUMBER
from assistant.quantities.measures import Measure
from assistant.question.double import split_double
from assistant.question.kinds import Kind, kind_of
from index.words import FUNCTION_WORDS

__all__ = ["Kind", "Question", "understand"]


@dataclass(frozen=True, slots=True)
class Question:
    """A question that can be understood without its conversation.

    Attributes:
        text: The question; “US dollars” are dollars.
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


_LIST = re.compile(
    r"^(?:list|name|give me|show me|enumerate)\b|\ball (?:the|of)\b"
    r"|^what (?:was|were|has been|have been) (?:agreed|signed|announced|decided|concluded|"
    r"discussed)(?: (?:in|at|during) .*)?$"
    r"|^what (?:do|does|did) .*\b(?:recommend|propose|suggest|advise|advocate|demand|call for)$"
)
_PLURAL = re.compile(r"[a-z]{2,}[^siu\W]s$|(?:ia|nda)$")
_ROLE = re.compile(r"^(?:and )?who(?:'s| is| was| are| were)\b")
_WHO_IS_NAME = re.compile(
    rf"\s*(?:[Aa]nd )?[Ww]ho(?:['’]s| is| was| are| were) {NAME}(?:\s+and\s+{NAME})?[\s?.!]*$"
)
_FOCUS = re.compile(
    r"\b(?:how (?:many|much)|(?:what|who)(?:'s| is| was| are| were| will be)(?: the| its)?"
    r"|(?:which|what))\s+(?P<rest>\S.*)",
    re.IGNORECASE,
)
_DOLLARS = re.compile(r"\b(?:U\.?S\.?|us)\s(?=[Dd]ollars?\b)")  # the unit, not the country
_VERBS = frozenset(
    """
    agreed announced attended build built cost costs create created cut cuts financed finances
    funded generate generates invest invested launch launched lead led make makes need needs
    plan planned produce produces said say sign signed start started supplied supply take took
    visit visited
    """.split()
)
_LONGEST_FOCUS = 3  # words


def understand(text: str, context: str = "") -> Question:
    """Find out what a question asks for, from its question words and the nouns of the field."""
    text = _DOLLARS.sub("", text)
    lower = " ".join(text.lower().replace("’", "'").split()).rstrip("?!. ")
    kind, measures = kind_of(lower)
    if _WHO_IS_NAME.match(text):  # what is asked for is no other name
        kind = Kind.ANYTHING
    focus = _focus(text)
    return Question(
        text=text,
        kind=kind,
        measures=measures,
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
    return bool(_LIST.search(lower)) or _is_plural(focus)


def _focus(text: str) -> str:
    """Return the noun phrase that a question asks for, without the names in it."""
    match = _FOCUS.search(text)
    if match is None:
        return ""
    words: list[str] = []
    for word in match.group("rest").split():
        bare = word.strip("?.,;:!'\"‘’“”").lower()
        if not words and names(word):  # "Which Danish mills": mills
            continue
        # "companies work", "company operates"
        counted = bool(words) and re.fullmatch(NUMBER, words[-1])  # "three causes"
        agrees = words and not counted and _is_plural(words[-1]) != _is_plural(bare)
        if bare in FUNCTION_WORDS or bare in _VERBS or names(word) or (agrees and is_verb(bare)):
            break
        words.append(bare)
    return " ".join(words[:_LONGEST_FOCUS])


def _is_plural(word: str) -> bool:
    """Tell whether a word may be a plural noun or, as little told apart, a singular verb."""
    return _PLURAL.search(word) is not None
