"""Finding what answers one question, and telling why nothing does."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.compose import OF_KIND, choose
from assistant.confidence import ABSENT_NAME, THRESHOLD, confidence
from assistant.evidence import Evidence, find_evidence
from assistant.names import names
from assistant.question import Kind, Question
from assistant.terms import Terms
from index import Filters, Hit, Index

_ASKED_FOR = {
    Kind.QUANTITY: "amount of the kind asked for",
    Kind.NUMBER: "such number",
    Kind.DATE: "date",
    Kind.NAME: "name",
    Kind.PLACE: "place",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found for a question.

    Attributes:
        chosen: The sentences that answer it, best first.
        hits: The passages that were searched for them, best first.
        confidence: How likely they answer it, from 0 to 1.
        reason: Why they do not, in a sentence, or None if they do.
    """

    chosen: Sequence[Evidence]
    hits: Sequence[Hit]
    confidence: float
    reason: str | None

    def shortened(self) -> "Finding":
        """Return the finding with its best sentence only, as one side of a comparison."""
        return replace(self, chosen=self.chosen[:1])


def find(index: Index, question: Question, filters: Filters | None) -> Finding:
    """Return the sentences that answer a question, or why there are none."""
    evidence, hits = find_evidence(index, question, filters)
    if not evidence:
        return Finding([], hits, 0.0, "No passage was found.")
    chosen = choose(question, evidence)
    best = chosen[0]
    terms = Terms(index)
    certainty = confidence(best)
    if certainty >= THRESHOLD and best.names < ABSENT_NAME:
        return Finding(chosen, hits, certainty, None)
    reason = _why_not(question, best, terms.unknown(question.text))
    return Finding(chosen, hits, min(certainty, THRESHOLD), reason)


def _why_not(question: Question, best: Evidence, unknown: Sequence[str]) -> str:
    if unknown:
        words = ", ".join(f"“{word}”" for word in unknown[:3])
        return f"They do not mention {words}."
    if best.names >= ABSENT_NAME:
        return f"No passage that was found speaks of {' and '.join(names(question.text))} in this."
    if best.kind < OF_KIND:
        return f"The nearest passages hold no {_ASKED_FOR[question.kind]}."
    return "No sentence is close enough to the question."
