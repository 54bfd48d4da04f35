"""Tests of index.fusion; the scores are computed by hand."""

import numpy as np
import pytest

from index.fusion import DENSE_WEIGHT, Scored, fuse


def scored(*pairs: tuple[int, float]) -> Scored:
    return (
        np.array([number for number, _ in pairs], dtype=np.int64),
        np.array([score for _, score in pairs], dtype=np.float32),
    )


def test_the_weight_is_that() -> None:
    assert DENSE_WEIGHT == 0.5


def test_two_rankings() -> None:
    # Cosines 0.8, 0.6, 0.4 become 1, 0.5, 0; BM25 of 8, 4, 2 becomes 1, 0.5, 0.25.
    dense = scored((1, 0.8), (2, 0.6), (3, 0.4))
    lexical = scored((2, 8.0), (4, 4.0), (3, 2.0))
    fused = fuse(dense, lexical, 10)
    assert [number for number, _ in fused] == [2, 1, 4, 3]
    assert [score for _, score in fused] == pytest.approx([0.75, 0.5, 0.25, 0.125], abs=1e-6)


def test_the_best_of_both_has_one() -> None:
    assert fuse(scored((5, 0.3), (6, 0.1)), scored((5, 2.5)), 1) == [(5, 1.0)]


def test_ties_go_to_the_smaller_number() -> None:
    fused = fuse(scored((9, 0.5), (4, 0.5)), scored(), 5)
    assert fused == [(4, 0.5), (9, 0.5)]


def test_one_search_may_have_found_nothing() -> None:
    assert fuse(scored((3, 0.2)), scored(), 5) == [(3, 0.5)]
    assert fuse(scored(), scored((3, 7.0), (2, 3.5)), 5) == [(3, 0.5), (2, 0.25)]
    assert fuse(scored(), scored(), 5) == []


def test_negative_cosines_are_normalised_too() -> None:
    assert fuse(scored((1, -0.1), (2, -0.3)), scored(), 5) == [(1, 0.5), (2, 0.0)]


def test_the_limit_cuts_after_fusing() -> None:
    dense = scored((1, 0.9), (2, 0.8), (3, 0.1))
    lexical = scored((2, 5.0), (3, 4.9))
    assert [number for number, _ in fuse(dense, lexical, 2)] == [2, 1]
