"""Tests of index.milvus.rows: what is written can be read again, and keys come from content."""

import re

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from corpus import Article, Sentence
from index.codes import decode_nibbles, encode_nibbles
from index.milvus.rows import (
    article_row,
    pack,
    passage_rows,
    quoted,
    sentence_of,
    term_rows,
    token,
    unpack,
    version_of,
)
from index.parts import Parts, embed_parts
from tests.embedder import HashingEmbedder
from tests.texts import texts

SPAN = st.integers(0, 2**32 - 1)


def parts_of(article: Article, characters: int = 60) -> Parts:
    return embed_parts(HashingEmbedder(), [article], characters)[0]


def rows_of(article: Article) -> list[dict[str, object]]:
    parts = parts_of(article)
    return list(passage_rows(article, parts, [["mill", "5.5"]] * len(parts.passages)))


@given(st.lists(st.text(min_size=1), unique=True, max_size=20))
def test_terms_become_words_of_their_own_that_no_analyzer_changes(terms: list[str]) -> None:
    tokens = [token(term) for term in terms]
    assert len(set(tokens)) == len(terms)
    assert all(re.fullmatch("[a-z0-9]+", one) for one in tokens)


def test_most_terms_stay_as_they_are() -> None:
    assert [token(term) for term in ("turbin", "2019", "zx", "5.5", "大")] == [
        "turbin", "2019", "zx7a78", "zx352e35", "zxe5a4a7",
    ]  # fmt: skip


@given(
    st.lists(st.tuples(SPAN, SPAN, st.booleans()), unique=True, max_size=5),
    st.integers(1, 64),
    st.integers(0, 2**32 - 1),
)
def test_sentences_are_unpacked_as_they_were_packed(
    spans: list[tuple[int, int, bool]], dimension: int, seed: int
) -> None:
    vectors = np.random.default_rng(seed).standard_normal((len(spans), dimension), np.float32)
    codes = encode_nibbles(vectors / np.linalg.norm(vectors, axis=1, keepdims=True))
    packed = [pack(Sentence(*span), code) for span, code in zip(spans, codes, strict=True)]
    assert [sentence_of(one) for one in packed] == spans
    sentences, unpacked = unpack(packed, dimension)
    assert sentences == spans
    np.testing.assert_array_equal(unpacked, decode_nibbles(codes, dimension))


@given(texts, st.sampled_from(["", " ", "\n"]))
def test_the_pieces_of_an_article_are_its_text(text: str, before: str) -> None:
    article = Article("a", "A", before + text)
    parts = parts_of(article)
    rows = list(passage_rows(article, parts, [[]] * len(parts.passages)))
    lead = article_row(article, parts, "", "2026-01-01")["lead"]
    assert lead + "".join(row["text"] for row in rows) == article.text
    assert [row["text"][: row["end"] - row["start"]] for row in rows] == [
        passage.text for passage in parts.passages
    ]
    kept = {sentence_of(one) for row in rows for one in row["sentences"]}
    assert kept == set(parts.sentences)


def test_the_keys_come_from_what_an_article_is() -> None:
    text = "The mill turns. The goat grazes.\n\nThe lamp is lit, and the tram is late again today."
    article = Article("a", "A", text, "Gazette", "2021", "https://gazette.example")
    numbers = [row["number"] for row in rows_of(article)]
    assert len(set(numbers)) == len(numbers) == 2
    assert numbers == [row["number"] for row in rows_of(article)]
    assert all(0 <= number < 2**63 for number in numbers)
    others = [
        Article("b", "A", text, "Gazette", "2021", "https://gazette.example"),
        Article("a", "B", text, "Gazette", "2021", "https://gazette.example"),
        Article("a", "A", text + ".", "Gazette", "2021", "https://gazette.example"),
        Article("a", "A", text, "Courier", "2021", "https://gazette.example"),
        Article("a", "A", text, "Gazette", "2022", "https://gazette.example"),
        Article("a", "A", text, "Gazette", "2021", None),
    ]
    assert len({version_of(one) for one in (article, *others)}) == 7
    for other in others:
        assert not set(numbers) & {row["number"] for row in rows_of(other)}


def test_rows_of_terms_are_each_there_once() -> None:
    rows = term_rows(["mill", "goat", "mill"])
    assert [(row["term"], row["letters"]) for row in rows] == [("goat", 4), ("mill", 4)]


def test_values_in_conditions_end_where_they_should() -> None:
    assert [quoted(one) for one in ('a" or "', "a\\", 7)] == ['"a\\" or \\""', '"a\\\\"', "7"]
