"""Lexical search: BM25 over the passages, by tantivy."""

import bisect
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import tantivy
from rapidfuzz.distance import OSA

from corpus import normalise
from index.words import FUNCTION_WORDS

_ANALYZER = "passage"
_WORD = r"\p{Han}|\d+(?:[.,]\d+)*|[\p{L}\p{M}]+"
_EDITS_FROM_LENGTH = (5, 8)  # letters from which one and two edits are allowed
_WRITER_BYTES = 64 * 2**20


class Entry(NamedTuple):
    """A passage as the lexical index holds it: its numbers in the catalogue and its words."""

    passage: int
    article: int
    title: str
    text: str


def make_analyzer() -> tantivy.TextAnalyzer:
    """Return the analyzer of passages and queries.

    A term is a number with its decimals ("5.678", "278,300"), a run of letters, or one Chinese
    character; "300MW" is two terms, as is "300 MW". Lower case, without accents, English stems.
    """
    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.regex(_WORD))
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.ascii_fold())
        .filter(tantivy.Filter.stemmer("english"))
        .build()
    )


def make_splitter() -> tantivy.TextAnalyzer:
    """Return an analyzer that leaves the words as they are written: one for each term, in order."""
    return tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.regex(_WORD)).build()


FUNCTION_TERMS = frozenset(make_analyzer().analyze(" ".join(FUNCTION_WORDS)))
"""The function words as terms: "many", for one, is the term "mani"."""


def content_terms(terms: Iterable[str]) -> list[str]:
    """Return the terms of a query that count, each once: no function words, unless all are."""
    once = list(dict.fromkeys(terms))
    return [term for term in once if term not in FUNCTION_TERMS] or once


class LexicalIndex:
    """BM25 (Robertson and Zaragoza 2009) with k1 = 1.2 and b = 0.75, as tantivy fixes them."""

    def __init__(self, folder: Path | None = None) -> None:
        """Open the index in a folder, or make one: in the folder, or in memory without one."""
        builder = tantivy.SchemaBuilder()
        builder.add_unsigned_field("passage", stored=False, indexed=True, fast=True)
        builder.add_unsigned_field("article", stored=False, indexed=True)
        builder.add_text_field("text", tokenizer_name=_ANALYZER, index_option="freq")
        self._schema = builder.build()
        self._index = tantivy.Index(self._schema, path=str(folder) if folder else None)
        self._analyzer = make_analyzer()
        self._index.register_tokenizer(_ANALYZER, self._analyzer)
        # Without a thread that watches the folder, and reads what may be half written.
        self._index.config_reader(reload_policy="manual")
        self._searcher = self._index.searcher()

    def add(self, entries: Iterable[Entry]) -> None:
        """Add passages. None is ever removed: BM25 would go on counting its words."""
        writer = self._index.writer(_WRITER_BYTES, num_threads=1)
        for entry in entries:
            document = tantivy.Document()
            document.add_unsigned("passage", entry.passage)
            document.add_unsigned("article", entry.article)
            document.add_text("text", f"{entry.title}\n{entry.text}")
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()

    def __len__(self) -> int:
        """Return the number of passages."""
        return self._searcher.num_docs

    def terms(self, text: str) -> list[str]:
        """Return the terms of a text, in order."""
        return self._analyzer.analyze(normalise(text))

    def frequency(self, term: str) -> int:
        """Return how many passages hold a term."""
        return self._searcher.doc_freq("text", term)

    def passages_with(self, term: str) -> list[int]:
        """Return the numbers of all passages that hold a term, in their text or their title."""
        limit = max(1, self.frequency(term))
        found = self._searcher.search(self._term(term), limit, count=False).hits
        addresses = [address for _, address in found]
        numbers = self._searcher.fast_field_values("passage", addresses)
        return np.array(numbers, dtype=np.int64).tolist()  # type: ignore[no-any-return]

    def nearest(self, term: str) -> str | None:
        """Return the known term nearest to a misspelt one, or None if none is near.

        One edit is near for terms of five letters and more, two for eight and more; an edit is a
        letter too many, missing, changed, or swapped with its neighbour. The first letter counts
        as right.
        """
        edits = bisect.bisect_right(_EDITS_FROM_LENGTH, len(term))
        if edits == 0:
            return None
        known = dict(self._searcher.terms_with_prefix("text", term[0]))
        near = [
            (OSA.distance(term, other, score_cutoff=edits), -frequency, other)
            for other, frequency in known.items()
            if abs(len(other) - len(term)) <= edits
        ]
        distance, _, nearest = min(near, default=(edits + 1, 0, ""))
        return nearest if distance <= edits else None

    def search(
        self, query: str, limit: int, articles: Sequence[int] | None = None
    ) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]:
        """Return the numbers and BM25 scores of the best passages, best first.

        Ties go to the smaller number, however the passages came into the index.

        The query is only ever split into terms; there is no query syntax in it. Its function
        words do not count unless it has no others: "what" is rare in articles, and would weigh.

        Args:
            query: Any text.
            limit: The most passages to return.
            articles: The numbers of the articles to search, or None for all.
        """
        terms = content_terms(self.terms(query))
        if not terms:
            return np.empty(0, np.int64), np.empty(0, np.float32)
        words = tantivy.Query.boolean_query(
            [(tantivy.Occur.Should, self._term(term)) for term in terms]
        )
        if articles is not None:
            unscored = tantivy.Query.boost_query(self._in_articles(articles), 0.0)
            words = tantivy.Query.boolean_query(
                [(tantivy.Occur.Must, words), (tantivy.Occur.Must, unscored)]
            )
        found = self._with_ties(words, limit)
        addresses = [address for _, address in found]
        passages = np.array(self._searcher.fast_field_values("passage", addresses), dtype=np.int64)
        scores = np.array([score for score, _ in found], dtype=np.float32)
        order = np.lexsort((passages, -scores))[:limit]
        return passages[order], scores[order]

    def _with_ties(
        self, query: tantivy.Query, limit: int
    ) -> list[tuple[float, tantivy.DocAddress]]:
        """Return the best passages, and all those that have the score of the last of them."""
        count = limit
        while True:
            count *= 2
            found = self._searcher.search(query, count, count=False).hits
            if len(found) < count or found[-1][0] < found[limit - 1][0]:
                return found

    def _in_articles(self, articles: Sequence[int]) -> tantivy.Query:
        return tantivy.Query.term_set_query(self._schema, "article", list(articles))

    def _term(self, term: str) -> tantivy.Query:
        return tantivy.Query.term_query(self._schema, "text", term, index_option="freq")
