"""The library's table: what is found, in which order, and on which page."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.app.browsing import ROWS, Browsing, Column, page_of
from index import Summary


def article(id_: str, **fields: object) -> Summary:
    made = Summary(id_, id_.title(), None, None, None, 100, 2, "2026-01-01T08:00:00+00:00")
    return dataclasses.replace(made, **fields)


ARTICLES = [
    article("aral", title="wind on the Aral", source="Steppe Daily", date="2025-06-18", words=90),
    article("dam", title="A dam", source="moor weekly", passages=7),
    article("école", title="École", date="2024", added="2026-02-01T08:00:00+00:00"),
    article("zinc", title="Zinc", source="Steppe Daily", date="2025"),
]


def ids(browsing: Browsing) -> list[str]:
    return [row.id for row in page_of(ARTICLES, browsing).rows]


def test_what_was_added_last_comes_first() -> None:
    assert ids(Browsing()) == ["école", "aral", "dam", "zinc"]


@pytest.mark.parametrize(
    ("column", "once", "twice"),
    [
        (Column.TITLE, ["dam", "aral", "zinc", "école"], ["école", "zinc", "aral", "dam"]),
        (Column.SOURCE, ["dam", "aral", "zinc", "école"], ["aral", "zinc", "dam", "école"]),
        (Column.DATE, ["aral", "zinc", "école", "dam"], ["école", "zinc", "aral", "dam"]),
        (Column.WORDS, ["dam", "zinc", "école", "aral"], ["aral", "dam", "zinc", "école"]),
        (Column.PASSAGES, ["dam", "aral", "zinc", "école"], ["aral", "zinc", "école", "dam"]),
    ],
)
def test_a_column_sorts_one_way_and_then_the_other(
    column: Column, once: list[str], twice: list[str]
) -> None:
    """Whatever the case; what an article does not say comes last either way."""
    browsing = Browsing(page=3).sorted_by(column)
    assert browsing.page == 0
    assert ids(browsing) == once
    assert ids(browsing.sorted_by(column)) == twice


def test_the_column_that_is_sorted_already_is_turned_at_once() -> None:
    assert ids(Browsing().sorted_by(Column.ADDED)) == ["aral", "dam", "zinc", "école"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("STEPPE", ["aral", "zinc"]),
        ("daily wind", ["aral"]),
        ("éco", ["école"]),
        (" ", ["école", "aral", "dam", "zinc"]),
        ("100", []),
    ],
)
def test_a_query_is_looked_for_in_title_publisher_and_id(query: str, found: list[str]) -> None:
    assert ids(Browsing().searching(query)) == found
    page = page_of(ARTICLES, Browsing(query=query))
    assert (page.found, page.total) == (len(found), 4)


@given(st.integers(0, 3 * ROWS), st.integers(-1, 5))
def test_pages_share_the_articles_out(number: int, page: int) -> None:
    articles = [article(f"a{place:03}") for place in range(number)]
    shown = page_of(articles, Browsing().at(page))
    assert shown.pages == max(1, (number + ROWS - 1) // ROWS)
    assert shown.number == min(max(page, 0), shown.pages - 1)
    assert list(shown.rows) == articles[shown.number * ROWS :][:ROWS]
    assert number == 0 or articles[shown.first - 1] == shown.rows[0]


def test_ticks_are_kept_while_other_articles_are_shown() -> None:
    browsing = Browsing().choosing(["aral", "dam"], ["aral"]).choosing(["zinc"], ["zinc"])
    assert browsing.chosen == {"aral", "zinc"}
    assert browsing.choosing(["aral", "dam"], ["dam"]).chosen == {"dam", "zinc"}
    assert browsing.choosing(["aral"], ["aral", "not shown"]).chosen == {"aral", "zinc"}
    assert browsing.among(ARTICLES[1:]).chosen == {"zinc"}
