"""Tests of assistant.answer."""

import json
from dataclasses import replace

import pytest
from hypothesis import given

from assistant import Assistant
from assistant.answer import Answer, Citation
from index import Hit
from tests.assistant.checking import ANSWERABLE, UNANSWERABLE
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


class TestJson:
    @pytest.mark.parametrize("question", [*ANSWERABLE[:3], *UNANSWERABLE[:1]])
    def test_an_answer_comes_back_from_json(self, assistant: Assistant, question: str) -> None:
        answer = assistant.ask(question)
        fields = json.loads(json.dumps(answer.to_dict()))
        again = Answer(
            **fields
            | {
                "citations": tuple(Citation(**item) for item in fields["citations"]),
                "hits": tuple(Hit(**item) for item in fields["hits"]),
                "suggestions": tuple(fields["suggestions"]),
            }
        )
        assert again == answer

    def test_fields_are_those_of_the_design(self, assistant: Assistant) -> None:
        fields = assistant.ask(ANSWERABLE[0]).to_dict()
        assert list(fields) == [
            "question", "standalone_question", "text", "abstained", "reason", "confidence",
            "citations", "hits", "suggestions", "articles_searched", "passages_searched", "missing",
        ]  # fmt: skip
        assert list(fields["citations"][0]) == [
            "number", "article_id", "title", "source", "date", "url", "start", "end", "quote",
            "answer_start", "answer_end", "short_start", "short_end",
        ]  # fmt: skip
        assert list(fields["hits"][0]) == [
            "rank", "article_id", "title", "start", "end", "text", "score",
        ]  # fmt: skip


def test_a_frozen_answer_can_be_replaced_not_changed(assistant: Assistant) -> None:
    answer = assistant.ask(ANSWERABLE[0])
    with pytest.raises(AttributeError):
        answer.text = "Something else."  # type: ignore[misc]
    assert replace(answer, text="Something else.").text == "Something else."
