"""The terms of a question, as the lexical index knows them: rarity, synonyms, misspellings."""

import re
from functools import cache

from rapidfuzz.distance import OSA

from assistant.language.kept import kept
from assistant.language.words import SYNONYMS
from index import Index
from index.lexical import FUNCTION_TERMS, make_analyzer

_WORD = re.compile(r"[^\W\d_]{5,}")
# Where a question word stands, and the word behind "how"; they may be as short as they are.
_OPENING = re.compile(
    r"\W*(?:(?:and|in|by|from|at|since|for|to)\s)?(?P<word>[a-z]{3,6})\b", re.IGNORECASE
)
_BEHIND_HOW = re.compile(r"\W*how\s(?P<word>[a-z]{3,6})\b", re.IGNORECASE)
_EDITS_OF_ENDING = 1
_PARTICIPLES = ("ed", "ing")
_ASKED_WITH = ("what", "which", "where", "when", "how", "who", "why")
_ASKED_HOW = ("many", "much", "long", "large")


@cache
def synonym_groups() -> tuple[frozenset[str], ...]:
    """Return the groups of words that answer for each other, as terms."""
    analyze = make_analyzer().analyze
    return tuple(frozenset(term for word in group for term in analyze(word)) for group in SYNONYMS)


@kept
def _alike(term: str) -> frozenset[str]:
    return frozenset(
        other for group in synonym_groups() if term in group for other in group if other != term
    )


class Terms:
    """Turns texts into the terms of one index."""

    def __init__(self, index: Index) -> None:
        """Use the terms of an index."""
        self._index = index
        self.of = index.term_set

    def with_alike(self, text: str) -> frozenset[str]:
        """Return the terms of a text that say what it is about, with the other words for each."""
        own = self.of(text) - FUNCTION_TERMS
        return own.union(*(self.alike(term) for term in own))

    def weights(self, text: str) -> dict[str, float]:
        """Return the terms of a question that say what it is about, each with its rarity."""
        terms = [term for term in self._index.terms(text) if term not in FUNCTION_TERMS]
        return {term: self._index.rarity(term) for term in terms}

    def corrected(self, text: str) -> str:
        """Return a question with each misspelt word as the articles spell it.

        A word is changed only if they have neither it nor a synonym, but one that is spelt nearly
        like it, and if it is no common word of the language: "charge" is not meant for "change".
        A question word is known by where it stands: "wich" at the beginning is "which".
        """
        for place in (_OPENING, _BEHIND_HOW):
            if match := place.match(text):
                text = text[: match.start("word")] + self._asking(match) + text[match.end("word") :]
        return _WORD.sub(lambda match: self._spelling(match.group()), text)

    def _asking(self, match: re.Match[str]) -> str:
        """Return the question word that a word is one edit away from, if it is no other word."""
        word, meant = match["word"], _ASKED_HOW if match.re is _BEHIND_HOW else _ASKED_WITH
        terms = self._index.terms(word)
        typed = {word.lower()} if meant is _ASKED_HOW else {word.lower(), word.capitalize()}
        if word not in typed:  # a name or an abbreviation
            return word
        if self._index.is_common(word) or any(map(self._index.contains, terms)):
            return word
        near = (one for one in meant if OSA.distance(word.lower(), one, score_cutoff=1) <= 1)
        found = next(near, word)
        return found.capitalize() if word[0].isupper() else found

    def unknown(self, text: str) -> list[str]:
        """Return the words of a question that the collection has neither, nor a synonym of."""
        words = re.findall(r"[^\W_]+", text)
        return [word for word in words if any(map(self._is_unknown, self.weights(word)))]

    def _is_unknown(self, term: str) -> bool:
        return not any(self._index.contains(known) for known in (term, *self.alike(term)))

    @staticmethod
    def alike(term: str) -> frozenset[str]:
        """Return the other words for a term, as terms."""
        return _alike(term)

    def _spelling(self, word: str) -> str:
        terms = self._index.terms(word)
        if len(terms) != 1 or terms[0] in FUNCTION_TERMS or self._index.is_common(word):
            return word
        if self._index.contains(terms[0]):
            return self._inflected(word)
        return word if self.alike(terms[0]) else self._index.nearest_word(word) or word

    def _inflected(self, word: str) -> str:
        """Return a word whose stem is known as the articles spell it: "turbins" as "turbines"."""
        if not word.islower():  # a name has no endings
            return word
        known = (self._index.nearest_word(word) or word).lower().removesuffix("s")
        if word.endswith(_PARTICIPLES) != known.endswith(_PARTICIPLES):
            return word
        same_stem = self._index.terms(known) == self._index.terms(word)
        if not same_stem or OSA.distance(word.removesuffix("s"), known) > _EDITS_OF_ENDING:
            return word
        if not word.endswith("s"):
            return known
        return f"{known[:-1]}ies" if re.search(r"[^aeiou]y$", known) else f"{known}s"
