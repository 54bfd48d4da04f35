"""Tests of assistant.answer."""

import json
from dataclasses import replace

import pytest
from hypothesis import given

from assistant.answer import Answer
from tests.assistant.records.support import ANSWERS, made_answer


@given(ANSWERS)
def test_an_answer_comes_back_from_its_dict_and_from_json(answer: Answer) -> None:
    assert Answer.from_dict(answer.to_dict()) == answer
    assert Answer.from_dict(json.loads(json.dumps(answer.to_dict()))) == answer


def test_what_a_newer_form_adds_is_passed_over_and_a_default_is_taken() -> None:
    answer = made_answer()
    value = answer.to_dict() | {"mood": "sunny"}
    del value["citations"][1]["short_start"]
    assert Answer.from_dict(value) == answer


@pytest.mark.parametrize("key", ["question", "citations", "hits"])
def test_what_is_missing_or_no_answer_is_refused(key: str) -> None:
    value = made_answer().to_dict()
    with pytest.raises(ValueError, match=key):
        Answer.from_dict({**value, key: 5})
    del value[key]
    with pytest.raises(ValueError, match=key):
        Answer.from_dict(value)


def test_an_answer_refuses_by_how_it_begins() -> None:
    answer = made_answer()
    assert not answer.refuses
    assert replace(answer, text="The articles do not answer this. Sorry.").refuses
