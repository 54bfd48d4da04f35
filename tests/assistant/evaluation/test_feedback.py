"""Tests of assistant.evaluation.feedback: what a rating tells, and that evaluating counts it."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from assistant import Assistant
from assistant.answer import Answer
from assistant.evaluation import as_questions, evaluate, read_questions
from assistant.records import Rating, Turn
from index import Filters
from tests.assistant.records.support import ANSWERS, ASKED, made_answer, made_turn

Write = Callable[[str, str | bytes], Path]
UP = Rating(True, "just so")
DOWN = Rating(False, "The wrong mill")
UNKNOWN = (None, [], [])


def exported(turn: Turn, history: Sequence[Turn] = ()) -> dict[str, Any]:
    [question] = as_questions([(history, turn)])
    return question


def known(question: dict[str, Any]) -> tuple[object, object, object]:
    return question["answerable"], question["must"], question["docs"]


def rated(answer: Answer, rating: Rating) -> Turn:
    return Turn(answer, Filters(), ASKED, rating)


def test_thumbs_up_confirm_the_short_answer_and_the_article() -> None:
    question = exported(made_turn(rating=UP), [made_turn("What is the mill?")])
    assert known(question) == (True, [["1871"]], ["mill"])
    assert question["history"] == [
        {"role": "user", "content": "What is the mill?"},
        {"role": "assistant", "content": made_answer().text},
    ]
    assert (question["type"], question["comment"]) == ("helpful", "just so")
    assert question["filters"]["sources"] == ("Moor Weekly",)
    assert question["answer_given"] == made_answer().text


def test_where_there_is_no_short_answer_they_confirm_the_quotes() -> None:
    answer = made_answer()
    second = answer.citations[1]
    plain = replace(answer, citations=(second, replace(second, answer_start=0)))
    [[pattern]] = exported(rated(plain, UP))["must"]
    assert pattern.startswith(r"It has \*four\* sails \& <b>no</b> !\[cat\]\(http://")


def test_thumbs_up_for_a_refusal_confirm_that_there_is_no_answer() -> None:
    text = "The articles do not answer this. They speak of no cats."
    answer = replace(made_answer(), text=text, citations=(), abstained=True)
    assert known(exported(rated(answer, UP))) == (False, [], [])


def test_thumbs_up_for_a_reply_that_cites_nothing_tell_nothing_of_the_articles() -> None:
    answer = replace(made_answer(), text="Hello.", citations=(), abstained=True)
    assert known(exported(rated(answer, UP))) == UNKNOWN


@pytest.mark.parametrize("text", [None, "The articles do not answer this."])
def test_thumbs_down_do_not_tell_what_is_right(text: str | None) -> None:
    answer = made_answer() if text is None else replace(made_answer(), text=text, citations=())
    question = exported(rated(answer, DOWN))
    assert known(question) == UNKNOWN
    assert (question["type"], question["comment"]) == ("unhelpful", "The wrong mill")


def test_ids_stay_and_differ() -> None:
    turns = [made_turn("When?", UP), made_turn("Who?", UP), made_turn("Who?", DOWN)]
    later = replace(turns[0], asked="2026-01-01T00:00:00.000000+00:00")
    ids = [exported(turn)["id"] for turn in [*turns, later]]
    assert ids == [exported(turn)["id"] for turn in [*turns, later]]
    assert ids[1] == ids[2]
    assert len(set(ids)) == 3
    assert exported(turns[0], [turns[1]])["id"] not in ids


@given(ANSWERS)
def test_an_answer_passes_what_was_confirmed_of_it(
    tmp_path_factory: pytest.TempPathFactory, answer: Answer
) -> None:
    question = exported(rated(replace(answer, question="When?"), UP))
    path = tmp_path_factory.mktemp("rated") / "rated.jsonl"
    path.write_text(json.dumps(question | {"answerable": True}))
    [read] = read_questions(path)
    quotes = [citation.quote for citation in answer.citations]
    assert read.found_in(quotes) is (True if question["must"] else None)
    assert all(read.is_about(citation.article_id) for citation in answer.citations) or (
        answer.refuses
    )


def test_evaluating_counts_what_was_rated(assistant: Assistant, write: Write) -> None:
    asked = [
        ("When was the lighthouse of Orvel built?", Filters(), UP),
        ("What is the capital of Peru?", Filters(), UP),
        ("How many stops does the Quillhaven tramway have?", Filters(), DOWN),
        ("How many stops does the Quillhaven tramway have?", Filters(("Orvel Gazette",)), UP),
    ]
    turns = [
        Turn(assistant.ask(question, (), filters), filters, f"{ASKED}{number}", rating)
        for number, (question, filters, rating) in enumerate(asked)
    ]
    lines = [json.dumps(line) for line in as_questions([((), turn) for turn in turns])]
    rows = list(evaluate(assistant, read_questions(write("rated.jsonl", "\n".join(lines)))))
    assert [(row.answerable, row.abstained, row.right) for row in rows] == [
        (True, False, True),
        (False, True, True),
        (False, True, True),  # of the gazette alone
    ]
    assert (rows[0].facts, rows[0].article) == (True, True)
