"""Reading the most promising sentences together with the question, by the cross-encoder."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import islice

from assistant.language.shorthand import meanings, spelt_out
from assistant.quantities.days import find_days
from assistant.question.understanding import Question
from assistant.weighing.context import LEAD, leans
from assistant.weighing.evidence import Evidence, names_asked, sieve
from assistant.weighing.quotations import narrowed, parts_of
from corpus import split_sentences
from index import Candidate, Filters, Hit, Index

_READ = 12  # sentences at most; each costs a run of the model
_READ_FOR_LIST = 24  # where several are asked for
_FIRST = 2  # of them, so many at once
_ANSWERS = 0.5  # log-odds of the most promising, above which the others need not be read
_UNREAD = -5.0  # the most that is held of a sentence that is not read, about that of a wrong one


def find_evidence(
    index: Index, question: Question, filters: Filters | None
) -> tuple[list[Evidence], list[Hit]]:
    """Return the sentences of the best passages, best first, and the passages.

    A sentence is as sure as its surest part, and of a long quotation is left what answers.
    Where the most promising sentence answers and one is enough, the others are not read: on our
    own questions that changed no first sentence, and spares most of the time.
    """
    sieved, hits = sieve(index, question, filters)
    if not sieved:
        return sieved, hits
    most = _READ_FOR_LIST if question.several else _READ
    query, some = candidates(index, question.text, sieved[:most], hits)
    scores = _read(index, query, some[:_FIRST])
    if len(some) > _FIRST and (question.several or max(scores[0]) < _ANSWERS):
        scores += _read(index, query, some[_FIRST:])
    unread = min(_UNREAD, *(max(parts) for parts in scores))
    found = [replace(item, cross=unread) for item in sieved[len(scores) :]]
    for item, parts in zip(sieved, scores, strict=False):
        found.append(narrowed(replace(item, cross=max(parts)), question, parts))
    return sorted(found, key=lambda item: -item.score), hits


def _read(index: Index, query: str, some: Sequence[Sequence[Candidate]]) -> list[list[float]]:
    """Return how surely the parts of each sentence answer."""
    scores = iter(index.read(query, [part for parts in some for part in parts]).tolist())
    return [list(islice(scores, len(parts))) for parts in some]


def candidates(
    index: Index, query: str, sieved: Sequence[Evidence], hits: Sequence[Hit]
) -> tuple[str, list[list[Candidate]]]:
    """Return a query, and the parts of sentences with what is read before them.

    The query's abbreviations are written out in all of them: the cross-encoder does not know that
    an EV is an electric vehicle.

    A sentence has one part, but for a quotation of several sentences, each of which is one: of the
    whole of it the model would see the answer in one half and what does not answer in the other.

    What is read before is the title of the article, the heading that the sentence stands under, the
    sentence that says what it is about and, where neither they nor itself have the rarest name of
    the query, the last sentence at the head of the article that has: what all of it is about is
    often named there only. Likewise, of a query that tells a year, the last sentence of the
    paragraph that does.
    """
    named = names_asked(query, hits)
    rarest = max(named, key=lambda name: _rarity(index, name)) if named else ""
    years = _years(query)
    known = meanings(query, (hit.text for hit in hits))
    in_full = partial(spelt_out, known=known)
    read = [
        [Candidate(*map(in_full, part)) for part in _parts(index, item, rarest, years)]
        for item in sieved
    ]
    return in_full(query), read


def _rarity(index: Index, name: str) -> float:
    return max(map(index.rarity, index.terms(name)), default=0.0)


def _parts(index: Index, evidence: Evidence, name: str, years: frozenset[int]) -> list[Candidate]:
    article = index.article(evidence.article_id)
    begin, end = evidence.antecedent or (evidence.start, evidence.start)
    before = article.text[begin:end]
    if years and not _years(f"{before} {evidence.text}"):
        before = f"{_dating(years, article.text, begin)} {before}".strip()
    if name and not _places(name, f"{article.title} {before} {evidence.text}"):
        before = f"{_naming(name, article.text, min(begin, LEAD))} {before}".strip()
    if evidence.heading:
        before = f"{article.text[slice(*evidence.heading)]}. {before}".strip()
    parts: list[Candidate] = []
    so_far = before
    for start, end in parts_of(evidence.text):
        words = evidence.text[start:end]
        part = Candidate(article.title, so_far if leans(words) else before, words)
        so_far = f"{part.before} {words}".strip()
        parts.append(part)
    return parts


def _dating(years: frozenset[int], text: str, end: int) -> str:
    """Return the last sentence of a paragraph before an end that tells a year, if one of these."""
    paragraph = text[text.rfind("\n", 0, end) + 1 : end]
    for one in reversed(split_sentences(paragraph)):
        if told := _years(sentence := paragraph[one.start : one.end]):
            return sentence if told & years else ""
    return ""


def _years(text: str) -> frozenset[int]:
    return frozenset(day.first.year for day in find_days(text))


def _naming(name: str, text: str, end: int) -> str:
    """Return the sentence with the last place of a name before an end, or nothing."""
    places = _places(name, text[:end])
    if not places:
        return ""
    begin = text.rfind("\n", 0, places[-1]) + 1
    paragraph = text[begin:].partition("\n")[0]
    return next(
        paragraph[one.start : one.end]
        for one in split_sentences(paragraph)
        if one.start <= places[-1] - begin < one.end
    )


def _places(name: str, text: str) -> list[int]:
    pattern = rf"(?<!\w){re.escape(name)}(?!\w)"
    return [match.start() for match in re.finditer(pattern, text, re.IGNORECASE)]
