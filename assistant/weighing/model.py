"""The two small models that weigh evidence, both linear in a few named features."""

import math
from collections.abc import Mapping

from assistant.weighing.coefficients import CHOICE, CONFIDENCE, INTERCEPT


def choice_score(features: Mapping[str, float]) -> float:
    """Return how well a sentence answers beside others; larger is better.

    A conditional logit over the sentences found for a question (McFadden 1974), without its
    normalisation; comparable between questions.
    """
    return sum(weight * features[name] for name, weight in CHOICE.items())


def probability(features: Mapping[str, float]) -> float:
    """Return the probability, from 0 to 1, that what was chosen answers: a logistic regression."""
    logit = INTERCEPT + sum(weight * features[name] for name, weight in CONFIDENCE.items())
    return 1 / (1 + math.exp(-logit))
