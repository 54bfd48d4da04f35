"""Fusing dense and lexical results into one ranking."""

import numpy as np
import numpy.typing as npt

DENSE_WEIGHT = 0.5
"""The share of the dense score; what it was measured against stands in the README."""

Scored = tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]
"""Numbers of passages and their scores, best first."""


def fuse(dense: Scored, lexical: Scored, limit: int) -> list[tuple[int, float]]:
    """Return (passage number, score from 0 to 1), best first, at most `limit` of them.

    A convex combination of normalised scores (Bruch, Gai and Ingber 2023, arXiv:2210.11934):
    cosines by minimum and maximum of the candidates, BM25 scores by their maximum. A passage that
    only one search has found gets the least score of the other. Ties go to the smaller number.
    """
    cosines = dict(zip(dense[0].tolist(), _min_max(dense[1]).tolist(), strict=True))
    best = max(lexical[1].tolist(), default=1.0)
    words = dict(zip(lexical[0].tolist(), (lexical[1] / best).tolist(), strict=True))
    fused = {
        number: DENSE_WEIGHT * cosines.get(number, 0.0)
        + (1 - DENSE_WEIGHT) * words.get(number, 0.0)
        for number in cosines | words
    }
    return sorted(fused.items(), key=lambda item: (-item[1], item[0]))[:limit]


def _min_max(scores: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    if len(scores) == 0:
        return scores
    low, high = scores.min(), scores.max()
    return (scores - low) / (high - low) if high > low else np.ones_like(scores)
