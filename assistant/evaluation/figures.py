"""The figures over some rows: by set and by type of question."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import mean, median

from assistant.evaluation.asking import Row
from assistant.evaluation.metrics import Ranking, auroc, calibration_error
from assistant.evaluation.retrieval import Way

ALL = "all"
"""Names the figures over all rows of a set, but for those that are counted apart."""
APART = frozenset({"clarification"})
"""Types whose right answer is a question in return, which no quote is."""


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures over some rows; shares are from 0 to 1, None is over nothing.

    Attributes:
        questions: How many there are.
        retrieval: The mean ranking of the articles found, over the questions with a right article.
        facts_first: The share of the answerable with all facts in the first cited sentence.
        facts: The share with all facts in the cited sentences.
        article: The share of the answerable that cite a right article.
        refused: The share of the unanswerable that were refused.
        falsely_refused: The share of the answerable that were refused.
        auroc: How likely an answerable question has more confidence than an unanswerable one.
        calibration_error: Of the confidence of the answers given, against whether they are right.
        words: The median length of the answers given to the answerable.
        sentences: The mean number of their sentences.
    """

    questions: int
    retrieval: Ranking | None
    facts_first: float | None
    facts: float | None
    article: float | None
    refused: float | None
    falsely_refused: float | None
    auroc: float | None
    calibration_error: float | None
    words: float | None
    sentences: float | None


def summarise(rows: Iterable[Row]) -> dict[tuple[str, str], Figures]:
    """Return the figures by (set, type), and of each set under (set, "all").

    What is counted apart is not in the latter.
    """
    groups: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        groups[row.set][row.type].append(row)
    figures = {}
    for name, types in groups.items():
        for type_, some in types.items():
            figures[name, type_] = figures_of(some)
        figures[name, ALL] = figures_of(
            [row for type_, some in types.items() if type_ not in APART for row in some]
        )
    return figures


def by_way(rows: Iterable[Row]) -> dict[tuple[str, Way], tuple[int, Ranking]]:
    """Return the number of questions and their mean ranking by (set, way of searching).

    Only sets with conversations have ways; a question without one is searched in the same way
    always. What is counted apart is left out.
    """
    sets: dict[str, list[dict[Way, Ranking]]] = defaultdict(list)
    for row in rows:
        if row.retrieval and row.type not in APART:
            sets[row.set].append(dict(row.retrieval))
    return {
        (name, way): (
            len(found),
            _mean_ranking([ways.get(way, ways[Way.UNDERSTOOD]) for ways in found]),
        )
        for name, found in sets.items()
        if any(len(ways) > 1 for ways in found)
        for way in Way
    }


def figures_of(rows: Sequence[Row]) -> Figures:
    """Return the figures over some rows."""
    rankings = [row.retrieval[Way.UNDERSTOOD] for row in rows if row.retrieval]
    answerable = [row for row in rows if row.answerable]
    given = [row for row in answerable if row.abstained is False]
    told = [(row.confidence, row.answerable) for row in rows if row.confidence is not None]
    judged = [
        (row.confidence, row.right)
        for row in rows
        if row.confidence is not None and row.right is not None and not row.abstained
    ]
    return Figures(
        questions=len(rows),
        retrieval=_mean_ranking(rankings) if rankings else None,
        facts_first=_share(row.facts_first for row in rows),
        facts=_share(row.facts for row in rows),
        article=_share(row.article for row in rows),
        refused=_share(row.abstained for row in rows if not row.answerable),
        falsely_refused=_share(row.abstained for row in answerable),
        auroc=auroc([score for score, _ in told], [label for _, label in told]),
        calibration_error=calibration_error(
            [score for score, _ in judged], [right for _, right in judged]
        ),
        words=median(row.words for row in given if row.words is not None) if given else None,
        sentences=_mean(row.sentences for row in given),
    )


def _mean_ranking(rankings: Sequence[Ranking]) -> Ranking:
    return Ranking(
        mean(ranking.ndcg_10 for ranking in rankings),
        mean(ranking.hit_1 for ranking in rankings),
        mean(ranking.hit_5 for ranking in rankings),
        mean(ranking.recall_10 for ranking in rankings),
    )


def _share(values: Iterable[bool | None]) -> float | None:
    return _mean(value if value is None else int(value) for value in values)


def _mean(values: Iterable[float | None]) -> float | None:
    counted = [value for value in values if value is not None]
    return mean(counted) if counted else None
