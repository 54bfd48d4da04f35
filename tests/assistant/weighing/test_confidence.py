"""Tests of assistant.weighing.confidence and assistant.weighing.model."""

from dataclasses import replace

import pytest

from assistant.weighing import model
from assistant.weighing.coefficients import CHOICE, CONFIDENCE
from assistant.weighing.confidence import THRESHOLD, confidence
from tests.assistant.evidence import FIT, make_evidence


def test_every_coefficient_is_of_a_feature() -> None:
    assert set(CHOICE) | set(CONFIDENCE) <= set(make_evidence().features)


def test_features_are_those_of_the_evidence() -> None:
    evidence = make_evidence(cosine=0.25, kind=0.0, fit=replace(FIT, share=0.125, negated=True))
    assert evidence.features["cosine"] == 0.25
    assert evidence.features["kind"] == 0
    assert evidence.features["share"] == 0.125
    assert evidence.features["negated"] == 1


def test_choice_is_a_weighted_sum(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "CHOICE", {"cosine": 2.0, "aside": -3.0})
    assert make_evidence(cosine=0.5).score == pytest.approx(1.0)
    assert make_evidence(cosine=0.5, aside=True).score == pytest.approx(-2.0)


def test_confidence_is_a_logistic_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "INTERCEPT", 0.5)
    monkeypatch.setattr(model, "CONFIDENCE", {"cosine": 2.0, "names": -3.0})
    assert confidence(make_evidence(cosine=0.5, names=0.5)) == pytest.approx(0.5)
    assert confidence(make_evidence(cosine=1.0, names=0.0)) == pytest.approx(0.924142)


def test_it_is_never_more_than_what_both_have_in_common(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "INTERCEPT", 20.0)
    assert confidence(make_evidence(cosine=0.125, coverage=0.25)) == 0.375
    assert confidence(make_evidence(cosine=-0.5, coverage=0.25)) == 0.0
    assert confidence(make_evidence(cosine=0.5, coverage=0.75)) == pytest.approx(1.0)


def test_the_threshold_lies_between_the_best_and_the_worst() -> None:
    nothing = replace(FIT, share=0.0, number=0.0, negated=True)
    everything = replace(FIT, share=1.0)
    worst = make_evidence(cosine=-0.2, coverage=0.0, kind=0.0, names=0.5, fit=nothing)
    best = make_evidence(cosine=0.9, coverage=1.0, fit=everything)
    assert 0 <= confidence(worst) < THRESHOLD < confidence(best) < 1
