"""Lexical search: BM25 over the passages, by tantivy."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import tantivy

from corpus import normalise
from index.filters import UNDATED, Days, Filters, key
from index.store import Scored
from index.words import FUNCTION_WORDS

_ANALYZER = "passage"
_WORD = r"\p{Han}|\d+(?:[.,]\d+)*|[\p{L}\p{M}]+"
_WRITER_BYTES = 64 * 2**20
_TIES = 1000  # passages that are looked at for them
_LETTERS_KEPT = 64


class Entry(NamedTuple):
    """A passage as the lexical index holds it.

    Attributes:
        passage: Its number in the catalogue.
        article: The key of its article's id.
        source: The key of its article's source.
        days: Of its article.
        title: Of its article; its words are searched with the passage's.
        text: The passage's.
    """

    passage: int
    article: int
    source: int
    days: Days
    title: str
    text: str


def make_analyzer(*, stems: bool = True) -> tantivy.TextAnalyzer:
    """Return the analyzer of passages and queries, or one that leaves the endings.

    A term is a number with its decimals ("5.678", "278,300"), a run of letters, or one Chinese
    character; "300MW" is two terms, as is "300 MW". Lower case, without accents, English stems.
    """
    plain = (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.regex(_WORD))
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.ascii_fold())
    )
    return (plain.filter(tantivy.Filter.stemmer("english")) if stems else plain).build()


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
        builder.add_unsigned_field("passage", stored=False, indexed=False, fast=True)
        builder.add_unsigned_field("article", stored=False, indexed=True)
        builder.add_unsigned_field("source", stored=False, indexed=True)
        builder.add_unsigned_field("first_day", stored=False, indexed=False, fast=True)
        builder.add_unsigned_field("last_day", stored=False, indexed=False, fast=True)
        builder.add_text_field("text", tokenizer_name=_ANALYZER, index_option="freq")
        self._schema = builder.build()
        self._index = tantivy.Index(self._schema, path=str(folder) if folder else None)
        self._analyzer = make_analyzer()
        self._index.register_tokenizer(_ANALYZER, self._analyzer)
        # Without a thread that watches the folder, and reads what may be half written.
        self._index.config_reader(reload_policy="manual")
        self._searcher = self._index.searcher()
        self._beginning = lru_cache(_LETTERS_KEPT)(self._read_beginning)

    def add(self, entries: Iterable[Entry]) -> None:
        """Add passages. None is ever removed: what a search may not find, it is told."""
        writer = self._index.writer(_WRITER_BYTES, num_threads=1)
        for entry in entries:
            document = tantivy.Document()
            document.add_unsigned("passage", entry.passage)
            document.add_unsigned("article", entry.article)
            document.add_unsigned("source", entry.source)
            document.add_unsigned("first_day", entry.days.first)
            document.add_unsigned("last_day", entry.days.last)
            document.add_text("text", f"{entry.title}\n{entry.text}")
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()
        self._beginning.cache_clear()

    def __len__(self) -> int:
        """Return the number of passages."""
        return self._searcher.num_docs

    def terms(self, text: str) -> list[str]:
        """Return the terms of a text, in order."""
        return self._analyzer.analyze(normalise(text))

    def frequency(self, term: str) -> int:
        """Return how many passages hold a term."""
        return self._searcher.doc_freq("text", term)

    def passages_with(self, term: str, most: int | None = None) -> npt.NDArray[np.int64]:
        """Return the numbers of passages that hold a term, in their text or their title; or all."""
        limit = max(1, self.frequency(term) if most is None else most)
        found = self._searcher.search(self._term(term), limit, count=False).hits
        return self._numbers([address for _, address in found])

    def beginning(self, letter: str) -> Sequence[str]:
        """Return the known terms that begin with a letter."""
        return self._beginning(letter)

    def search(
        self,
        query: str,
        limit: int,
        filters: Filters | None = None,
        weigh: Callable[[str], float] | None = None,
        live: npt.NDArray[np.bool_] | None = None,
    ) -> Scored:
        """Return the numbers and BM25 scores of the best passages, best first.

        Ties go to the smaller number, however the passages came into the index; where more than
        `_TIES` passages are as good, to those that came first.

        The query is only ever split into terms; there is no query syntax in it. Its function
        words do not count unless it has no others: "what" is rare in articles, and would weigh.

        Args:
            query: Any text.
            limit: The most passages to return.
            filters: Which articles to search.
            weigh: Returns what to multiply the weight of a term by; 0 leaves it out.
            live: For each number of a passage whether it may be found; without it, all may.
        """
        clauses = []
        for term in content_terms(self.terms(query)):
            weight = weigh(term) if weigh else 1.0
            if weight:
                word = self._term(term)
                clauses.append(word if weight == 1.0 else tantivy.Query.boost_query(word, weight))
        if not clauses:
            return np.empty(0, np.int64), np.empty(0, np.float32)
        words = tantivy.Query.boolean_query([(tantivy.Occur.Should, clause) for clause in clauses])
        if filters:
            unscored = [tantivy.Query.boost_query(one, 0.0) for one in self._passing(filters)]
            words = tantivy.Query.boolean_query(
                [(tantivy.Occur.Must, clause) for clause in (words, *unscored)]
            )
        passages, scores = self._with_ties(words, limit, live)
        order = np.lexsort((passages, -scores))[:limit]
        return passages[order], scores[order]

    def _with_ties(
        self, query: tantivy.Query, limit: int, live: npt.NDArray[np.bool_] | None
    ) -> Scored:
        """Return the best passages, and those that have the score of the last of them."""
        count = limit
        while True:
            count *= 2
            found = self._searcher.search(query, count, count=False).hits
            passages = self._numbers([address for _, address in found])
            scores = np.array([score for score, _ in found], dtype=np.float32)
            kept = np.ones(len(passages), bool) if live is None else live[passages]
            best = scores[kept][:limit]
            enough = len(best) == limit and (scores[-1] < best[-1] or count >= _TIES)
            if len(found) < count or enough:
                return passages[kept], scores[kept]

    def _numbers(self, addresses: list[tantivy.DocAddress]) -> npt.NDArray[np.int64]:
        return np.array(self._searcher.fast_field_values("passage", addresses), dtype=np.int64)

    def _read_beginning(self, letter: str) -> list[str]:
        return [term for term, _ in self._searcher.terms_with_prefix("text", letter)]

    def _passing(self, filters: Filters) -> Iterator[tantivy.Query]:
        """Yield the conditions of filters."""
        for field, allowed in (("article", filters.articles), ("source", filters.sources)):
            if allowed:
                keys = [key(value) for value in allowed]
                yield tantivy.Query.term_set_query(self._schema, field, keys)
        unsigned = tantivy.FieldType.Unsigned
        if (day := filters.first_day) is not None:
            yield tantivy.Query.range_query(
                self._schema, "last_day", unsigned, lower_bound=day, upper_bound=UNDATED.first
            )
        if (day := filters.last_day) is not None:
            yield tantivy.Query.range_query(
                self._schema, "first_day", unsigned, lower_bound=0, upper_bound=day
            )

    def _term(self, term: str) -> tantivy.Query:
        return tantivy.Query.term_query(self._schema, "text", term, index_option="freq")
