"""Mentions: which articles hold a phrase, exactly, and where each does first."""

from collections.abc import Callable, Iterator, Sequence

from index.filters import Filters
from index.results import Mention
from index.store import Store


def find_mentions(
    store: Store, terms_of: Callable[[str], list[str]], phrase: str, filters: Filters | None = None
) -> list[Mention]:
    """Return the first sentence of each article that holds a phrase, by the articles' ids.

    A sentence holds it if the terms of the phrase follow each other in it: as stems and without
    case, as in lexical search. A heading is given only for an article whose sentences do not hold
    it. The rarest term finds the passages that are read; a title, which is searched with them, is
    no part of the text and mentions nothing.

    Args:
        store: The articles.
        terms_of: Returns the terms of a text.
        phrase: What is mentioned; one without terms never is.
        filters: Which articles to look at.
    """
    terms = terms_of(phrase)
    if not terms:
        return []
    rarest = min(terms, key=store.frequency)
    mentions = []
    for article_id, spans in store.spans_with(rarest, filters).items():
        if mention := _first(store, terms_of, article_id, spans, terms):
            mentions.append(mention)
    return sorted(mentions, key=lambda mention: mention.article_id)


def _first(
    store: Store,
    terms_of: Callable[[str], list[str]],
    article_id: str,
    spans: Sequence[tuple[int, int]],
    phrase: Sequence[str],
) -> Mention | None:
    """Return the first sentence of an article with the phrase, or else the first heading."""
    article = store.article(article_id)
    if article is None:  # removed by another process in this moment
        return None
    heading = None
    for start, end, is_heading in _sentences(store, article_id, spans):
        if _follow(phrase, terms_of(article.text[start:end])):
            if not is_heading:
                return Mention(article_id, start, end)
            heading = heading or Mention(article_id, start, end)
    return heading


def _sentences(
    store: Store, article_id: str, spans: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int, bool]]:
    """Yield the sentences that share a character with the spans."""
    for span in spans:
        yield from store.sentences_across(article_id, *span)


def _follow(phrase: Sequence[str], terms: Sequence[str]) -> bool:
    """Tell whether the terms of a phrase stand in a row somewhere among the terms of a text."""
    length = len(phrase)
    return any(
        terms[place] == phrase[0] and terms[place : place + length] == phrase
        for place in range(len(terms) - length + 1)
    )
