"""What the two sides of a comparison are called in full."""

import re

from assistant.language.geography import is_people
from assistant.language.grammar import without_s
from assistant.language.names import HEADS, NAME
from assistant.question.comparatives import MEASURED

# The noun behind "which", with its verb behind it: not "country exports more".
_SORT = re.compile(
    rf"(?P<sort>(?:(?!of\b)[a-z]+ ){{0,2}}{HEADS})\s"
    r"(?:is|are|was|were|has|have|had|\w+[^s\W]s|\w+ed)\b"
)
_IN_YEAR = re.compile(r" in (?:1[0-9]|20)\d\d$")
_AT_NAME = re.compile(rf"(?P<at>[^A-Z]*\b(?:at|in|of|for|from) (?:the )?){NAME}")
_SHARED_HEAD = re.compile(rf"(?P<name>{NAME}) (?P<noun>[a-z][\w-]*(?: [a-z][\w-]*)*[^s\W]s)")


def in_full(first: str, second: str, which: str = "") -> tuple[str, str]:
    """Return the names of both sides in full: each with what it shares with the other.

    "Orvel's wool sales and its exports in 2020" are both Orvel's and of 2020, "the mill at Orvel
    and Marl" are two mills, and so are "the Orvel and Marl mills", "Which mill …, Orvel or Marl?".

    Args:
        first: As the question calls it.
        second: As the question calls it, with what may belong to both.
        which: What stands behind "which", if the question asks so.

    >>> in_full("upper", "lower Orvel"), in_full("the mill in Orvel", "the one in Marl")
    (('upper Orvel', 'lower Orvel'), ('the mill in Orvel', 'the mill in Marl'))
    """
    first, second = _bare(first), _bare(second)
    if match := _SORT.match(which):
        first, second = (_of_sort(side, match["sort"]) for side in (first, second))
    if (year := _IN_YEAR.search(second)) and not _IN_YEAR.search(first):
        first += year.group()
    return _with_shared_noun(first, _with_head(second, first))


def _bare(name: str) -> str:
    """Return what a side is called, without the "'s" that stood for what is compared."""
    return re.sub(r"['’]s$", "", name.strip(' .!"“”')).removeprefix("either ").removeprefix("both ")


def _of_sort(side: str, sort: str) -> str:
    """Return the name of one of a sort: "the Orvel mill", "the mill in Orvel"."""
    noun = without_s(sort.rpartition(" ")[2])
    if re.fullmatch(NAME, side) and noun not in side.lower():
        return f"the {side} {sort}"
    return re.sub(r"^the one\b", f"the {sort}", side)


def _with_head(second: str, first: str) -> str:
    """Return the second side with the noun or the owner of the first, where it only refers."""
    if match := re.match(r"the one (of|at|in|from) ", second):
        head, preposition, _ = first.partition(f" {match[1]} ")
        return f"{head}{preposition}{second[match.end() :]}" if preposition else second
    if match := re.fullmatch(NAME, second) and _AT_NAME.fullmatch(first):
        return f"{match['at']}{second}"
    if owner := re.match(r"\S.*?['’]s? ", first):
        return re.sub(r"^(?:its|their|his|her) ", lambda _: owner.group(), second)
    return second


def _with_shared_noun(first: str, second: str) -> tuple[str, str]:
    """Return both sides with the noun that stands only behind the second."""
    if re.fullmatch(rf"(?:the )?{NAME}", first) and (match := _SHARED_HEAD.fullmatch(second)):
        before, space, last = match["noun"].rpartition(" ")
        is_measured = re.search(rf"{MEASURED}$", match["noun"])
        noun = match["noun"] if is_measured else f"{before}{space}{without_s(last)}"
        article = "the " * first.startswith("the ")
        return f"{first} {noun}", f"{article}{match['name']} {noun}"
    adjective, _, noun = second.partition(" ")
    may_share = re.fullmatch(r"[a-z]+", first) or is_people(first)
    if may_share and noun and re.fullmatch(r"(?!the\b|an?\b)[a-z]+", adjective):
        return f"{first} {noun}", second
    return first, second
