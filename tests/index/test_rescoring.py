"""Tests of index.rescoring; cosines and shares are computed by hand from chosen vectors."""

import numpy as np
import pytest

from corpus import Sentence
from index import Passage
from index.alignment import Aligner
from index.parts import Found
from index.rescoring import rescore
from tests.index.chosen import ChosenWords, alike

QUERY = np.array([0.0, 1.0], np.float32)


def found(title: str, *parts: tuple[str, tuple[float, float]], start: int = 0) -> Found:
    """Return a passage of sentences with these vectors, at some place of its article."""
    text, sentences = "", []
    for sentence, _ in parts:
        text += " " if text else ""
        sentences.append(Sentence(start + len(text), start + len(text) + len(sentence), False))
        text += sentence
    vectors = np.array([vector for _, vector in parts], np.float16).reshape(-1, 2)
    return Found(Passage("a", start, start + len(text), text), title, sentences, vectors)


def without_sentences(title: str, text: str) -> Found:
    """Return a passage from the middle of a sentence."""
    return Found(Passage("a", 90, 90 + len(text), text), title, [], np.empty((0, 2), np.float16))


def rescored(query: str, *passages: Found) -> tuple[list[float], list[float]]:
    cosines, shares = rescore(Aligner(ChosenWords(), alike), query, QUERY, passages)
    assert cosines.dtype == shares.dtype == np.float32
    return cosines.tolist(), shares.tolist()


def test_the_cosine_is_that_of_the_best_sentence() -> None:
    one = found("", ("power", (1.0, 0.0)), ("cheese", (0.6, 0.8)), ("cold", (0.0, -1.0)))
    other = found("", ("power", (0.0, -1.0)))
    cosines, _ = rescored("power", one, other)
    assert cosines == pytest.approx([0.8, -1.0], abs=1e-3)


def test_the_share_is_that_of_one_sentence_not_of_all_together() -> None:
    apart = found("", ("Power.", (1, 0)), ("Cheese.", (1, 0)))
    together = found("", ("Cold.", (1, 0)), ("Power, cheese.", (1, 0)))
    _, shares = rescored("power cheese", apart, together)
    assert shares == pytest.approx([0.5, 1.0])


def test_the_best_sentences_of_both_may_be_two() -> None:
    passage = found("", ("Power.", (1.0, 0.0)), ("Cold.", (0.0, 1.0)))
    assert rescored("power", passage) == ([1.0], [1.0])


def test_the_title_counts_for_every_sentence_of_its_own_passage() -> None:
    titled = found("Power", ("Cheese.", (1, 0)), ("Cold.", (1, 0)))
    nearly = found("Electricity", ("Cheese.", (1, 0)))
    _, shares = rescored("power cheese", titled, found("", ("Cheese.", (1, 0))), nearly)
    assert shares == pytest.approx([1.0, 0.5, (0.8 + 1.0) / 2])
    assert rescored("power cheese", found("Power", ("Cold.", (1, 0))))[1] == pytest.approx([0.5])


def test_words_are_weighed() -> None:
    weights = {"power": 3.0, "cheese": 1.0}
    passages = [found("", ("Cheese.", (1, 0))), found("", ("Electricity.", (1, 0)))]
    _, shares = rescore(
        Aligner(ChosenWords(), weights.__getitem__), "power cheese", QUERY, passages
    )
    assert shares.tolist() == pytest.approx([0.25, (3 * 0.8 + 0.6) / 4])


def test_a_passage_without_sentences_has_the_words_of_its_text() -> None:
    cut = without_sentences("Power", "cheese")
    assert rescored("power cheese", cut) == ([-1.0], [1.0])
    assert rescored("power cheese", without_sentences("", "electricity"))[1] == pytest.approx([0.7])


def test_sentences_are_those_of_the_text_wherever_the_passage_begins() -> None:
    parts = (("Power.", (1.0, 0.0)), ("Cheese.", (0.0, 1.0)))
    assert rescored("cheese", found("", *parts, start=1000)) == ([1.0], [1.0])


def test_of_a_sentence_that_goes_on_behind_the_passage_what_is_in_it_counts() -> None:
    passage = Passage("a", 100, 105, "power")
    goes_on = Found(passage, "", [Sentence(100, 112, False)], np.array([[0, 1]], np.float16))
    assert rescored("power cheese", goes_on) == ([1.0], [0.5])


def test_passages_may_have_unequal_counts_of_sentences() -> None:
    passages = [
        found("", ("Cold.", (1, 0)), ("Cold.", (0, 1)), ("Electricity.", (1, 0))),
        without_sentences("", "power"),
        found("Cold", ("Cheese.", (-1, 0))),
        found("Power", ("Cold.", (0, -1)), ("Cheese.", (0.6, 0.8))),
    ]
    expected = [1.0, -1.0, 0.0, 0.8], [0.8, 1.0, 0.0, 1.0]
    cosines, shares = rescored("power", *passages)
    assert cosines == pytest.approx(expected[0], abs=1e-3)
    assert shares == pytest.approx(expected[1])
    cosines, shares = rescored("power", *reversed(passages))
    assert cosines == pytest.approx(expected[0][::-1], abs=1e-3)
    assert shares == pytest.approx(expected[1][::-1])


def test_a_query_without_words_shares_none() -> None:
    passages = found("Power", ("Cheese.", (0, 1))), without_sentences("", "cold")
    assert rescored("?", *passages) == ([1.0, -1.0], [0.0, 0.0])


def test_no_passages() -> None:
    assert rescored("power") == ([], [])
