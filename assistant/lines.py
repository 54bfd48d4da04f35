"""Replies that are not made of quotes: lines about articles, each with the marks of its sources."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import Citation
from corpus import Article, split_sentences

_LINE = re.compile(r"\S.*")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_NUMBERS = "no one two three four five six seven eight nine ten".split()


@dataclass(frozen=True, slots=True)
class Source:
    """What a line rests on: the span `article.text[start:end]`."""

    article: Article
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a reply with what it rests on."""

    text: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """What is said to a message that was not asked of the articles.

    Attributes:
        text: With marks, if it has citations.
        reason: Why it is no answer of the articles, or None if it rests on them.
        citations: In the order of their numbers; a source of several lines has one for each.
        suggestions: Questions that come to mind with it; none where any others do as well.
    """

    text: str
    reason: str | None
    citations: tuple[Citation, ...] = ()
    suggestions: tuple[str, ...] = ()


def listed(lead: str, items: Sequence[Line]) -> Reply:
    """Return a reply that lists things, each on its line; the first line rests on all of them."""
    sources = tuple(dict.fromkeys(source for item in items for source in item.sources))
    bullets = [Line(f"- {item.text}", item.sources) for item in items]
    return written([Line(lead, sources)], bullets)


def written(*blocks: Sequence[Line]) -> Reply:
    """Write blocks of lines, a blank line between two blocks, with marks behind each line."""
    text = ""
    numbers: dict[Source, int] = {}
    citations = []
    for block in blocks:
        text += "\n\n" if text else ""
        for place, line in enumerate(block):
            text += "\n" if place else ""
            start = len(text)
            text += line.text
            span = (start, len(text))
            text += " "
            for source in line.sources:
                number = numbers.setdefault(source, len(numbers) + 1)
                text += f"[{number}]"
                cited = (source.start, source.end)
                citations.append(Citation.of(number, source.article, cited, span))
    return Reply(text, None, tuple(sorted(citations, key=lambda item: item.number)))


def opening(article: Article) -> Source:
    """Return the title of an article where it is a line of the text, else its first sentence."""
    lines = [(match.start(), match.group()) for match in _LINE.finditer(article.text)]
    for start, line in lines:
        if line == article.title:
            return Source(article, start, start + len(line))
    for start, line in lines:
        first = split_sentences(line)[0]
        if not first.heading:
            return Source(article, start + first.start, start + first.end)
    start, line = lines[0]
    return Source(article, start, start + len(line))


def label(title: str, source: str | None, date: str | None) -> str:
    """Return an article's title with its publisher and date, as far as they are known.

    >>> label("Wind for Aral", "Steppe Daily", "2025-06-18")
    'Wind for Aral (Steppe Daily, 18 June 2025)'
    """
    known = [part for part in (source, long_date(date) if date else None) if part]
    return f"{title} ({', '.join(known)})" if known else title


def long_date(date: str) -> str:
    """Return an ISO 8601 date in words, as precisely as it is given.

    >>> long_date("2025-06-18"), long_date("2025-06"), long_date("2025")
    ('18 June 2025', 'June 2025', '2025')
    """
    year, *rest = date.split("-")
    if not rest:
        return year
    month = _MONTHS[int(rest[0]) - 1]
    return f"{int(rest[1])} {month} {year}" if len(rest) > 1 else f"{month} {year}"


def in_words(number: int) -> str:
    """Return a number as it is written in a sentence.

    >>> in_words(2), in_words(1204)
    ('two', '1,204')
    """
    return _NUMBERS[number] if number < len(_NUMBERS) else f"{number:,}"


def counted(number: int, noun: str) -> str:
    """Return a number with its noun.

    >>> counted(1, "article"), counted(1204, "article")
    ('one article', '1,204 articles')
    """
    return f"{in_words(number)} {noun}{'s' * (number != 1)}"


def capitalised(text: str) -> str:
    """Return a text as it begins a sentence."""
    return text[:1].upper() + text[1:]
