"""Fusing what the dense and the lexical search found into one ranking, by four signals.

A convex combination of normalised scores (Bruch, Gai and Ingber 2023, arXiv:2210.11934): of the
passage's cosine, of BM25, of the cosine of its best sentence, and of how near its words are to the
query's. The README says what each was measured to add.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from index.store import Scored

DENSE, LEXICAL, SENTENCE, WORDS = 0.2, 0.2, 0.3, 0.3
"""The shares of the signals; around them nDCG@10 is flat on all sets that were measured."""


class Candidate(NamedTuple):
    """A passage that one search has found, with the normalised scores of both, from 0 to 1."""

    number: int
    dense: float
    lexical: float


def candidates(dense: Scored, lexical: Scored, limit: int) -> list[Candidate]:
    """Return the best passages of both searches, at most `limit`; ties go to the smaller number.

    Cosines are normalised by minimum and maximum of what was found, BM25 scores by their maximum.
    A passage that only one search has found gets the least score of the other.
    """
    cosines = dict(zip(dense[0].tolist(), min_max(dense[1]).tolist(), strict=True))
    best = max(lexical[1].tolist(), default=1.0)
    words = dict(zip(lexical[0].tolist(), (lexical[1] / best).tolist(), strict=True))
    both = (
        Candidate(number, cosines.get(number, 0.0), words.get(number, 0.0))
        for number in cosines | words
    )
    return sorted(both, key=lambda one: (-one.dense - one.lexical, one.number))[:limit]


def fuse(
    found: Sequence[Candidate],
    sentence: npt.NDArray[np.float32],
    words: npt.NDArray[np.float32],
) -> list[tuple[int, float]]:
    """Return (passage number, score from 0 to 1) of all candidates, best first.

    Args:
        found: The candidates.
        sentence: Of each, the cosine of its best sentence with the query.
        words: Of each, the share of the query's words that its best sentence has.
    """
    near, shares = min_max(sentence).tolist(), min_max(words).tolist()
    scores = {
        one.number: DENSE * one.dense
        + LEXICAL * one.lexical
        + SENTENCE * near[position]
        + WORDS * shares[position]
        for position, one in enumerate(found)
    }
    return sorted(scores.items(), key=lambda item: (-item[1], item[0]))


def min_max(scores: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Return scores from 0 for the least of them to 1 for the largest; 1 if all are alike."""
    if len(scores) == 0:
        return scores
    low, high = scores.min(), scores.max()
    return (scores - low) / (high - low) if high > low else np.ones_like(scores)
