"""Measuring answers: questions with what their answers must hold, asked and counted."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, median

from assistant.answer import Answer
from assistant.assistant import Assistant
from assistant.conversation import Message
from corpus import SteppewiseError


class QuestionFileError(SteppewiseError):
    """A file of questions that cannot be read."""


@dataclass(frozen=True, slots=True)
class TestQuestion:
    """A question and what its answer must hold.

    Attributes:
        id: Names it in results.
        type: The kind it is counted under.
        history: The user's earlier turns, oldest first.
        question: The question.
        must: Groups of regular expressions; of each group one has to occur in a cited quote.
        docs: Beginnings of article ids; one has to be cited.
        answerable: Whether the collection answers it.
    """

    id: str
    type: str
    history: tuple[str, ...]
    question: str
    must: tuple[tuple[re.Pattern[str], ...], ...]
    docs: tuple[str, ...]
    answerable: bool


@dataclass(frozen=True, slots=True)
class Row:
    """How one question was answered."""

    id: str
    type: str
    question: str
    answerable: bool
    abstained: bool
    facts: bool
    article: bool
    words: int
    sentences: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures over some rows; shares are from 0 to 1, or None where nothing counts.

    Attributes:
        questions: How many there are.
        facts: The share of the answerable with all facts in their quotes.
        article: The share of the answerable that cite a right article.
        refused: The share of the unanswerable that were refused.
        falsely_refused: The share of the answerable that were refused.
        words: The median length of the answers given.
        sentences: The mean number of their sentences.
    """

    questions: int
    facts: float | None
    article: float | None
    refused: float | None
    falsely_refused: float | None
    words: float | None
    sentences: float | None


def read_questions(path: Path) -> list[TestQuestion]:
    """Read questions from JSON Lines.

    Raises:
        QuestionFileError: If the file or a line of it cannot be read.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise QuestionFileError(
            f"The questions in {path} cannot be read ({error.strerror}); check the path."
        ) from None
    except UnicodeDecodeError:
        raise QuestionFileError(f"The questions in {path} are not UTF-8; save them so.") from None
    questions = []
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                questions.append(_question(json.loads(line)))
            except (ValueError, KeyError, TypeError, AttributeError, re.error) as error:
                raise QuestionFileError(
                    f"{path.name}, line {number}: not a question ({type(error).__name__}: "
                    f'{error}); it needs "id", "question", "must" and "answerable".'
                ) from None
    if not questions:
        raise QuestionFileError(f"{path.name} holds no questions; give it one a line.")
    return questions


def evaluate(assistant: Assistant, questions: Iterable[TestQuestion]) -> Iterator[Row]:
    """Ask the questions, each after its own conversation, and yield how each was answered."""
    for test in questions:
        history: list[Message] = []
        for turn in test.history:
            reply = assistant.ask(turn, history)
            history += [
                {"role": "user", "content": turn},
                {"role": "assistant", "content": reply.text},
            ]
        yield _judge(test, assistant.ask(test.question, history))


def summarise(rows: Sequence[Row]) -> dict[str, Figures]:
    """Return the figures of each type and, under "all", of all rows."""
    by_type: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_type[row.type].append(row)
    return {**{type_: _figures(some) for type_, some in by_type.items()}, "all": _figures(rows)}


def _question(fields: dict[str, object]) -> TestQuestion:
    must, history, docs = fields["must"], fields.get("history", []), fields.get("docs", [])
    if not (isinstance(must, list) and isinstance(history, list) and isinstance(docs, list)):
        raise TypeError('"must", "history" and "docs" have to be lists')
    return TestQuestion(
        id=str(fields["id"]),
        type=str(fields.get("type", "question")),
        history=tuple(map(str, history)),
        question=str(fields["question"]),
        must=tuple(tuple(re.compile(pattern) for pattern in group) for group in must),
        docs=tuple(map(str, docs)),
        answerable=bool(fields["answerable"]),
    )


def _judge(test: TestQuestion, answer: Answer) -> Row:
    quotes = [citation.quote for citation in answer.citations]
    cited = [citation.article_id for citation in answer.citations]
    return Row(
        id=test.id,
        type=test.type,
        question=test.question,
        answerable=test.answerable,
        abstained=answer.abstained,
        facts=test.answerable
        and all(any(p.search(quote) for p in group for quote in quotes) for group in test.must),
        article=test.answerable and any(id_.startswith(test.docs) for id_ in cited),
        words=sum(len(quote.split()) for quote in quotes),
        sentences=len(quotes),
        confidence=answer.confidence,
    )


def _figures(rows: Sequence[Row]) -> Figures:
    answerable = [row for row in rows if row.answerable]
    unanswerable = [row for row in rows if not row.answerable]
    given = [row for row in answerable if not row.abstained]
    return Figures(
        questions=len(rows),
        facts=_share(row.facts for row in answerable),
        article=_share(row.article for row in answerable),
        refused=_share(row.abstained for row in unanswerable),
        falsely_refused=_share(row.abstained for row in answerable),
        words=median(row.words for row in given) if given else None,
        sentences=mean(row.sentences for row in given) if given else None,
    )


def _share(values: Iterable[bool]) -> float | None:
    counted = list(values)
    return mean(counted) if counted else None
