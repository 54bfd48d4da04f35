"""Tests of assistant.evaluation.metrics: by hand, by a second implementation, and what holds."""

import math
from importlib import util

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.calibration import calibration_curve

from assistant.evaluation import MetricsMissingError, Ranking
from assistant.evaluation.metrics import (
    auroc,
    calibration_error,
    check_libraries,
    holds,
    normalise_answer,
    rank_figures,
)

IDS = st.lists(st.sampled_from("abcdefghijklmnop"), unique=True)


class TestRankings:
    def test_by_hand(self) -> None:
        # Two relevant ones are at the ranks 2 and 4, a third is not found.
        dcg = 1 / math.log2(3) + 1 / math.log2(5)
        best = 1 + 1 / math.log2(3) + 1 / 2
        assert rank_figures(["x", "a", "y", "b"], {"a", "b", "c"}) == Ranking(
            pytest.approx(dcg / best), 0, 1, pytest.approx(2 / 3)
        )

    def test_the_order_given_counts_not_that_of_the_ids(self) -> None:
        assert rank_figures(["a", "b"], {"a"}).hit_1 == 1
        assert rank_figures(["b", "a"], {"a"}).hit_1 == 0

    def test_what_comes_after_the_fifth_and_the_tenth(self) -> None:
        others = [f"o{number}" for number in range(20)]
        assert rank_figures([*others[:5], "a"], {"a"}) == Ranking(
            pytest.approx(1 / math.log2(7)), 0, 0, 1
        )
        assert rank_figures([*others[:10], "a"], {"a"}) == Ranking(0, 0, 0, 0)

    def test_nothing_found(self) -> None:
        assert rank_figures([], {"a"}) == Ranking(0, 0, 0, 0)

    @given(IDS, st.sets(st.sampled_from("abcdefghijklmnop"), min_size=1))
    def test_against_the_definition(self, ranked: list[str], relevant: set[str]) -> None:
        gains = [1 / math.log2(rank + 1) for rank in range(1, 11)]
        dcg = sum(gain for gain, id_ in zip(gains, ranked, strict=False) if id_ in relevant)
        assert rank_figures(ranked, relevant) == Ranking(
            pytest.approx(dcg / sum(gains[: len(relevant)])),
            float(any(id_ in relevant for id_ in ranked[:1])),
            float(any(id_ in relevant for id_ in ranked[:5])),
            pytest.approx(len(relevant & set(ranked[:10])) / len(relevant)),
        )


class TestConfidence:
    def test_auroc_by_hand(self) -> None:
        # Of the pairs (0.9, 0.5), (0.9, 0.4), (0.5, 0.5), (0.5, 0.4) three and a half are right.
        assert auroc([0.9, 0.5, 0.5, 0.4], [True, True, False, False]) == 3.5 / 4
        assert auroc([0.9, 0.5], [True, True]) is None
        assert auroc([], []) is None

    def test_calibration_by_hand(self) -> None:
        # One bin of 0.75 and 0.71, one right: |0.73 - 0.5| for two of three; one of 1.0, right.
        error = calibration_error([0.75, 0.71, 1.0], [True, False, True])
        assert error == pytest.approx(0.23 * 2 / 3)
        assert calibration_error([0.0, 1.0], [False, True]) == 0
        assert calibration_error([0.0, 1.0], [True, False]) == 1
        assert calibration_error([], []) is None

    @given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1))
    def test_calibration_against_scikit_learn(self, told: list[tuple[float, bool]]) -> None:
        confidences = [confidence for confidence, _ in told]
        right = [label for _, label in told]
        shares, means = calibration_curve(right, confidences, n_bins=10, strategy="uniform")
        bins = np.searchsorted(np.linspace(0, 1, 11)[1:-1], confidences)
        counts = np.bincount(bins)
        expected = np.abs(shares - means) @ counts[counts > 0] / len(told)
        assert calibration_error(confidences, right) == pytest.approx(expected)
        assert 0 <= expected <= 1


class TestGoldAnswers:
    @pytest.mark.parametrize(
        ("text", "normalised"),
        [
            ("The Duchy of Normandy", "duchy of normandy"),
            ("  an  11th-century\tlord's (a) keep. ", "11thcentury lords keep"),
            ("A.", ""),
            ("Theatre and Anna", "theatre and anna"),
            ("1,204", "1204"),
        ],
    )
    def test_normalising(self, text: str, normalised: str) -> None:
        assert normalise_answer(text) == normalised

    @pytest.mark.parametrize(
        ("text", "gold", "told"),
        [
            ("It cost $20, all in all.", "20", True),
            ("It cost $120.", "20", False),
            ("Normans came.", "no", False),
            ("It is in the North-East!", "north-east", True),
            ("It is there.", "the", False),
            ("It is there.", "", False),
        ],
    )
    def test_as_whole_words(self, text: str, gold: str, told: bool) -> None:
        assert holds(text, gold) is told

    @given(st.text())
    def test_normalising_twice_changes_nothing_and_a_text_holds_itself(self, text: str) -> None:
        once = normalise_answer(text)
        assert normalise_answer(once) == once
        assert holds(text, text) is bool(once)


def test_missing_libraries_are_told_with_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    check_libraries()
    monkeypatch.setattr(util, "find_spec", lambda name: None if name == "pytrec_eval" else name)
    with pytest.raises(MetricsMissingError, match=r"pip install 'steppewise\[evaluation\]'$"):
        check_libraries()
