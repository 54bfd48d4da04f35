"""Tests of assistant.confidence."""

import pytest

from assistant.confidence import COEFFICIENTS, THRESHOLD, confidence, features
from assistant.evidence import Evidence


def evidence(cosine: float, coverage: float, kind: bool, names: float) -> Evidence:
    return Evidence("mill", 0, 4, "Mill", None, cosine, coverage, 0.0, 0.0, 0.0, kind, names, False,
                    frozenset())  # fmt: skip


def test_features_are_those_that_have_a_coefficient() -> None:
    found = features(evidence(0.25, 0.5, False, 0.125))
    assert set(found) | {"intercept"} == set(COEFFICIENTS)
    assert found["cosine"] == 0.25
    assert found["coverage"] == 0.5
    assert found["kind_missing"] == 1
    assert found["names"] == 0.125


def test_it_is_a_logistic_model(monkeypatch: pytest.MonkeyPatch) -> None:
    made_up = dict.fromkeys(COEFFICIENTS, 0.0) | {"intercept": 0.5, "cosine": 2.0, "names": -3.0}
    monkeypatch.setattr("assistant.confidence.COEFFICIENTS", made_up)
    assert confidence(evidence(0.5, 0.9, True, 0.5)) == pytest.approx(0.5)  # 0.5 + 1 - 1.5 = 0
    assert confidence(evidence(1.0, 0.9, True, 0.0)) == pytest.approx(0.924142)  # 2.5


def test_what_speaks_for_an_answer_makes_it_more_likely() -> None:
    plain = confidence(evidence(0.5, 0.5, True, 0.1))
    assert confidence(evidence(0.6, 0.5, True, 0.1)) > plain
    assert confidence(evidence(0.5, 0.6, True, 0.1)) > plain
    assert confidence(evidence(0.5, 0.5, False, 0.1)) < plain
    assert confidence(evidence(0.5, 0.5, True, 0.2)) < plain


def test_the_threshold_lies_between_the_best_and_the_worst() -> None:
    worst, best = evidence(-0.2, 0.0, False, 0.5), evidence(0.9, 1.0, True, 0.0)
    assert 0 < confidence(worst) < THRESHOLD < confidence(best) < 1
