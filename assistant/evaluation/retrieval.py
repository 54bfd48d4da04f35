"""Measuring what is found: the right articles, for a question in its conversation."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from enum import StrEnum

from assistant.assistant import Assistant
from assistant.conversation.following import Message
from assistant.evaluation.metrics import Ranking, rank_figures
from index import Filters
from index.query import MAX_CHARACTERS

_PASSAGES = 100  # searched for; articles are ranked by their best passage
_GLUED = 2  # earlier user turns


class Way(StrEnum):
    """What is searched for in a conversation."""

    UNDERSTOOD = "as understood"
    """The question as the assistant understands it."""
    LAST_TURN = "last turn alone"
    """The question as it was typed."""
    GLUED = "earlier turns glued on"
    """The last two user turns before it, and it; of what is too long, the end."""


def measure_retrieval(
    assistant: Assistant,
    question: str,
    understood: str,
    history: Sequence[Message],
    relevant: AbstractSet[str],
    filters: Filters | None = None,
) -> Mapping[Way, Ranking]:
    """Return how well the relevant articles are found, each way; without a history there is one.

    Args:
        assistant: Whose search it is.
        question: As it was typed.
        understood: As the assistant understands it.
        history: The conversation before it.
        relevant: The ids of the articles that answer; without any, nothing is measured.
        filters: Which articles to search.
    """
    if not relevant:
        return {}
    texts = {Way.UNDERSTOOD: understood}
    if history:
        turns = [str(turn["content"]) for turn in history if turn["role"] == "user"]
        texts[Way.LAST_TURN] = question
        texts[Way.GLUED] = " ".join([*turns[-_GLUED:], question])[-MAX_CHARACTERS:]
    figures = {
        text: rank_figures(_ranked(assistant, text, filters), relevant)
        for text in set(texts.values())
    }
    return {way: figures[text] for way, text in texts.items()}


def _ranked(assistant: Assistant, text: str, filters: Filters | None) -> list[str]:
    """Return the ids of the articles found, best first."""
    hits = assistant.search(text, _PASSAGES, filters)
    return list(dict.fromkeys(hit.article_id for hit in hits))
