"""The index: a place that articles are added to and passages are found in."""

import difflib
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import islice

import numpy as np
import numpy.typing as npt

from corpus import Article, Sentence, normalise
from index.adding import add_batch
from index.alignment import Aligner, Alignment
from index.cross_encoder import Candidate
from index.embedding import Embedder, SentenceTransformerEmbedder
from index.errors import IndexMismatchError, QueryError
from index.explaining import Explanation, explain
from index.filters import Filters
from index.lexical import FUNCTION_TERMS, make_analyzer
from index.mentions import find_mentions
from index.passages import PASSAGE_CHARACTERS
from index.places import Place, create_store, open_store, place_of, store_exists
from index.query import check_hits, check_query
from index.results import Hit, Mention, Outcome, Summary
from index.searchable import rarity
from index.searching import Searcher
from index.spelling import nearest_word
from index.store import Store

_QUERIES_KEPT = 256  # vectors of the last queries
_TEXTS_KEPT = 20_000  # of which the terms are known
_RARITIES_KEPT = 20_000
_ARTICLES_AT_ONCE = 16  # embedded together and committed together


class Index:
    """Articles, their passages and vectors, in one folder or on a Milvus server.

    Many may search, in this process and others, while one writes; to a server, many may write.
    Make one with `Index.create` or `Index.open`.
    """

    def __init__(self, place: Place, store: Store, embedder: Embedder) -> None:
        """Use `create` or `open`, which check that the store and the embedder go together."""
        self._place = place
        self._store = store
        self._embedder = embedder
        self._analyzer = make_analyzer()
        self._term_sets = lru_cache(_TEXTS_KEPT)(lambda text: frozenset(self.terms(text)))
        self._aligner = Aligner(embedder, self._weight)
        self._query_vector = lru_cache(_QUERIES_KEPT)(self._embed_query)
        self._searcher = Searcher(store, self._aligner, self._query_vector)
        self._summaries = lru_cache(1)(self._summarise)
        self._rarity = lru_cache(_RARITIES_KEPT)(self._look_rarity_up)
        self._weights = lru_cache(_RARITIES_KEPT)(self._weigh)

    @classmethod
    def create(
        cls,
        place: str | Place,
        embedder: Embedder | None = None,
        *,
        passage_characters: int = PASSAGE_CHARACTERS,
    ) -> "Index":
        """Make an empty index.

        Args:
            place: A folder, which is made too if there is none and should hold nothing else, or
                the address `milvus+http://HOST:PORT/NAME`.
            embedder: The model; the packaged one if none is given.
            passage_characters: The longest passage.

        Raises:
            IndexMismatchError: If there is an index already.
            IndexLockedError: If the folder cannot be written to.
            IndexServerError: If the server does not answer.
            ModelError: If the model cannot be loaded.
        """
        place = place_of(place)
        embedder = embedder or SentenceTransformerEmbedder()
        made_by = {
            "model": embedder.name,
            "model_sha256": embedder.sha256,
            "dimension": embedder.dimension,
            "passage_characters": passage_characters,
        }
        return cls(place, create_store(place, made_by), embedder)

    @classmethod
    def open(cls, place: str | Place, embedder: Embedder | None = None) -> "Index":
        """Open the index in a place.

        What is in it is compared with what was written when it is read: every method raises an
        `IndexDamagedError` rather than return anything else. Broken caches are only made anew.

        Raises:
            IndexMissingError: If there is none.
            IndexMismatchError: If another model or format version made it.
            IndexDamagedError: If the catalogue cannot be read.
            IndexServerError: If the server does not answer.
        """
        place = place_of(place)
        index = cls(place, open_store(place), embedder or SentenceTransformerEmbedder())
        index._check_model()
        return index

    @staticmethod
    def exists(place: str | Place) -> bool:
        """Tell whether there is an index in a place.

        Raises:
            IndexServerError: If the server does not answer.
        """
        return store_exists(place_of(place))

    @property
    def place(self) -> Place:
        """Where the index is."""
        return self._place

    @property
    def generation(self) -> int:
        """A number that grows with every change, whoever makes it."""
        return self._store.generation

    def close(self) -> None:
        """Close the index's files, or end the connection."""
        self._store.close()

    def add(
        self,
        articles: Iterable[Article],
        on_outcome: Callable[[Outcome], None] | None = None,
    ) -> list[Outcome]:
        """Add articles, or update those whose id is known; what is unchanged is not embedded again.

        An article with the text of another one is reported as its duplicate and left out. Articles
        are committed as they are finished: what an interruption leaves out can be added by running
        it again.

        Args:
            articles: Any number of them, read as they are needed.
            on_outcome: Called for each article when it is committed.

        Returns:
            What became of each, in the order given.

        Raises:
            IndexLockedError: If another process is writing, or the folder cannot be written to.
        """
        outcomes: list[Outcome] = []
        remaining = iter(articles)
        characters = int(self._store.meta["passage_characters"])
        with self._store.writing() as writer:
            while batch := list(islice(remaining, _ARTICLES_AT_ONCE)):
                for outcome in add_batch(writer, self._embedder, batch, characters):
                    outcomes.append(outcome)
                    if on_outcome:
                        on_outcome(outcome)
        return outcomes

    def remove(self, ids: Iterable[str]) -> None:
        """Remove the articles with these ids.

        Raises:
            QueryError: If one of them is not in the index; then none is removed.
            IndexLockedError: As for `add`.
        """
        ids = list(ids)
        for id_ in ids:
            self.article(id_)
        with self._store.writing() as writer:
            writer.remove(ids)

    def search(
        self, query: str, k: int = 10, filters: Filters | None = None, context: str = ""
    ) -> list[Hit]:
        """Return the `k` best passages, best first; filters apply before the best are taken.

        Args:
            query: In words; there is no query syntax.
            k: The most passages to return.
            filters: Which articles to search.
            context: What the conversation is about that the query stands in, in a few words.

        Raises:
            QueryError: If the query has no words or too many, or `k` is out of range.
        """
        check_query(query)
        check_hits(k)
        return self._searcher.search(query, k, filters, context)

    def explain(
        self,
        query: str,
        article_id: str,
        span: tuple[int, int],
        filters: Filters | None = None,
        context: str = "",
    ) -> Explanation:
        """Say why `search` finds the passage of a quotation: its ranks, and the words they share.

        Args:
            query: As for `search`.
            article_id: The article that is quoted.
            span: The quotation in its text; the passage is the one that it begins in.
            filters: As for `search`.
            context: As for `search`.

        Raises:
            QueryError: If the query has no words or too many, if there is no such article, or if
                there is no such place in it.
        """
        check_query(query)
        article, passage = self.article(article_id), self._store.passage_at(article_id, span[0])
        if passage is None or not span[0] < span[1] <= len(article.text):
            raise QueryError(
                f"No passage of {article_id!r} begins a quotation at {span[0]}-{span[1]}; "
                f"its text has {len(article.text):,} characters."
            )
        searched = self._searcher.look(query, 1, filters, context)
        return explain(query, article, span, passage, searched)

    def sentences(
        self, query: str, article_id: str, start: int, end: int
    ) -> list[tuple[Sentence, float]]:
        """Return the sentences of an article that begin in a span, each with its cosine to a query.

        They come in the order of the text.
        """
        sentences, vectors = self._store.sentences(article_id, start, end)
        cosines = vectors @ self._query_vector(query)
        return list(zip(sentences, cosines.tolist(), strict=True))

    def align(self, query: str, texts: Sequence[str]) -> Alignment:
        """Return how near the words of a query are to the words of some texts."""
        return self._aligner.align(normalise(query), texts)

    def terms(self, text: str) -> list[str]:
        """Return the terms that the lexical search makes of a text: stems, lower case."""
        return self._analyzer.analyze(normalise(text))

    def term_set(self, text: str) -> frozenset[str]:
        """Return the terms of a text, each once; those of a text asked for before are known."""
        return self._term_sets(text)

    def rarity(self, term: str) -> float:
        """Return the inverse document frequency of a term, as BM25 weighs it; over passages."""
        return self._rarity(term, self.generation)

    def contains(self, term: str) -> bool:
        """Tell whether a term stands in any passage."""
        return self._store.frequency(term) > 0

    def nearest_word(self, word: str) -> str | None:
        """Return the word of the articles that is spelt most like one, as they write it; or None.

        It is an edit or two away, as `index.spelling` says.
        """
        return nearest_word(self._store, word)

    def read(self, query: str, candidates: Sequence[Candidate]) -> npt.NDArray[np.float32]:
        """Read a query together with sentences that may answer it; return how surely each does.

        (len(candidates),) float32, log-odds, by the cross-encoder.
        """
        return self._embedder.read(normalise(query), candidates)

    def is_common(self, word: str) -> bool:
        """Tell whether a word is one of the commonest of the language, in any article or none."""
        return self._embedder.knows(word)

    def article(self, id_: str) -> Article:
        """Return the article with an id.

        Raises:
            QueryError: If there is none, naming the ids that look like it.
        """
        article = self._store.article(id_)
        if article is None:
            near = difflib.get_close_matches(id_, [item.id for item in self.articles()], n=1)
            hint = f"did you mean {near[0]!r}?" if near else "see: steppewise articles"
            raise QueryError(f"There is no article {id_!r} in the index; {hint}")
        return article

    def articles(self, filters: Filters | None = None) -> list[Summary]:
        """Return a line about each article that passes the filters, by id."""
        if filters:
            return self._store.summaries(filters)
        return list(self._summaries(self.generation))

    def mentioning(self, phrase: str, filters: Filters | None = None) -> list[Mention]:
        """Return, by id, the articles whose text holds a phrase, with the first sentence of each.

        None is missed: the terms of the phrase have to follow each other in a sentence, whatever
        their endings and case.
        """
        return find_mentions(self._store, self.terms, phrase, filters)

    def counts(self, filters: Filters | None = None) -> tuple[int, int]:
        """Return the number of articles that pass the filters and of their passages."""
        return self._store.counts(filters)

    def check(self) -> None:
        """Read everything once, and compare it with what was written.

        Raises:
            IndexDamagedError: If anything differs.
        """
        self._store.check()

    def made_by(self) -> dict[str, str]:
        """Return what made the index: format version, model, its hash, passage settings."""
        return dict(self._store.meta)

    def _check_model(self) -> None:
        meta = self._store.meta
        if meta.get("model_sha256") != self._embedder.sha256:
            raise IndexMismatchError(
                f"The index in {self._place} was made with the model {meta.get('model')!r}, not "
                f"{self._embedder.name!r}; set STEPPEWISE_MODEL to the former, or add the articles "
                "to a new index."
            )

    def _weight(self, word: str) -> float:
        return self._weights(word, self.generation)

    def _weigh(self, word: str, _generation: int) -> float:
        """Return the rarity of a word; 0 for one that only says how a question is asked."""
        terms = [term for term in self.terms(word) if term not in FUNCTION_TERMS]
        return max(map(self.rarity, terms), default=0.0)

    def _look_rarity_up(self, term: str, _generation: int) -> float:
        return rarity(self._store.frequency(term), self._store.counts()[1])

    def _embed_query(self, query: str) -> npt.NDArray[np.float32]:
        vector: npt.NDArray[np.float32] = self._embedder.embed([normalise(query)])[0]
        return vector

    def _summarise(self, _generation: int) -> tuple[Summary, ...]:
        return tuple(self._store.summaries())
