"""An embedder whose words have the vectors that a test chooses."""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from tests.embedder import HashingEmbedder

NEAR = {
    "power": (1.0, 0.0),
    "electricity": (0.8, 0.6),
    "cheese": (0.0, 1.0),
    "cold": (-1.0, 0.0),
    "rune": (0.0, 0.0),
    "20": (1.0, 0.0),
    "300": (1.0, 0.0),
    "31": (1.0, 0.0),
    "31.5": (1.0, 0.0),
}
"""Cosines: power and electricity 0.8, electricity and cheese 0.6, power and cheese 0."""


class ChosenWords(HashingEmbedder):
    """Looks words up in a table, and counts them; a word that is not in it is an error."""

    def __init__(self, table: Mapping[str, tuple[float, float]] = NEAR) -> None:
        super().__init__()
        self.looked_up: list[str] = []
        self._table = table

    def embed_words(self, words: Sequence[str]) -> npt.NDArray[np.float32]:
        self.looked_up += words
        return np.array([self._table[word] for word in words], np.float32).reshape(-1, 2)


def alike(_: str) -> float:
    """Weigh every word the same."""
    return 1.0
