"""Tests of index.passages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Article, split_sentences
from index import Passage, split_passages
from tests.texts import texts


@given(texts, st.integers(15, 300))
def test_passages_hold_everything_once_and_exactly(text: str, limit: int) -> None:
    position = 0
    for passage in split_passages(Article("a", "A", text), limit):
        assert passage.article_id == "a"
        assert text[passage.start : passage.end] == passage.text
        assert passage.text == passage.text.strip() != ""
        assert len(passage.text) <= limit
        assert text[position : passage.start].strip() == ""
        position = passage.end
    assert text[position:].strip() == ""


@given(texts, st.integers(15, 300))
def test_only_a_sentence_as_long_as_a_passage_is_cut(text: str, limit: int) -> None:
    spans = [(sentence.start, sentence.end) for sentence in split_sentences(text)]
    for passage in split_passages(Article("a", "A", text), limit):
        cut = [
            end - start
            for start, end in spans
            for border in (passage.start, passage.end)
            if start < border < end
        ]
        assert all(length >= limit for length in cut)


def spans(text: str, limit: int) -> list[tuple[int, int]]:
    return [(p.start, p.end) for p in split_passages(Article("a", "A", text), limit)]


def test_an_article_that_fits_is_one_passage() -> None:
    text = "A mill for Vell\n\nIt turns. It is red."
    assert split_passages(Article("mill", "A mill", text)) == [Passage("mill", 0, 37, text)]


def test_paragraph_borders_go_before_sentence_borders() -> None:
    text = "It is old. It turns.\n\nIt is red."
    assert spans(text, 24) == [(0, 20), (22, 32)]


def test_sentence_borders() -> None:
    assert spans("It is old. It turns. It is red.", 21) == [(0, 20), (21, 31)]


def test_a_sentence_that_just_fits_with_the_space_before_it_stays_whole() -> None:
    assert spans("It is old.\n\nIt is red. It is wet.", 11) == [(0, 10), (12, 22), (23, 33)]


def test_a_sentence_that_is_too_long_is_cut_at_spaces_then_anywhere() -> None:
    assert spans("The mill of Vell turns", 10) == [(0, 8), (9, 16), (17, 22)]
    assert spans("windmillwindmill", 10) == [(0, 10), (10, 16)]


def test_the_same_text_again_is_another_passage() -> None:
    text = "It turns. It turns. It turns."
    assert spans(text, 10) == [(0, 9), (10, 19), (20, 29)]


def test_offsets_count_code_points() -> None:
    text = "👩\u200d👩\u200d👧 saw it. Ёлка stood. 大桥开工。"
    assert [p.text for p in split_passages(Article("a", "A", text), 14)] == [
        "👩\u200d👩\u200d👧 saw it.", "Ёлка stood.", "大桥开工。",
    ]  # fmt: skip
    assert spans(text, 14) == [(0, 13), (14, 25), (26, 31)]


@pytest.mark.parametrize("limit", [50, 200, 1000])
def test_a_long_article_has_as_few_passages_as_fit(limit: int) -> None:
    sentence = "The mill of Vell turns."  # 23 characters, 24 with the space behind it
    article = Article("a", "A", " ".join([sentence] * 100))
    fitting = (limit + 1) // 24
    assert [len(p.text) for p in split_passages(article, limit)][:-1] == [fitting * 24 - 1] * (
        (100 - 1) // fitting
    )


def test_a_heading_stays_with_the_paragraph_below_it() -> None:
    text = "The mill grinds rye.\n\nThe bakery\n\nIt bakes 200 loaves a day. It sells all of them."
    article = Article.from_raw("mill", "Mill", text)
    assert [passage.text for passage in split_passages(article, 50)] == [
        "The mill grinds rye.",
        "The bakery\n\nIt bakes 200 loaves a day.",
        "It sells all of them.",
    ]
