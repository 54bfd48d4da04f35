"""Alignment: how near the words of a query are to the words of a text, one by one.

A soft share of the query's words, weighted by rarity, that a text has: "output" answers for
"generation" without a list of synonyms. It is the recall of BERTScore (Zhang et al. 2020,
arXiv:1904.09675) over a model's input embeddings instead of its contextual ones, which costs a
look-up where those cost a run of the model.
"""

import re
import threading
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from index.embedding import Embedder, Embeddings

# "CO2" and "1st" are words; "20" of "20MW" is a number.
_WORD = re.compile(r"\d+(?:st|nd|rd|th)\b|\d+(?:[.,]\d+)*|[^\W\d_]+\d*")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_WORDS_KEPT = 50_000


class Alignment(NamedTuple):
    """The words of a query against some texts.

    Attributes:
        words: Of the query, in lower case, without those that only say how it is asked.
        weights: (words,) float32, the rarity of each.
        likeness: (texts, words) float32, from 0 to 1: of the nearest word in each text.
    """

    words: Sequence[str]
    weights: npt.NDArray[np.float32]
    likeness: npt.NDArray[np.float32]

    def shares(self) -> npt.NDArray[np.float32]:
        """Return the weighted share of the query's words that each text has: (texts,)."""
        total = self.weights.sum()
        shares: npt.NDArray[np.float32] = self.likeness @ self.weights / (total or 1.0)
        return shares


class Aligner:
    """Aligns queries with texts; the vector of a word is looked up once."""

    def __init__(self, embedder: Embedder, weight: Callable[[str], float]) -> None:
        """Use the words of a model, and a weight for each: 0 if it is not worth aligning."""
        self._embedder = embedder
        self._weight = weight
        self._vectors: dict[str, npt.NDArray[np.float32]] = {}
        self._lock = threading.Lock()

    def align(self, query: str, texts: Sequence[str]) -> Alignment:
        """Return how near each word of a query is to the nearest word of each text.

        Numbers are near only to themselves: 20 is not 300, however alike a model finds them.
        """
        weighed = {word: self._weight(word) for word in _words(query)}
        asked = [word for word, weight in weighed.items() if weight > 0]
        weights = np.array([weighed[word] for word in asked], np.float32)
        words = [_words(text) for text in texts]
        known = list(dict.fromkeys(word for some in words for word in some))
        likeness = np.zeros((len(texts), len(asked)), np.float32)
        if asked and known:
            nearness = self._nearness(asked, known)
            column = {word: number for number, word in enumerate(known)}
            filled = [row for row, some in enumerate(words) if some]
            columns = [column[word] for row in filled for word in words[row]]
            begins = np.cumsum([0, *(len(words[row]) for row in filled[:-1])])
            likeness[filled] = np.maximum.reduceat(nearness[:, columns], begins, axis=1).T
        return Alignment(asked, weights, likeness)

    def _nearness(self, asked: Sequence[str], known: Sequence[str]) -> npt.NDArray[np.float32]:
        nearness: npt.NDArray[np.float32] = self._embed(asked) @ self._embed(known).T
        nearness = nearness.clip(0.0, 1.0)
        nearness[[is_number(word) for word in asked]] = 0.0
        place = {word: number for number, word in enumerate(known)}
        for row, word in enumerate(asked):
            if word in place:
                nearness[row, place[word]] = 1.0
        return nearness

    def _embed(self, words: Sequence[str]) -> Embeddings:
        with self._lock:
            if len(self._vectors) > _WORDS_KEPT:
                self._vectors.clear()
            missing = [word for word in words if word not in self._vectors]
            if missing:
                found = self._embedder.embed_words(missing)
                self._vectors.update(zip(missing, found, strict=True))
            return np.stack([self._vectors[word] for word in words])


def is_number(word: str) -> bool:
    """Tell whether a word of an alignment is a number; "1st" and "co2" are none."""
    return _NUMBER.fullmatch(word) is not None


def _words(text: str) -> list[str]:
    return list(dict.fromkeys(_WORD.findall(text.lower())))
