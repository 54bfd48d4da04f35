"""Sentences with their exact spans.

The splitting is sentencex's (Wikimedia; rules and abbreviation lists for many languages). This
module gives it one paragraph at a time, so that a headline or a list line is a sentence of its
own, chooses the language by the script, and joins what no reader would call a sentence.
"""

import re
from typing import NamedTuple

import sentencex

from corpus.text import is_heading, is_numbered_heading

_CYRILLIC = re.compile("[\u0400-\u04ff]")
_CHINESE = re.compile("[\u4e00-\u9fff]")
_LETTER = re.compile(r"[^\W\d_]")
# What sentencex 1.0 splits after, though a name or a number has to follow: one abbreviation or
# initials alone, and titles, units and references before their name.
_UNFINISHED = re.compile(
    r"[\"'“«(]*\w+\.|(?:\w\.\s?)+"
    r"|.*\b(?:Ms|Amb|Eng|Acad|Prof|[Aa]pprox|[Ee]st|[Ff]igs?|[Ee]qs?|[Vv]ols?|обл|пос|млн|млрд|им|рис|др)\.",
    re.DOTALL,
)
_CLOSED_QUOTATION = re.compile(r"[.!?…,。！？][\"”’'»]$")
# Who spoke, after what was spoken: "It works." Smith said.
_ATTRIBUTION = re.compile(
    r"(?:[\w.'-]+\s){1,5}(?:said|says|told|added|noted|explained|stated|stressed|replied|asked)\b"
    r"|\w{1,4}[说表示]+"
)


class Sentence(NamedTuple):
    """The span of one sentence: `text[start:end]`, without the white space around it."""

    start: int
    end: int
    heading: bool
    """Whether the span is a whole line that reads as a headline or title."""


def split_sentences(text: str) -> list[Sentence]:
    """Return the sentences of a normalised text, in order and without overlap.

    Everything in the text but white space belongs to exactly one sentence.
    """
    sentences: list[Sentence] = []
    lines = list(re.finditer(r"[^\n]+", text))
    for before, line, behind in zip([None, *lines], lines, [*lines[1:], None], strict=False):
        spans = _split_line(line.group(), line.start())
        heading = len(spans) == 1 and (
            is_heading(line.group())
            or is_numbered_heading(
                line.group(), before and before.group(), behind and behind.group()
            )
        )
        sentences.extend(Sentence(start, end, heading) for start, end in spans)
    return sentences


def _language(line: str) -> str:
    """Guess the language whose rules split the line, from its script."""
    letters = max(1, len(_LETTER.findall(line)))
    if len(_CHINESE.findall(line)) > 0.3 * letters:
        return "zh"
    return "ru" if len(_CYRILLIC.findall(line)) > 0.5 * letters else "en"


def _split_line(line: str, offset: int) -> list[tuple[int, int]]:
    """Return the spans of the sentences of one line, counted from `offset` on."""
    spans: list[tuple[int, int]] = []
    last = ""
    for boundary in sentencex.get_sentence_boundaries(_language(line), line):
        padded: str = line[boundary["start_index"] : boundary["end_index"]]
        piece = padded.strip()
        if not piece:
            continue
        start = offset + boundary["start_index"] + len(padded) - len(padded.lstrip())
        end = start + len(piece)
        if spans and _goes_on(last, piece):
            start = spans.pop()[0]
        spans.append((start, end))
        last = line[start - offset : end - offset]
    return spans


def _goes_on(last: str, piece: str) -> bool:
    """Tell whether `piece` belongs to the sentence that `last` was thought to end."""
    if piece[0].islower() or piece[0] in "–—" or _UNFINISHED.fullmatch(last):
        return True
    return bool(_CLOSED_QUOTATION.search(last) and _ATTRIBUTION.match(piece))
