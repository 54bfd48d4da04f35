"""Alignment: how near the words of a query are to the words of a text, one by one.

A soft share of the query's words, weighted by rarity, that a text has: "output" answers for
"generation" without a list of synonyms. It is the recall of BERTScore (Zhang et al. 2020,
arXiv:1904.09675) over a model's input embeddings instead of its contextual ones, which costs a
look-up where those cost a run of the model.
"""

import re
import threading
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from index.embedding import Embedder, Embeddings

# "CO2" and "1st" are words; "20" of "20MW" is a number.
_WORD = re.compile(r"\d+(?:st|nd|rd|th)\b|\d+(?:[.,]\d+)*|[^\W\d_]+\d*")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_WORDS_KEPT = 50_000
_TEXTS_KEPT = 20_000
_ROWS = 60_000  # of the table; memory is only taken by those that are filled


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
    """Aligns queries with texts; the words of a text, and the vector of a word, are kept."""

    def __init__(self, embedder: Embedder, weight: Callable[[str], float]) -> None:
        """Use the words of a model, and a weight for each: 0 if it is not worth aligning."""
        self._embedder = embedder
        self._weight = weight
        self._lock = threading.Lock()
        self._forget()

    def align(self, query: str, texts: Sequence[str]) -> Alignment:
        """Return how near each word of a query is to the nearest word of each text.

        Numbers are near only to themselves: 20 is not 300, however alike a model finds them.
        """
        weighed = {word: self._weight(word) for word in _words(query)}
        asked = [word for word, weight in weighed.items() if weight > 0]
        weights = np.array([weighed[word] for word in asked], np.float32)
        likeness = np.zeros((len(texts), len(asked)), np.float32)
        if not asked:
            return Alignment(asked, weights, likeness)
        with self._lock:
            if len(self._numbers) > _WORDS_KEPT:
                self._forget()
            own = self._look_up(asked)
            words = [self._words_of(text) for text in texts]
            vectors = self._vectors
        filled = [row for row, some in enumerate(words) if len(some)]
        if filled:
            known, columns = _once(np.concatenate([words[row] for row in filled]))
            nearness = _nearness(asked, own, known, vectors)
            begins = np.cumsum([0, *(len(words[row]) for row in filled[:-1])])
            likeness[filled] = np.maximum.reduceat(nearness[:, columns], begins, axis=1).T
        return Alignment(asked, weights, likeness)

    def _forget(self) -> None:
        self._numbers: dict[str, int] = {}
        self._vectors = np.empty((0, 0), np.float32)
        self._words_of = lru_cache(_TEXTS_KEPT)(lambda text: self._look_up(_words(text)))

    def _look_up(self, words: Sequence[str]) -> npt.NDArray[np.intp]:
        """Return the rows of words in the table of vectors, which grows by those it lacks."""
        missing = [word for word in words if word not in self._numbers]
        if missing:
            found = self._embedder.embed_words(missing)
            begin = len(self._numbers)
            self._numbers.update({word: begin + row for row, word in enumerate(missing)})
            if len(self._numbers) > len(self._vectors):
                rows = max(_ROWS, 2 * len(self._numbers))
                larger = np.zeros((rows, found.shape[1]), np.float32)
                larger[:begin] = self._vectors[:begin] if begin else 0.0
                self._vectors = larger
            self._vectors[begin : len(self._numbers)] = found
        return np.array([self._numbers[word] for word in words], np.intp)


def _once(numbers: npt.NDArray[np.intp]) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """Return each number once, in the order in which they come first, and where each stands there.

    In that order, since the last bit of a product can depend on where it stands in a matrix.
    """
    known = np.array(list(dict.fromkeys(numbers.tolist())), np.intp)
    place = np.empty(known.max() + 1, np.intp)
    place[known] = np.arange(len(known))
    return known, place[numbers]


def _nearness(
    asked: Sequence[str],
    own: npt.NDArray[np.intp],
    known: npt.NDArray[np.intp],
    vectors: Embeddings,
) -> npt.NDArray[np.float32]:
    """Return how near each word asked for is to each known one: (asked, known), from 0 to 1."""
    nearness: npt.NDArray[np.float32] = (vectors[own] @ vectors[known].T).clip(0.0, 1.0)
    nearness[[is_number(word) for word in asked]] = 0.0
    nearness[own[:, None] == known] = 1.0
    return nearness


def is_number(word: str) -> bool:
    """Tell whether a word of an alignment is a number; "1st" and "co2" are none."""
    return _NUMBER.fullmatch(word) is not None


def _words(text: str) -> list[str]:
    return list(dict.fromkeys(_WORD.findall(text.lower())))
