"""Understanding a question from the conversation before it."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from assistant.names import names, topic

Message = Mapping[str, Any]
"""A turn of a conversation: {"role": "user" or "assistant", "content": text}."""

_THING = re.compile(
    r"\b(?P<possessive>its|their)\b|\b(?:it|they|them)\b"
    r"|\b(?:this|that|these|those)\s+(?P<noun>[a-z]+)\b"
    r"|\bthe\s+(?P<definite>project|plant|farm|station|factory|refinery|railway|line|deal|"
    r"agreement|memorandum|company|firm|facility|site|summit|forum|coalition)\b"
    r"(?!\s+(?:of|in|at|near|for|on)\b)"
    r"|\b(?:this|that)\b(?=\s*(?:\?|$|cost|work|happen|mean|include|built|done))"
    r"|\b(?P<there>there)\b(?!\s+(?:is|are|was|were|be|any)\b)",
    re.IGNORECASE,
)
_PERSON = re.compile(r"\b(?:he|she|him|(?P<possessive>his|her|hers))\b", re.IGNORECASE)
_ELLIPSIS = re.compile(
    r"^(?:and|but|or|what about|how about|and what about|also|then)\b[\s,]*"
    r"(?:for|in|of|the|with)?\s*",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|do|does|did|has|have|had|will|would|can|could|should)\b", re.IGNORECASE
)


def standalone(question: str, history: Sequence[Message]) -> str:
    """Return the question as it would be asked without the conversation before it.

    Pronouns and definite phrases ("it", "their", "that plant") become what the last questions were
    about; "he" and "she" the person the last answer named; "And Moinak?" becomes the last question
    with Moinak in it. A question that names its own subject is left alone.
    """
    earlier: list[str] = []
    for position, message in enumerate(history):
        if message.get("role") == "user":
            earlier.append(_resolved(_content(message), history[:position], earlier))
    return _resolved(question, history, earlier)


def _resolved(question: str, history: Sequence[Message], earlier: Sequence[str]) -> str:
    """Return a question as `standalone` does, given the earlier ones understood so."""
    if not earlier:
        return question
    if match := _ELLIPSIS.match(question):
        rest = question[match.end() :].strip()
        if not _VERB.search(rest):
            return _asked_of(earlier[-1], rest) or question
        question = rest[:1].upper() + rest[1:]
    if person := _PERSON.search(question):
        name = _last_person(history, earlier)
        return _put(question, person, name) if name else question
    thing = _THING.search(question)
    if thing is None or _names_its_subject(question, thing):
        return question
    subject = next((found for text in reversed(earlier) if (found := topic(text))), None)
    return _put(question, thing, subject) if subject else question


def _content(message: Message) -> str:
    content = message.get("content")
    return content if isinstance(content, str) else ""


def _names_its_subject(question: str, thing: re.Match[str]) -> bool:
    """Tell whether the thing that is referred to stands in the question itself, before it."""
    return bool(names(question[: thing.start()])) and not thing.group("noun")


def _asked_of(last: str, subject: str) -> str | None:
    """Return the last question asked of another subject."""
    subject = subject.rstrip("?!. ")
    old = topic(last)
    if not old or not subject:
        return None
    return re.sub(rf"(?:\bthe\s+)?{re.escape(old)}", lambda _: subject, last, count=1)


def _put(question: str, match: re.Match[str], subject: str) -> str:
    """Put a subject in the place of the words that referred to it."""
    groups = match.groupdict()
    if subject.rsplit(maxsplit=1)[-1].islower():
        subject = f"the {subject}"
    if groups.get("possessive"):
        subject = f"{subject}'s"
    elif groups.get("there"):
        subject = f"at {subject}"
    text = f"{question[: match.start()]}{subject}{question[match.end() :]}"
    return text[:1].upper() + text[1:]


def _last_person(history: Sequence[Message], earlier: Sequence[str]) -> str | None:
    """Return the last person named: in an answer, of two words and new there, or in a question."""
    asked = " ".join(earlier)
    for message in reversed(history):
        if message.get("role") == "assistant":
            for name in names(_content(message)):
                if 2 <= len(name.split()) <= 3 and name not in asked:  # noqa: PLR2004
                    return name
    people = [name for text in reversed(earlier) for name in names(text) if " " in name]
    return people[0] if people else None
