"""How likely the chosen sentences answer, and from when on the assistant says nothing."""

from assistant.weighing.evidence import Evidence
from assistant.weighing.model import probability

THRESHOLD = 0.37
"""The assistant abstains where an answer is less likely right than this: below even odds,
for an answer can be checked by its quotes and a refusal cannot. Of 0.3 to 0.45 it is
the highest that loses no answer to our bundled questions over the bundled articles."""


def confidence(evidence: Evidence) -> float:
    """Return the probability, from 0 to 1, that an answer that begins with a sentence is right.

    It is never more than what question and sentence have in common, by meaning and by words: the
    model was fitted on questions that are near to the articles, and is too sure of others. This
    refuses four in five questions about something else, and one in seventy that could be answered.
    """
    in_common = max(0.0, evidence.cosine + evidence.coverage)
    return min(probability(evidence.features), in_common)
