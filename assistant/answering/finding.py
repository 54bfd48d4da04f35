"""Finding what answers one question, and telling why nothing does."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from assistant.answering.choosing import OF_KIND, as_good_as_the_best, choose
from assistant.answering.composing import Lead, in_short, quotes_of
from assistant.answering.disagreeing import disagreement
from assistant.answering.refusing import why_not
from assistant.extracting.measured import counted
from assistant.quantities.amounts import parse
from assistant.question.understanding import Question
from assistant.weighing.confidence import THRESHOLD, confidence
from assistant.weighing.evidence import ABSENT, IN_LEAD, RIVAL, Evidence
from assistant.weighing.reading import find_evidence
from index import Filters, Hit, Index

_NEARLY = 1.0
"""Of a score: where a sentence about something else of the sort is the best by less, it is not;
nor where another answers to the cross-encoder."""
_ANSWERS = 0.0
"""The log-odds of the cross-encoder from which on it takes a sentence for an answer."""
_MOST_OF_SIDE = 2  # sentences

Told = Collection[tuple[str, tuple[int, int]]]
"""Short answers that were given: the article and the span of each."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found for a question.

    Attributes:
        chosen: The sentences that answer it, best first.
        hits: The passages that were searched for them, best first.
        confidence: How likely they answer it, from 0 to 1.
        reason: Why they do not, in a sentence, or None if they do.
        listed: Whether they are the items of a list.
        lead: A sentence of our own to begin with, such as how their figures differ; or None.
    """

    chosen: Sequence[Evidence]
    hits: Sequence[Hit]
    confidence: float
    reason: str | None
    listed: bool = False
    lead: Lead | None = None

    def beside(self, others: Sequence["Finding"]) -> "Finding":
        """Return the finding as one part of a double question.

        Where another part is answered, the articles speak of what is asked, and half the
        confidence is enough, for half a comparison is no answer; but not for the figure of
        something else than the part names.
        """
        answered = any(other.reason is None for other in others)
        if not (answered and self.chosen and self.confidence >= THRESHOLD / 2):
            return self
        return replace(self, reason=None) if self.chosen[0].names <= IN_LEAD else self

    def shortened(self) -> "Finding":
        """Return the finding as one side of a comparison: its best, and what may be it as well."""
        chosen = (
            self.chosen[:1] if self.listed else as_good_as_the_best(self.chosen)[:_MOST_OF_SIDE]
        )
        return replace(self, chosen=chosen)

    @property
    def lines(self) -> list[Sequence[Evidence]]:
        """The sentences of each line that the finding gets in an answer."""
        return [[item] for item in self.chosen] if self.listed else [self.chosen]


def told_by(findings: Sequence[Finding]) -> Told:
    """Return the single figures that findings give: those of sentences that hold no other."""
    bests = [finding.chosen[0] for finding in findings if finding.reason is None]
    return {(best.article_id, best.short) for best in bests if best.short and _is_single(best)}


def _is_single(best: Evidence) -> bool:
    """Tell whether a sentence holds no other figure that measures the same as its short answer.

    A number of things is measured in nothing; then it may hold no other such number.
    """
    begin, end = (place - best.start for place in best.short or (0, 0))
    found = parse(best.text)
    same = {amount.measure for amount in found if amount.start < end and begin < amount.end}
    if same:
        return sum(amount.measure in same for amount in found) == 1
    numbers = (
        (first, last)
        for first, last, _ in counted(best.text)
        if not any(amount.start < last and first < amount.end for amount in found)
    )
    return [first < end and begin < last for first, last in numbers] == [True]


def find(index: Index, question: Question, filters: Filters | None, told: Told = ()) -> Finding:
    """Return the sentences that answer a question, or why there are none.

    Args:
        index: To search.
        question: As it was understood.
        filters: Which articles to search.
        told: What was answered to another part of the same question. A single figure is not the
            answer to both, if there is another that may be.
    """
    evidence, hits = find_evidence(index, question, filters)
    if not evidence:
        return Finding([], hits, 0.0, "No passage was found.")
    new = [item for item in evidence if (item.article_id, item.short) not in told]
    chosen = choose(question, evidence)
    if chosen[0] not in new and new and confidence(choose(question, new)[0]) >= THRESHOLD:
        chosen = choose(question, new)
    near = [
        item for item in evidence if item.score > chosen[0].score - _NEARLY or item.cross > _ANSWERS
    ]
    own = [item for item in near if item.names < ABSENT]
    if chosen[0].names >= ABSENT and own and confidence(own[0]) >= THRESHOLD:
        chosen = choose(question, own)
    best = chosen[0]
    sure = [item for item in chosen[1:] if item.kind >= OF_KIND and best.names < RIVAL]
    certainty = max(confidence(item) for item in (best, *sure))
    if certainty >= THRESHOLD:
        if differ := disagreement(question, evidence, index.article):
            compared = Lead(differ[1], quotes_of(differ[0]))
            return Finding(differ[0], hits, certainty, None, listed=True, lead=compared)
        lead = None if question.several else in_short(best)
        return Finding(chosen, hits, certainty, None, question.several, lead)
    reason = why_not(index, question, best, hits)
    return Finding(chosen, hits, certainty, reason)
