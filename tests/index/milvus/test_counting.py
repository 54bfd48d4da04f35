"""Tests of index.milvus.counting: how often a search asks the server."""

from collections import Counter
from functools import wraps

import pytest

from index import Index
from index.milvus import counting
from index.milvus.server import Server
from tests.stores import on_milvus

QUERY = "Who keeps nine cats in a lighthouse?"


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """What is asked of the server, by the name of the method."""
    asked: Counter[str] = Counter()

    def counted(name: str) -> None:
        method = getattr(Server, name)

        @wraps(method)
        def count(*args: object, **options: object) -> object:
            asked[name] += 1
            return method(*args, **options)

        monkeypatch.setattr(Server, name, count)

    for name in ("query", "count", "nearest", "with_words"):
        counted(name)
    return asked


@on_milvus
def test_nothing_is_counted_twice_while_nothing_changes(
    index: Index, asked: Counter[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counting, "FRESH_SECONDS", float("inf"))
    once = {"nearest": 1, "with_words": 1, "query": 2}  # both lists; the passages, their versions
    words = {"keep", "nine", "cat", "lighthous"}
    index.search(QUERY)
    # The generation and the numbers of articles and passages too, and of passages for each word.
    assert asked == {**once, "query": 3, "count": 2 + len(words)}
    asked.clear()
    index.search(QUERY)
    assert asked == once
    asked.clear()
    monkeypatch.setattr(counting, "FRESH_SECONDS", 0.0)
    index.search("mayor")
    assert asked["count"] == 1
    assert asked["query"] > once["query"]
