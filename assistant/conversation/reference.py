"""Words that refer to what was said before: pronouns, "that plant", "the second one"."""

import re
from collections.abc import Callable, Sequence

from assistant.conversation.person import person
from assistant.conversation.subject import Turn, answered, called, items, place, thing
from assistant.language.grammar import (
    AUXILIARIES,
    CLASSES,
    PREPOSITIONS,
    SAYING,
    is_relational,
    is_verb,
    stem,
)
from assistant.language.phrases import Phrase, phrases
from assistant.question.understanding import Kind, understand

_HER = r"her(?=\s+\w)(?!\s+(?:in|at|on|to|for|from|with|and|or|do|say)\b)"
_PERSON = re.compile(rf"\b(?:he|she|him|(?P<possessive>his|hers|{_HER})|her)\b", re.IGNORECASE)
# What may follow "this" and "that" where they stand alone, without a noun.
_ALONE = "cost|work|happen|mean|include|built|done|in|for|from|with|by|at|on|to"
# What "it" stands before without referring: "Is it true that …", "Why was it hard to …".
_EXPLETIVE = (
    "true|possible|impossible|likely|unlikely|known|clear|correct|hard|difficult|easy|necessary|"
    "important|good|better|best|worth|safe|legal|illegal|common|useful|planned that|said"
)
_THING = re.compile(
    r"\b(?P<possessive>its|(?P<owners>their))\b"
    r"|\b(?P<plural>they|them|(?:these|those)(?=\s*(?:[?.!,]|$)))\b"
    rf"|\bit\b(?!\s+(?:(?:is|was)\s+)?(?:{_EXPLETIVE})\b|['’]s\s+(?:{_EXPLETIVE})\b)"
    rf"|\b(?:this|that)\b(?=\s*(?:\?|$|(?:{_ALONE})\b))",
    re.IGNORECASE,
)
_THERE = re.compile(
    r"(?<!is\s)(?<!are\s)(?<!was\s)(?<!were\s)(?<!will\s)(?<!be\s)(?<!been\s)"
    r"(?<!have\s)(?<!has\s)(?<!had\s)\bthere\b"
    r"(?!\s+(?:is|are|was|were|be|been|any|an?|have|has)\b)",
    re.IGNORECASE,
)
# "Which ones": more of what the last question asked for.
_ONES = re.compile(r"\b(?P<which>which|what)\s+ones?\b", re.IGNORECASE)
_NUMBERS = ("first", "second", "third", "fourth", "fifth")
_NTH = re.compile(
    rf"\bthe\s+(?P<which>{'|'.join(_NUMBERS)}|last|other|former|latter)\b"
    rf"(?:\s+(?P<noun>ones?|{'|'.join(sorted(CLASSES))})\b)?\s*(?P<behind>\w+)?",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"\s+(?:of|in|for|on|at|that|which|who|between|from|to|about|with|during|by)\b"
)
_NUMBER = {"this": False, "that": False, "these": True, "those": True}
_OWN = re.compile(r"\s+(?:of|on|about|in|for|to|at|with|by|behind)\s+")
_THEN = re.compile(r"\b(?:after|before|during|since)\s+$", re.IGNORECASE)
# "How much of that": of the amount that was asked for before.
_PART = re.compile(
    r"(?:how (?:much|many)|(?:what|which) (?:share|part|proportion|percentage|fraction))"
    r"\s+of\s+(?P<whole>that|this|it|them|these|those)"
    r"(?=\s*(?:\?|$|(?:is|are|was|were|will|has|have|had|can|do|does|did|comes?|came|goes)\b))",
    re.IGNORECASE,
)
_SEVERAL = {"them", "these", "those"}
# "How many were built": of what was counted before.
_UNCOUNTED = re.compile(
    r"\bhow many\b(?=\s+(?:are|is|were|was|have|has|had|do|does|did|will|would|can|could)\b)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_LONG = re.compile(r"[a-z]\S*\s+(?:of|on|in|at|near|for|from|about)\s")
# What is signed or written is no forum, plant or company, but may be of one.
_PAPERS = frozenset(
    "act agreement contract deal memorandum plan policy regulation strategy treaty".split()
)
_ONE = re.compile(r"\bones?\b", re.IGNORECASE)
_TURNED = re.compile(r"\s+(?:do|does|did|is|are|was|were|will|can|has|have)\b")
_QUESTION = re.compile(r"\b(?:who|what|when|where|why|how|which)\b", re.IGNORECASE)


def nth(question: str, turns: Sequence[Turn]) -> str | None:
    """Say which one "the second one", "the other plant" and "the latter" are."""
    match = _NTH.search(question)
    behind = (match["behind"] or "").lower() if match else ""
    if match is None or _BEHIND.match(f" {behind} "):
        return None
    if (
        not match["noun"]
        and behind
        and not (behind in AUXILIARIES | PREPOSITIONS or is_verb(behind))
    ):
        return None
    which, noun = match["which"].lower(), (match["noun"] or "").lower()
    listed = next((found for turn in reversed(turns) if (found := items(turn, noun))), [])
    if which == "other":
        spoken_of = turns[-1].question
        others = [item for item in listed if item.removeprefix("the ") not in spoken_of]
        found = (others or listed[-1:])[:1]
    elif which in {"last", "latter"}:
        found = listed[-1:]
    else:
        number = 0 if which == "former" else _NUMBERS.index(which)
        found = listed[number : number + 1]
    end = match.end("noun") if match["noun"] else match.end("which")
    return _put(question, (match.start(), end), found[0]) if found else None


def counted(question: str, turns: Sequence[Turn]) -> str | None:
    """Say what "how many" counts where its noun is left out."""
    match = _UNCOUNTED.search(question)
    noun = _last_counted(turns) if match else ""
    return _put(question, (match.end(), match.end()), f" {noun}") if match and noun else None


def _last_counted(turns: Sequence[Turn]) -> str:
    """Return the noun of the last question that asked how many there are, or nothing."""
    asked = (understand(turn.question) for turn in reversed(turns))
    return next((one.focus for one in asked if one.kind is Kind.NUMBER and one.focus), "")


def _which_ones(question: str, turns: Sequence[Turn]) -> str | None:
    match = _ONES.search(question)
    focus = understand(turns[-1].question).focus if match else ""
    return _put(question, match.span(), f"{match['which']} {focus}") if match and focus else None


def _part(question: str, turns: Sequence[Turn]) -> str | None:
    match = _PART.search(question)
    if match is None:
        return None
    last = turns[-1].question
    several = match["whole"].lower() in _SEVERAL
    focus = _last_counted(turns) if several else understand(last).focus
    if not focus:
        return None
    about = thing(turns)
    whole = f"the {focus} of {about}" if about and focus not in about else f"the {focus}"
    if (year := _YEAR.search(last)) and not _YEAR.search(question):
        whole += f" in {year.group()}"
    return _put(question, match.span("whole"), whole)


def _person(question: str, turns: Sequence[Turn]) -> str | None:
    match = _PERSON.search(question)
    if match is None:
        return None
    own = any(phrase.named and phrase.end <= match.start() for phrase in phrases(question))
    name = None if own else person(turns)
    return _put(question, match.span(), name, owns=bool(match["possessive"])) if name else question


def _thing(question: str, turns: Sequence[Turn]) -> str | None:
    match = _THING.search(question)
    if match is None:
        return None
    plural = bool(match["plural"] or match["owners"])
    own = [phrase for phrase in phrases(question) if phrase.end <= match.start()]
    one = _ONE.search(question[: match.start()])
    meant = any(_is_meant(question, phrase, match.start(), plural=plural) for phrase in own)
    ends = not question[match.end() :].strip(" ?.!")
    then = ends and _THEN.search(question[: match.start()])  # "… after it": nothing it says itself
    if one or (meant and not then):
        return question
    found = thing(turns, plural=plural)
    if found is None:
        return question
    owned = next((phrase for phrase in phrases(question) if phrase.start > match.start()), None)
    if match["possessive"] and owned and _LONG.search(found):
        return _put(question, (match.start(), owned.end), f"the {owned.text} of {found}")
    return _put(question, match.span(), found, owns=bool(match["possessive"]))


def _is_meant(question: str, phrase: Phrase, pronoun: int, *, plural: bool) -> bool:
    """Tell whether a pronoun refers to a phrase before it in the same question."""
    between = question[phrase.end : pronoun]
    of_it = _OWN.fullmatch(between)
    if of_it or (phrase.asked and _TURNED.match(between)):
        return False
    several = re.search(r"[^su\W]s\b", phrase.text) is not None
    return phrase.named or several == plural


def _there(question: str, turns: Sequence[Turn]) -> str | None:
    match = _THERE.search(question)
    if match is None or any(phrase.named for phrase in phrases(question[: match.start()])):
        return None
    where = place(turns)
    return _put(question, match.span(), where) if where else None


def _kind(question: str, turns: Sequence[Turn]) -> str | None:
    """Say which one "that plant" and "the company" are."""
    found = phrases(question)
    for phrase in found:
        named_before = any(other.named and other.end <= phrase.start for other in found)
        if phrase.named or named_before or _BEHIND.match(question[phrase.end :]):
            continue
        if (which := _which(phrase, turns)) and which.removeprefix("the ") not in question:
            start = question.lower().rindex(phrase.determiner, 0, phrase.start)
            return _put(question, (start, phrase.end), which)
    return None


def _which(phrase: Phrase, turns: Sequence[Turn]) -> str | None:
    """Return what "that plant" is called in full, or with what it belongs to."""
    words = phrase.text.lower()
    noun = words.rsplit(maxsplit=1)[-1]
    demonstrative = _NUMBER.get(phrase.determiner) == phrase.plural
    clause = phrase.determiner == "that" and stem(phrase.before) in SAYING  # "said that rain …"
    spoken_of = noun == words or any(words in _words(turn) for turn in turns[-2:])
    definite = phrase.determiner == "the" and noun in CLASSES and spoken_of
    if clause or not (demonstrative or definite):
        return None
    if which := answered(noun, turns[-1]) or called(words, turns):
        return which
    about = thing(turns, plural=phrase.plural)
    return _with_kind(phrase, about, turns[-1]) if about else None


def _with_kind(phrase: Phrase, about: str, last: Turn) -> str | None:
    """Return "that plant" as what the conversation is about, if it can be one."""
    if phrase.text.lower().rsplit(maxsplit=1)[-1] not in CLASSES:
        spoken_of = phrase.text.lower() in _words(last)
        whose = about.removeprefix("the ")
        return None if spoken_of else f"{phrase.determiner} {phrase.text} ({whose})"
    if about.istitle():
        return f"the {about} {phrase.text}"
    if phrase.text.lower() in _PAPERS and about.rsplit(maxsplit=1)[-1] not in _PAPERS:
        return f"the {phrase.text} of {about}"
    known = about != about.lower() or about.rsplit(maxsplit=1)[-1] in CLASSES
    return about if known else None


def _bare(question: str, turns: Sequence[Turn]) -> str | None:
    """Say whose "the cost" is, and what a question without a subject is about."""
    found = phrases(question)
    asked = [phrase for phrase in found if phrase.asked]
    others = [phrase for phrase in found if not phrase.asked]
    about = thing(turns)
    if about is None or len(others) > 1 or any(phrase.named for phrase in found):
        return None
    if not others:
        lacking = _QUESTION.search(question) and not asked
        fragment = any(not question[phrase.end :].strip("?!. ") for phrase in asked)
        known = any(phrase.text.lower() in _words(turns[-1]) for phrase in asked)
        return _append(question, about) if lacking or fragment or known else None
    phrase = others[0]
    behind = question[phrase.end :]
    definite = phrase.determiner == "the"
    whose = is_relational(phrase.text) and (definite or " " not in phrase.text)
    if whose and phrase.determiner in {"the", ""} and not _BEHIND.match(behind):
        return _put(question, (phrase.end, phrase.end), f" of {about}")
    single = definite and " " not in phrase.text
    is_name = about.removeprefix("the ")[0].isupper()
    return _append(question, about) if single and is_name else None


def _words(turn: Turn) -> str:
    return f"{turn.question} {turn.answer}".lower()


def with_subject(question: str, turns: Sequence[Turn]) -> str:
    """Return a question that goes on from the last one with what that was about, if it lacks it."""
    about = thing(turns)
    named = any(phrase.named for phrase in phrases(question))
    return _append(question, about) if about and not named else question


def _append(question: str, about: str) -> str:
    return f"{question} ({about.removeprefix('the ')})"


def _put(question: str, span: tuple[int, int], words: str, *, owns: bool = False) -> str:
    """Put words in the place of others, as an owner if they stand for one."""
    ending = "'s" if owns else ""
    if owns and re.search(r"\b[a-z]\w*s$", words):
        ending = "'"
    return f"{question[: span[0]]}{words}{ending}{question[span[1] :]}"


RESOLVERS: tuple[Callable[[str, Sequence[Turn]], str | None], ...] = (
    _which_ones,
    _part,
    _person,
    _thing,
    _there,
    _kind,
    _bare,
)
"""Each returns the question with what it refers to, or None if it does not refer in this way."""
