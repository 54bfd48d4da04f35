"""Tests of assistant.evaluate: the figures of a small set, computed by hand."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.evaluate import (
    Figures,
    QuestionFileError,
    Row,
    evaluate,
    read_questions,
    summarise,
)

Write = Callable[[str, str | bytes], Path]


def line(id_: str = "q", **fields: object) -> str:
    plain = {"id": id_, "question": "When was it?", "must": [], "answerable": True}
    return json.dumps(plain | fields)


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


class TestReading:
    def test_fields(self, write: Write) -> None:
        [question] = read_questions(write("q.jsonl", QUESTIONS[4] + "\n\n"))
        assert (question.id, question.type, question.history) == (
            "again", "talk", ("What is the lighthouse of Orvel?",),
        )  # fmt: skip
        assert [[pattern.pattern for pattern in group] for group in question.must] == [["1871"]]
        assert (question.docs, question.answerable) == (("orvel",), True)

    def test_what_may_be_left_out(self, write: Write) -> None:
        [question] = read_questions(write("q.jsonl", line()))
        assert (question.type, question.history, question.docs) == ("question", (), ())

    @pytest.mark.parametrize(
        ("content", "message"),
        [
            (b"", r"^q\.jsonl holds no questions; give it one a line\.$"),
            (b"\n \n", r"^q\.jsonl holds no questions"),
            (b"\xff\xfe\x00", r"^The questions in .*q\.jsonl are not UTF-8; save them so\.$"),
            (line().encode() + b"\n{", r"^q\.jsonl, line 2: not a question \(JSONDecodeError"),
            (b"[1]", r"^q\.jsonl, line 1: not a question"),
            (b"7", r"^q\.jsonl, line 1: not a question"),
            (b'{"id": "a"}', r"^q\.jsonl, line 1: not a question \(KeyError: 'must'\); it needs"),
            (line(must="x").encode(), r"line 1: not a question \(TypeError"),
            (line(must=[["("]]).encode(), r"line 1: not a question"),
            (line(must=[[7]]).encode(), r"line 1: not a question"),
            (line(history="x").encode(), r"line 1: not a question \(TypeError"),
        ],
    )
    def test_a_bad_file_is_named_with_its_line(
        self, write: Write, content: bytes, message: str
    ) -> None:
        with pytest.raises(QuestionFileError, match=message):
            read_questions(write("q.jsonl", content))

    def test_no_file(self, tmp_path: Path) -> None:
        with pytest.raises(QuestionFileError, match=r"gone\.jsonl cannot be read \(No such file"):
            read_questions(tmp_path / "gone.jsonl")
        with pytest.raises(QuestionFileError, match="cannot be read"):
            read_questions(tmp_path)


def test_rows_and_figures_computed_by_hand(assistant: Assistant, write: Write) -> None:
    questions = read_questions(write("q.jsonl", "\n".join(QUESTIONS)))
    rows = {row.id: row for row in evaluate(assistant, questions)}
    told = {id_: (row.abstained, row.facts, row.article) for id_, row in rows.items()}
    assert told == {
        "built": (False, True, True),
        "stops": (False, False, False),  # one fact is missing, and the article is not cited
        "peru": (True, False, False),
        "trams": (False, False, False),
        "again": (False, True, True),
    }
    assert (rows["built"].words, rows["built"].sentences) == (8, 1)
    assert (rows["stops"].words, rows["stops"].sentences) == (7, 1)
    assert rows["built"].confidence == assistant.ask(questions[0].question).confidence
    figures = summarise(list(rows.values()))
    assert list(figures) == ["fact", "none", "talk", "all"]
    assert figures["fact"] == Figures(2, 0.5, 0.5, None, 0, 7.5, 1)
    assert figures["none"] == Figures(2, None, None, 0.5, None, None, None)
    assert (figures["all"].questions, figures["all"].facts) == (5, pytest.approx(2 / 3))


def row(answerable: bool, abstained: bool, facts: bool = False, words: int = 0) -> Row:
    return Row("q", "t", "?", answerable, abstained, facts, facts, words, 1, 0.5)


def test_shares_of_the_answerable_and_of_the_unanswerable() -> None:
    rows = [
        row(True, False, facts=True, words=10), row(True, False, facts=True, words=20),
        row(True, False, facts=False, words=60), row(True, True, words=0),
        row(False, True), row(False, False, words=99), row(False, False, words=99),
    ]  # fmt: skip
    assert summarise(rows)["all"] == Figures(
        questions=7, facts=0.5, article=0.5, refused=pytest.approx(1 / 3), falsely_refused=0.25,
        words=20, sentences=1,
    )  # fmt: skip


def test_nothing_has_no_figures() -> None:
    nothing = Figures(0, None, None, None, None, None, None)
    assert summarise([]) == {"all": nothing}
