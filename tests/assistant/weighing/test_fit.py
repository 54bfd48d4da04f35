"""Tests of assistant.weighing.fit."""

import numpy as np
import pytest

from assistant.weighing.fit import Fit, fit, is_denied, is_negated
from index import Alignment


def fitted(
    words: dict[str, float],
    sentence: list[float],
    passage: list[float] | None = None,
    *,
    negated: bool = False,
) -> Fit:
    """Fit words with their weights to how near each is to a sentence and its passage."""
    near = np.array(sentence, np.float32)
    around = near if passage is None else np.array(passage, np.float32)
    weights = np.array(list(words.values()), np.float32)
    alignment = Alignment(list(words), weights, np.stack([near, around]))
    [found] = fit(alignment, near[None], around, [negated])
    return found


def test_the_share_is_weighted_by_rarity() -> None:
    assert fitted({"mill": 3.0, "red": 1.0}, [1.0, 0.0]).share == pytest.approx(0.75)
    assert fitted({"mill": 3.0, "red": 1.0}, [0.5, 1.0]).share == pytest.approx(0.625)
    assert fitted({"mill": 3.0, "red": 1.0}, [1.0, 1.0]).share == pytest.approx(1.0)


def test_numbers_count_alike_and_by_themselves() -> None:
    words = {"mill": 5.0, "1871": 3.0, "4.2": 1.0}
    assert fitted(words, [0.0, 1.0, 0.0]).number == pytest.approx(0.5)
    assert fitted(words, [1.0, 0.0, 0.0]).number == 0.0
    assert fitted({"mill": 5.0}, [0.0]).number == 1.0  # there is none to lack
    assert fitted({"co2": 5.0, "1st": 2.0}, [0.0, 0.0]).number == 1.0  # words, not numbers


def test_a_question_without_words_fits() -> None:
    assert fitted({}, []) == Fit(share=1.0, number=1.0, negated=False)


def test_words_without_weight_divide_by_nothing() -> None:
    assert fitted({"mill": 0.0}, [1.0]) == Fit(share=0.0, number=1.0, negated=False)


def test_negation_is_passed_on() -> None:
    assert fitted({"mill": 1.0}, [1.0], negated=True).negated is True


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mill does not turn.", True),
        ("The mill doesn't turn.", True),
        ("The mill won’t turn.", True),
        ("No mill turns.", True),
        ("Nobody came without bread.", True),
        ("It cannot turn.", True),
        ("The sails failed.", True),
        ("Vell lacks a mill.", True),
        ("All except Marl have one.", True),
        ("The miller REFUSED.", True),
        ("The mill turns.", False),
        ("A notable knot.", False),  # words within others
        ("The Nordic noon.", False),
        ("", False),
    ],
)
def test_negation(text: str, expected: bool) -> None:
    assert is_negated(text) is expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Which mill does not turn?", True),
        ("What is not ground at Vell?", True),
        ("Which mills that never turned were sold?", True),
        ("Where does Vell sell what it cannot grind?", False),
        ("What did Vell do because the mill did not turn?", False),
        ("Where is the mill?", False),
    ],
)
def test_what_a_question_denies_is_not_in_a_clause_within_it(question: str, expected: bool) -> None:
    assert is_denied(question) is expected
