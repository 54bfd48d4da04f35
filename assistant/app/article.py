"""An article as the reader shows it, with the cited words marked; and the list of all articles."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from urllib.parse import urlsplit

from assistant.answer import Citation
from assistant.app.links import ARTICLES, to_article
from assistant.app.render import count, escape, provenance
from corpus import Article
from corpus.text import is_heading
from index.results import Summary

Span = tuple[int, int]
"""The first character of a part of a text, and the one behind its last."""

_LISTED = 50
_CHANGED = (
    '<p class="notice">This article has been changed since; ask or search again to see the '
    "passage.</p>"
)


def citation_html(article: Article, cited: Citation, citations: Sequence[Citation]) -> str:
    """Return the article of a citation, its quote marked, other quotes of the answer more lightly.

    Args:
        article: The one that `cited` is from, as it is now.
        cited: The citation to show.
        citations: All citations of the same answer.
    """
    spans = [
        (citation.start, citation.end)
        for citation in (cited, *citations)
        if citation.article_id == article.id
        and article.text[citation.start : citation.end] == citation.quote
    ]
    if (cited.start, cited.end) not in spans:
        return _article(article, marked_html(article.text, None, spans), _CHANGED)
    return _article(article, marked_html(article.text, spans[0], spans[1:]))


def article_html(article: Article) -> str:
    """Return an article without marks."""
    return _article(article, marked_html(article.text, None, ()))


def passage_html(article: Article, start: int, end: int) -> str:
    """Return an article with a part of its text marked, which may have been changed since."""
    if not 0 <= start < end <= len(article.text):
        return _article(article, marked_html(article.text, None, ()), _CHANGED)
    return _article(article, marked_html(article.text, (start, end), ()))


def listing_html(articles: Sequence[Summary]) -> str:
    """Return the list of the articles, the latest first, and how to get at their passages."""
    latest = sorted(articles, key=lambda article: article.date or "", reverse=True)
    items = "".join(
        f'<li><a href="{to_article(article.id)}">{escape(article.title)}</a>'
        f'<span class="quiet">{escape(provenance(article.source, article.date))}</span></li>'
        for article in latest[:_LISTED]
    )
    more = len(articles) - _LISTED
    rest = f'<p class="quiet">and {escape(count(more, "older article"))}</p>' if more > 0 else ""
    hint = "A click on a citation opens its article here, at the passage."
    body = f'<div class="body" tabindex="0"><ul>{items}</ul>{rest}</div>' if articles else ""
    return (
        f'<div class="source"><header><h2>Articles</h2><p class="quiet">{hint}</p></header>{body}'
        "</div>"
    )


def marked_html(text: str, strong: Span | None, light: Sequence[Span]) -> str:
    """Return the paragraphs and headings of a text, with marks.

    `strong` becomes a single `<mark class="cited">` whose text is exactly `text[start:end]`, which
    is why paragraphs that it runs across are kept in one. The spans of `light`, which may overlap
    it and each other, become `<mark class="also">` where they are outside it.
    """
    html = []
    for start, end in _blocks(text, strong):
        tag = "h3" if is_heading(text[start:end]) and "\n" not in text[start:end] else "p"
        html.append(f"<{tag}>{_marked(text, (start, end), strong, light)}</{tag}>")
    return "".join(html)


def _article(article: Article, text: str, notice: str = "") -> str:
    return (
        '<div class="source"><header><nav>'
        f'<a href="{ARTICLES}">All articles</a><a href="#views">Back to the answer</a></nav>'
        f"<h2>{escape(article.title)}</h2>"
        f'<p class="quiet">{escape(provenance(article.source, article.date))}{_link(article.url)}'
        f'</p></header><div class="body" tabindex="0">{notice}{text}</div></div>'
    )


def _link(url: str | None) -> str:
    """Return a link to where an article was published; other schemes than http are left out."""
    try:
        parts = urlsplit(url or "")
        host = parts.hostname
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https"} or not host:
        return ""
    return (
        f' · <a href="{escape(url or "")}" target="_blank" rel="noopener noreferrer">'
        f"{escape(host)}</a>"
    )


def _blocks(text: str, strong: Span | None) -> Iterator[Span]:
    """Yield the lines of a text that are not blank; lines that `strong` runs across, as one."""
    start = 0
    while start < len(text):
        end = _line_end(text, start)
        while strong and strong[0] <= end < min(strong[1], len(text)):
            end = _line_end(text, end + 1)
        if text[start:end].strip():
            yield start, end
        start = end + 1


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _marked(text: str, block: Span, strong: Span | None, light: Sequence[Span]) -> str:
    spans = [strong, *light] if strong else list(light)
    borders = {*block, *(border for span in spans for border in span)}
    cuts = sorted(
        border
        for border in borders
        if block[0] <= border <= block[1] and not (strong and strong[0] < border < strong[1])
    )
    pieces = []
    for start, end in pairwise(cuts):
        piece = escape(text[start:end])
        if strong and strong[0] <= start and end <= strong[1]:
            piece = f'<mark class="cited">{piece}</mark>'
        elif any(first <= start and end <= last for first, last in light):
            piece = f'<mark class="also">{piece}</mark>'
        pieces.append(piece)
    return "".join(pieces)
