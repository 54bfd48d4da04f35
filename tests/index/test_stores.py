"""Tests of the stores against each other and against scores computed here."""

import random
from pathlib import Path

import pytest

from corpus import Article, bundled_articles, load
from index import Filters, Index, Place, SentenceTransformerEmbedder
from index.milvus.address import Address
from index.store import Scored
from tests.embedder import HashingEmbedder
from tests.index.bm25 import bm25
from tests.stores import MilvusServer, check_alike, every_store, needs_milvus

WORDS = ["mill", "goat", "lamp", "harbour", "red", "wind", "salt", "tram"]  # each its own stem
ROUNDED = 0.003
"""How far a cosine may be off, since the local store keeps vectors in 8 bits a component."""


@every_store
def test_scores_are_those_of_bm25_and_cosines_those_of_the_vectors(place: Place) -> None:
    draw = random.Random(3)
    documents = {number: draw.choices(WORDS, k=draw.randint(2, 40)) for number in range(30)}
    index = Index.create(place, HashingEmbedder())
    index.add(
        Article(f"a{number}", words[0], " ".join(words[1:])) for number, words in documents.items()
    )
    assert index.counts() == (30, 30)
    found = {index._store.passage_at(f"a{number}", 0)[0]: number for number in documents}
    for query in ["goat", "mill tram", " ".join(WORDS), "salt unknown"]:
        vector = index._query_vector(query)
        dense, lexical, passages = index._store.search(query, vector, 100, None)
        assert passages == 30
        assert scores(lexical, found) == pytest.approx(bm25(documents, query.split()), rel=1e-4)
        texts = [f"{words[0]}. {' '.join(words[1:])}" for words in documents.values()]
        cosines = HashingEmbedder().embed(texts) @ vector
        assert scores(dense, found) == pytest.approx(dict(enumerate(cosines.tolist())), abs=ROUNDED)
        for numbers, values in (dense, lexical):
            pairs = list(zip((-values).tolist(), numbers.tolist(), strict=True))
            assert pairs == sorted(pairs)
    index.close()


def scores(scored: Scored, found: dict[int, int]) -> dict[int, float]:
    """Return the scores of passages by the numbers of their documents."""
    numbers, values = scored
    return {found[n]: score for n, score in zip(numbers.tolist(), values.tolist(), strict=True)}


@needs_milvus
def test_both_stores_rank_alike(
    tmp_path: Path, milvus: MilvusServer, model: SentenceTransformerEmbedder
) -> None:
    address = Address(milvus.uri, "alike")
    local, remote = Index.create(tmp_path / "i", model), Index.create(address, model)
    articles = [item for item in load([bundled_articles()]) if isinstance(item, Article)]
    assert local.add(articles) == remote.add(articles)
    # Milvus Lite weighs words by what the filters leave as long as rows are where they came in.
    milvus.flush(address.name)
    for query in (
        "Who invested in the Zhanatas wind farm?",
        "coal saved by wind power",
        "When was the solar plant in Shetpe finished?",
        "risks of environmental cooperation",
    ):
        for filters in (None, Filters(since="2025"), Filters(articles=(articles[3].id,))):
            check_alike(local.search(query, 10, filters), remote.search(query, 10, filters))
    assert [item.id for item in local.articles()] == [item.id for item in remote.articles()]
    lines = zip(local.articles(), remote.articles(), strict=True)
    assert all((one.words, one.passages) == (two.words, two.passages) for one, two in lines)
    for term in ("turbin", "kazakhstan", "unknown", "278,300"):
        assert local.rarity(term) == remote.rarity(term)
    assert local.mentioning("wind farm") == remote.mentioning("wind farm")
    for word, meant in {"kazakstan": "kazakhstan", "enviromental": "environmental"}.items():
        assert local.nearest_word(word) == remote.nearest_word(word) == meant
    local.close()
    remote.close()
