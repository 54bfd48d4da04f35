"""What is said to a message that is no question to the articles."""

from collections.abc import Iterator, Mapping, Sequence

from assistant.conversation.following import Message
from assistant.lines import Reply, counted
from assistant.replying.about import about
from assistant.replying.chitchat import Chitchat, chitchat_of, without_chitchat
from assistant.replying.collection import Collection
from assistant.replying.short_for import short_for
from assistant.replying.tasks import task_of
from index import Filters, Index, QueryError

_SAID = {
    Chitchat.IDENTITY: "I am Steppewise, a program that runs on this machine, without a language "
    "model.",
    Chitchat.FAREWELL: "Goodbye!",
    Chitchat.THANKS: "You are welcome!",
    Chitchat.WELLBEING: "All is well, thank you.",
    Chitchat.GREETING: "Hello!",
    Chitchat.TEST: "It works.",
    Chitchat.REMARK: "All right.",
}


def reply_beside(index: Index, message: str, filters: Filters | None) -> Reply | None:
    """Reply to chit-chat, and to a task that no article could answer; else return None."""
    if said := chitchat_of(message):
        text = _SAID[said]
        if said is not Chitchat.FAREWELL:
            text = f"{text} {_invitation(index.counts(filters)[0])}"
        return Reply(text, f"This is {said}, not a question to the articles.")
    if task := task_of(without_chitchat(message)):
        only = "I only answer from the articles, in their own sentences and with citations"
        return Reply(f"{only}; I cannot {task}.", f"I cannot {task}.")
    return None


def _invitation(articles: int) -> str:
    if articles == 0:
        return "There is no article to ask about."
    size = counted(articles, "article")
    return f"Ask me about the {size}; I answer in their own sentences, each with its citation."


def reply_about(index: Index, question: str, filters: Filters | None) -> Reply | None:
    """Answer a question about the collection itself or an abbreviation in it; else return None."""
    if reply := short_for(index, question, filters):
        return reply
    request = about(question)
    return Collection(index, filters).answer(request) if request else None


def questions_of(history: Sequence[Message]) -> Iterator[Message]:
    """Yield a conversation without what was no question in it, and what was replied to that.

    Raises:
        QueryError: If a turn is no mapping.
    """
    dropped = False
    for message in history:
        if not isinstance(message, Mapping):
            raise QueryError(
                f"A turn of the history is {message!r}; give it as "
                '{"role": "user" or "assistant", "content": "…"}.'
            )
        kept = message
        content = message.get("content")
        if message.get("role") == "user" and isinstance(content, str):
            question = without_chitchat(content)
            dropped = bool(chitchat_of(content) or task_of(question))
            kept = {**message, "content": question}
        if not dropped:
            yield kept
