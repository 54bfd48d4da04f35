"""Searching for a question asked in a conversation: what that is about counts too, but less."""

from collections.abc import Sequence

CONTEXT_WEIGHT = 0.5
"""What the ranking with the context counts, where the one without counts 1.

On INSCIT dev any weight from 0.25 to 1 is better than none.
"""

Ranking = Sequence[tuple[int, float]]
"""(passage number, score), best first."""


def blend(alone: Ranking, with_context: Ranking) -> list[tuple[int, float]]:
    """Return one ranking of two, by the weighted mean of the scores; missing ones count as 0.

    Ties go to the smaller number.
    """
    scores = dict.fromkeys([number for number, _ in [*alone, *with_context]], 0.0)
    for ranking, weight in ((alone, 1.0), (with_context, CONTEXT_WEIGHT)):
        for number, score in ranking:
            scores[number] += score * weight / (1 + CONTEXT_WEIGHT)
    return sorted(scores.items(), key=lambda item: (-item[1], item[0]))
