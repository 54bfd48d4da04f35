"""What is kept of conversations: questions, answers, and what their readers thought of them."""

from assistant.records.conversation import (
    MAX_COMMENT,
    MAX_TITLE,
    Conversation,
    Rating,
    RecordsError,
    Turn,
    UnknownConversationError,
)
from assistant.records.export import as_json, as_markdown
from assistant.records.records import Records

__all__ = [
    "MAX_COMMENT",
    "MAX_TITLE",
    "Conversation",
    "Rating",
    "Records",
    "RecordsError",
    "Turn",
    "UnknownConversationError",
    "as_json",
    "as_markdown",
]
