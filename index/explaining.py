"""Explaining why a search finds a passage: its place in each list, and the words they share."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus import Article
from index.matching import Span, query_words, words
from index.searching import Searched
from index.store import Scored


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a query, and where it stands in a passage, in any of its forms.

    Attributes:
        word: As the query has it.
        passage: Where it stands in the passage: spans of the article's text.
        quote: Where it stands in the quotation: spans of the article's text.
        in_title: Whether it stands in the article's title, which is searched with each passage.
    """

    word: str
    passage: tuple[Span, ...]
    quote: tuple[Span, ...]
    in_title: bool


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a search finds the passage of a quotation: `article.text[start:end]`.

    Ranks begin with 1 and are None, as their scores are, if the passage is not in that list. Where
    the search was made in a conversation, what that is about counts in `rank` only.

    Attributes:
        query: What was searched for.
        article_id: Of the article it stands in.
        start: The passage's first character in the article's text.
        end: The one behind its last.
        dense_rank: Its place among the passages nearest to the query.
        cosine: With the query.
        lexical_rank: Its place among those with most of the query's words.
        bm25: Its score there.
        rank: Its place after both lists were fused and the sentences looked at.
        passages_searched: How many passages the filters left to search.
        terms: The words of the query that count in lexical search, in its order.
    """

    query: str
    article_id: str
    start: int
    end: int
    dense_rank: int | None
    cosine: float | None
    lexical_rank: int | None
    bm25: float | None
    rank: int | None
    passages_searched: int
    terms: tuple[Term, ...]

    @property
    def matched(self) -> tuple[Term, ...]:
        """The words that stand in the passage or in the quotation."""
        return tuple(term for term in self.terms if term.passage or term.quote)

    @property
    def missing(self) -> tuple[Term, ...]:
        """The words that stand in neither; the title may have them."""
        return tuple(term for term in self.terms if not (term.passage or term.quote))


def explain(
    query: str, article: Article, quote: Span, passage: tuple[int, int, int], searched: Searched
) -> Explanation:
    """Say where a passage came in a search, and which of the query's words it has.

    Args:
        query: What was searched for.
        article: The one the passage is in.
        quote: The span of the quotation.
        passage: The number of the passage, and its span.
        searched: What the search has found on its way.
    """
    number, start, end = passage
    dense_rank, cosine = _place(searched.dense, number)
    lexical_rank, bm25 = _place(searched.lexical, number)
    ranked = [number for number, _ in searched.ranking]
    titled = {word.term for word in words(article.title)}
    terms = tuple(
        Term(
            word,
            _standing(term, article.text, (start, end)),
            _standing(term, article.text, quote),
            term in titled,
        )
        for term, word in query_words(query).items()
    )
    return Explanation(
        query, article.id, start, end, dense_rank, cosine, lexical_rank, bm25,
        ranked.index(number) + 1 if number in ranked else None, searched.passages, terms,
    )  # fmt: skip


def _place(scored: Scored, number: int) -> tuple[int, float] | tuple[None, None]:
    """Return the rank and the score of a passage in a list."""
    numbers: Sequence[int] = scored[0].tolist()
    if number not in numbers:
        return None, None
    place = numbers.index(number)
    return place + 1, float(scored[1][place])


def _standing(term: str, text: str, span: Span) -> tuple[Span, ...]:
    start, end = span
    return tuple(
        (start + word.start, start + word.end)
        for word in words(text[start:end])
        if word.term == term
    )
