"""Reading articles from a Milvus server: whole ones only, whoever is writing."""

from collections.abc import Iterable
from typing import NamedTuple

from corpus import Article, LoadError
from index.milvus.rows import ARTICLES, PASSAGES, Row, among, quoted
from index.milvus.server import Server

_FIELDS = ("article", "version", "replaces", "title", "source", "date", "url", "sha256", "lead")


class Head(NamedTuple):
    """The row of an article, which says what version of its passages counts."""

    article: str
    version: str
    replaces: str
    title: str
    source: str | None
    date: str | None
    url: str | None
    sha256: str
    lead: str


def heads(server: Server, ids: Iterable[str], *, strong: bool = False) -> dict[str, Head]:
    """Return the rows of those of some articles that are there, by id."""
    rows = server.query(ARTICLES, among("article", ids), _FIELDS, strong=strong)
    return {row["article"]: Head(*(row[field] for field in _FIELDS)) for row in rows}


def article_of(server: Server, head: Head, *, strong: bool = False) -> Article | None:
    """Return the article of a row, or None where its passages are not all there."""
    where = f"version == {quoted(head.version)}"
    rows = server.query(PASSAGES, where, ["start", "text"], strong=strong)
    pieces = [row["text"] for row in sorted(rows, key=lambda row: row["start"])]
    text = head.lead + "".join(pieces)
    try:
        article = Article(head.article, head.title, text, head.source, head.date, head.url)
    except LoadError:
        return None
    return article if article.sha256 == head.sha256 else None


def current(server: Server, rows: list[Row]) -> list[Row]:
    """Return those of some passages that belong to the version of their article that counts."""
    versions = heads(server, {row["article"] for row in rows}) if rows else {}
    return [
        row
        for row in rows
        if row["article"] in versions and versions[row["article"]].version == row["version"]
    ]
