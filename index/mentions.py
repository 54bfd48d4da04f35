"""Mentions: which articles hold a phrase, exactly, and where each does first."""

from collections.abc import Callable, Container, Iterator, Sequence

from index.catalogue import Catalogue
from index.lexical import LexicalIndex
from index.results import Mention


def find_mentions(
    catalogue: Catalogue,
    lexical: LexicalIndex,
    phrase: str,
    articles: Container[int] | None = None,
) -> list[Mention]:
    """Return the first sentence of each article that holds a phrase, by the articles' ids.

    A sentence holds it if the terms of the phrase follow each other in it: as stems and without
    case, as in lexical search. A heading is given only for an article whose sentences do not hold
    it. The rarest term finds the passages that are read; a title, which is searched with them, is
    no part of the text and mentions nothing.

    Args:
        catalogue: The articles.
        lexical: The terms of their passages.
        phrase: What is mentioned; one without terms never is.
        articles: The numbers of the articles to look at, or None for all.
    """
    terms = lexical.terms(phrase)
    if not terms:
        return []
    rarest = max(terms, key=lexical.rarity)
    mentions = []
    for number, spans in catalogue.spans_of(lexical.passages_with(rarest)).items():
        if articles is not None and number not in articles:
            continue
        if mention := _first(catalogue, lexical.terms, number, spans, terms):
            mentions.append(mention)
    return sorted(mentions, key=lambda mention: mention.article_id)


def _first(
    catalogue: Catalogue,
    terms_of: Callable[[str], list[str]],
    number: int,
    spans: Sequence[tuple[int, int]],
    phrase: Sequence[str],
) -> Mention | None:
    """Return the first sentence of an article with the phrase, or else the first heading."""
    found = catalogue.text_of(number)
    if found is None:  # removed by another process in this moment
        return None
    id_, text = found
    heading = None
    for start, end, is_heading in _sentences(catalogue, number, spans):
        if _follow(phrase, terms_of(text[start:end])):
            if not is_heading:
                return Mention(id_, start, end)
            heading = heading or Mention(id_, start, end)
    return heading


def _sentences(
    catalogue: Catalogue, number: int, spans: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int, bool]]:
    """Yield the sentences that share a character with the spans."""
    for span in spans:
        yield from catalogue.sentences_across(number, *span)


def _follow(phrase: Sequence[str], terms: Sequence[str]) -> bool:
    """Tell whether the terms of a phrase stand in a row somewhere among the terms of a text."""
    length = len(phrase)
    return any(
        terms[place] == phrase[0] and terms[place : place + length] == phrase
        for place in range(len(terms) - length + 1)
    )
