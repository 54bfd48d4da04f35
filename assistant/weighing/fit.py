"""How well the words of a question fit a sentence, one by one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assistant.language.kept import kept
from index import Alignment, is_number

_NEGATION = re.compile(
    r"\b(?:not|never|no|none|nobody|nothing|neither|nor|without|cannot|except|fail(?:s|ed)?|"
    r"refused?|unable|lacks?|lacked)\b|n['’]t\b",
    re.IGNORECASE,
)
# "… what it cannot recycle", "… because it has no rain", behind what is asked.
_CLAUSE_WITHIN = re.compile(
    r"(?<=\w\s)(?:what|whatever|because|since|if|when|where)\s"
    r"(?:it|they|he|she|we|you|there|this|that|these|those|the|an?|its|their|his|her)\s[^,?]*",
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
    sentences: npt.NDArray[np.float32],
    passage: npt.NDArray[np.float32],
    negated: Sequence[bool],
) -> list[Fit]:
    """Return how the words of a question fit the sentences of a passage.

    Args:
        alignment: The question's words and their weights.
        sentences: The likeness of each to each sentence, (sentences, words).
        passage: The likeness of each to the passage, (words,).
        negated: Of each sentence, whether the question says "not" and it does not.
    """
    shares = Alignment(alignment.words, alignment.weights, sentences).shares()
    numbers = _numbers(tuple(alignment.words))
    number = float(passage[numbers].mean()) if numbers else 1.0
    return [
        Fit(share if len(passage) else 1.0, number, denies)
        for share, denies in zip(shares.tolist(), negated, strict=True)
    ]


@kept
def _numbers(words: Sequence[str]) -> list[int]:
    return [position for position, word in enumerate(words) if is_number(word)]


def is_negated(text: str) -> bool:
    """Tell whether a text says "not" in one of the ways of English."""
    return _NEGATION.search(text) is not None


def is_denied(question: str) -> bool:
    """Tell whether a question says "not" of what it asks for, and not in a clause within it.

    >>> is_denied("Which mills do not turn?"), is_denied("Where does he mill what he cannot sell?")
    (True, False)
    """
    return is_negated(_CLAUSE_WITHIN.sub("", question))
