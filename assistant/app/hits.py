"""Passages that a search has found, as the page shows them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.app.links import to_passage
from assistant.app.render import count, escape, provenance
from index import MAX_HITS, Filters, Hit, Summary

INTRODUCTION = (
    '<p class="quiet">The passages that fit best will be listed here, with the words that match '
    "marked. They are found by meaning as well as by words.</p>"
)
"""What is shown before the first search."""

Span = tuple[int, int]
"""The first character of a part of an article's text, and the one behind its last."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a visitor has searched for, and what was found.

    Attributes:
        query: As it was typed.
        filters: Which articles were searched.
        k: The most passages that were asked for.
        hits: Those found, best first.
        matched: For each hit, where the words of the query stand in its article.
        articles: The articles of the hits, by id.
        searched: How many articles and passages were searched.
    """

    query: str
    filters: Filters
    k: int
    hits: tuple[Hit, ...]
    matched: tuple[tuple[Span, ...], ...]
    articles: Mapping[str, Summary]
    searched: tuple[int, int]

    @property
    def next_k(self) -> int | None:
        """How many passages to ask for when more are wanted, or None if there are no more."""
        if len(self.hits) < self.k or self.k >= MAX_HITS:
            return None
        return min(2 * self.k, MAX_HITS)


def found_html(found: Found) -> str:
    """Return the passages, best first, with what was searched and what can be done with them."""
    if not found.searched[1]:
        if found.filters:
            return notice_html("The filters leave no article to search; widen them.")
        return notice_html("There are no articles yet; add some in the library.")
    if not found.hits:
        return notice_html(f"No passage was found for “{found.query.strip()}”.")
    items = "".join(
        _item(hit, matched, found.articles.get(hit.article_id))
        for hit, matched in zip(found.hits, found.matched, strict=True)
    )
    more = ""
    if found.next_k:
        more = (
            '<p class="more"><button type="button" data-event="more">Show '
            f"{found.next_k - found.k:,} more</button></p>"
        )
    return (
        f'<div class="found"><p class="quiet" role="status">{escape(_searched(found))}</p>'
        '<p class="export"><button type="button" data-event="csv">Save as CSV</button>'
        '<button type="button" data-event="json">Save as JSON</button></p></div>'
        f'<ol class="hits">{items}</ol>{more}'
    )


def notice_html(sentence: str) -> str:
    """Return what is said where passages would be."""
    return f'<p class="notice" role="status">{escape(sentence)}</p>'


def _searched(found: Found) -> str:
    articles, passages = found.searched
    shown = f"The best {len(found.hits):,} of" if len(found.hits) < passages else "All"
    return f"{shown} {count(passages, 'passage')} in {count(articles, 'article')}"


def _item(hit: Hit, matched: Sequence[Span], article: Summary | None) -> str:
    about = provenance(article.source, article.date) if article else "Removed meanwhile"
    link = to_passage(hit.article_id, hit.start, hit.end)
    return (
        f'<li><span class="rank" title="{escape(f"Score {hit.score:.2f}")}">{hit.rank}</span>'
        f'<h2><a href="{link}">{escape(hit.title)}</a></h2>'
        f'<p class="quiet">{escape(about)}</p>'
        f'<p class="text">{_marked(hit, matched)}</p></li>'
    )


def _marked(hit: Hit, matched: Sequence[Span]) -> str:
    html, place = [], 0
    for start, end in ((start - hit.start, end - hit.start) for start, end in matched):
        html += [
            escape(hit.text[place:start]),
            f'<mark class="matched">{escape(hit.text[start:end])}</mark>',
        ]
        place = end
    return "".join([*html, escape(hit.text[place:])])
