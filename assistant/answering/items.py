"""The other items of a list in the text of which some are chosen, and what spells one out."""

import re
from collections.abc import Iterable, Sequence

from assistant.weighing.evidence import RIVAL, Evidence
from corpus import is_list_line

_BETWEEN_LINES = 2  # characters from one to the next
_BETWEEN_COUNTED = 600
# What a text counts in words: "First, lamps should be lit", "The second is oil".
_FIRST = re.compile(r"(?:the )?first(?:ly)?(?:,| (?:is|was|concerns)\b)", re.IGNORECASE)
_COUNTED = re.compile(
    r"finally,|(?:the )?(?:first|second|third|fourth|fifth|sixth|last)(?:ly)?"
    r"(?:,| (?:is|was|concerns)\b)",
    re.IGNORECASE,
)
# What names things just announced: "Examples include …", "These aims are …", "One of them is …".
_SPELLS_OUT = re.compile(
    r"(?:examples|they)\sinclude\b|(?:among )?(?:them|these|those)\b(?:\s[\w-]+){0,3}?\s"
    r"(?:include|are|were|is)\b|one of (?:them|these|those|the)\b",
    re.IGNORECASE,
)


def with_items(chosen: Sequence[Evidence], evidence: Sequence[Evidence]) -> list[Evidence]:
    """Add what spells a sentence out, behind it, and the rest of lists of which two are chosen.

    Args:
        chosen: The sentences chosen for a list, best first.
        evidence: All that may be.
    """
    told = [one for item in chosen for one in (item, *_spelling_out(item, evidence))]
    for items in _lists(evidence):
        if sum(item in told for item in items) > 1:
            told += [item for item in items if item.names < RIVAL]
    return distinct(told)


def distinct(evidence: Iterable[Evidence]) -> list[Evidence]:
    """Drop what says the same as an earlier sentence, to the letter."""
    found: dict[str, Evidence] = {}
    for item in evidence:
        found.setdefault(item.text, item)
    return list(found.values())


def _spelling_out(item: Evidence, evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return the sentence behind one that names the things that this only announces."""
    return [
        other
        for other in evidence
        if other.article_id == item.article_id
        and 0 <= other.start - item.end <= _BETWEEN_LINES
        and _SPELLS_OUT.match(other.text)
    ]


def _lists(evidence: Sequence[Evidence]) -> list[list[Evidence]]:
    """Return the lists in the texts: lines with marks, and sentences that are counted."""
    lines = sorted(
        (item for item in evidence if is_list_line(item.text) or _COUNTED.match(item.text)),
        key=lambda item: (item.article_id, item.start),
    )
    lists: list[list[Evidence]] = []
    for line in lines:
        if lists and _follows(lists[-1][-1], line):
            lists[-1].append(line)
        else:
            lists.append([line])
    return lists


def _follows(last: Evidence, line: Evidence) -> bool:
    """Tell whether an item belongs to the list of the one before it."""
    if last.article_id != line.article_id or _FIRST.match(line.text):
        return False
    most = _BETWEEN_COUNTED if _COUNTED.match(line.text) else _BETWEEN_LINES
    return line.start - last.end <= most
