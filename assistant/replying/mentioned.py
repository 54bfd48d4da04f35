"""What articles are asked to mention: one phrase, or several joined by "and" or "or"."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index import Filters, Index
from index.lexical import FUNCTION_TERMS

_IN_FRONT = re.compile(r"^(?:the words?|the phrase|both|either|an?|the)\s+", re.IGNORECASE)
_LONGEST = 3  # terms; people do not expect a longer phrase to stand in the articles as it is
_JOINED = re.compile(r",?\s+(and|or)\s+|,\s+", re.IGNORECASE)

Spans = Mapping[str, tuple[tuple[int, int], ...]]
"""The sentences that mention something, by the ids of their articles."""


@dataclass(frozen=True, slots=True)
class Mentioned:
    """What was looked for, and where it stands.

    Attributes:
        text: How it is put in a sentence: “wind”, or both “wind” and “coal”.
        words: What was looked for, each.
        articles: Those that mention it, with the first sentence that mentions each of the words.
    """

    text: str
    words: tuple[str, ...]
    articles: Spans


def look_for(index: Index, text: str, filters: Filters | None) -> Mentioned | None:
    """Return which articles mention what a text names, or None if it is too long to name anything.

    "Belt and Road" is looked for as it is; only if no article has it so, as "Belt" and as "Road".
    """
    words = _bare(text)
    if not words or all(term in FUNCTION_TERMS for term in index.terms(words)):
        return None
    found = _mentions(index, words, filters)
    parts = [bare for part in _JOINED.split(words)[::2] if (bare := _bare(part))]
    if found or len(parts) == 1:
        long = len(index.terms(words)) > _LONGEST
        return None if long and not found else Mentioned(f"“{words}”", (words,), found)
    either = " or " in words.lower()
    each = [_mentions(index, part, filters) for part in parts]
    holding = (set.union if either else set.intersection)(*map(set, each))
    spans = {
        id_: tuple(dict.fromkeys(span for some in each for span in some.get(id_, ())))
        for id_ in holding
    }
    return Mentioned(_joined(parts, either=either), tuple(parts), spans)


def _mentions(index: Index, words: str, filters: Filters | None) -> Spans:
    return {item.article_id: ((item.start, item.end),) for item in index.mentioning(words, filters)}


def _bare(text: str) -> str:
    """Return a phrase without its article and its quotation marks."""
    return _IN_FRONT.sub("", text.strip(" \"'“”‘’«»,"), count=1).strip(" \"'“”‘’«»,")


def _joined(words: Sequence[str], *, either: bool) -> str:
    *others, last = (f"“{word}”" for word in words)
    if either:
        return f"{', '.join(others)} or {last}"
    return f"{'both ' if len(others) == 1 else ''}{', '.join(others)} and {last}"
