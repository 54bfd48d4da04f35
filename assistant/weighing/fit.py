"""How well the words of a question fit a sentence, one by one."""

import re
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
        number: The share of the question's numbers that its passage has; 1 where there are none.
        negated: Whether the question says "not" and the sentence does not.
    """

    share: float
    number: float
    negated: bool


def fit(
    alignment: Alignment,
    sentence: npt.NDArray[np.float32],
    passage: npt.NDArray[np.float32],
    *,
    negated: bool,
) -> Fit:
    """Return how the words of a question fit a sentence.

    Args:
        alignment: The question's words and their weights.
        sentence: The likeness of each to the sentence, (words,).
        passage: The likeness of each to its passage, (words,).
        negated: Whether the question says "not" and the sentence does not.
    """
    words = list(alignment.words)
    is_number = np.array([word[0].isdigit() for word in words], bool)
    total = float(alignment.weights.sum()) or 1.0
    return Fit(
        share=float(sentence @ alignment.weights) / total if words else 1.0,
        number=float(passage[is_number].mean()) if is_number.any() else 1.0,
        negated=negated,
    )


def is_negated(text: str) -> bool:
    """Tell whether a text says "not" in one of the ways of English."""
    return _NEGATION.search(text) is not None
