"""Cutting articles up and embedding the pieces."""

from collections.abc import Sequence

import numpy as np

from corpus import Article, split_sentences
from index.catalogue import Parts
from index.embedding import Embedder
from index.passages import split_passages


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
