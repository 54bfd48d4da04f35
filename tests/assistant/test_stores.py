"""Tests of the assistant over both stores: the same questions have the same answers."""

import json
from pathlib import Path

import pytest

from assistant import Assistant
from corpus import Article, bundled_articles, load
from index import Filters, Hit, Index, SentenceTransformerEmbedder
from index.milvus.address import Address
from tests.stores import MilvusServer, check_alike, needs_milvus

QUESTIONS = Path(__file__).with_name("bundled_questions.jsonl")
EACH = 3  # of the questions


@needs_milvus
def test_answers_are_the_same_but_for_nearly_equal_passages(
    tmp_path: Path,
    milvus: MilvusServer,
    model: SentenceTransformerEmbedder,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    articles = [item for item in load([bundled_articles()]) if isinstance(item, Article)]
    local = Index.create(tmp_path / "index", model)
    remote = Index.create(Address(milvus.uri, "answers"), model)
    for index in (local, remote):
        index.add(articles)
    milvus.flush("answers")
    lines = QUESTIONS.read_text(encoding="utf-8").splitlines()
    questions = [json.loads(line)["question"] for line in lines[::EACH]]
    ours = [Assistant(local).ask(question, suggest=False) for question in questions]
    theirs = [Assistant(remote).ask(question, suggest=False) for question in questions]
    assert sum(not answer.abstained for answer in ours) > len(ours) / 2
    differing = [
        answer.question
        for answer, other in zip(ours, theirs, strict=True)
        if (answer.text, answer.citations) != (other.text, other.citations)
    ]
    assert len(differing) <= len(questions) / 10, differing

    def search(
        query: str, k: int = 10, filters: Filters | None = None, context: str = ""
    ) -> list[Hit]:
        found = remote.search(query, k, filters, context)
        check_alike(Index.search(local, query, k, filters, context), found)
        return found

    # With the passages' scores of the one store, the other gives its answers, to the last digit.
    monkeypatch.setattr(local, "search", search)
    for question, other in zip(questions, theirs, strict=True):
        assert Assistant(local).ask(question, suggest=False) == other
    local.close()
    remote.close()
