"""Cutting articles up and embedding the pieces."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from corpus import Article, Sentence, split_sentences
from index.embedding import Embedder, Embeddings
from index.passages import Passage, split_passages


@dataclass(frozen=True, slots=True)
class Parts:
    """An article cut up and embedded.

    Attributes:
        passages: In the order of the text.
        vectors: (passages, dimension) float32, unit rows.
        sentences: In the order of the text.
        sentence_vectors: (sentences, dimension) float32, unit rows.
    """

    passages: Sequence[Passage]
    vectors: Embeddings
    sentences: Sequence[Sentence]
    sentence_vectors: Embeddings


class Found(NamedTuple):
    """A passage with its article's title, its sentences and their vectors."""

    passage: Passage
    title: str
    sentences: Sequence[Sentence]
    vectors: Embeddings


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
            vectors[[rows[in_context(article, part.start, part.end)] for part in sentences]],
        )
        for article, passages, sentences in cut
    ]


def in_context(article: Article, start: int, end: int) -> str:
    """Return a span of an article as it is embedded."""
    return f"{article.title}. {article.text[start:end]}"
