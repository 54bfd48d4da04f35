"""What all views make HTML with: text in which no word of an article takes effect.

All text goes through `escape`. It leaves neither HTML nor Markdown nor a template in it; a remote
image in an article would otherwise call out.
"""

import string
from collections.abc import Sequence

from assistant.app.links import to_question
from assistant.lines import long_date

_ENTITIES = {ord(mark): f"&#{ord(mark)};" for mark in string.punctuation}


def escape(text: str) -> str:
    """Return `text` as HTML and Markdown that reads exactly like it.

    Every ASCII punctuation mark becomes a character reference: with none of them left there is no
    tag, no emphasis, no link, no bare address to be linked, no formula and no template.

    >>> escape("<b> & [1]")
    '&#60;b&#62; &#38; &#91;1&#93;'
    """
    return text.translate(_ENTITIES)


def provenance(source: str | None, date: str | None) -> str:
    """Return who published an article and when, as plain text."""
    return f"{source or 'Publisher unknown'} · {long_date(date) if date else 'undated'}"


def count(number: int, noun: str) -> str:
    """Return a number with its noun.

    >>> count(1, "article"), count(1200, "passage")
    ('1 article', '1,200 passages')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


_WELCOME = (
    '<div class="welcome"><h2>What do your articles say?</h2><p class="quiet">Answers are made of '
    "their own sentences. Each is cited, and a click on its citation opens the article there.</p>"
)


def starters_html(starters: Sequence[str]) -> str:
    """Return what an empty conversation shows: questions to begin with."""
    if not starters:
        return f"{_WELCOME}<p>Ask a question about the articles.</p></div>"
    return f"{_WELCOME}<p>Ask a question, or begin with one of these:</p>{chips(starters)}</div>"


EMPTY_COLLECTION = (
    '<div class="welcome"><p>There are no articles yet.</p><p>Add some in the library, or run '
    "<code>steppewise add PATH</code>; then ask.</p></div>"
)
"""What an empty conversation over an empty collection shows."""


def header_html(articles: int, passages: int) -> str:
    """Return the name of the page and the size of the collection."""
    size = f"{count(articles, 'article')}, {count(passages, 'passage')}"
    return f'<div class="masthead"><h1>Steppewise</h1><p class="size">{escape(size)}</p></div>'


def chips(questions: Sequence[str]) -> str:
    """Return questions that ask themselves when they are clicked."""
    links = "".join(
        f'<a href="{to_question(question)}" class="ask">{escape(question)}</a>'
        for question in questions
    )
    return f'<div class="asks">{links}</div>'
