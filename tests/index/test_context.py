"""Tests of index.context; the scores are computed by hand."""

import pytest

from index import Index
from index.context import CONTEXT_WEIGHT, blend


def test_the_weight_is_that() -> None:
    assert CONTEXT_WEIGHT == 0.5


def test_two_rankings() -> None:
    blended = blend([(1, 0.9), (2, 0.6)], [(2, 0.9), (3, 0.6)])
    assert [number for number, _ in blended] == [2, 1, 3]
    assert [score for _, score in blended] == pytest.approx([0.7, 0.6, 0.2])


def test_ties_go_to_the_smaller_number() -> None:
    assert [number for number, _ in blend([(9, 1.0), (4, 1.0)], [])] == [4, 9]
    assert blend([], []) == []


def test_a_search_in_a_context(index: Index) -> None:
    alone = index.search("Who found a comet?", 4)
    in_context = index.search("Who found a comet?", 4, context="goats of Brenmoor")
    assert in_context[0].article_id == alone[0].article_id
    before, after = ({hit.article_id: hit.score for hit in hits} for hits in (alone, in_context))
    assert [name for name in after if after[name] > before[name]] == ["brenmoor-cheese"]
    assert all(0 <= score <= 1 for score in after.values())


def test_what_the_query_says_is_no_context(index: Index) -> None:
    alone = index.search("Who milks the goats?", 4)
    assert index.search("Who milks the goats?", 4, context="") == alone
    assert index.search("Who milks the goats?", 4, context="Goats") == alone
