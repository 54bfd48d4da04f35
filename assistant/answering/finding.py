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
"""Of a score: where a sentence about something else than the question names is the best by less,
it is not the best."""
_ANSWERS = 0.0
"""The log-odds of the cross-encoder from which on a sentence goes before one of something else."""
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
        most = 1 if self.listed else _MOST_OF_SIDE
        return replace(self, chosen=as_good_as_the_best(self.chosen)[:most])

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
    chosen = _chosen(question, evidence, told)
    best, certainty = chosen[0], _certainty(chosen)
    if certainty >= THRESHOLD:
        if differ := disagreement(question, evidence, index.article):
            compared = Lead(differ[1], quotes_of(differ[0]))
            return Finding(differ[0], hits, certainty, None, listed=True, lead=compared)
        lead = None if question.several else in_short(best)
        return Finding(chosen, hits, certainty, None, question.several, lead)
    reason = why_not(index, question, best, hits)
    return Finding(chosen, hits, certainty, reason)


def _chosen(question: Question, evidence: Sequence[Evidence], told: Told) -> list[Evidence]:
    """Choose the sentences that answer, none of something else or told before if others do."""
    chosen = choose(question, evidence)
    new = [item for item in evidence if (item.article_id, item.short) not in told]
    if chosen[0] not in new and new and confidence(choose(question, new)[0]) >= THRESHOLD:
        chosen, evidence = choose(question, new), new
    least = chosen[0].score - _NEARLY
    own = [
        item
        for item in evidence
        if item.names < ABSENT and (item.score > least or item.cross > _ANSWERS)
    ]
    if chosen[0].names >= ABSENT and own and confidence(own[0]) >= THRESHOLD:
        chosen = choose(question, own)
    return chosen


def _certainty(chosen: Sequence[Evidence]) -> float:
    """Return how likely an answer is right: as the surest of its sentences that may answer.

    One that only names what is asked about lends nothing, nor any to the figure of a rival.
    """
    best, *others = chosen
    lending = [item for item in others if item.kind >= OF_KIND and best.names < RIVAL]
    return max(confidence(item) for item in (best, *lending))
