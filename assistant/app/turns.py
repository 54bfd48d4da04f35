"""Questions and answers as the conversation shows them."""

import re
from collections.abc import Sequence

from assistant.answer import Answer, Citation
from assistant.app.links import to_asking, to_citation
from assistant.app.references import plain_answer
from assistant.app.render import chips, count, escape, provenance
from assistant.app.scope import in_words
from assistant.app.session import Session
from assistant.app.sureness import sureness
from assistant.lines import long_date
from assistant.marks import BOLD, emphases, genuine_marks
from assistant.records import MAX_COMMENT, Rating, Turn
from index import Filters

_BULLET = "&#45; "  # as `escape` leaves it
_THUMB = (
    "M7 10v10H4V10zm2 10h8.2a2 2 0 0 0 2-1.6l1.3-6.5A1.6 1.6 0 0 0 19 10h-5l.8-4.2A1.6 1.6 0 0 0 "
    "12 4.7L9 10z"
)
_PENDING = (
    '<div class="pending"><span class="dots" aria-hidden="true"></span>Searching the articles …'
    '<button type="button" data-event="stop" title="Escape">Stop</button></div>'
)


def conversation_html(session: Session, pending: str | None = None) -> str:
    """Return the conversation, with a question that is not answered yet."""
    turns = session.turns if pending is None else session.kept
    shown = [turn_html(turn, place, len(turns)) for place, turn in enumerate(turns)]
    if pending is not None:
        shown.append(f'<section class="turn">{question_html(pending)}{_PENDING}</section>')
        state = "Searching the articles"
    elif session.editing is not None:
        shown.append(_editing(session.editing, len(turns)))
        state = f"Question {session.editing + 1} is in its field"
    else:
        state = _state(turns)
    return (
        f'<div class="turns" data-conversation="{escape(session.conversation or "")}">'
        f'{"".join(shown)}</div><p class="unseen" role="status">{escape(state)}</p>'
    )


def turn_html(turn: Turn, place: int, turns: int) -> str:
    """Return a question with its answer and what can be done about them.

    Args:
        turn: The question and its answer.
        place: Its place in the conversation, from 0; the links of its citations name it.
        turns: How many there are.
    """
    asks = chips(turn.answer.suggestions) if turn.answer.suggestions else ""
    return (
        f'<section class="turn" id="turn-{place}" aria-label="Question {place + 1}">'
        f"{question_html(turn.answer.question)}{answer_html(turn.answer, place, turn.filters)}"
        f"{_actions(turn, place, turns - place - 1)}{asks}</section>"
    )


def question_html(question: str) -> str:
    """Return a question as it was typed."""
    return f'<div class="question">{_paragraphs(escape(question.strip()))}</div>'


def answer_html(answer: Answer, place: int, filters: Filters) -> str:
    """Return an answer with its marks as links, how it was understood, and what was searched.

    Args:
        answer: The answer.
        place: Of its turn, from 0; the links of its citations name it.
        filters: Which articles were searched.
    """
    body = _paragraphs(_linked_text(answer, place))
    if answer.missing:
        body += f'<p class="missing">{escape(answer.missing)}</p>'
    if answer.refuses:
        body = f'<p class="label">Not answered</p>{body}'
    kind = "answer abstained" if answer.refuses else "answer"
    return (
        f'<div class="{kind}">{body}{_understood(answer)}{_searched(answer, filters)}'
        f"{_sureness(answer)}</div>"
    )


def _linked_text(answer: Answer, place: int) -> str:
    """Return the text of an answer with its marks as links and its short answers in bold type."""
    pieces = {
        (start, end): _citation_link(answer.citations[position], to_citation(place, position))
        for start, end, position in genuine_marks(answer)
    }
    for start, end in emphases(answer):
        words = answer.text[start + len(BOLD) : end - len(BOLD)]
        pieces[start, end] = f"<strong>{escape(words)}</strong>"
    html, done = [], 0
    for (start, end), piece in sorted(pieces.items()):
        before = escape(answer.text[done:start])
        html += [before.rstrip(" ") if piece.startswith("<a ") else before, piece]
        done = end
    return "".join([*html, escape(answer.text[done:])])


def _citation_link(citation: Citation, link: str) -> str:
    title = escape(f"{citation.title} — {provenance(citation.source, citation.date)}")
    number = escape(f"[{citation.number}]")
    return f'<a href="{link}" class="cite" title="{title}">{number}</a>'


def _paragraphs(html: str) -> str:
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


def _searched(answer: Answer, filters: Filters) -> str:
    if not answer.searched:
        return ""
    articles = count(answer.articles_searched, "article")
    parts = [f"Searched {articles}, {count(answer.passages_searched, 'passage')}"]
    if filters:
        parts.append(in_words(filters))
    if dates := [citation.date for citation in answer.citations if citation.date]:
        parts.append(f"newest evidence of {long_date(max(dates))}")
    return f'<p class="quiet">{escape(" · ".join(parts))}</p>'


def _sureness(answer: Answer) -> str:
    words = sureness(answer)
    if words is None:
        return ""
    number = f"{answer.confidence:.0%}"
    return (
        f'<p class="quiet sureness"><span title="Confidence {escape(number)}">{escape(words)}'
        f'<span class="unseen"> ({escape(number)})</span></span></p>'
    )


def _actions(turn: Turn, place: int, later: int) -> str:
    """Return the buttons below an answer; `later` answers come after it."""
    lost = ""
    if later:
        text = f"Ask this again? The {count(later, 'answer')} after it will go."
        lost = f' data-confirm="{escape(text)}" data-yes="Ask again"'
    return (
        f'<div class="actions" role="group" aria-label="Answer {place + 1}">'
        f'<button type="button" data-copy="{escape(plain_answer(turn.answer))}">Copy</button>'
        f'<button type="button" data-link="{escape(to_asking(turn.answer.question))}">Copy link'
        "</button>"
        f'<button type="button" data-event="retry" data-value="{place}"{lost}>Ask again</button>'
        f'<button type="button" data-event="edit" data-value="{place}">Edit question</button>'
        f"{_thumbs(turn.rating, place)}</div>{_comment(turn.rating, place)}"
    )


def _thumbs(rating: Rating | None, place: int) -> str:
    return "".join(
        f'<button type="button" class="thumb {name}" id="{name}-{place}" data-event="rate" '
        f'data-value="{place}" data-helpful="{json}" aria-label="{label}" title="{label}" '
        f'aria-pressed="{str(rating is not None and rating.helpful is helpful).lower()}">'
        f'<svg viewBox="0 0 24 24" aria-hidden="true"><path d="{_THUMB}"/></svg></button>'
        for name, helpful, json, label in (
            ("up", True, "yes", "Good answer"),
            ("down", False, "no", "Bad answer"),
        )
    )


def _comment(rating: Rating | None, place: int) -> str:
    """Return the form for a word on a rating; `script.js` opens it after a thumb was pressed."""
    if rating is None:
        return ""
    asked = "What was good about it?" if rating.helpful else "What was wrong or missing?"
    said = f'<p class="quiet">Your comment: {escape(rating.comment)}</p>' if rating.comment else ""
    return (
        f'{said}<details class="comment" id="comment-{place}"><summary>'
        f"{'Change the comment' if rating.comment else 'Add a comment'}</summary>"
        f'<form data-event="comment" data-value="{place}"><label>{asked}'
        f'<textarea name="text" rows="2" maxlength="{MAX_COMMENT}">{escape(rating.comment)}'
        '</textarea></label><button type="submit">Keep comment</button></form></details>'
    )


def _editing(place: int, turns: int) -> str:
    later = turns - place - 1
    rest = f" and the {count(later, 'answer')} after it" if later else ""
    return (
        f'<p class="notice editing">Question {place + 1} is back in its field. Its answer{rest} '
        'will be replaced. <button type="button" data-event="keep">Keep it</button></p>'
    )


def _state(turns: Sequence[Turn]) -> str:
    """Return what a screen reader says when an answer has come."""
    if not turns:
        return ""
    answer = turns[-1].answer
    if answer.refuses:
        return "Not answered"
    return f"Answered with {count(len({item.number for item in answer.citations}), 'citation')}"
