"""Asking the questions and judging the answers."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from assistant.answer import Answer
from assistant.assistant import Assistant
from assistant.conversation.following import Message
from assistant.evaluation.metrics import Ranking
from assistant.evaluation.questions import KnownQuestion
from assistant.evaluation.retrieval import Way, measure_retrieval


@dataclass(frozen=True, slots=True)
class Row:
    """How one question was answered; None is what was not asked or cannot be judged.

    Attributes:
        set: The set that it is of.
        id: Of the question.
        type: Of the question.
        question: As it was asked.
        understood: As the assistant understood it.
        answerable: Whether the articles answer it.
        abstained: Whether the assistant did not answer.
        confidence: What the answer says of itself.
        answer: Its text.
        facts: Whether the cited sentences hold all facts, or a gold answer.
        facts_first: Whether the first cited sentence does.
        article: Whether a right article is cited.
        words: How many words the cited sentences have.
        sentences: How many they are.
        retrieval: How well the right articles are found.
    """

    set: str
    id: str
    type: str
    question: str
    understood: str
    answerable: bool
    abstained: bool | None = None
    confidence: float | None = None
    answer: str | None = None
    facts: bool | None = None
    facts_first: bool | None = None
    article: bool | None = None
    words: int | None = None
    sentences: int | None = None
    retrieval: Mapping[Way, Ranking] | None = None

    @property
    def right(self) -> bool | None:
        """Whether it was answered as it should be, if that can be judged."""
        if not self.answerable:
            return self.abstained
        return self.article if self.facts is None else self.facts


def evaluate(
    assistant: Assistant,
    questions: Iterable[KnownQuestion],
    name: str = "",
    *,
    retrieval_only: bool = False,
) -> Iterator[Row]:
    """Ask the questions, each after its own conversation, and yield how each was answered.

    Args:
        assistant: Over the articles that the questions are about.
        questions: Any number of them, asked as rows are wanted.
        name: Of the set, for the rows.
        retrieval_only: Search, and ask nothing but the turns that lack a reply.
    """
    articles = [article.id for article in assistant.articles()]
    for known in questions:
        history = _with_replies(assistant, known.history)
        row = Row(
            name, known.id, known.type, known.question,
            understood=assistant.understood(known.question, history), answerable=known.answerable,
        )  # fmt: skip
        if not retrieval_only:
            answer = assistant.ask(known.question, history, known.filters, suggest=False)
            row = _judged(row, known, answer)
        relevant = known.evidence
        if relevant is None:
            relevant = frozenset(filter(known.is_about, articles))
        yield replace(
            row,
            retrieval=measure_retrieval(
                assistant, known.question, row.understood, history, relevant, known.filters
            ),
        )


def _with_replies(assistant: Assistant, history: Iterable[Message]) -> list[Message]:
    """Return a conversation; where a user turn has no reply, the assistant gives it."""
    told: list[Message] = []
    for turn in [*history, None]:
        waiting = bool(told) and told[-1]["role"] == "user"
        if waiting and (turn is None or turn["role"] == "user"):
            reply = assistant.ask(str(told[-1]["content"]), told[:-1], suggest=False)
            told.append({"role": "assistant", "content": reply.text})
        if turn is not None:
            told.append(turn)
    return told


def _judged(row: Row, known: KnownQuestion, answer: Answer) -> Row:
    quotes = [one.quote for one in {one.number: one for one in answer.citations}.values()]
    sourced = known.answerable and bool(known.docs or known.evidence)
    return replace(
        row,
        understood=answer.standalone_question,
        abstained=answer.abstained,
        confidence=answer.confidence,
        answer=answer.text,
        facts=known.found_in(quotes),
        facts_first=known.found_in(quotes[:1]),
        article=any(known.is_about(item.article_id) for item in answer.citations)
        if sourced
        else None,
        words=sum(len(quote.split()) for quote in quotes),
        sentences=len(quotes),
    )
