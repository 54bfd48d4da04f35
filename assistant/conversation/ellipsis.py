"""Questions of which only a part is said: "And Moinak?", "What about the cost?"."""

import re
from collections.abc import Sequence

from assistant.conversation.subject import Turn, subjects, thing
from assistant.language.grammar import is_relational
from assistant.language.phrases import Phrase, phrases

_JOINS = r"(?:(?:and|but|or|so|also|then)\b[\s,]*)"
_GOES_ON = re.compile(
    rf"^(?:{_JOINS}?(?P<about>(?:what|how)\s+about\b\s*)|{_JOINS})", re.IGNORECASE
)
_PREPOSITION = re.compile(r"^(?:for|in|of|with|at|on|by|from|to|about)\b\s*", re.IGNORECASE)
_ASKING = re.compile(
    r"(?:by |since |until |for |in |with )?(?:why|when|where|who|whom|whose|how|what|which)\b",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|do|does|did|has|have|had|will|would|can|could|should|tell)\b"
    r"|['’]s\s+(?:that|it)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def complete(question: str, turns: Sequence[Turn]) -> str | None:
    """Return the last question asked of what a part of one names, or None if it is a whole one."""
    rest = _rest(question)
    if rest is None or _VERB.search(rest) or _ASKING.match(rest):
        return None
    return _asked_of(rest.rstrip("?!. "), turns)


def without_conjunction(question: str) -> str:
    """Return a question without "and" and the like before it."""
    goes_on = _GOES_ON.match(question)
    if goes_on is None or goes_on["about"] or not _rest(question):
        return question
    rest = question[goes_on.end() :]
    return rest[:1].upper() + rest[1:]


def _rest(question: str) -> str | None:
    """Return what stands behind "and" or "what about"."""
    goes_on = _GOES_ON.match(question)
    return question[goes_on.end() :].strip() if goes_on else None


def _asked_of(rest: str, turns: Sequence[Turn]) -> str | None:
    said = _PREPOSITION.sub("", rest)
    last = next((turn.question for turn in reversed(turns) if subjects(turn.question)), None)
    if last is None or not said:
        return None
    found = phrases(said)
    named = said[0].isupper() or any(phrase.named for phrase in found)
    if not named and _YEAR.search(said):
        return (
            _YEAR.sub(said, last, count=1)
            if _YEAR.search(last)
            else f"{last.rstrip('?!. ')} {rest}?"
        )
    if not named and len(found) > 1:
        return None
    if not named and found and is_relational(found[0].text):
        return f"What {'are' if found[0].plural else 'is'} {said} of {thing(turns)}?"
    preposition = rest[: len(rest) - len(said)].strip().lower()
    old = _counterpart(last, preposition, named=named)
    return _exchanged(last, old, said) if old else None


def _counterpart(last: str, preposition: str, *, named: bool) -> Phrase | None:
    """Return the phrase of the last question whose place another takes."""
    alike = [phrase for phrase in subjects(last) if phrase.named == named]
    same = [phrase for phrase in alike if preposition and phrase.before == preposition]
    return next(iter(same + alike), None)


def _exchanged(question: str, old: Phrase, new: str) -> str:
    """Return a question with a phrase, and its article, changed for another."""
    start = old.start
    if old.determiner in {"the", "a", "an"}:
        start = question.lower().rindex(old.determiner, 0, start)
    return f"{question[:start]}{new}{question[old.end :]}"
