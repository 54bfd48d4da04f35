"""Tests of index.parts."""

import numpy as np

from corpus import Article, split_sentences
from index import split_passages
from index.parts import embed_parts, in_context
from tests.embedder import HashingEmbedder

MILL = Article("mill", "A mill", "It turns. It is red.\n\nIt turns. It stands in Vell.")
FERRY = Article("ferry", "A ferry", "It floats.")


def test_passages_and_sentences_have_the_vectors_of_their_texts(embedder: HashingEmbedder) -> None:
    mill, ferry = embed_parts(embedder, [MILL, FERRY], 25)
    assert mill.passages == split_passages(MILL, 25)
    assert mill.sentences == split_sentences(MILL.text)
    fresh = HashingEmbedder()
    passages = fresh.embed([f"A mill. {passage.text}" for passage in mill.passages])
    sentences = fresh.embed([f"A mill. {MILL.text[s.start : s.end]}" for s in mill.sentences])
    np.testing.assert_array_equal(mill.vectors, passages)
    np.testing.assert_array_equal(mill.sentence_vectors, sentences)
    np.testing.assert_array_equal(ferry.vectors, fresh.embed(["A ferry. It floats."]))


def test_a_text_that_occurs_twice_is_embedded_once(embedder: HashingEmbedder) -> None:
    embed_parts(embedder, [MILL, FERRY], 25)
    assert sorted(embedder.embedded) == [
        "A ferry. It floats.",
        "A mill. It is red.",
        "A mill. It stands in Vell.",
        "A mill. It turns.",
        "A mill. It turns. It is red.",
    ]


def test_the_context_is_the_title() -> None:
    assert in_context(MILL, 10, 20) == "A mill. It is red."
