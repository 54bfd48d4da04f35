"""How likely the chosen sentences answer: a logistic model over a few named features.

The coefficients were fitted on our own questions (tests/assistant/bundled_questions.jsonl, without
the double ones) over the bundled articles and over the longer articles they were written from;
what was fitted is whether the quotes hold all that the answer must hold.
"""

import math
from collections.abc import Mapping

from assistant.evidence import Evidence

THRESHOLD = 0.5
"""The assistant abstains where an answer is less likely right than not."""

ABSENT_NAME = 0.45
"""From this on, `Evidence.names` says that most names of the question stand nowhere near."""

COEFFICIENTS: Mapping[str, float] = {
    "intercept": -0.9,
    "cosine": 1.4,
    "coverage": 2.0,
    "kind_missing": -2.0,
    "names": -1.0,
}


def features(evidence: Evidence) -> dict[str, float]:
    """Return what the confidence depends on; the names are those of `COEFFICIENTS`."""
    return {
        "cosine": evidence.cosine,
        "coverage": evidence.coverage,
        "kind_missing": float(not evidence.kind),
        "names": evidence.names,
    }


def confidence(evidence: Evidence) -> float:
    """Return the probability, from 0 to 1, that a sentence answers its question."""
    logit = COEFFICIENTS["intercept"] + sum(
        COEFFICIENTS[name] * value for name, value in features(evidence).items()
    )
    return 1 / (1 + math.exp(-logit))
