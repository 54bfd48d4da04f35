"""Cutting articles up and embedding the pieces."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from corpus import Article, Sentence, split_sentences
from index.embedding import Embedder, Embeddings
from index.passages import Passage, split_passages

SentenceVectors = npt.NDArray[np.float16]
"""(n, dimension) float16, rows of length one."""


@dataclass(frozen=True, slots=True)
class Parts:
    """An article cut up and embedded.

    Attributes:
        passages: In the order of the text.
        vectors: (passages, dimension) float32, unit rows.
        sentences: In the order of the text.
        sentence_vectors: (sentences, dimension) float16, unit rows; half the size of float32, and
            exact enough to order the sentences of a few passages.
    """

    passages: Sequence[Passage]
    vectors: Embeddings
    sentences: Sequence[Sentence]
    sentence_vectors: SentenceVectors

    def digest(self, article: Article) -> bytes:
        """Return a hash of all that is kept of an article and its parts."""
        digest = hashlib.sha256()
        spans = [(passage.start, passage.end) for passage in self.passages]
        sentences = [tuple(sentence) for sentence in self.sentences]
        for value in (article.id, article.title, article.sha256, article.source, article.date,
                      article.url, spans, sentences):  # fmt: skip
            digest.update(repr(value).encode())
        digest.update(np.ascontiguousarray(self.vectors).tobytes())
        digest.update(np.ascontiguousarray(self.sentence_vectors).tobytes())
        return digest.digest()


class Found(NamedTuple):
    """A passage with its article's title, its sentences and their vectors."""

    passage: Passage
    title: str
    sentences: Sequence[Sentence]
    vectors: SentenceVectors


def embed_parts(embedder: Embedder, articles: Sequence[Article], characters: int) -> list[Parts]:
    """Cut articles into passages and sentences and embed both, in one call of the model.

    A text is embedded with its article's title in front, so that "The project spans 44 hectares"
    is near a question that names the project; a text that occurs twice is embedded once.

    Args:
        embedder: The model.
        articles: What to embed.
        characters: The longest passage.
    """
    cut = [
        (article, split_passages(article, characters), split_sentences(article.text))
        for article in articles
    ]
    spans = (
        (article, part.start, part.end)
        for article, passages, sentences in cut
        for parts in (passages, sentences)
        for part in parts
    )
    texts = dict.fromkeys(in_context(*span) for span in spans)
    rows = {text: row for row, text in enumerate(texts)}
    vectors = embedder.embed(list(texts))
    return [
        Parts(
            passages,
            vectors[[rows[in_context(article, part.start, part.end)] for part in passages]],
            sentences,
            vectors[[rows[in_context(article, part.start, part.end)] for part in sentences]].astype(
                np.float16
            ),
        )
        for article, passages, sentences in cut
    ]


def in_context(article: Article, start: int, end: int) -> str:
    """Return a span of an article as it is embedded."""
    return f"{article.title}. {article.text[start:end]}"
