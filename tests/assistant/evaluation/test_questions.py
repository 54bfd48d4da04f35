"""Tests of assistant.evaluation.questions: both kinds of file, good and bad."""

import json
import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.evaluation import KnownQuestion, QuestionFileError, read_questions
from assistant.evaluation.questions import spread
from index import Filters
from tests.assistant.evaluation.support import line, prepared

Write = Callable[[str, str | bytes], Path]


class TestOurOwn:
    def test_fields(self, write: Write) -> None:
        content = line("again", type="talk", history=["What is Orvel?"], question="How old is it?",
                       must=[["1871", "18[67]1"], ["x"]], docs=["orvel"])  # fmt: skip
        [question] = read_questions(write("q.jsonl", content + "\n\n"))
        assert (question.id, question.type, question.question, question.answerable) == (
            "again", "talk", "How old is it?", True,
        )  # fmt: skip
        assert question.history == ({"role": "user", "content": "What is Orvel?"},)
        patterns = [[pattern.pattern for pattern in group] for group in question.must]
        assert patterns == [["1871", "18[67]1"], ["x"]]
        assert (question.docs, question.evidence, question.gold) == (("orvel",), None, ())

    def test_what_may_be_left_out(self, write: Write) -> None:
        [question] = read_questions(write("q.jsonl", line()))
        assert (question.type, question.history, question.docs) == ("question", (), ())

    def test_a_line_may_hold_what_other_programs_take_for_its_end(self, write: Write) -> None:
        content = '{"id": 1, "question": "a\u2028b", "must": [], "answerable": true}'
        [question] = read_questions(write("q.jsonl", content))
        assert question.question == "a\u2028b"

    def test_facts_stand_in_the_quotes_together(self, write: Write) -> None:
        [question] = read_questions(write("q.jsonl", line(must=[["20 ?MW", "twenty"], ["2025"]])))
        assert question.found_in(["It has 20 MW.", "It was built in 2025."]) is True
        assert question.found_in(["It has 20 MW."]) is False
        assert question.found_in([]) is False

    def test_nothing_is_to_be_found_without_facts_or_an_answer(self, write: Write) -> None:
        [question] = read_questions(write("q.jsonl", line(must=[])))
        assert question.found_in(["It has 20 MW."]) is None
        [question] = read_questions(write("q.jsonl", line(must=[["x"]], answerable=False)))
        assert question.found_in(["x"]) is None

    def test_articles_are_known_by_the_beginning_of_their_id(self, write: Write) -> None:
        [question] = read_questions(write("q.jsonl", line(docs=["000", "002"])))
        told = [question.is_about(id_) for id_ in ("000-solar", "001-summit", "002-a", "x000")]
        assert told == [True, False, True, False]


class TestPrepared:
    def test_fields(self, write: Write) -> None:
        history = [{"role": "user", "content": "Hi?"}, {"role": "assistant", "content": "Ask."}]
        content = prepared("a", answers=["31.5 km", "far"], history=history, type="span",
                           evidence=[{"doc_id": "o#1", "text": "It is seen 31.5 km away."},
                                     {"doc_id": "o#2", "text": "At night."}])  # fmt: skip
        [question] = read_questions(write("q.jsonl", content))
        assert question.evidence == {"o#1", "o#2"}
        assert question.gold == ("31.5 km",)  # "far" cannot be quoted
        assert question.history == tuple(history)
        assert question.is_about("o#1")
        assert not question.is_about("o#11")

    @pytest.mark.parametrize(
        ("fields", "gold"),
        [
            ({"answer": "1871"}, ("1871",)),
            ({"answer": "yes"}, ()),
            ({"answer": "1871. It is round"}, ()),
            ({"answer": None, "answers": None}, ()),
            ({"answer": "1871", "answers": ["in 1871", "1871", "1872"]}, ("in 1871", "1871")),
        ],
    )
    def test_gold_answers_are_those_that_stand_in_the_evidence(
        self, write: Write, fields: dict[str, object], gold: tuple[str, ...]
    ) -> None:
        evidence = [{"doc_id": "o", "text": "It was built in 1871. It is round."}]
        [question] = read_questions(write("q.jsonl", prepared(evidence=evidence, **fields)))
        assert question.gold == gold
        assert question.found_in(["Built in 1871!"]) is (True if gold else None)

    def test_both_kinds_in_one_file(self, write: Write) -> None:
        with pytest.raises(QuestionFileError, match=r'^Some lines of q\.jsonl have "must" and'):
            read_questions(write("q.jsonl", f"{line()}\n{prepared()}"))


BAD = [
    (b"", r"^q\.jsonl holds no questions; give it one a line\.$"),
    (b"\n \n", r"^q\.jsonl holds no questions"),
    (b"\xff\xfe\x00", r"^The questions in .*q\.jsonl are not UTF-8; save them so\.$"),
    (line().encode() + b"\n{", r"^q\.jsonl, line 2: not a question \(JSONDecodeError"),
    (b"[1]", r"^q\.jsonl, line 1: not a question"),
    (b"7", r"^q\.jsonl, line 1: not a question"),
    (b"[" * 100_000, r"^q\.jsonl, line 1: not a question; it is nested too deeply\.$"),
    (b'{"id": "a"}', r"^q\.jsonl, line 1: not a question \(KeyError: 'must'\); it needs"),
    (line(question=" ").encode(), r"^q\.jsonl, line 1: The question is empty; type one"),
    (line(question="x" * 2001).encode(), r"^q\.jsonl, line 1: The question has 2,001 characters"),
    (line(must="x").encode(), r"line 1: not a question \(TypeError"),
    (line(must=["x"]).encode(), r"line 1: not a question \(TypeError"),
    (line(must=[["("]]).encode(), r"line 1: not a question"),
    (line(must=[[7]]).encode(), r"line 1: not a question"),
    (line(history="x").encode(), r"line 1: not a question \(TypeError"),
    (line(history=[{"role": "system", "content": ""}]).encode(), "has the role 'system'"),
    (prepared(evidence=["o"]).encode(), r"line 1: not a question \(TypeError"),
    (prepared(evidence=[{"text": "o"}]).encode(), r"\(KeyError: 'doc_id'\)"),
    (prepared(answers="1871").encode(), r'"answers" has to be a list'),
]


@pytest.mark.parametrize(("content", "message"), BAD)
def test_a_bad_file_is_named_with_its_line(write: Write, content: bytes, message: str) -> None:
    with pytest.raises(QuestionFileError, match=message):
        read_questions(write("q.jsonl", content))


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(QuestionFileError, match=r"gone\.jsonl cannot be read \(No such file"):
        read_questions(tmp_path / "gone.jsonl")
    with pytest.raises(QuestionFileError, match="cannot be read"):
        read_questions(tmp_path)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=6,
)
NAMES = ["id", "type", "question", "history", "answerable", "must", "docs", "evidence", "answers",
         "answer", "filters"]  # fmt: skip


@given(st.dictionaries(st.sampled_from(NAMES), JSON) | JSON)
def test_any_json_is_a_question_or_refused(
    tmp_path_factory: pytest.TempPathFactory, value: object
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.jsonl"
    path.write_text(json.dumps(value), encoding="utf-8")
    try:
        [question] = read_questions(path)
    except QuestionFileError as error:
        unjudged = isinstance(value, dict) and value.get("answerable", "") is None
        places = ("any.jsonl, line 1: ", *["All lines of any.jsonl have"] * unjudged)
        assert str(error).startswith(places)
    else:
        assert isinstance(question, KnownQuestion)


@given(st.lists(st.integers(), unique=True), st.none() | st.integers(1, 50))
def test_a_spread_keeps_the_order_and_the_first(items: list[int], limit: int | None) -> None:
    taken = spread(items, limit)
    assert len(taken) == (len(items) if limit is None else min(limit, len(items)))
    assert taken == [item for item in items if item in set(taken)]
    assert taken[:1] == items[:1]
    places = [items.index(item) for item in taken]
    steps = {later - earlier for earlier, later in pairwise(places)}
    assert not steps or max(steps) - min(steps) <= 1


def test_filters_are_read_and_unjudged_questions_left_out(
    write: Write, caplog: pytest.LogCaptureFixture
) -> None:
    lines = [line("a", answerable=None), line("b", filters={"sources": ["S"], "until": "2025"})]
    [question] = read_questions(write("q.jsonl", "\n".join(lines)))
    assert (question.id, question.filters) == ("b", Filters(("S",), until="2025"))
    assert caplog.messages == ['Left out of q.jsonl: 1 with "answerable": null.']


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"filters": {"since": "June"}}, "q.jsonl, line 1: 'June' is not a date"),
        ({"filters": {"sources": "S"}}, '"sources" has to be a list'),
        ({"filters": "S"}, "q.jsonl, line 1: not a question"),
        ({"answerable": None, "must": "x"}, '"must" has to be a list of lists'),
    ],
)
def test_filters_that_are_none_are_refused(
    write: Write, fields: dict[str, object], sentence: str
) -> None:
    with pytest.raises(QuestionFileError, match=re.escape(sentence)):
        read_questions(write("q.jsonl", line(**fields)))
