"""Understanding a question from the conversation before it."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from assistant.answer import ABSTENTION
from assistant.conversation.ellipsis import complete, without_conjunction
from assistant.conversation.reference import RESOLVERS, counted, nth, with_subject
from assistant.conversation.subject import Turn, main_topic

Message = Mapping[str, Any]
"""A turn of a conversation: {"role": "user" or "assistant", "content": text}."""

_MARKS = re.compile(r"\s*\[\d+\]|\*\*|__|^\s*(?:[-*•]|\d+[.)])\s+", re.MULTILINE)
# What people say before a question that is not part of it.
_LEAD_IN = re.compile(
    r"^(?:(?:ok(?:ay)?|thanks|thank you|well|now|right|hi|hello|hey|please|something else|"
    r"another (?:question|thing)|one more (?:question|thing)|by the way|yes|yeah|sure|great|i see|"
    r"interesting)\b[\s,:;.!?–-]+)+(?=\w+(?:['’]s)?\s)",
    re.IGNORECASE,
)
# What says what the question behind it is about, as does "Let's turn to the railway".
_NEW_TOPIC = re.compile(
    r"^(?:(?:(?:let['’]?s|let us) (?:switch|turn|move on|go on|go back|return|come back|talk|look|"
    r"speak)|switching|turning|moving on|going back|coming back) (?:to|about|at|of)"
    r"|to(?=[^,]*:)|as for|regarding|concerning) (?P<topic>(?:[^:,.;!?–-]|\b-\b){2,60}?)"
    r"\s*[:,.;!–-]+\s+(?P<asked>\w.*)",
    re.IGNORECASE,
)
# Ways of asking for whatever there is about something.
_SOURCES = (
    r"(?:(?:the|these|those|your|my|our|this)\s)*"
    r"(?:articles?|sources?|texts?|documents?|files?|passages|collection)"
)
_WHATEVER = re.compile(
    rf"^(?:what (?:do|does) {_SOURCES} (?:say|tell(?: us| me)?|mention|write|report|know|reveal)"
    r"|what (?:is|was|has been) (?:said|known|written|reported|mentioned)|what do you know"
    r"|what (?:can|could) you (?:tell|say)(?: me| us)?"
    r"|(?:give me|show me|i need|i want)(?: some| any| all| the)? "
    r"(?:information|info|facts|details))"
    r" (?:about|on|of|regarding) (?P<topic>\w.*?)[?.!\s]*$",
    re.IGNORECASE,
)
_NOTHING_ASKED = re.compile(
    r"^(?:[\s,.!–-]*\b(?:ok(?:ay)?|thanks?|thank you|(?:so |very )?much|a lot|great|good|nice|cool|"
    r"hi|hello|hey|bye|goodbye|morning|evening|yes|no|sure|perfect|there)\b)+[\s,.!]*$",
    re.IGNORECASE,
)


def standalone(question: str, history: Sequence[Message]) -> str:
    """Return the question as it would be asked without the conversation before it.

    Pronouns and phrases such as "that plant" and "the second one" become what they refer to in the
    earlier questions and answers; "And Moinak?" becomes the last question, asked of Moinak; and
    "How many turbines?" gets the subject behind it. A question that names its own subject is left
    alone, but for what people say before a question, such as "OK, thanks".
    """
    return _resolved(question, _turns(history))


def gist(history: Sequence[Message]) -> str:
    """Return in a few words what a conversation is about; empty if there was none."""
    return main_topic(_turns(history))


def _turns(history: Sequence[Message]) -> list[Turn]:
    """Return the questions of a conversation, each as it was understood then, and their answers."""
    turns: list[Turn] = []
    for message in history:
        content = _content(message)
        if message.get("role") == "user" and not _NOTHING_ASKED.match(content):
            turns.append(Turn(_resolved(content, turns), ""))
        elif message.get("role") == "assistant" and turns and not content.startswith(ABSTENTION):
            turns[-1] = Turn(turns[-1].question, _MARKS.sub("", content))
    return turns


def _content(message: Message) -> str:
    """Return the text of a message; Gradio and chat APIs also give it as a list of parts."""
    content = message.get("content")
    parts = content if isinstance(content, list) else [content]
    texts = [part.get("text") if isinstance(part, dict) else part for part in parts]
    return " ".join(text for text in texts if isinstance(text, str))


def _resolved(question: str, turns: Sequence[Turn]) -> str:
    """Return a question as `standalone` does, given the turns before it."""
    if _NOTHING_ASKED.match(question):
        return question
    if lead_in := _LEAD_IN.match(question):
        question = _capitalised(question[lead_in.end() :])
    if whatever := _WHATEVER.match(question):
        question = f"Tell me about {whatever['topic']}"
    if (anew := _of_new_topic(question)) or not turns:
        return anew or question
    numbered = nth(question, turns)
    question = numbered or counted(question, turns) or question
    if whole := complete(question, turns):
        return whole
    if numbered:
        return _capitalised(without_conjunction(numbered))
    alone = without_conjunction(question)
    for resolver in RESOLVERS:
        if (found := resolver(alone, turns)) is not None:
            return _capitalised(found)
    return alone if alone == question else with_subject(alone, turns)


def _of_new_topic(question: str) -> str | None:
    """Return a question with the topic that is named before it, or None if none is."""
    match = _NEW_TOPIC.match(question)
    if match is None:
        return None
    asked, topic = _capitalised(match["asked"]), match["topic"]
    for resolver in RESOLVERS:
        if (found := resolver(asked, [Turn(topic, "")])) is not None:
            asked = _capitalised(found)
            break
    said = all(word in asked.lower() for word in topic.lower().split())
    return asked if said else f"{asked} ({topic})"


def _capitalised(question: str) -> str:
    return question[:1].upper() + question[1:]
