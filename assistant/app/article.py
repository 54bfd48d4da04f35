"""An article as the reader shows it, with the cited words marked; and the list of all articles."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import urlsplit

from assistant.answer import Answer, Citation
from assistant.app.links import ARTICLES, to_article, to_citation, to_reasons
from assistant.app.reasons import reasons_html
from assistant.app.references import reference
from assistant.app.render import count, escape, provenance
from corpus import Article
from corpus.text import is_heading
from index import Explanation
from index.results import Summary

Span = tuple[int, int]
"""The first character of a part of a text, and the one behind its last."""

_LISTED = 50
_BACK = '<a href="#views" class="back">Back</a>'
_KEYS = (
    '<p class="keys quiet"><kbd>←</kbd> <kbd>→</kbd> previous and next citation · <kbd>Esc</kbd> '
    "back to the answer</p>"
)
_CHANGED = (
    '<p class="notice">This article has been changed since; ask or search again to see the '
    "passage.</p>"
)


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation among those of its answer.

    Attributes:
        answer: The one it supports.
        turn: The answer's place in the conversation, from 0.
        position: The citation's among those of the answer, from 0.
        explanation: Why it was found, if that is asked for.
    """

    answer: Answer
    turn: int
    position: int
    explanation: Explanation | None = None

    @property
    def citation(self) -> Citation:
        """The citation itself."""
        return self.answer.citations[self.position]

    def link(self, position: int) -> str:
        """Return the link to another citation of the answer; a reason stays opened."""
        link = to_reasons if self.explanation else to_citation
        return link(self.turn, position)


def citation_html(article: Article, cited: Cited) -> str:
    """Return the article of a citation, its quote marked, other quotes of the answer more lightly.

    Args:
        article: The one that is cited, as it is now.
        cited: The citation to show.
    """
    citation = cited.citation
    spans = [
        (other.start, other.end)
        for other in (citation, *cited.answer.citations)
        if other.article_id == article.id and article.text[other.start : other.end] == other.quote
    ]
    tools = _tools(cited)
    steps = _steps(cited)
    if (citation.start, citation.end) not in spans:
        body = _CHANGED + marked_html(article.text, None, spans)
        return _article(article, body, steps, tools)
    reasons = reasons_html(article, cited.explanation) if cited.explanation else ""
    body = marked_html(article.text, spans[0], spans[1:])
    return _article(article, body, steps, tools + reasons)


def article_html(article: Article) -> str:
    """Return an article without marks."""
    return _article(article, marked_html(article.text, None, ()))


def passage_html(article: Article, start: int, end: int) -> str:
    """Return an article with a part of its text marked, which may have been changed since."""
    if not 0 <= start < end <= len(article.text):
        return _article(article, _CHANGED + marked_html(article.text, None, ()))
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
    body = f'<div class="body"><ul>{items}</ul>{rest}</div>' if articles else ""
    return (
        f'<div class="source"><header><nav aria-label="Reader">{_BACK}</nav><h2>Articles</h2>'
        f'<p class="quiet">{hint}</p></header>{body}</div>'
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


def _article(article: Article, body: str, steps: str = "", tools: str = "") -> str:
    return (
        '<div class="source"><header><nav aria-label="Reader">'
        f'{_BACK}<a href="{ARTICLES}">All articles</a>{steps}</nav>'
        f"<h2>{escape(article.title)}</h2>"
        f'<p class="quiet">{escape(provenance(article.source, article.date))}{_link(article.url)}'
        f'</p>{tools}</header><div class="body" role="region" tabindex="0" '
        f'aria-label="Text of the article">{body}</div>{_KEYS if steps else ""}</div>'
    )


def _steps(cited: Cited) -> str:
    """Return links to the citations before and after one; a quote cited twice is one of them."""
    numbers = [citation.number for citation in cited.answer.citations]
    firsts = sorted({number: numbers.index(number) for number in numbers}.items())
    place = [number for number, _ in firsts].index(cited.citation.number)
    if len(firsts) == 1:
        return ""
    before = _step(cited, firsts[place - 1], "prev", "Previous", "←") if place else ""
    after = _step(cited, firsts[place + 1], "next", "Next", "→") if firsts[place + 1 :] else ""
    return (
        f'<span class="steps">{before}<span class="place">Citation {cited.citation.number} of '
        f"{len(firsts)}</span>{after}</span>"
    )


def _step(cited: Cited, to: tuple[int, int], rel: str, name: str, key: str) -> str:
    return (
        f'<a href="{cited.link(to[1])}" rel="{rel}" aria-label="{name} citation" '
        f'title="{name} citation (key {key})">{key}</a>'
    )


def _tools(cited: Cited) -> str:
    is_open = cited.explanation is not None
    link = to_citation if is_open else to_reasons
    return (
        f'<div class="tools"><button type="button" data-copy="{escape(reference(cited.citation))}">'
        "Copy as reference</button>"
        f'<a href="{link(cited.turn, cited.position)}" role="button" '
        f'aria-expanded="{str(is_open).lower()}">Why this?</a></div>'
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
