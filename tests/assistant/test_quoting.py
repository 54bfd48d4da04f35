"""Tests of assistant.quoting."""

from hypothesis import given
from hypothesis import strategies as st

from assistant.quoting import Quote, marked, write
from corpus import Article

MILL = Article("mill", "The mill", "It turns. It stands. [7] says <b>no</b>. 🐑 eat.", "Vell Post",
               "2021-03", "https://vell.example")  # fmt: skip
ARTICLES = {"mill": MILL}


def test_nothing() -> None:
    assert write([], {}, listed=False) == ("", ())


def test_sentences_with_marks_and_their_citations() -> None:
    line = [Quote("mill", 10, 20), Quote("mill", 0, 9)]
    text, citations = write([line], ARTICLES, listed=False)
    assert text == "It stands. [1] It turns. [2]"
    first, second = citations
    assert (first.number, first.quote, first.start, first.end) == (1, "It stands.", 10, 20)
    assert (first.answer_start, first.answer_end) == (0, 10)
    assert (second.number, second.quote) == (2, "It turns.")
    assert (second.answer_start, second.answer_end) == (15, 24)
    assert (first.article_id, first.title, first.source, first.date, first.url) == (
        "mill", "The mill", "Vell Post", "2021-03", "https://vell.example",
    )  # fmt: skip


def test_the_short_answer_is_bold() -> None:
    text, [first, second] = write(
        [[Quote("mill", 0, 9, short=(3, 8)), Quote("mill", 10, 20)]], ARTICLES, listed=False
    )
    assert text == "It **turns**. [1] It stands. [2]"
    assert first.quote == "It turns."
    assert first.short == (3, 8)
    assert text[first.answer_start : first.answer_end] == "It **turns**."
    assert second.short is None


def test_where_something_is_left_out_three_dots_tell_it() -> None:
    line = [Quote("mill", 0, 9), Quote("mill", 21, 35, omits=True)]
    text, [_, second] = write([line], ARTICLES, listed=False)
    assert text == "It turns. [1] … [7] says <b>no [2]"
    assert text[second.answer_start : second.answer_end] == second.quote == "[7] says <b>no"


def test_a_list_has_a_line_for_each_item() -> None:
    lines = [[Quote("mill", 0, 9)], [Quote("mill", 10, 20)]]
    assert write(lines, ARTICLES, listed=True)[0] == "- It turns. [1]\n- It stands. [2]"
    assert write(lines[:1], ARTICLES, listed=True)[0] == "It turns. [1]"


def test_the_items_of_an_article_keep_their_bullets() -> None:
    article = Article("list", "List", "Sold:\n- flour\n- bran")
    lines = [[Quote("list", 0, 5)], [Quote("list", 6, 13)], [Quote("list", 14, 20)]]
    text, _ = write(lines, {"list": article}, listed=False)
    assert text == "Sold: [1]\n- flour [2]\n- bran [3]"


@given(st.lists(st.tuples(st.integers(0, 46), st.integers(1, 46)), max_size=6), st.booleans())
def test_spans_are_exact_whatever_is_quoted(spans: list[tuple[int, int]], bold: bool) -> None:
    line = [
        Quote("mill", min(span), max(span), (min(span), max(span)) if bold else None)
        for span in spans
        if span[0] != span[1]
    ]
    text, citations = write([line] if line else [], ARTICLES, listed=False)
    assert [citation.number for citation in citations] == list(range(1, len(line) + 1))
    for citation, quote in zip(citations, line, strict=True):
        assert citation.quote == MILL.text[citation.start : citation.end]
        part = text[citation.answer_start : citation.answer_end]
        assert part == marked(MILL.text, quote)
        assert text[citation.answer_end :].startswith(f" [{citation.number}]")
