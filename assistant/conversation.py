"""Understanding a question from the conversation before it."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from assistant.names import names, topic
from assistant.question import understand
from index.words import FUNCTION_WORDS

Message = Mapping[str, Any]
"""A turn of a conversation: {"role": "user" or "assistant", "content": text}."""

# What may follow "this" and "that" where they stand alone, without a noun.
_ALONE = "cost|work|happen|mean|include|built|done|in|for|from|with|by|at|on|to"
_THING = re.compile(
    r"\b(?P<possessive>its|their)\b"
    r"|\b(?:it(?!\s+(?:true|possible|likely|known|clear|correct)\b)|they|them)\b"
    rf"|\b(?:this|that)\b(?=\s*(?:\?|$|(?:{_ALONE})\b))"
    r"|\b(?:this|that|these|those)\s+(?!(?:the|an?|is|are|was|were)\b)(?P<noun>[a-z]+)\b"
    r"|\bthe\s+(?P<definite>project|plant|farm|station|factory|refinery|railway|line|deal|"
    r"agreement|memorandum|company|firm|facility|site|summit|forum|coalition)\b"
    r"(?!\s+(?:of|in|at|near|for|on)\b)"
    r"|(?<!is\s)(?<!are\s)(?<!was\s)(?<!were\s)(?<!will\s)\b(?P<there>there)\b"
    r"(?!\s+(?:is|are|was|were|be|any)\b)",
    re.IGNORECASE,
)
# "Which ones": more of what the last question asked for.
_ONES = re.compile(r"\b(?P<which>which|what|the other|other)\s+ones?\b", re.IGNORECASE)
# What people say before a question that is not part of it.
_LEAD_IN = re.compile(
    r"^(?:(?:ok(?:ay)?|thanks|thank you|well|now|right|hi|hello|hey|please|something else|"
    r"another (?:question|thing)|one more (?:question|thing)|by the way)\b[\s,:;.!–-]+)+"
    r"(?=\w+(?:'s)?\s)",
    re.IGNORECASE,
)
_PERSON = re.compile(r"\b(?:he|she|him|(?P<possessive>his|her|hers))\b", re.IGNORECASE)
_ELLIPSIS = re.compile(
    r"^(?:and|but|or|what about|how about|and what about|also|then)\b[\s,]*"
    r"(?:(?:for|in|of|with)\b)?\s*",
    re.IGNORECASE,
)
_ASKING = re.compile(r"(?:why|when|where|who|how|what|which)\b", re.IGNORECASE)
_VERB = re.compile(
    r"\b(?:is|are|was|were|do|does|did|has|have|had|will|would|can|could|should)\b", re.IGNORECASE
)


def standalone(question: str, history: Sequence[Message]) -> str:
    """Return the question as it would be asked without the conversation before it.

    Pronouns and definite phrases ("it", "their", "that plant") become what the last questions were
    about; "he" and "she" the person the last answer named; "And Moinak?" becomes the last question
    with Moinak in it, and "And why?" gets the subject behind it. A question that names its own
    subject is left alone, but for what people say before a question, such as "OK, thanks".
    """
    earlier: list[str] = []
    for position, message in enumerate(history):
        if message.get("role") == "user":
            earlier.append(_resolved(_content(message), history[:position], earlier))
    return _resolved(question, history, earlier)


def _resolved(question: str, history: Sequence[Message], earlier: Sequence[str]) -> str:
    """Return a question as `standalone` does, given the earlier ones understood so."""
    question = _LEAD_IN.sub("", question)
    if not earlier:
        return question
    goes_on = _ELLIPSIS.match(question)
    if goes_on:
        rest = question[goes_on.end() :].strip()
        if not (_VERB.search(rest) or _ASKING.match(rest)):
            return _asked_of(earlier[-1], rest) or question
        question = rest[:1].upper() + rest[1:]
    if person := _PERSON.search(question):
        name = _last_person(history, earlier)
        return _put(question, person, name) if name else question
    if (ones := _ONES.search(question)) and (asked_for := understand(earlier[-1]).focus):
        question = f"{question[: ones.start()]}{ones['which']} {asked_for}{question[ones.end() :]}"
    thing = _THING.search(question)
    subject = _called(thing, earlier) if thing else None
    subject = subject or next((found for text in reversed(earlier) if (found := topic(text))), None)
    if subject is None or (thing and _names_its_subject(question, thing)):
        return question
    if thing:
        return _put(question, thing, subject)
    return f"{question} ({subject})" if goes_on and not names(question) else question


def _content(message: Message) -> str:
    """Return the text of a message; Gradio and chat APIs also give it as a list of parts."""
    content = message.get("content")
    parts = content if isinstance(content, list) else [content]
    texts = [part.get("text") if isinstance(part, dict) else part for part in parts]
    return " ".join(text for text in texts if isinstance(text, str))


def _names_its_subject(question: str, thing: re.Match[str]) -> bool:
    """Tell whether the thing that is referred to stands in the question itself, before it."""
    return bool(names(question[: thing.start()])) and not thing.group("noun")


def _called(thing: re.Match[str], earlier: Sequence[str]) -> str | None:
    """Return what the earlier questions called "that plant": the words that end in "plant"."""
    noun = thing.group("noun") or thing.group("definite")
    if not noun:
        return None
    phrase = re.compile(rf"(?:[\w.'’-]+\s+){{1,4}}{re.escape(noun)}\b", re.IGNORECASE)
    for text in reversed(earlier):
        for found in phrase.findall(text):
            words = found.split()
            while words[0].lower() in FUNCTION_WORDS:
                words.pop(0)
            if len(words) > 1:
                return " ".join(words)
    return None


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
