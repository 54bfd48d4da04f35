"""An embedder for tests: deterministic, made of the words alone, ready at once."""

import hashlib
import re
from collections.abc import Sequence
from functools import cache

import numpy as np
import numpy.typing as npt

from index import Candidate, Embedder

DIMENSION = 64


class HashingEmbedder(Embedder):
    """Each word has a random direction, drawn from its SHA-256; a text has the sum of its words'.

    Texts that share words are near each other, and the same text has the same vector on every
    machine. A text without words has one fixed vector.
    """

    name = "hashing"
    sha256 = hashlib.sha256(b"tests.embedder.HashingEmbedder").hexdigest()
    dimension = DIMENSION

    def __init__(self) -> None:
        """Start counting what is embedded."""
        self.embedded: list[str] = []

    def embed(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Return the vectors of the texts, one unit row each."""
        self.embedded += texts
        if not texts:
            return np.empty((0, DIMENSION), dtype=np.float32)
        return np.stack([_vector(text) for text in texts]).astype(np.float32)

    def embed_words(self, words: Sequence[str]) -> npt.NDArray[np.float32]:
        """Return the vectors of the words, one unit row each; not counted as embedded."""
        if not words:
            return np.empty((0, DIMENSION), dtype=np.float32)
        return np.stack([_vector(word) for word in words]).astype(np.float32)

    def knows(self, word: str) -> bool:
        """Know no word, so that any may be misspelt."""
        return False

    def read(self, query: str, candidates: Sequence[Candidate]) -> npt.NDArray[np.float32]:
        """Return a log-odds from -8 to 2: the more words of the query a sentence has, the more."""
        asked = set(re.findall(r"\b\w{4}", query.lower())) or {""}
        held = [
            set(re.findall(r"\b\w{4}", f"{one.before} {one.sentence}".lower()))
            for one in candidates
        ]
        shares = (len(asked & one) / len(asked) for one in held)
        return np.array([10 * share**2 - 8 for share in shares], np.float32)


def _vector(text: str) -> npt.NDArray[np.float64]:
    words = re.findall(r"\w+", text.lower()) or [""]
    total = np.sum([_direction(word) for word in words], axis=0)
    return total / np.linalg.norm(total)


@cache
def _direction(word: str) -> npt.NDArray[np.float64]:
    seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:8])
    return np.random.default_rng(seed).standard_normal(DIMENSION)
