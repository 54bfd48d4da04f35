"""Spelling: the word of the articles that a misspelt one is meant for."""

import bisect
from collections.abc import Iterable, Iterator
from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import OSA
from tantivy import TextAnalyzer

from corpus import normalise
from index.lexical import make_analyzer
from index.matching import words
from index.store import Store

_EDITS_FROM_LENGTH = (5, 8)  # letters from which one and two edits are allowed
_TERMS_TRIED = 16
_PASSAGES_READ = 8


def nearest_word(store: Store, word: str) -> str | None:
    """Return the word of the articles that is spelt most like one, as they write it; or None.

    A word of five letters and more is near within one edit, one of eight and more within two; an
    edit is a letter too many, missing, changed, or swapped with its neighbour (the restricted
    distance of Damerau and Levenshtein). The first letter counts as right, and singular or plural
    as one. Of equally near words the one with the commoner stem is taken,
    and lower case before the capital that a sentence may have begun with.

    Args:
        store: The articles.
        word: In any case; nothing is near more than one word.
    """
    meant = _forms(word)
    if not edits_allowed(meant[0]) or " " in meant[0]:
        return None
    near = (
        (edits, rank, not spelt.islower(), spelt)
        for rank, term in enumerate(store.near(meant[0])[:_TERMS_TRIED])
        for spelt in _spellings(store, term)
        if (edits := _edits(meant, _forms(spelt))) is not None
    )
    return min(near, default=(0, 0, False, None))[-1]


def terms_near(word: str, known: Iterable[str]) -> dict[str, int]:
    """Return the terms that a word may begin with, but for its spelling, with the edits needed.

    Args:
        word: In lower case, without accents; not stemmed.
        known: Terms that begin with its first letter.
    """
    most = edits_allowed(word)
    by_length: dict[int, list[str]] = {}
    for term in known if most else ():
        if 2 * len(term) >= len(word):  # no ending is as long as its word
            by_length.setdefault(len(term), []).append(term)
    near: dict[str, int] = {}
    for length, terms in by_length.items():
        for cut in range(length - most, min(length + most, len(word)) + 1):
            found = process.extract_iter(word[:cut], terms, scorer=OSA.distance, score_cutoff=most)
            for term, edits, _ in found:
                near[term] = min(int(edits), near.get(term, most))
    return near


def edits_allowed(word: str) -> int:
    """Return how many edits a word may be off."""
    return bisect.bisect_right(_EDITS_FROM_LENGTH, len(word))


def _forms(word: str) -> tuple[str, str]:
    """Return a word in lower case and without accents; as it is, and in the singular."""
    plain = " ".join(_analyzer().analyze(normalise(word)))
    return plain, plain.removesuffix("s")


@cache
def _analyzer() -> TextAnalyzer:
    return make_analyzer(stems=False)


def _edits(meant: tuple[str, str], spelt: tuple[str, str]) -> int | None:
    """Return how many edits lie between two words, in the same number; None if too many."""
    edits = [
        (int(OSA.distance(one, other)), edits_allowed(one))
        for one, other in zip(meant, spelt, strict=True)
    ]
    return min((needed for needed, allowed in edits if needed <= allowed), default=None)


def _spellings(store: Store, term: str) -> Iterator[str]:
    """Yield the words with a stem, in passages that hold it, in the order of the text."""
    for article_id, spans in store.spans_with(term, most=_PASSAGES_READ).items():
        article = store.article(article_id)
        text = article.text if article else ""
        for start, end in spans:
            passage = text[start:end]
            yield from (
                passage[word.start : word.end] for word in words(passage) if word.term == term
            )
