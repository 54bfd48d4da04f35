"""Tests of index.filters and index.columns: SQLite and the columns let the same articles pass."""

import sqlite3

import numpy as np
import pytest

from corpus import Article
from index import Filters, Index, Passage, Place, QueryError
from index.columns import Columns, row
from index.filters import days
from index.reading import Stored
from tests.embedder import HashingEmbedder
from tests.stores import every_store

ROWS = [
    ("year", "Gazette", "2021"),
    ("month", "Gazette", "2021-06"),
    ("day", "Courier", "2021-06-18"),
    ("later", "Courier", "2022-01-01"),
    ("undated", None, None),
]


def passing(filters: Filters) -> list[str]:
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE articles (id, source, first_day, last_day)")
    rows = [(id_, source, *days(date)) for id_, source, date in ROWS]
    db.executemany("INSERT INTO articles VALUES (?, ?, ?, ?)", rows)
    where, values = filters.to_sql()
    rows = db.execute(f"SELECT id FROM articles WHERE {where} ORDER BY rowid", values)
    return [id_ for (id_,) in rows]


def passing_columns(filters: Filters) -> list[str]:
    stored = [
        Stored(number, Article(id_, id_, id_, source, date), number * 3 + 1,
               [Passage(id_, 0, 1, id_)] * 2, np.zeros((2, 1), np.int8))
        for number, (id_, source, date) in enumerate(ROWS)
    ]  # fmt: skip
    columns = Columns().changed([row(one) for one in stored], [])
    count, passages = columns.passing(filters)
    found = np.flatnonzero(passages)
    assert (count, len(found)) == (len(found), count)
    assert [int(number) % 3 for number in found] == [1, 2] * (count // 2)
    return [ROWS[number // 3][0] for number in found[::2]]


CASES = [
    (Filters(), ["year", "month", "day", "later", "undated"]),
    (Filters(sources=("Gazette",)), ["year", "month"]),
    (Filters(sources=("Gazette", "Courier")), ["year", "month", "day", "later"]),
    (Filters(sources=("gazette",)), []),
    (Filters(articles=("undated", "day", "unknown")), ["day", "undated"]),
    (Filters(sources=("Gazette",), articles=("day", "year")), ["year"]),
    (Filters(since="2022"), ["later"]),
    (Filters(since="2021-06-18"), ["year", "month", "day", "later"]),
    (Filters(since="2021-06-19"), ["year", "month", "later"]),
    (Filters(since="2021-07"), ["year", "later"]),
    (Filters(until="2021"), ["year", "month", "day"]),
    (Filters(until="2021-06"), ["year", "month", "day"]),
    (Filters(until="2021-06-18"), ["year", "month", "day"]),
    (Filters(until="2021-06-17"), ["year", "month"]),
    (Filters(until="2021-05"), ["year"]),
    (Filters(until="2020"), []),
    (Filters(since="2021-06", until="2021-06"), ["year", "month", "day"]),
    (Filters(since="2021-06-18", until="2021"), ["year", "month", "day"]),
    (Filters(sources=("x' OR '1'='1",)), []),
]


@pytest.mark.parametrize(("filters", "ids"), CASES)
def test_what_passes(filters: Filters, ids: list[str]) -> None:
    assert passing(filters) == passing_columns(filters) == ids


@every_store
def test_what_passes_is_found(place: Place) -> None:
    index = Index.create(place, HashingEmbedder())
    index.add(
        Article(id_, "A mill", f"Mill number {number} turns.", source, date)
        for number, (id_, source, date) in enumerate(ROWS)
    )
    for filters, ids in CASES:
        assert {summary.id for summary in index.articles(filters)} == set(ids), filters
        assert {hit.article_id for hit in index.search("mill", 10, filters)} == set(ids), filters
        assert index.counts(filters) == (len(ids), len(ids)), filters
    index.close()


def test_truth_tells_whether_there_is_a_condition() -> None:
    assert not Filters()
    conditions = [
        Filters(sources=("a",)), Filters(articles=("a",)), Filters(since="2021"),
        Filters(until="2021"),
    ]  # fmt: skip
    assert [bool(filters) for filters in conditions] == [True] * 4


@pytest.mark.parametrize(
    "date",
    ["yesterday", "18.06.2021", "2021-6-18", "2021-13", "2021-02-30", "21", "", "2021-06-18T9"],
)
def test_a_date_that_is_none_is_refused(date: str) -> None:
    with pytest.raises(QueryError, match=f"^'{date}' is not a date; write it as 2025-06-18"):
        Filters(since=date)
    with pytest.raises(QueryError, match=f"^'{date}' is not a date; write it as 2025-06-18"):
        Filters(until=date)


@pytest.mark.parametrize(
    ("since", "until"), [("2022", "2021"), ("2021-07", "2021-06-30"), ("2021-06-19", "2021-06-18")]
)
def test_dates_the_wrong_way_round_are_refused(since: str, until: str) -> None:
    with pytest.raises(QueryError, match=f"No day is after {since} and before {until}; swap"):
        Filters(since=since, until=until)
