"""A conversation as a file to keep or to pass on."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from urllib.parse import quote, urlsplit

from assistant.answer import Answer, Citation
from assistant.marks import BOLD, emphases, genuine_marks
from assistant.records.conversation import Conversation, Turn

_MARKUP = re.compile(r"[\\`*_\[\]<>#&|~]")
_BULLET = "- "
_LINK_CHARACTERS = ":/?#[]@!$&'()*+,;=%~"


def as_json(conversation: Conversation, turns: Sequence[Turn]) -> str:
    """Return all that is known of a conversation but its owner, as JSON."""
    about = {key: getattr(conversation, key) for key in ("title", "started", "changed")}
    return json.dumps(
        {**about, "turns": [asdict(turn) for turn in turns]}, ensure_ascii=False, indent=2
    )


def as_markdown(conversation: Conversation, turns: Sequence[Turn]) -> str:
    """Return a conversation as it is read: questions, cited answers, and what they cite.

    The words of articles and of the reader are no markup: what looks like it is escaped.
    """
    blocks = [f"# {_escape(conversation.title)}"]
    for turn in turns:
        blocks += [
            f"## {_escape(' '.join(turn.answer.question.split()))}",
            _text(turn.answer),
            _escape(turn.answer.missing or ""),
            "\n".join(_references(turn.answer)),
            f"Asked {turn.asked}",
        ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _text(answer: Answer) -> str:
    """Return the text of an answer with its own marks and bold type, and no other markup."""
    pieces = {(start, end): answer.text[start:end] for start, end, _ in genuine_marks(answer)}
    for start, end in emphases(answer):
        words = answer.text[start + len(BOLD) : end - len(BOLD)]
        pieces[start, end] = f"{BOLD}{_escape(words)}{BOLD}"
    markdown, place = [], 0
    for (start, end), piece in sorted(pieces.items()):
        markdown += [_escape(answer.text[place:start]), piece]
        place = end
    return "".join([*markdown, _escape(answer.text[place:])])


def _references(answer: Answer) -> Iterator[str]:
    cited = {citation.number: citation for citation in answer.citations}
    for number, citation in sorted(cited.items()):
        yield f"{_BULLET}[{number}] {_reference(citation)}"


def _reference(citation: Citation) -> str:
    """Return where a quote stands: title, publisher, date, link, article and offsets."""
    about = [part for part in (citation.title, citation.source, citation.date) if part]
    place = f"({_escape(citation.article_id)}:{citation.start}-{citation.end})"
    return " ".join([_escape(", ".join(about)), *_link(citation.url), place])


def _link(url: str | None) -> list[str]:
    """Return a link to a page of the web; other addresses are left out."""
    try:
        scheme = urlsplit(url or "").scheme
    except ValueError:
        return []
    if url is None or scheme not in {"http", "https"}:
        return []
    return [f"<{quote(url, safe=_LINK_CHARACTERS)}>"]


def _escape(text: str) -> str:
    return _MARKUP.sub(r"\\\g<0>", text)
