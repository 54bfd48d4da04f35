"""Writing to a Milvus server, which other machines may be writing to at the same time."""

import time
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from corpus import Article
from index.lexical import make_analyzer
from index.milvus.reading import Head, article_of, heads
from index.milvus.rows import (
    ARTICLES,
    META,
    PASSAGES,
    TERMS,
    Row,
    among,
    article_row,
    meta_row,
    passage_rows,
    quoted,
    term_rows,
    version_of,
)
from index.milvus.server import Server
from index.parts import Parts

GENERATION = "generation"


class MilvusWriter:
    """A `Writer` that anybody may write beside: what it writes twice is there once."""

    def __init__(self, server: Server) -> None:
        """Write to a server."""
        self._server = server
        self._analyzer = make_analyzer()
        self._known_terms: set[str] = set()
        self._replaced: set[str] = set()

    def article(self, id_: str) -> Article | None:
        """Return the article with an id, or None; one that is not there as a whole is not there.

        Where another machine has only just added it, it may not be seen: it is then added again,
        which changes nothing.
        """
        head = heads(self._server, [id_]).get(id_)
        if head is None:
            return None
        if head.replaces:
            self._replaced.add(head.replaces)
        return article_of(self._server, head)

    def id_of(self, sha256: str) -> str | None:  # noqa: D102 - see Writer
        rows = self._server.query(ARTICLES, f"sha256 == {quoted(sha256)}", ["article"])
        ids = sorted(str(row["article"]) for row in rows)
        return next((id_ for id_ in ids if self.article(id_)), None)

    def put(self, articles: Sequence[tuple[Article, Parts]]) -> None:
        """Add articles, each in the place of the one that has its id.

        What an interruption leaves half done is not found, and is completed by putting it again.
        """
        before = heads(self._server, [article.id for article, _ in articles], strong=True)
        added = datetime.now(UTC).isoformat(timespec="seconds")
        terms, passages, rows = set[str](), list[Row](), list[Row]()
        for article, parts in articles:
            words = [
                self._analyzer.analyze(f"{article.title}\n{passage.text}")
                for passage in parts.passages
            ]
            terms.update(*words)
            passages += passage_rows(article, parts, words)
            rows.append(article_row(article, parts, _replaced_by(article, before), added))
        self._server.write(TERMS, term_rows(terms - self._known_terms))
        self._known_terms |= terms
        self._server.write(PASSAGES, passages)
        self._server.write(ARTICLES, rows)
        self._replaced |= {row["replaces"] for row in rows if row["replaces"]}
        self.finish()
        self._change()

    def remove(self, ids: Iterable[str]) -> None:  # noqa: D102 - see Writer
        ids = list(ids)
        self._server.delete(ARTICLES, among("article", ids))
        self._server.delete(PASSAGES, among("article", ids))
        self._change()

    def finish(self) -> None:
        """Delete the passages of versions that others have taken the place of."""
        if self._replaced:
            self._server.delete(PASSAGES, among("version", sorted(self._replaced)))
        self._replaced.clear()

    def _change(self) -> None:
        [before] = self._server.query(META, among("key", [GENERATION]), ["value"], strong=True)
        after = max(int(before["value"]) + 1, now())
        self._server.write(META, [meta_row(GENERATION, str(after))])


def now() -> int:
    """Return the microseconds since 1970, which grow and stay exact in JSON."""
    return time.time_ns() // 1000


def _replaced_by(article: Article, before: dict[str, Head]) -> str:
    """Return the version that an article takes the place of, or nothing."""
    head = before.get(article.id)
    if head is None:
        return ""
    return head.replaces if head.version == version_of(article) else head.version
