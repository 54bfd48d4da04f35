"""How likely the chosen sentences answer, and from when on the assistant says nothing."""

from assistant.evidence import Evidence
from assistant.model import probability

THRESHOLD = 0.5
"""The assistant abstains where an answer is less likely right than not."""

ABSENT_NAME = 0.45
"""From this on, `Evidence.names` says that most names of the question stand nowhere near."""


def confidence(evidence: Evidence) -> float:
    """Return the probability, from 0 to 1, that an answer that begins with a sentence is right."""
    return probability(evidence.features)
