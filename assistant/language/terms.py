"""The terms of a question, as the lexical index knows them: rarity, synonyms, misspellings."""

import re
from functools import cache

from assistant.language.kept import kept
from assistant.language.words import SYNONYMS
from index import Index
from index.lexical import FUNCTION_TERMS, make_analyzer

_WORD = re.compile(r"[^\W\d_]{5,}")


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
        """
        return _WORD.sub(lambda match: self._spelling(match.group()), text)

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
        if len(terms) != 1 or terms[0] in FUNCTION_TERMS or self._index.contains(terms[0]):
            return word
        if self.alike(terms[0]) or self._index.is_common(word):
            return word
        return self._index.nearest_word(word) or word
