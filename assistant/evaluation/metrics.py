"""The measures: rankings by trec_eval, separation by scikit-learn, calibration, gold answers."""

import re
import string
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from importlib import util

import numpy as np

from corpus import SteppewiseError

_BINS = 10
_MEASURES = {"ndcg_cut.10", "success.1,5", "recall.10"}
_LIBRARIES = ("pytrec_eval", "sklearn")
_ARTICLES = re.compile(r"\b(?:a|an|the)\b")
_NO_PUNCTUATION = str.maketrans("", "", string.punctuation)


class MetricsMissingError(SteppewiseError):
    """The libraries that measure are not installed."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """How well articles are ranked, each figure from 0 to 1; relevant or not, nothing between.

    Attributes:
        ndcg_10: nDCG of the first ten (Järvelin and Kekäläinen 2002).
        hit_1: Whether the first is relevant.
        hit_5: Whether one of the first five is.
        recall_10: The share of the relevant that is among the first ten.
    """

    ndcg_10: float
    hit_1: float
    hit_5: float
    recall_10: float


def check_libraries() -> None:
    """Check that what measures is installed.

    Raises:
        MetricsMissingError: If it is not, with the remedy.
    """
    if any(util.find_spec(name) is None for name in _LIBRARIES):
        raise MetricsMissingError(
            "Evaluating needs libraries that are not installed; install them with: "
            "pip install 'steppewise[evaluation]'"
        )


def rank_figures(ranked: Sequence[str], relevant: AbstractSet[str]) -> Ranking:
    """Return the figures of one ranking by trec_eval.

    Args:
        ranked: Ids, best first, each once.
        relevant: Ids, at least one.
    """
    from pytrec_eval import RelevanceEvaluator

    if not ranked:
        return Ranking(0, 0, 0, 0)
    evaluator = RelevanceEvaluator({"q": dict.fromkeys(relevant, 1)}, _MEASURES)
    # Scores in the order of the ranks: trec_eval breaks ties by id.
    run = {id_: float(len(ranked) - rank) for rank, id_ in enumerate(ranked)}
    values = evaluator.evaluate({"q": run})["q"]
    names = ("ndcg_cut_10", "success_1", "success_5", "recall_10")
    return Ranking(*(float(values[name]) for name in names))


def auroc(scores: Sequence[float], labels: Sequence[bool]) -> float | None:
    """Return how likely a true one has a larger score than a false one; None without both."""
    from sklearn.metrics import roc_auc_score

    return float(roc_auc_score(labels, scores)) if len(set(labels)) > 1 else None


def calibration_error(confidences: Sequence[float], right: Sequence[bool]) -> float | None:
    """Return the expected calibration error (Guo et al. 2017, arXiv:1706.04599); None for none.

    Ten bins of equal width, each with its upper bound: the mean difference between the mean
    confidence of a bin and the share that was right, weighted by how many are in it.
    """
    if not confidences:
        return None
    told, was = np.asarray(confidences, dtype=float), np.asarray(right, dtype=float)
    bins = np.searchsorted(np.linspace(0, 1, _BINS + 1)[1:-1], told)
    gaps = np.bincount(bins, weights=told - was, minlength=_BINS)
    return float(np.abs(gaps).sum() / len(told))


def normalise_answer(text: str) -> str:
    """Return a text as SQuAD's own script compares answers (Rajpurkar et al. 2016).

    >>> normalise_answer("The  Duchy, of Normandy.")
    'duchy of normandy'
    """
    return " ".join(_ARTICLES.sub(" ", text.lower().translate(_NO_PUNCTUATION)).split())


def holds(text: str, gold: str) -> bool:
    """Tell whether a gold answer stands in a text as whole words, both normalised.

    >>> holds("It has 308 points.", "the 308"), holds("It has 1308 points.", "308")
    (True, False)
    """
    words = normalise_answer(gold)
    return bool(words) and f" {words} " in f" {normalise_answer(text)} "
