"""Choosing from evidence: as few sentences as are needed to answer."""

from collections.abc import Sequence

from assistant.answering.items import distinct, with_items
from assistant.question.understanding import Kind, Question
from assistant.weighing.evidence import RIVAL, Evidence

_MOST = 3  # sentences that answer a question of fact
_MOST_OF_LIST = 7
_MARGIN = 0.65  # of the best score, below which a sentence does not answer
_MARGIN_OF_LIST = 0.5
_SURE = 0.8  # of the best score, above which a sentence may be the answer as well as the best
# The log-odds of the cross-encoder, above which a sentence is an item of a list whatever its words,
# below which it is none where two are above, and below which it is none where one is.
_ITEM = 0.0
_NO_ITEM = -1.0
_FAR = -3.0
OF_KIND = 0.5
"""From this on, `Evidence.kind` says that a sentence holds what is asked for."""

_MAYBE_OF_KIND = 0.3  # below it, a sentence holds none of what is asked for
_ON_TOPIC = 0.5  # of the noun asked for, that each item of a list has to cover
_ABOUT_IT = 0.1  # of the other terms


def choose(question: Question, evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return the sentences that answer, best first; `evidence` comes best first.

    To a question of fact a sentence is added only if it may be the answer as well as the best
    one, or covers words of the question that those before it do not. A list takes every sentence
    that may be the best, or covers the noun asked for and something of what is asked about it, or
    is an item to the cross-encoder; where that sees one or several, none that plainly is not
    one to it, and none of a rival where there are others.
    """
    if not evidence:
        return []
    if question.several:
        sure = _share_of(evidence[0].score, _SURE)
        items = [item for item in evidence if item.kind >= OF_KIND and _on_topic(question, item)]
        if items:
            may_be = [item for item in evidence if item.score >= sure or item.cross > _ITEM]
            items += [item for item in may_be if item not in items]
        else:
            items = list(evidence)
        items.sort(key=lambda item: -(item.score + item.focus))
        least = _share_of(items[0].score, _MARGIN_OF_LIST)
        near = distinct(item for item in items if item.score >= least)
        near = [item for item in near if item.names < RIVAL] or near
        plain = sum(item.cross > _ITEM for item in near)
        if plain:
            near = [item for item in near if item.cross > (_NO_ITEM if plain > 1 else _FAR)]
        return with_items(near, evidence)[:_MOST_OF_LIST]
    # A sentence that holds none of what is asked for, such as a date, does not answer.
    least = _share_of(evidence[0].score, _MARGIN)
    near = [item for item in distinct(evidence) if item.score >= least]
    best, *others = [item for item in near if item.kind >= _MAYBE_OF_KIND] or near[:1]
    if others and _says_what_of(best, others[0]):
        best, others[0] = others[0], best
    chosen = [best]
    for item in others:
        covered = frozenset[str]().union(*(other.covered for other in chosen))
        if item.score >= _share_of(best.score, _SURE) or item.covered - covered:
            chosen.append(item)
    return chosen[:_MOST]


def _says_what_of(best: Evidence, second: Evidence) -> bool:
    """Tell whether the best sentence only says what the second is about, which answers better."""
    return (
        second.antecedent == (best.start, best.end)
        and second.article_id == best.article_id
        and second.score >= _share_of(best.score, _SURE)
        and second.cross > best.cross
        and second.kind >= best.kind
    )


def as_good_as_the_best(chosen: Sequence[Evidence]) -> list[Evidence]:
    """Return the best of the sentences that answer, and those that may be the answer as well."""
    return [item for item in chosen if item.score >= _share_of(chosen[0].score, _SURE)]


def _share_of(score: float, share: float) -> float:
    """Return a share of a score; never more than the score, which can be negative."""
    return score - (1 - share) * abs(score)


def _on_topic(question: Question, item: Evidence) -> bool:
    """Tell whether a sentence can be an item of a list; the "parties" of a deal are only named."""
    return question.kind is Kind.NAME or (item.focus >= _ON_TOPIC and item.rest >= _ABOUT_IT)
