"""The sets of questions are sound: what they expect of an answer is in the articles they name."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from assistant.evaluation.lessons import written_for

_HERE = Path(__file__).parent
_BUNDLED = _HERE.parents[1] / "corpus" / "articles"
_OTHER = _HERE / "other_articles"
_FURTHER = _HERE / "further_articles"
_FRESH = _HERE / "fresh_articles"
_SETS = {
    "bundled_questions.jsonl": _BUNDLED,
    "near_miss_questions.jsonl": _BUNDLED,
    "held_out_questions.jsonl": _BUNDLED,
    "other_questions.jsonl": _OTHER,
    "further_questions.jsonl": _FURTHER,
    "reworded_questions.jsonl": _BUNDLED,
    "fresh_questions.jsonl": _FRESH,
}
_FIELDS = {"id", "type", "history", "question", "must", "docs", "answerable"}
_TYPES = {
    "fact", "paraphrase", "noisy", "cross", "list", "compare", "followup", "unanswerable",
}  # fmt: skip

Question = dict[str, Any]


def _read(name: str) -> list[Question]:
    lines = (_HERE / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def _article(folder: Path, prefix: str) -> str:
    (path,) = folder.glob(f"{prefix}*.md")
    return path.read_text(encoding="utf-8")


def _asked(question: Question) -> tuple[str, ...]:
    return (*question["history"], question["question"].lower().strip(" ?."))


def test_no_id_and_no_question_stands_twice() -> None:
    questions = [question for name in _SETS for question in _read(name)]
    ids = Counter(question["id"] for question in questions)
    asked = Counter(_asked(question) for question in questions)
    assert [key for key, count in ids.items() if count > 1] == []
    assert [key for key, count in asked.items() if count > 1] == []


@pytest.mark.parametrize("name", _SETS)
def test_every_question_has_the_fields_and_a_known_type(name: str) -> None:
    for question in _read(name):
        assert set(question) == _FIELDS, question["id"]
        assert question["type"] in _TYPES, question["id"]
        assert question["answerable"] is (question["type"] != "unanswerable"), question["id"]
        assert question["question"].strip(), question["id"]
        assert (question["type"] != "followup") or question["history"], question["id"]


@pytest.mark.parametrize("name", _SETS)
def test_what_an_answer_must_hold_is_in_the_articles(name: str) -> None:
    """Of each group some pattern matches, and every article named holds something expected."""
    for question in _read(name):
        if not question["answerable"]:
            continue
        assert question["must"], question["id"]
        assert question["docs"], question["id"]
        texts = {prefix: _article(_SETS[name], prefix) for prefix in question["docs"]}
        holding: set[str] = set()
        for group in question["must"]:
            found = {
                prefix
                for prefix, text in texts.items()
                if any(re.search(pattern, text) for pattern in group)
            }
            assert found, (question["id"], group)
            holding |= found
        assert holding == set(texts), question["id"]


@pytest.mark.parametrize("name", _SETS)
def test_questions_without_an_answer_expect_nothing(name: str) -> None:
    for question in _read(name):
        if not question["answerable"]:
            assert question["must"] == [], question["id"]
            assert question["docs"] == [], question["id"]


@pytest.mark.parametrize(("folder", "count"), [(_OTHER, 8), (_FURTHER, 12)])
def test_the_other_articles_say_that_they_are_invented(folder: Path, count: int) -> None:
    articles = sorted(folder.glob("*.md"))
    assert len(articles) == count
    for path in articles:
        assert '\nsource: "Invented for tests"\n' in path.read_text(encoding="utf-8"), path.name


def _training(name: str) -> list[dict[str, Any]]:
    lines = (_HERE / "training" / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_what_the_cross_encoder_learns_from_is_in_its_articles() -> None:
    texts = {article["id"]: article["text"] for article in _training("corpus.jsonl")}
    for question in _training("queries.jsonl"):
        assert texts.keys() >= {*written_for(question)}, question["id"]
        assert question["answerable"] is bool(question["evidence"]), question["id"]
        for one in question["evidence"]:
            quoted = texts[one["doc_id"]][one["start"] : one["end"]]
            assert one["text"] == quoted, question["id"]
            assert any(answer in quoted for answer in question["answers"]), question["id"]


def test_the_cross_encoder_learns_from_no_question_that_it_is_judged_by() -> None:
    judged = {_asked(question) for name in _SETS for question in _read(name)}
    asked = (question["question"] for question in _training("queries.jsonl"))
    learnt = {(text.lower().strip(" ?."),) for text in asked}
    assert not judged & learnt
    articles = [
        path.stem for folder in (_BUNDLED, _OTHER, _FURTHER) for path in folder.glob("*.md")
    ]
    assert not {article["id"] for article in _training("corpus.jsonl")} & set(articles)
