"""A generated collection of any size: texts whose words are as frequent as those of a language.

Words follow the law of Zipf and Mandelbrot; the most frequent are the function words of English,
all others are made of syllables. Articles have ten passages of about sixty words in sentences of
about eighteen; publishers and years are as uneven as they are in archives.
"""

import zlib
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from corpus import Article, Sentence
from index import Passage
from index.parts import Parts
from index.words import FUNCTION_WORDS
from tests.benchmarks.realistic import Realistic

PASSAGES = 10  # of an article
SOURCES = 20
_WORDS = 300_000
_LAW = (2.7, 1.07)  # the shift and the exponent
_SENTENCES = (19, 16, 25)  # words of the sentences of a passage
_SYLLABLES = [first + vowel for first in "bdfgklmnprstvz" for vowel in "aeiou"]


class Generated:
    """Draws articles with their parts, the same ones for the same seed."""

    def __init__(self, realistic: Realistic, seed: int) -> None:
        """Use vectors like real ones."""
        self._realistic = realistic
        self._draw = np.random.default_rng(seed)
        ranks = np.arange(1, _WORDS + 1)
        self._shares = np.cumsum((ranks + _LAW[0]) ** -_LAW[1])
        self._shares /= self._shares[-1]
        self.words = [*sorted(FUNCTION_WORDS), *map(_word, range(_WORDS - len(FUNCTION_WORDS)))]

    def articles(self, passages: int) -> Iterator[tuple[Article, Parts]]:
        """Yield articles with so many passages in all."""
        for number in range(passages // PASSAGES):
            yield self._article(number)

    def _article(self, number: int) -> tuple[Article, Parts]:
        drawn = np.searchsorted(self._shares, self._draw.random(PASSAGES * sum(_SENTENCES)))
        words = iter(drawn.tolist())
        text, spans, sentences = "", [], []
        for _ in range(PASSAGES):
            begin = len(text)
            for length in _SENTENCES:
                start = len(text)
                text += " ".join(self.words[next(words)] for _ in range(length)).capitalize() + "."
                sentences.append(Sentence(start, len(text), heading=False))
                text += " "
            spans.append((begin, len(text) - 1))
            text = text[:-1] + "\n\n"
        id_ = f"article-{number:07}"
        title = " ".join(self.words[rank] for rank in drawn[drawn > len(FUNCTION_WORDS)][:5])
        source = f"source-{int(SOURCES * self._draw.random() ** 2):02}"
        date = f"{int(2024 - 20 * self._draw.random() ** 2)}-{self._draw.integers(1, 13):02}-15"
        article = Article(id_, title, text.rstrip(), source=source, date=date)
        vectors = self._realistic.vectors(PASSAGES * (1 + len(_SENTENCES)))
        passages = [Passage(id_, start, end, text[start:end]) for start, end in spans]
        return article, Parts(passages, vectors[:PASSAGES], sentences, vectors[PASSAGES:])


def _word(number: int) -> str:
    """Return the word of a number: few syllables for a small one."""
    word = ""
    number += len(_SYLLABLES)  # no word of one syllable, which may be one of English
    while number:
        number, syllable = divmod(number, len(_SYLLABLES))
        word += _SYLLABLES[syllable]
    return word


class Prepared:
    """An embedder that returns what was prepared, at once; words have vectors by their letters."""

    name = "prepared"
    sha256 = "prepared"

    def __init__(self, dimension: int) -> None:
        """Return vectors of this length."""
        self.dimension = dimension
        self.vectors: dict[str, npt.NDArray[np.float32]] = {}
        drawn = np.random.default_rng(0).standard_normal((100_000, dimension), dtype=np.float32)
        self._words = drawn / np.linalg.norm(drawn, axis=1, keepdims=True)

    def embed(self, texts: list[str]) -> npt.NDArray[np.float32]:
        """Return the vectors that were prepared for the texts."""
        return np.stack([self.vectors[text] for text in texts])

    def embed_words(self, words: list[str]) -> npt.NDArray[np.float32]:
        """Return unit vectors, the same for the same word."""
        return self._words[[zlib.crc32(word.encode()) % len(self._words) for word in words]]

    def knows(self, word: str) -> bool:
        """Know no word."""
        return False
