"""Files of questions whose answers are known, of two kinds.

Our own have in `must` what the cited quotes have to hold, and in `docs` which articles to cite.
The prepared public sets have in `evidence` the articles that answer, and in `answers` gold answers.
A question of which nobody has said whether it can be answered, `"answerable": null`, is left out.
"""

import json
import logging
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from assistant.conversation.following import Message
from assistant.evaluation.metrics import holds
from corpus import SteppewiseError, split_sentences
from index import Filters, QueryError, check_query

_log = logging.getLogger(__name__)

Item = TypeVar("Item")


class QuestionFileError(SteppewiseError):
    """A file of questions that cannot be read."""


@dataclass(frozen=True, slots=True)
class KnownQuestion:
    """A question and what is known of its answer.

    Attributes:
        id: Names it in results.
        type: The kind it is counted under.
        question: The question.
        history: The conversation before it, oldest first; user turns without a reply are asked.
        answerable: Whether the articles answer it.
        filters: Which articles it is asked of; None for all.
        must: Groups of regular expressions; of each group one has to occur in a cited quote.
        docs: Beginnings of article ids; one has to be cited.
        evidence: The ids of the articles that answer it; None in a file of our own.
        gold: The gold answers that stand in one sentence of the evidence, and so can be quoted;
            free wording and "yes" cannot.
    """

    id: str
    type: str
    question: str
    history: tuple[Message, ...]
    answerable: bool
    filters: Filters | None = None
    must: tuple[tuple[re.Pattern[str], ...], ...] = ()
    docs: tuple[str, ...] = ()
    evidence: frozenset[str] | None = None
    gold: tuple[str, ...] = ()

    def found_in(self, quotes: Sequence[str]) -> bool | None:
        """Tell whether the quotes hold all facts or a gold answer; None if none is known."""
        if not self.answerable or not (self.must or self.gold):
            return None
        if self.must:
            return all(any(p.search(q) for p in group for q in quotes) for group in self.must)
        return any(holds(quote, answer) for quote in quotes for answer in self.gold)

    def is_about(self, article_id: str) -> bool:
        """Tell whether an article is one of those that answer."""
        if self.evidence is not None:
            return article_id in self.evidence
        return article_id.startswith(self.docs)


def read_questions(path: Path) -> list[KnownQuestion]:
    """Read questions from JSON Lines, of one kind or the other.

    Raises:
        QuestionFileError: If the file or a line of it cannot be read.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except OSError as error:
        raise QuestionFileError(
            f"The questions in {path} cannot be read ({error.strerror}); check the path."
        ) from None
    except UnicodeDecodeError:
        raise QuestionFileError(f"The questions in {path} are not UTF-8; save them so.") from None
    numbered = [(number, line) for number, line in enumerate(lines, start=1) if line.strip()]
    read = [_read(line, f"{path.name}, line {number}") for number, line in numbered]
    questions = [question for question in read if question]
    if not read:
        raise QuestionFileError(f"{path.name} holds no questions; give it one a line.")
    if not questions:
        raise QuestionFileError(
            f'All lines of {path.name} have "answerable": null; say of each whether it is.'
        )
    if unjudged := len(read) - len(questions):
        _log.warning('Left out of %s: %d with "answerable": null.', path.name, unjudged)
    if len({question.evidence is None for question in questions}) > 1:
        raise QuestionFileError(
            f'Some lines of {path.name} have "must" and some "evidence"; make two files of it.'
        )
    return questions


def spread(items: Sequence[Item], limit: int | None) -> list[Item]:
    """Return at most `limit` of the items, evenly spaced from the first on.

    >>> spread("abcdefgh", 3)
    ['a', 'c', 'f']
    """
    count = len(items) if limit is None else min(limit, len(items))
    return [items[number * len(items) // count] for number in range(count)]


def _read(line: str, place: str) -> KnownQuestion | None:
    """Return the question that a line holds, or None if nobody has said whether it is answerable.

    Raises:
        QuestionFileError: If it holds none.
    """
    try:
        fields = json.loads(line)
        question = _question(fields)
        return None if fields["answerable"] is None else question
    except QueryError as error:
        raise QuestionFileError(f"{place}: {error}") from None
    except (ValueError, KeyError, TypeError, AttributeError, re.error) as error:
        raise QuestionFileError(
            f"{place}: not a question ({type(error).__name__}: "
            f'{error}); it needs "id", "question", "answerable" and "must" or "evidence".'
        ) from None
    except RecursionError:
        raise QuestionFileError(f"{place}: not a question; it is nested too deeply.") from None


def _question(fields: Mapping[str, Any]) -> KnownQuestion:
    must = fields["must"] if "evidence" not in fields else []
    if not (isinstance(must, list) and all(isinstance(group, list) for group in must)):
        raise TypeError('"must" has to be a list of lists')
    evidence = fields.get("evidence")
    check_query(str(fields["question"]))
    return KnownQuestion(
        id=str(fields["id"]),
        type=str(fields.get("type", "question")),
        question=str(fields["question"]),
        history=tuple(map(_message, _list(fields, "history"))),
        answerable=bool(fields["answerable"]),
        filters=_filters(fields["filters"]) if fields.get("filters") else None,
        must=tuple(tuple(re.compile(pattern) for pattern in group) for group in must),
        docs=tuple(map(str, _list(fields, "docs"))),
        evidence=None if evidence is None else frozenset(str(item["doc_id"]) for item in evidence),
        gold=_quotable(fields, [str(item["text"]) for item in evidence or ()]),
    )


def _list(fields: Mapping[str, Any], name: str) -> list[Any]:
    value = fields.get(name)
    if not (value is None or isinstance(value, list)):
        raise TypeError(f'"{name}" has to be a list')
    return value or []


def _filters(fields: Mapping[str, Any]) -> Filters:
    return Filters(
        tuple(map(str, _list(fields, "sources"))),
        tuple(map(str, _list(fields, "articles"))),
        fields.get("since"),
        fields.get("until"),
    )


def _message(turn: str | Mapping[str, Any]) -> Message:
    if isinstance(turn, str):
        return {"role": "user", "content": turn}
    if turn["role"] not in {"user", "assistant"}:
        raise ValueError(f"a turn has the role {turn['role']!r}, not user or assistant")
    return {"role": turn["role"], "content": str(turn["content"])}


def _quotable(fields: Mapping[str, Any], evidence: Sequence[str]) -> tuple[str, ...]:
    """Return the gold answers that stand in a sentence of the evidence."""
    answer = fields.get("answer")
    answers = _list(fields, "answers") or ([] if answer is None else [answer])
    quotes = [text[one.start : one.end] for text in evidence for one in split_sentences(text)]
    return tuple(gold for gold in map(str, answers) if any(holds(quote, gold) for quote in quotes))
