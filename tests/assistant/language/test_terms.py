"""Tests of assistant.language.terms."""

from collections.abc import Callable

import pytest

from assistant.language.terms import Terms
from index import Index
from tests.embedder import HashingEmbedder


@pytest.fixture
def terms(indexed: Callable[..., Index]) -> Terms:
    return Terms(
        indexed(
            mill="The mill of Vellmoor grinds barley. It is a photovoltaic mill.",
            ferry="A ferry carries barley to Vellmoor.",
            goats="Goats graze on heather.",
        )
    )


def test_weights_are_rarities_of_content_words(terms: Terms) -> None:
    weights = terms.weights("How many goats graze on barley?")
    assert list(weights) == ["goat", "graze", "barley"]
    assert weights["goat"] == weights["graze"] > weights["barley"] > 0


def test_function_words_weigh_nothing_in_whatever_form(terms: Terms) -> None:
    # The analyzer makes "mani", "veri" and "onli" of some of them.
    assert terms.weights("How many does it describe, and why only before? Please!") == {}


def test_a_misspelt_word_becomes_the_known_one(terms: Terms) -> None:
    assert terms.corrected("Who grinds barlei in Velmoor?") == "Who grinds barley in Vellmoor?"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Wich mill grinds barlei?", "Which mill grinds barley?"),
        ("in wich mill", "in which mill"),
        ("waht is Orvel", "what is Orvel"),
        ("wher is Orvel", "where is Orvel"),
        ("hwo meny goats", "how many goats"),
        ("How mutch wool", "How much wool"),
        ("Orvel wich", "Orvel wich"),  # not where questions are asked
        ("Orr meny", "Orr meny"),
        ("Goat hom", "Goat hom"),
    ],
)
def test_a_misspelt_question_word_is_known_by_its_place(
    terms: Terms, text: str, meant: str
) -> None:
    assert terms.corrected(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("which boates", "which boats"),  # it has the stem of "boats"
        ("which ferrys", "which ferries"),
        ("which Ferrys", "which Ferrys"),  # a name
        ("which ferry, which boats", "which ferry, which boats"),
        ("which ferryings", "which ferryings"),
    ],
)
def test_a_wrong_ending_becomes_that_of_the_articles(
    indexed: Callable[..., Index], text: str, meant: str
) -> None:
    index = indexed(a="Of 4 boats one is a ferry.", b="There are ferries.")
    assert Terms(index).corrected(text) == meant


def test_a_common_word_is_not_taken_for_a_misspelt_one(
    terms: Terms, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(HashingEmbedder, "knows", lambda _, word: word == "boats")
    assert terms.corrected("boats milll hether") == "boats mill heather"


@pytest.mark.parametrize(
    "text",
    [
        "Goats, mills and ferries",  # known, in another form
        "How many, please?",  # function words
        "a solar mill",  # a synonym is known
        "zeppelin",  # nothing is near
        "oat",  # too short to tell
        "",
    ],
)
def test_other_words_are_left_as_they_are(terms: Terms, text: str) -> None:
    assert terms.corrected(text) == text


def test_unknown_words_are_told_as_they_were_typed(terms: Terms) -> None:
    text = "How many Zeppelins carry solar Barley to Peru?"
    assert terms.unknown(text) == ["Zeppelins", "Peru"]
    assert terms.unknown("How many goats?") == []


def test_alike_are_the_synonyms_of_a_term(terms: Terms) -> None:
    assert "photovolta" in terms.alike("solar")
    assert "solar" not in terms.alike("solar")
    assert terms.alike("heather") == frozenset()


def test_terms_of_a_text(terms: Terms) -> None:
    assert terms.of("Goats grazed 5.678 MILLS") == {"goat", "graze", "5.678", "mill"}
