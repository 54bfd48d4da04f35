"""What a collection speaks of: the names that most of its articles hold."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from assistant.language.names import names

_SENTENCE_END = re.compile(r"(?<=[.!?])[\s\"'”’)]+|\n")
_SMALL = re.compile(r"(?<!\S)[a-z]+(?![\w/@-]|\.\w)")  # not a part of an address or a compound
_DAYS = frozenset(
    """
    january february march april may june july august september october november december monday
    tuesday wednesday thursday friday saturday sunday
    """.split()
)
_MOST = 6
_LEAST_LETTERS = 3
# Adjectives of countries say little of what a collection is about: Chinese, Belgian, Kazakh.
_OF_A_COUNTRY = re.compile(r"(?:ese|[^sy]ian|ean|ish|akh|ench|utch)$")


def frequent_names(texts: Sequence[str]) -> list[str]:
    """Return the names that stand in the most texts, the most frequent of them first.

    A word that only ever begins sentences, or is written small elsewhere, is no name. Two names
    that mostly stand as "Belt and Road Initiative" are one.
    """
    holding: Counter[str] = Counter()
    times: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    inside: set[str] = set()
    for text in texts:
        found = [(line, names(line)) for line in _SENTENCE_END.split(text) if line]
        holding.update({name for _, some in found for name in some})
        for line, some in found:
            times.update(some)
            inside.update(name for name in some if " " in name or not line.startswith(name))
            pairs.update(pair for pair in pairwise(some) if " and ".join(pair) in line)
    for pair, together in pairs.items():
        if together > 1 and 2 * together >= max(times[name] for name in pair):
            whole = " and ".join(pair)
            holding[whole] = sum(whole in text for text in texts)
            times[whole] = together
            inside = (inside - set(pair)) | {whole}
    small = _DAYS.union(*(_SMALL.findall(text) for text in texts))
    ranked = sorted(inside, key=lambda name: (-holding[name], -times[name], name))
    return [name for name in ranked if _is_name(name, small)][:_MOST]


def _is_name(name: str, small: frozenset[str]) -> bool:
    return (
        len(name) >= _LEAST_LETTERS
        and not _OF_A_COUNTRY.search(name)
        and not all(word.lower() in small for word in name.split())
    )
