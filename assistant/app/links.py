"""The links of the page that stay on it: citations, articles and questions to ask.

Only an address survives the sanitising of a chat message, so it is the fragment of the address
that says what a click means; `script.js` hands it to the server.
"""

import re
from urllib.parse import quote, unquote

ARTICLES = "#articles"
"""Leads to the list of all articles."""

_CITATION = re.compile(r"#(?:cite|why)-(\d{1,6})-(\d{1,6})", re.ASCII)
_ARTICLE = "#article-"
_PASSAGE = re.compile(r"#passage-([^:]*):(\d{1,9})-(\d{1,9})", re.ASCII)
_QUESTION = "#ask-"


def to_citation(turn: int, position: int) -> str:
    """Return the link to a citation, by the places of its answer and of itself in that answer.

    >>> to_citation(0, 2)
    '#cite-0-2'
    """
    return f"#cite-{turn}-{position}"


def to_article(id_: str) -> str:
    """Return the link to an article."""
    return _ARTICLE + quote(id_, safe="")


def to_passage(id_: str, start: int, end: int) -> str:
    """Return the link to a part of an article's text.

    >>> to_passage("aral/2", 10, 90)
    '#passage-aral%2F2:10-90'
    """
    return f"#passage-{quote(id_, safe='')}:{start}-{end}"


def to_question(question: str) -> str:
    """Return the link that asks a question.

    >>> to_question("How big?")
    '#ask-How%20big%3F'
    """
    return _QUESTION + quote(question, safe="")


def to_asking(question: str) -> str:
    """Return the address, seen from the page, that opens it and asks a question.

    >>> to_asking("How big?")
    '?q=How%20big%3F'
    """
    return f"?q={quote(question.strip(), safe='')}"


def to_reasons(turn: int, position: int) -> str:
    """Return the link that opens a citation with why it was found.

    >>> to_reasons(0, 2)
    '#why-0-2'
    """
    return f"#why-{turn}-{position}"


def citation_of(link: str) -> tuple[int, int] | None:
    """Return the places that a link to a citation names, or None if it is no such link."""
    match = _CITATION.fullmatch(link)
    return (int(match[1]), int(match[2])) if match else None


def is_about_reasons(link: str) -> bool:
    """Tell whether a link to a citation asks why it was found, too."""
    return link.startswith("#why-")


def article_of(link: str) -> str | None:
    """Return the id that a link to an article names, or None if it is no such link."""
    return unquote(link.removeprefix(_ARTICLE)) if link.startswith(_ARTICLE) else None


def passage_of(link: str) -> tuple[str, int, int] | None:
    """Return the id, start and end that a link to a passage names, or None if it is none."""
    match = _PASSAGE.fullmatch(link)
    return (unquote(match[1]), int(match[2]), int(match[3])) if match else None


def question_of(link: str) -> str | None:
    """Return the question that a link asks, or None if it is no such link."""
    return unquote(link.removeprefix(_QUESTION)) if link.startswith(_QUESTION) else None
