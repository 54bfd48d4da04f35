"""Tests of assistant.evaluation.asking and retrieval: rows of a small set, judged by hand."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.answer import Answer
from assistant.evaluation import KnownQuestion, Ranking, Way, evaluate, read_questions
from tests.assistant.evaluation.support import line, prepared

Write = Callable[[str, str | bytes], Path]

QUESTIONS = [
    line("built", type="fact", question="When was the lighthouse of Orvel built?",
         must=[["18\\d1", "1900"]], docs=["orvel"]),
    line("stops", type="fact", question="How many stops does the Quillhaven tramway have?",
         must=[["17 stops"], ["zeppelin"]], docs=["sandry"]),
    line("peru", type="none", question="What is the capital of Peru?", must=[], answerable=False),
    line("trams", type="none", question="What do trams run on?", must=[],
         answerable=False),
    line("again", type="talk", history=["What is the lighthouse of Orvel?"],
         question="When was it built?", must=[["1871"]], docs=["orvel"]),
]  # fmt: skip


@pytest.fixture
def known(write: Write) -> list[KnownQuestion]:
    return read_questions(write("q.jsonl", "\n".join(QUESTIONS)))


class Recorder(Assistant):
    """An assistant that keeps what it is asked."""

    def __init__(self, assistant: Assistant) -> None:
        super().__init__(assistant._index)
        self.asked: list[tuple[str, list[str]]] = []

    def ask(self, question: str, history: object = (), *args: object, **options: object) -> Answer:
        assert options == {"suggest": False}
        self.asked.append((question, [turn["role"] for turn in history]))  # type: ignore[attr-defined]
        return super().ask(question, history, suggest=False)  # type: ignore[arg-type]


def test_answers_are_judged(assistant: Assistant, known: list[KnownQuestion]) -> None:
    rows = {row.id: row for row in evaluate(assistant, known, "towns")}
    told = {
        id_: (row.abstained, row.facts, row.facts_first, row.article, row.right)
        for id_, row in rows.items()
    }
    assert told == {
        "built": (False, True, True, True, True),
        "stops": (False, False, False, False, False),  # a fact is missing, the article not cited
        "peru": (True, None, None, None, True),
        "trams": (False, None, None, None, False),
        "again": (False, True, True, True, True),
    }
    assert (rows["built"].words, rows["built"].sentences) == (8, 1)
    assert (rows["stops"].words, rows["stops"].sentences) == (7, 1)
    answer = assistant.ask("When was the lighthouse of Orvel built?")
    assert (rows["built"].confidence, rows["built"].answer) == (answer.confidence, answer.text)
    assert {row.set for row in rows.values()} == {"towns"}
    assert rows["again"].understood == assistant.understood("When was it built?", known[4].history)


def test_turns_without_a_reply_are_asked_and_no_others(
    assistant: Assistant, known: list[KnownQuestion]
) -> None:
    recorder = Recorder(assistant)
    list(evaluate(recorder, [known[4]]))
    assert recorder.asked == [
        ("What is the lighthouse of Orvel?", []),
        ("When was it built?", ["user", "assistant"]),
    ]
    replied = (*known[4].history, {"role": "assistant", "content": "A tower."})
    recorder.asked.clear()
    list(evaluate(recorder, [replace(known[4], history=replied)]))
    assert recorder.asked == [("When was it built?", ["user", "assistant"])]


def test_searching_alone(assistant: Assistant, known: list[KnownQuestion]) -> None:
    recorder = Recorder(assistant)
    row, *_ = evaluate(recorder, known[:1], retrieval_only=True)
    assert recorder.asked == []
    assert (row.abstained, row.confidence, row.answer, row.facts, row.words) == (None,) * 5
    assert row.right is None
    assert row.retrieval == {Way.UNDERSTOOD: Ranking(1, 1, 1, 1)}


def test_a_conversation_is_searched_three_ways(assistant: Assistant, write: Write) -> None:
    history = [
        {"role": "user", "content": "What is blue cheese?"},
        {"role": "assistant", "content": "A cheese."},
        {"role": "user", "content": "What is the lighthouse of Orvel?"},
        {"role": "assistant", "content": "A lighthouse."},
    ]
    evidence = [{"doc_id": "orvel-lighthouse", "text": "It was built in 1871."}]
    path = write("q.jsonl", prepared(question="When was it built?", answers=["1871"],
                                     history=history, evidence=evidence))  # fmt: skip
    searched = []

    class Searched(Assistant):
        def search(self, query: str, k: int = 10, filters: object = None) -> list:
            searched.append((query, k))
            return super().search(query, k)

    [row] = evaluate(Searched(assistant._index), read_questions(path))
    understood = assistant.understood("When was it built?", history)
    assert set(searched) == {
        (understood, 100),
        ("When was it built?", 100),
        ("What is blue cheese? What is the lighthouse of Orvel? When was it built?", 100),
    }
    assert row.retrieval is not None
    assert list(row.retrieval) == list(Way)
    assert row.retrieval[Way.UNDERSTOOD].hit_1 == 1
    assert (row.facts, row.article) == (True, True)


def test_without_a_right_article_nothing_is_searched(
    assistant: Assistant, known: list[KnownQuestion], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(Assistant, "search")
    rows = list(evaluate(assistant, known[2:4], retrieval_only=True))
    assert [row.retrieval for row in rows] == [{}, {}]


def test_long_turns_are_searched_by_their_end(assistant: Assistant, write: Write) -> None:
    history = [{"role": role, "content": "sheep " * 300} for role in ("user", "assistant")] * 2
    evidence = [{"doc_id": "orvel-lighthouse", "text": ""}]
    path = write("q.jsonl", prepared(question="Lighthouse?", history=history, evidence=evidence))
    [row] = evaluate(assistant, read_questions(path), retrieval_only=True)
    assert row.retrieval is not None
    assert row.retrieval[Way.GLUED].recall_10 == 1
