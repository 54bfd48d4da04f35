"""Links of the page: each leads back to what it was made of."""

from hypothesis import given
from hypothesis import strategies as st

from assistant.app import links


@given(st.integers(0, 999_999), st.integers(0, 999_999))
def test_a_citation_is_found_by_its_link(turn: int, position: int) -> None:
    assert links.citation_of(links.to_citation(turn, position)) == (turn, position)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_articles_and_questions_are_found_by_their_links(text: str) -> None:
    assert links.article_of(links.to_article(text)) == text
    assert links.question_of(links.to_question(text)) == text


@given(st.text(st.characters(exclude_categories=["Cs"])), st.integers(0, 99), st.integers(0, 99))
def test_a_passage_is_found_by_its_link(id_: str, start: int, end: int) -> None:
    assert links.passage_of(links.to_passage(id_, start, end)) == (id_, start, end)


def test_other_links_are_none_of_them() -> None:
    for link in [
        "#cite-1",
        "#cite--1-0",
        "#cite-1-2-3",
        "#cite-²-0",
        "#cite-0-0\n",
        "#articles",
        "#passage-a:1",
        "#passage-a:1--2",
        "",
    ]:
        assert links.citation_of(link) is None
        assert links.passage_of(link) is None
    assert links.article_of("#articles") is None
    assert links.question_of("#cite-0-0") is None
