"""Answers as the conversation shows them: HTML in which no word of an article takes effect.

All text goes through `escape`. It leaves neither HTML nor Markdown in it, for a chat message is
read as both, and a remote image in an article would otherwise call out.
"""

import re
import string
from collections.abc import Sequence

from assistant.answer import Answer, Citation
from assistant.app.links import to_citation, to_question
from assistant.lines import long_date
from assistant.marks import BOLD, emphases, genuine_marks

Message = dict[str, str]
"""A message of the conversation as Gradio shows it: {"role", "content"}, the content in HTML."""

_BULLET = "&#45; "  # as `escape` leaves it
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


def history(answers: Sequence[Answer]) -> list[Message]:
    """Return the conversation so far as the assistant takes it."""
    turns = [(answer.question, answer.text) for answer in answers]
    return [
        {"role": role, "content": text}
        for turn in turns
        for role, text in zip(("user", "assistant"), turn, strict=True)
    ]


def messages(answers: Sequence[Answer], pending: str | None = None) -> list[Message]:
    """Return the conversation as Gradio shows it, with a question that is not answered yet."""
    shown: list[Message] = []
    for turn, answer in enumerate(answers):
        shown.append(_message("user", question_html(answer.question)))
        shown.append(_message("assistant", answer_html(answer, turn)))
    if pending is not None:
        shown.append(_message("user", question_html(pending)))
    return shown


def question_html(question: str) -> str:
    """Return a question as it was typed."""
    return f'<div class="question">{_paragraphs(escape(question.strip()))}</div>'


def answer_html(answer: Answer, turn: int) -> str:
    """Return an answer with its marks as links, how it was understood, and what was searched.

    Args:
        answer: The answer.
        turn: Its place in the conversation, from 0; the links of its citations name it.
    """
    body = _paragraphs(_linked_text(answer, turn))
    if answer.refuses:
        body = f'<p class="label">Not answered</p>{body}'
    kind = "answer abstained" if answer.refuses else "answer"
    return (
        f'<div class="{kind}">{body}{_understood(answer)}{_searched(answer)}</div>{_asks(answer)}'
    )


def starters_html(starters: Sequence[str]) -> str:
    """Return what an empty conversation shows: questions to begin with."""
    if not starters:
        return '<div class="welcome"><p>Ask a question about the articles.</p></div>'
    invitation = "Ask a question, or begin with one of these:"
    return f'<div class="welcome"><p>{invitation}</p>{_chips(starters)}</div>'


EMPTY_COLLECTION = (
    '<div class="welcome"><p>There are no articles yet.</p><p>Add some in the library, or run '
    "<code>steppewise add PATH</code>; then ask.</p></div>"
)
"""What an empty conversation over an empty collection shows."""


def header_html(articles: int, passages: int) -> str:
    """Return the name of the page, what it does, and the size of the collection."""
    size = f"{count(articles, 'article')}, {count(passages, 'passage')}"
    return (
        '<div class="masthead"><h1>Steppewise</h1><p>Answers from your articles in their own '
        "words: every sentence is cited, and a click on its citation opens the passage.</p>"
        f'<p class="size">{escape(size)}</p></div>'
    )


def _message(role: str, content: str) -> Message:
    return {"role": role, "content": content}


def _linked_text(answer: Answer, turn: int) -> str:
    """Return the text of an answer with its marks as links and its short answers in bold type."""
    pieces = {
        (start, end): _citation_link(answer.citations[position], to_citation(turn, position))
        for start, end, position in genuine_marks(answer)
    }
    for start, end in emphases(answer):
        words = answer.text[start + len(BOLD) : end - len(BOLD)]
        pieces[start, end] = f"<strong>{escape(words)}</strong>"
    html, place = [], 0
    for (start, end), piece in sorted(pieces.items()):
        before = escape(answer.text[place:start])
        html += [before.rstrip(" ") if piece.startswith("<a ") else before, piece]
        place = end
    return "".join([*html, escape(answer.text[place:])])


def _citation_link(citation: Citation, link: str) -> str:
    title = escape(f"{citation.title} — {provenance(citation.source, citation.date)}")
    number = escape(f"[{citation.number}]")
    return f'<a href="{link}" class="cite" title="{title}">{number}</a>'


def _paragraphs(html: str) -> str:
    """Return HTML as paragraphs: without line ends, which could end a block of HTML in Markdown."""
    blocks = [block for block in re.split(r"\n\s*\n", html.strip()) if block]
    return "".join(_block(block.split("\n")) for block in blocks)


def _block(lines: Sequence[str]) -> str:
    """Return a list, where each line is an item of one, or a paragraph."""
    if all(line.startswith(_BULLET) for line in lines):
        return f"<ul>{''.join(f'<li>{line.removeprefix(_BULLET)}</li>' for line in lines)}</ul>"
    return f"<p>{'<br>'.join(lines)}</p>"


def _understood(answer: Answer) -> str:
    asked, understood = (
        " ".join(question.split()) for question in (answer.question, answer.standalone_question)
    )
    if asked.casefold() == understood.casefold():
        return ""
    return f'<p class="quiet">Understood as: {escape(understood)}</p>'


def _searched(answer: Answer) -> str:
    if not answer.searched:
        return ""
    articles = count(answer.articles_searched, "article")
    passages = count(answer.passages_searched, "passage")
    return f'<p class="quiet">{escape(f"Searched {articles}, {passages}")}</p>'


def _asks(answer: Answer) -> str:
    return _chips(answer.suggestions) if answer.suggestions else ""


def _chips(questions: Sequence[str]) -> str:
    chips = "".join(
        f'<a href="{to_question(question)}" class="ask">{escape(question)}</a>'
        for question in questions
    )
    return f'<div class="asks">{chips}</div>'
