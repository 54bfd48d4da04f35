"""What the cross-encoder is trained on: questions with the sentences that the sieve finds."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.evaluation.metrics import holds
from assistant.evaluation.sets import QUERIES
from assistant.question.understanding import understand
from assistant.weighing.evidence import sieve
from assistant.weighing.reading import candidate
from index import Candidate, Index

_CANDIDATES = 16  # of a question


@dataclass(frozen=True, slots=True)
class Lesson:
    """A question with sentences that were found for it.

    Attributes:
        query: As it was understood.
        right: Those that answer, each with the words in it that do.
        wrong: Those that do not, the most promising first. What holds the answer's words and was
            not said to answer is in neither.
    """

    query: str
    right: Sequence[tuple[Candidate, str]]
    wrong: Sequence[Candidate]


def lessons(folder: Path, index: Index, besides: frozenset[str]) -> Iterator[Lesson]:
    """Yield what is found for the questions of a prepared set that stand alone.

    Args:
        folder: Of the set.
        index: Of its collection.
        besides: The ids of articles that no question may be about.
    """
    for fields in read_lines(folder / QUERIES):
        question = understand(fields["question"])
        if fields.get("history") or question.parts or about(fields) & besides:
            continue
        golds = fields.get("answers") or [fields.get("answer")]
        right: list[tuple[Candidate, str]] = []
        wrong: list[Candidate] = []
        for evidence in sieve(index, question, None)[0][:_CANDIDATES]:
            held = [gold for gold in golds if gold and holds(evidence.text, gold)]
            if not held:
                wrong.append(candidate(index, evidence))
            elif any(
                one["doc_id"] == evidence.article_id
                and evidence.start < one["end"]
                and one["start"] < evidence.end
                for one in fields["evidence"]
            ):
                right.append((candidate(index, evidence), held[0]))
        yield Lesson(question.text, right, wrong)


def strange_lessons(index: Index, queries: Sequence[str]) -> Iterator[Lesson]:
    """Yield what an index has for questions about something else: nothing that answers."""
    for query in queries:
        question = understand(query)
        found = sieve(index, question, None)[0][:_CANDIDATES]
        yield Lesson(question.text, [], [candidate(index, evidence) for evidence in found])


def about(fields: dict[str, Any]) -> frozenset[str]:
    """Return the ids of the articles that a line of a prepared set is about."""
    written = fields.get("written_for")
    return frozenset([one["doc_id"] for one in fields["evidence"]] + [written] * bool(written))


def read_lines(path: Path) -> list[dict[str, Any]]:
    """Return the objects of a file of JSON Lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
