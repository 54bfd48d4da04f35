"""Rated answers as questions with known answers, as far as a rating tells what is known.

Thumbs up confirm an answer: what it cites is right, and a question that was refused cannot be
answered. Thumbs down say that something is wrong, not what would be right; the same goes for a
reply that cites nothing. Such a question has `"answerable": null`, is left out of an evaluation,
and waits for a person to fill it in.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

from assistant.answer import Answer, Citation
from assistant.records import Turn

_ID_DIGITS = 12


def as_questions(rated: Iterable[tuple[Sequence[Turn], Turn]]) -> Iterator[dict[str, Any]]:
    """Yield a line of a file of questions for each rated turn, given behind those before it.

    Beside what evaluating reads, it has the comment and the answer that was rated.
    """
    for history, turn in rated:
        if turn.rating is None:
            continue
        answer = turn.answer
        asked: dict[str, Any] = {
            "question": answer.question,
            "history": [message for earlier in history for message in _messages(earlier.answer)],
            "filters": asdict(turn.filters) if turn.filters else None,
        }
        yield {
            "id": _id(asked, turn.asked),
            "type": "helpful" if turn.rating.helpful else "unhelpful",
            **asked,
            **(_confirmed(answer) if turn.rating.helpful else _unknown()),
            "comment": turn.rating.comment,
            "answer_given": answer.text,
            "asked": turn.asked,
        }


def _confirmed(answer: Answer) -> dict[str, Any]:
    if answer.refuses:
        return {"answerable": False, "must": [], "docs": []}
    if not answer.citations:
        return _unknown()
    short = [words for citation in answer.citations if (words := _short(citation))]
    facts = short or [citation.quote for citation in answer.citations]
    return {
        "answerable": True,
        "must": [[_pattern(fact)] for fact in dict.fromkeys(facts)],
        "docs": list(dict.fromkeys(citation.article_id for citation in answer.citations)),
    }


def _unknown() -> dict[str, Any]:
    return {"answerable": None, "must": [], "docs": []}


def _short(citation: Citation) -> str | None:
    if citation.short is None:
        return None
    return citation.quote[slice(*(place - citation.start for place in citation.short))]


def _pattern(fact: str) -> str:
    """Return a regular expression for words as they stand there; spaces need no backslash."""
    return re.escape(fact).replace("\\ ", " ")


def _messages(answer: Answer) -> list[dict[str, str]]:
    return [
        {"role": "user", "content": answer.question},
        {"role": "assistant", "content": answer.text},
    ]


def _id(asked: dict[str, Any], when: str) -> str:
    """Return a name that the question has in every export."""
    content = json.dumps([asked, when], sort_keys=True)
    return f"rated-{hashlib.sha256(content.encode()).hexdigest()[:_ID_DIGITS]}"
