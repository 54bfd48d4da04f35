"""How well the words of a question fit a sentence, one by one."""

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index import Alignment

_NEGATION = re.compile(
    r"\b(?:not|never|no|none|nobody|nothing|neither|nor|without|cannot|except|fail(?:s|ed)?|"
    r"refused?|unable|lacks?|lacked)\b|n['’]t\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Fit:
    """How the words of a question fit a sentence, with the title and what the sentence leans on.

    Attributes:
        share: The part of the question's words that it has, softly and weighted by rarity.
        name: How near the worst fitting word of the question's names comes to one of its words.
        word: The same for its other words; 1 where there are none.
        number: The share of the question's numbers that it has; 1 where there are none.
        missing: The rarest word of the question that it has not, from 0 to 1 for the rarest.
        misfit: The mean square of what the question's words lack in the whole passage.
        absent: The rarest word of the question that the whole passage has not, from 0 to 1.
        negated: Whether one of both says "not" and the other does not.
    """

    share: float
    name: float
    word: float
    number: float
    missing: float
    misfit: float
    absent: float
    negated: bool


def fit(
    alignment: Alignment,
    names: AbstractSet[str],
    sentence: npt.NDArray[np.float32],
    passage: npt.NDArray[np.float32],
    rarest: float,
    *,
    negated: bool,
) -> Fit:
    """Return how the words of a question fit a sentence.

    Args:
        alignment: The question's words and their weights.
        names: Those of its words that belong to names.
        sentence: The likeness of each to the sentence, (words,).
        passage: The likeness of each to its passage, (words,).
        rarest: The largest weight that a word can have.
        negated: Whether one of both says "not" and the other does not.
    """
    words = list(alignment.words)
    is_number = np.array([word[0].isdigit() for word in words], bool)
    is_name = np.array([word in names for word in words], bool)
    total = float(alignment.weights.sum()) or 1.0
    return Fit(
        share=float(sentence @ alignment.weights) / total if words else 1.0,
        name=float(sentence[is_name].min(initial=1.0)),
        word=float(sentence[~is_name & ~is_number].min(initial=1.0)),
        number=float(sentence[is_number].mean()) if is_number.any() else 1.0,
        missing=float(((1 - sentence) * alignment.weights).max(initial=0.0)) / rarest,
        misfit=float((1 - passage) ** 2 @ alignment.weights) / total,
        absent=float(((1 - passage) * alignment.weights).max(initial=0.0)) / rarest,
        negated=negated,
    )


def is_negated(text: str) -> bool:
    """Tell whether a text says "not" in one of the ways of English."""
    return _NEGATION.search(text) is not None
