"""Looking at the sentences of the passages found: how near the best of each is to the query."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from index.alignment import Aligner
from index.embedding import Embeddings
from index.parts import Found


def rescore(
    aligner: Aligner, query: str, vector: npt.NDArray[np.float32], found: Sequence[Found]
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
    """Return what the best sentence of each passage has in common with the query.

    Args:
        aligner: Of the words.
        query: In words.
        vector: Of the query, (dimension,).
        found: The passages.

    Returns:
        Its cosine, (passages,), and the share of the query's words it has with the title,
        (passages,).
    """
    cosines = np.array([_best_cosine(one.vectors, vector) for one in found], np.float32)
    texts = [text for one in found for text in (one.title, *_texts(one))]
    alignment = aligner.align(query, texts)
    shares = np.zeros(len(found), np.float32)
    begin = 0
    for position, one in enumerate(found):
        end = begin + 1 + len(_texts(one))
        title, sentences = alignment.likeness[begin], alignment.likeness[begin + 1 : end]
        both = alignment._replace(likeness=np.maximum(title, sentences))
        shares[position] = both.shares().max(initial=0.0)
        begin = end
    return cosines, shares


def _best_cosine(vectors: Embeddings, vector: npt.NDArray[np.float32]) -> float:
    return float((vectors @ vector).max(initial=-1.0))


def _texts(found: Found) -> list[str]:
    """Return the sentences of a passage, or the whole of one in which none begins."""
    passage = found.passage
    sentences = [
        passage.text[sentence.start - passage.start : sentence.end - passage.start]
        for sentence in found.sentences
    ]
    return sentences or [passage.text]
