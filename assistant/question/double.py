"""Double questions: comparisons, and two questions joined by "and"."""

import re
from dataclasses import dataclass

from assistant.language.names import NAME, names, topic
from assistant.question.comparatives import COMPARATIVE, MEASURED, ORDER, ask
from assistant.question.sides import in_full


@dataclass(frozen=True, slots=True)
class Comparison:
    """A question that compares two things.

    Attributes:
        sides: What the two are called.
        questions: What is asked of either.
        comparative: The word that compares, such as "larger"; empty if there is none.
        difference: Whether it asks by how much they differ.
    """

    sides: tuple[str, str]
    questions: tuple[str, str]
    comparative: str
    difference: bool


_BE = r"(?:is|are|was|were|has|have|had)"
_DO = r"(?:does|do|did|will|can)"
_THAT_OF = r"(?:that of |those of |(?:that|those) (?:from|at|in) )?"
_A, _B = r"(?P<a>[^,?:]+?)", rf"{_THAT_OF}(?P<b>[^?:,]+?)"
_LAST_B = rf"{_THAT_OF}(?P<b>[^?:]+?)"
_VERSUS = r"\s+(?:versus|vs\.?)\s+"
_OF = r"\b(?:of|for|at|in|from)"
_WHICH = r"(?:which|what|who)"
_COMPARED = rf"(?:(?:much|far|even)\s+)?{COMPARATIVE}\b"
_ORDERED = rf"(?:{_COMPARED}|{ORDER}\b)"
_BUILT = r"(?:(?:the|a|an|built|begun|\w+ed)\s+)?"
_IN = rf"(?:in terms of|in|on|by)\s+(?:their |its )?(?P<measured>{MEASURED})"
_SIZES = re.compile(r"(?:the )?sizes? of", re.IGNORECASE)
# Verbs that amounts go with, to tell where the name before them ends.
_VERBS = (
    "(?:have|produce|generate|make|cost|save|use|need|cover|employ|take|deliver|supply|emit|cut|"
    "reduce|avoid|open|start|begin|last|carry|hold|handle|store|yield|consume|occupy|export|import|"
    "come|burn|provide|receive|treat|span)"
)
_END = r"[?.!\s]*$"
# Ways to compare two things in English, the more special first. Each finds the sides and either
# what stands in front of both ("the costs of"), what they are compared in ("cost"), or what is said
# of them ("is larger").
_PATTERNS = tuple(
    re.compile(rf"^{pattern}{_END}", re.IGNORECASE)
    for pattern in (
        # Compare A and B in cost. Compare the costs of A and B
        rf"compare\s+{_A}\s+(?:and|with|to)\s+{_B},?\s+(?:in terms of|in|by|on)\s+(?:their |its )?"
        rf"(?P<measured>{MEASURED})",
        rf"compare\s+(?P<frame>(?:.*?\b(?:of|between|for|at|in|from)\b)?)\s*{_A}\s+"
        rf"(?:and|or|with|to|against|versus|vs\.?)\s+{_LAST_B}",
        # What is the difference in cost between A and B? How do A and B differ in cost?
        rf".*\b(?:differences?|gap)\s+(?:in|of)\s+(?:the\s+)?(?P<noun>.+?)\s+(?:between|of)\s+"
        rf"{_A}\s+(?:and|to|with)\s+{_LAST_B}",
        rf".*\b(?:differences?|gap)\s+between\s+(?P<frame>(?:the\s+)?{MEASURED}\s+of)\s+{_A}\s+and\s+"
        rf"(?:(?:the\s+)?{MEASURED}\s+of\s+)?{_LAST_B}",
        rf"(?P<frame>.*\bdifferences?\s+between)\s+{_A}\s+(?:and|or)\s+{_LAST_B}",
        rf"how\s+(?:much\s+)?do\s+{_A}\s+and\s+{_B}\s+differ\s+in\s+(?P<measured>{MEASURED})",
        # Which of A and B is larger? Between A and B, which is larger? A or B: which is larger?
        rf"{_WHICH}\s+(?:one\s+)?of\s+{_A}\s+(?:and|or)\s+{_B}\s+"
        rf"(?P<predicate>(?:{_BE}|\w+[^s\W]s|\w+ed|came|cut)\s+(?:\w+\s+){{0,2}}?{_ORDERED}.*?)",
        rf"(?:(?:between|of)\s+)?{_A}(?:\s+(?:and|or)\s+|{_VERSUS}){_B}\s*[,:;–—-]+\s*{_WHICH}\s+"
        rf"(?P<which>.*?{_ORDERED}.*?)",
        # Which is larger, A or B?
        rf"{_WHICH}\s+(?P<which>.*?{_ORDERED}[^,:]*?)\s*[,:–—]\s*{_A},?\s+(?:and|or)\s+{_LAST_B}",
        # How much larger is A than B? How much more power does A produce than B?
        rf"(?:how|by how)\s+(?:much|many)\s+(?P<more>{_COMPARED}.*?)\s+(?P<verb>{_BE})\s+"
        rf"{_A}\s+than\s+{_LAST_B}",
        rf"(?:how|by how)\s+(?:much|many)\s+(?P<more>{_COMPARED}.*?)\s+(?P<aux>{_DO})\s+"
        rf"{_A}\s+(?P<verb>\w+)\s+than\s+{_LAST_B}",
        # Is A or B larger? Does A or B produce more?
        rf"(?P<verb>{_BE})\s+{_A}\s+or\s+{_B}\s+(?P<more>{_BUILT}{_ORDERED}.*?)",
        rf"(?P<aux>{_DO})\s+{_A}\s+or\s+{_B}\s+"
        rf"(?P<predicate>{_VERBS}\s+(?:\w+\s+){{0,2}}?{_ORDERED}.*?)",
        # Is A larger than B? Does A produce more than B?
        rf"(?P<verb>{_BE})\s+{_A}\s+(?P<more>{_BUILT}{_COMPARED}.*?)\s+than\s+{_LAST_B}",
        rf"(?P<aux>{_DO})\s+{_A}\s+(?P<predicate>\w+\s+(?:a\s+)?{_COMPARED}.*?)\s+than\s+{_LAST_B}",
        # How does the cost of A compare with that of B? How do the costs of A and B compare?
        rf"how\s+{_DO}\s+(?P<frame>.*?{_OF})\s+{_A}\s+compared?\s+"
        rf"(?:with|to|against)\s+{_LAST_B}",
        rf"how\s+{_DO}\s+(?P<frame>.*?{_OF})\s+{_A}\s+and\s+{_B}\s+compare",
        # How does A compare in size with B? … with B in size? How do A and B compare in size?
        rf"how\s+{_DO}\s+{_A}\s+compare\s+{_IN}\s+(?:with|to|against)\s+{_LAST_B}",
        rf"how\s+{_DO}\s+{_A}\s+compare\s+(?:with|to|against)\s+{_B}\s+{_IN}",
        rf"how\s+{_DO}\s+{_A}\s+and\s+{_B}\s+compare\s+{_IN}",
        # How does A compare with B? How do A and B compare?
        rf"how\s+{_DO}\s+{_A}\s+compare\s+(?:with|to|against)\s+{_LAST_B}",
        rf"how\s+{_DO}\s+{_A}\s+and\s+{_B}\s+compare",
        # Output of A versus B. Output: A versus B. A versus B output. A versus B
        rf"(?P<frame>.*{_OF})\s+{_A}(?:{_VERSUS}|\s+compared\s+(?:with|to)\s+){_LAST_B}",
        rf"(?P<noun>[\w\s]+):\s+{_A}{_VERSUS}{_LAST_B}",
        rf"{_A}{_VERSUS}{_B}[,:]?\s+(?:(?:in|by)\s+)?(?P<measured>{MEASURED})",
        rf"{_A}{_VERSUS}{_B}\s*:\s*(?P<tail>.+?)",
        rf"{_A}{_VERSUS}{_LAST_B}",
    )
)
_ASKED = r"(?:how|what|who|whom|when|where|which|why)"
_SECOND = re.compile(
    rf"(?:,?\s+and|\s+compared (?:to|with))\s+"
    rf"(?=(?:{_ASKED}|(?:by|since|until|for|from|in|at|on|with|to)\s+{_ASKED}\s+\w+\s+\w+)\b)",
    re.IGNORECASE,
)
_SMALL = (
    rf"(?:{_BE}|{_DO}|would|it|they|he|she|of|in|at|on|by|for|from|to|since|until|before|after|"
    r"last|next|this|now|then|ago|earlier|later)"
)
_HOW = r"(?P<how>how (?:many|much))"
_COUNTS = re.compile(
    rf"{_HOW} (?P<noun>(?!{_SMALL}\b)[a-z]+(?: (?!{_SMALL}\b|\w+ed\b)[a-z]+){{0,3}})", re.IGNORECASE
)
# "How much does it cost?" asks for no noun.
_COUNTS_NOTHING = re.compile(
    rf"{_HOW}(?= {_SMALL}\b)(?!.*\b(?:costs?|pa(?:y|ys|id)|invest\w*|worth|spen[dt]|earns?)\b)",
    re.IGNORECASE,
)
# A preposition said again shares what is asked out: "for the road and for the bridge".
_SHARED = re.compile(
    r"(?P<frame>(?:how|what|who|whom|when|where|which|why)\b.*\s(?P<word>for|in|at|on|of|from|by|with|"
    r"to|about|under|against))\s+(?P<a>.+?),?\s+and\s+(?P=word)\s+(?P<b>[^,]+)",
    re.IGNORECASE,
)
# "Which road and which bridge were built?", "What are the heights of Orvel and Marl in 2020?".
_TWO_SORTS = re.compile(
    r"(?P<word>which|what)\s+(?P<a>\w+(?:\s\w+){0,3}?)\s+and\s+(?P=word)\s+"
    r"(?P<b>\w+(?:\s\w+){0,3}?)\s+(?P<rest>(?:is|are|was|were|will|do|does|did|has|have|had|can|"
    r"\w{3,}ed)\b.*)",
    re.IGNORECASE,
)
_TWO_NAMES = re.compile(
    rf"(?P<frame>(?:[Ww]hat|[Hh]ow \w+)\s+(?:are|were)\s+.*\b(?:of|for|in|at)\s+(?:the\s+)?)"
    rf"(?P<a>{NAME})\s+and\s+(?:the\s+)?(?P<b>{NAME})(?P<tail>(?:\s+(?:in|for|by)\s[^,]*?)?){_END}"
)
# "Where are Orvel and the Marl mill?", "When were they built?", but not "When were they joined?".
_TOGETHER = "(?:joined|linked|connected|united|merged)"
_ALONE = rf"(?:(?!\b(?:of|by|for|from|{_TOGETHER})\b)[^,?])"
_EACH = re.compile(
    r"(?P<frame>(?:where|when|how (?:large|big|high|long|old|tall|wide|deep|powerful)) )"
    rf"(?P<be>are|were) (?:both )?(?P<a>{_ALONE}+?) and (?P<b>{_ALONE}+?)"
    rf"(?P<tail>(?: (?!{_TOGETHER})(?:built|held|begun|\w+ed))?){_END}",
    re.IGNORECASE,
)
_ONE = {"are": "is", "were": "was"}
_COMPARATIVE = re.compile(rf"\b(?:{COMPARATIVE}|{ORDER})\b", re.IGNORECASE)
_DIFFERENCE = re.compile(
    r"(?:by )?how (?:much|many)\b|.*\b(?:difference|gap|differ)", re.IGNORECASE
)
# "More than 5 MW" and "later than planned" compare with no other thing.
_NO_SIDE = re.compile(
    r"(?:[\d$€£¥₸₽]|(?:it|expected|planned|before|ever|usual|half|one(?! of)|two|three|any|all|"
    r"those|these|what|other)\b)",
    re.IGNORECASE,
)
_NAMED = re.compile(r"\w")
_ASKS = re.compile(r"(?:how|when|which|who|where)\b", re.IGNORECASE)
_VERB = re.compile(
    rf"(?!(?:its|this|hers|theirs)\b)(?:{_BE}|\w+[^s\W]s|\w+ed|came|cost|cut|got|took|made|won|"
    r"began|rose|fell|sold|paid|spent|built|lost|gained|grew|sent|bought|lent)\b",
    re.IGNORECASE,
)


def split_double(text: str) -> tuple[str, ...]:
    """Return the questions that a double question is made of, or none if it is a single one.

    >>> split_double("Which is older, the Aral dam or the Tobol dam?")
    ('How old is the Aral dam', 'How old is the Tobol dam')
    >>> split_double("Who built the Aral dam and when was it opened?")
    ('Who built the Aral dam', 'when was it opened? (Aral dam)')
    >>> split_double("What was agreed on water, and on trade?")
    ('What was agreed on water', 'What was agreed on trade?')
    """
    if comparison := compare(text):
        return comparison.questions
    first, *others = _SECOND.split(text)
    if not others or not names(first):
        return _shared(text)
    subject = topic(first)
    about = f" ({subject})" if subject else ""
    return (
        first,
        *(_with_noun(other, first) + ("" if names(other) else about) for other in others),
    )


def _with_noun(second: str, first: str) -> str:
    """Return a second question for a number with the noun that the first one counts.

    >>> _with_noun("how many last year?", "How many boats came in 2020")
    'how many boats came last year?'
    """
    counts, bare = _COUNTS.match(first), _COUNTS_NOTHING.match(second)
    if counts and bare and counts["how"].lower() == bare["how"].lower():
        return f"{bare['how']} {counts['noun']}{second[bare.end() :]}"
    return second


def _shared(text: str) -> tuple[str, ...]:
    """Return the two questions that share a question word and what they ask, if there are two."""
    if match := _TWO_SORTS.fullmatch(text):
        return tuple(f"{match['word']} {match[side]} {match['rest']}" for side in "ab")
    if match := _SHARED.fullmatch(text):
        return tuple(f"{match['frame']} {match[side]}" for side in "ab")
    if match := _EACH.fullmatch(text):
        sides = in_full(match["a"], match["b"])
        opening = f"{match['frame']}{_ONE[match['be'].lower()]}"
        if all(names(side) or side.startswith("the ") for side in sides):
            return tuple(f"{opening} {side}{match['tail']}" for side in sides)
    if match := _TWO_NAMES.fullmatch(text):
        return tuple(f"{match['frame']}{match[side]}{match['tail']}" for side in "ab")
    return ()


def compare(text: str) -> Comparison | None:
    """Return what a question compares, or None if it compares nothing.

    >>> compare("Which dam has the higher wall, Aral or Tobol?").questions
    ('wall of the Aral dam', 'wall of the Tobol dam')
    """
    text = " ".join(text.split())
    than = " than " in text
    for pattern in _PATTERNS:
        match = pattern.match(text)
        if match and not _ASKS.match(match["b"]) and not (than and _NO_SIDE.match(match["b"])):
            parts = match.groupdict(default="")
            first, second = in_full(parts["a"], parts["b"], parts.get("which", ""))
            if not (_NAMED.search(first) and _NAMED.search(second)):
                return None
            word = _COMPARATIVE.search(_said(parts))
            return Comparison(
                sides=(first, second),
                questions=(_question(parts, first), _question(parts, second)),
                comparative=word.group().lower() if word else "",
                difference=_DIFFERENCE.match(text) is not None,
            )
    return None


def _question(parts: dict[str, str], side: str) -> str:
    """Return what is asked of one side."""
    if said := _said(parts):
        return ask(said, side, parts.get("aux", "").lower())
    measured = parts.get("measured") or parts.get("noun")
    frame = f"{measured.strip()} of" if measured else parts.get("frame", "")
    if tail := parts.get("tail"):
        return f"{side}: {tail}"
    if _SIZES.fullmatch(frame):
        return f"How large is {side}"
    return " ".join(f"{frame} {side}".split())


def _said(parts: dict[str, str]) -> str:
    """Return what is said of the two sides, from its verb on: "has the higher capacity"."""
    if which := parts.get("which"):
        return _from_verb(which)
    if more := parts.get("more"):
        return f"{parts['verb'].lower()} {more}"
    return _from_verb(parts.get("predicate", "")) if not parts.get("aux") else parts["predicate"]


def _from_verb(clause: str) -> str:
    """Drop the noun behind "which": "wind farm has the higher capacity"."""
    words = clause.split()
    for place, word in enumerate(words):
        if _COMPARATIVE.match(word):
            break
        if _VERB.fullmatch(word):
            return " ".join(words[place:])
    return clause
