"""Tests of index.matching: the words of a query in a text, to the character."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Hit, matched
from index.lexical import make_analyzer
from index.matching import query_words, words
from tests.texts import raw_texts, texts


def hit(text: str, start: int = 0) -> Hit:
    return Hit(1, "id", "Title", start, start + len(text), text, 1.0)


@given(st.one_of(texts, raw_texts.filter(lambda text: text.isprintable())))
def test_words_are_spans_whose_terms_are_those_of_the_whole(text: str) -> None:
    analyze = make_analyzer().analyze
    found = words(text)
    assert [word.term for word in found] == analyze(text)
    for word in found:
        assert analyze(text[word.start : word.end]) == [word.term]
    borders = [place for word in found for place in (word.start, word.end)]
    assert borders == sorted(borders)
    between = zip([0, *borders[1::2]], [*borders[::2], len(text)], strict=True)
    assert [analyze(text[start:end]) for start, end in between] == [[]] * (len(found) + 1)


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        ("turbine", "Two turbines; a TURBINE.", ["turbines", "TURBINE"]),
        ("How many turbines?", "How many turbines?", ["turbines"]),
        ("the 300 MW plant", "300MW, not 1,300 MW", ["300", "MW", "MW"]),
        ("5.5", "5.5, 5 and 5.50", ["5.5"]),
        ("Orvel's mill", "Orvel’s mills", ["Orvel", "mills"]),
        ("cafe\u0301", "A café? A cafe.", ["café", "cafe"]),
        ("大桥", "大桥于2019年", ["大", "桥"]),
        ("what is it", "What it is.", ["What", "it", "is"]),  # it has no other words
        ("zeppelin", "A tramway.", []),
        ("?", "?", []),
    ],
)
def test_what_is_matched(query: str, text: str, found: list[str]) -> None:
    assert [text[start - 7 : end - 7] for start, end in matched(query, hit(text, 7))] == found


@given(texts, texts)
def test_what_is_matched_has_a_term_of_the_query(query: str, text: str) -> None:
    analyze = make_analyzer().analyze
    spans = matched(query, hit(text, 30))
    terms = query_words(query)
    for start, end in spans:
        (term,) = analyze(text[start - 30 : end - 30])
        assert analyze(terms[term]) == [term]
    assert len(spans) == sum(term in terms for term in analyze(text))
