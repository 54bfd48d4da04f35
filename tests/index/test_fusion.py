"""Tests of index.fusion; the scores are computed by hand."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.fusion import (
    DENSE,
    LEXICAL,
    SENTENCE,
    WORDS,
    Candidate,
    Scored,
    candidates,
    fuse,
    min_max,
)


def scored(*pairs: tuple[int, float]) -> Scored:
    return (
        np.array([number for number, _ in pairs], dtype=np.int64),
        floats(*(score for _, score in pairs)),
    )


def floats(*values: float) -> npt.NDArray[np.float32]:
    return np.array(values, dtype=np.float32)


def test_the_weights_are_those() -> None:
    assert (DENSE, LEXICAL, SENTENCE, WORDS) == (0.2, 0.2, 0.3, 0.3)
    assert sum((DENSE, LEXICAL, SENTENCE, WORDS)) == 1.0


class TestMinMax:
    @pytest.mark.parametrize(
        ("scores", "expected"),
        [
            ([2, 4, 3], [0, 1, 0.5]),
            ([-0.1, -0.3, -0.15], [1, 0, 0.75]),
            ([-1, 1, 0.5, -1], [0, 1, 0.75, 0]),
            ([7, 7, 7], [1, 1, 1]),
            ([0, 0], [1, 1]),
            ([-5], [1]),
            ([], []),
        ],
    )
    def test_values(self, scores: list[float], expected: list[float]) -> None:
        normalised = min_max(floats(*scores))
        assert normalised.tolist() == pytest.approx(expected, abs=1e-6)
        assert normalised.dtype == np.float32


class TestCandidates:
    def test_two_rankings(self) -> None:
        # Cosines 0.8, 0.6, 0.4 become 1, 0.5, 0; BM25 of 8, 4, 2 becomes 1, 0.5, 0.25.
        dense = scored((1, 0.8), (2, 0.6), (3, 0.4))
        lexical = scored((2, 8.0), (4, 4.0), (3, 2.0))
        found = candidates(dense, lexical, 10)
        assert [one.number for one in found] == [2, 1, 4, 3]
        assert [one.dense for one in found] == pytest.approx([0.5, 1, 0, 0], abs=1e-6)
        assert [one.lexical for one in found] == pytest.approx([1, 0, 0.5, 0.25], abs=1e-6)

    def test_the_limit_cuts_after_both_are_added(self) -> None:
        dense = scored((1, 0.9), (2, 0.8), (3, 0.1))
        lexical = scored((2, 5.0), (3, 4.9))
        assert [one.number for one in candidates(dense, lexical, 2)] == [2, 1]
        assert [one.number for one in candidates(dense, lexical, 3)] == [2, 1, 3]
        assert candidates(dense, lexical, 0) == []

    def test_ties_go_to_the_smaller_number(self) -> None:
        found = candidates(scored((9, 0.5), (4, 0.5), (6, 0.5)), scored(), 2)
        assert found == [Candidate(4, 1.0, 0.0), Candidate(6, 1.0, 0.0)]
        # 8 is the best of one search, 3 of the other.
        found = candidates(scored((8, 0.5), (1, 0.1)), scored((3, 4.0)), 5)
        assert [one.number for one in found] == [3, 8, 1]

    def test_one_search_may_have_found_nothing(self) -> None:
        assert candidates(scored((3, 0.2)), scored(), 5) == [Candidate(3, 1.0, 0.0)]
        assert candidates(scored(), scored((3, 7.0), (2, 3.5)), 5) == [
            Candidate(3, 0.0, 1.0), Candidate(2, 0.0, 0.5),
        ]  # fmt: skip
        assert candidates(scored(), scored(), 5) == []

    def test_negative_cosines_are_normalised_too(self) -> None:
        found = candidates(scored((1, -0.1), (2, -0.3)), scored((2, 1.0)), 5)
        assert found == [Candidate(1, 1.0, 0.0), Candidate(2, 0.0, 1.0)]


class TestFusing:
    def test_four_signals(self) -> None:
        found = [Candidate(1, 1.0, 0.0), Candidate(2, 0.5, 1.0), Candidate(3, 0.0, 0.25)]
        fused = fuse(found, floats(0.2, 0.6, 0.3), floats(0.5, 0.25, 0.45))
        # The sentences' cosines become 0, 1, 0.25 and the shares 1, 0, 0.8.
        assert [number for number, _ in fused] == [2, 1, 3]
        assert [score for _, score in fused] == pytest.approx(
            [
                0.2 * 0.5 + 0.2 * 1 + 0.3 * 1 + 0.3 * 0,
                0.2 * 1 + 0.2 * 0 + 0.3 * 0 + 0.3 * 1,
                0.2 * 0 + 0.2 * 0.25 + 0.3 * 0.25 + 0.3 * 0.8,
            ],
            abs=1e-6,
        )

    @pytest.mark.parametrize(
        ("dense", "lexical", "sentence", "words", "expected"),
        [
            (1, 0, 0, 0, DENSE),
            (0, 1, 0, 0, LEXICAL),
            (0, 0, 1, 0, SENTENCE),
            (0, 0, 0, 1, WORDS),
            (1, 1, 0, 0, 0.4),
            (0, 0, 1, 1, 0.6),
        ],
    )
    def test_each_signal_counts_by_its_weight(
        self, dense: float, lexical: float, sentence: float, words: float, expected: float
    ) -> None:
        # The other candidate has what this one has not, so that all signals are from 0 to 1.
        found = [Candidate(7, dense, lexical), Candidate(5, 1 - dense, 1 - lexical)]
        fused = dict(fuse(found, floats(sentence, 1 - sentence), floats(words, 1 - words)))
        assert fused == {7: pytest.approx(expected), 5: pytest.approx(1 - expected)}

    def test_the_sentences_can_overturn_what_the_searches_found(self) -> None:
        found = [Candidate(1, 1.0, 1.0), Candidate(2, 0.0, 0.0)]
        fused = fuse(found, floats(0.1, 0.2), floats(0.3, 0.4))
        assert [number for number, _ in fused] == [2, 1]
        assert [score for _, score in fused] == pytest.approx([0.6, 0.4])

    def test_the_best_of_all_has_one_and_the_worst_nothing(self) -> None:
        found = [Candidate(5, 1.0, 1.0), Candidate(6, 0.0, 0.0)]
        assert fuse(found, floats(0.9, -0.1), floats(1.0, 0.0)) == [(5, 1.0), (6, 0.0)]

    def test_a_signal_that_all_have_alike_counts_in_full(self) -> None:
        found = [Candidate(1, 1.0, 0.0), Candidate(2, 0.0, 0.0)]
        fused = fuse(found, floats(0.4, 0.4), floats(0.0, 0.0))
        assert dict(fused) == {1: pytest.approx(0.8), 2: pytest.approx(0.6)}

    def test_a_single_candidate(self) -> None:
        assert fuse([Candidate(3, 1.0, 1.0)], floats(-1.0), floats(0.0)) == [(3, 1.0)]
        fused = fuse([Candidate(3, 0.0, 1.0)], floats(0.2), floats(0.1))
        assert dict(fused) == {3: pytest.approx(0.8)}

    def test_ties_go_to_the_smaller_number(self) -> None:
        found = [Candidate(number, 0.5, 0.5) for number in (9, 4, 6)]
        fused = fuse(found, floats(0.1, 0.1, 0.1), floats(0.7, 0.7, 0.7))
        assert [number for number, _ in fused] == [4, 6, 9]

    def test_no_candidates(self) -> None:
        assert fuse([], floats(), floats()) == []


share = st.floats(0, 1, width=32)
cosine = st.floats(-1, 1, width=32)
rows = st.lists(
    st.tuples(st.integers(1, 99), share, share, cosine, share), unique_by=lambda row: row[0]
)
Row = tuple[int, float, float, float, float]


def fused(some: Sequence[Row]) -> list[tuple[int, float]]:
    found = [Candidate(*row[:3]) for row in some]
    return fuse(found, floats(*(row[3] for row in some)), floats(*(row[4] for row in some)))


@given(rows.flatmap(lambda some: st.tuples(st.just(some), st.permutations(some))))
def test_all_are_ranked_from_one_to_zero_in_whatever_order_they_come(
    orders: tuple[list[Row], list[Row]],
) -> None:
    ranking = fused(orders[0])
    assert sorted(number for number, _ in ranking) == sorted(row[0] for row in orders[0])
    assert all(0 <= score <= 1 + 1e-9 for _, score in ranking)
    assert ranking == sorted(ranking, key=lambda item: (-item[1], item[0]))
    assert fused(orders[1]) == ranking
