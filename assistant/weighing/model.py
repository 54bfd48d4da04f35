"""The two small models that weigh evidence, both linear in a few named features."""

import math
from collections.abc import Mapping

from assistant.weighing.coefficients import CHOICE, CONFIDENCE, INTERCEPT

_CROSS = 1.0  # what the log-odds of the cross-encoder count beside the rest; chosen, not fitted


def sieve_score(features: Mapping[str, float]) -> float:
    """Return how well a sentence answers beside others, as far as can be told without reading it.

    A conditional logit over the sentences found for a question (McFadden 1974), without its
    normalisation; comparable between questions.
    """
    return _sum(CHOICE, features)


def choice_score(features: Mapping[str, float]) -> float:
    """Return the same after the cross-encoder has read it; larger is better."""
    return sieve_score(features) + _CROSS * features["cross"]


def probability(features: Mapping[str, float]) -> float:
    """Return the probability, from 0 to 1, that what was chosen answers: a logistic regression."""
    logit = INTERCEPT + _sum(CONFIDENCE, features)
    return 1 / (1 + math.exp(-logit))


def _sum(weights: Mapping[str, float], features: Mapping[str, float]) -> float:
    return sum(weight * features[name] for name, weight in weights.items())
