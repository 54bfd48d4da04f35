"""Reading the most promising sentences together with the question, by the cross-encoder."""

from dataclasses import replace

from assistant.question.understanding import Question
from assistant.weighing.evidence import Evidence, sieve
from index import Candidate, Filters, Hit, Index

_READ = 6  # sentences at most; each costs a run of the model
_FIRST = 2  # of them, so many at once
_ANSWERS = 0.5  # log-odds of the most promising, above which the others need not be read
_UNREAD = -5.0  # the most that is held of a sentence that is not read, about that of a wrong one


def find_evidence(
    index: Index, question: Question, filters: Filters | None
) -> tuple[list[Evidence], list[Hit]]:
    """Return the sentences of the best passages, best first, and the passages.

    Where the most promising sentence answers and one is enough, the others are not read: on our
    own questions that changed no first sentence, and spares most of the time.
    """
    sieved, hits = sieve(index, question, filters)
    if not sieved:
        return sieved, hits
    candidates = [candidate(index, item) for item in sieved[:_READ]]
    first, others = candidates[:_FIRST], candidates[_FIRST:]
    scores = index.read(question.text, first).tolist()
    if others and (question.several or scores[0] < _ANSWERS):
        scores += index.read(question.text, others).tolist()
    scores += [min(_UNREAD, *scores)] * (len(sieved) - len(scores))
    read = [replace(item, cross=score) for item, score in zip(sieved, scores, strict=True)]
    return sorted(read, key=lambda item: -item.score), hits


def candidate(index: Index, evidence: Evidence) -> Candidate:
    """Return a sentence with what the cross-encoder reads before it."""
    article = index.article(evidence.article_id)
    begin, end = evidence.antecedent or (0, 0)
    return Candidate(article.title, article.text[begin:end], evidence.text)
