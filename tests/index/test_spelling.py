"""Tests of index.spelling."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Article
from index import Index, Place, SentenceTransformerEmbedder
from index.spelling import edits_allowed, terms_near
from tests.embedder import HashingEmbedder
from tests.stores import every_store

MILL = "The mill of Vellmoor mines minerals, and cooperation brings copper."
FERRY = "Ferries carry copper from Tolgay to Vellmoor. Cooperation goes on in Zhañatas."
TOWER = "Cooperation, cooperative: the towels dry near a tower with two windmills."


@pytest.fixture
def index(place: Place) -> Iterator[Index]:
    index = Index.create(place, HashingEmbedder())
    texts = {"mill": MILL, "ferry": FERRY, "tower": TOWER, "geese": "Geese."}
    index.add([Article(id_, f"About {id_}", text) for id_, text in texts.items()])
    yield index
    index.close()


@every_store
def test_the_words_that_were_meant(index: Index) -> None:
    meant = {
        "Velmoor": "Vellmoor",  # a letter missing, and written as in the article
        "VELLMOOOR": "Vellmoor",  # one too many
        "tolagy": "Tolgay",  # two swapped, though their stems are further apart
        "Mierals": "minerals",
        "mineral": "minerals",  # singular and plural are one
        "windmiils": "windmills",  # one changed
        "windmiil": "windmills",
        "zhanatas": "Zhañatas",  # accents count for nothing
        "zhantaas": "Zhañatas",
        "coperatoin": "cooperation",  # two edits in a long word
        "coper": "copper",  # nearer than "cooperation", which is commoner
        "towez": "towels",  # as near as "tower", and first by its stem
        "ferrzxy": None,  # two edits in a short word
        "arbour": None,  # the first letter counts as right
        "mil": None,  # too short to be misspelt
        "zeppelin": None,
        "two words": None,
        "": None,
        "?!": None,
    }
    assert {word: index.nearest_word(word) for word in meant} == meant


@every_store
def test_a_word_of_a_removed_article_is_not_meant(index: Index) -> None:
    assert index.nearest_word("Tolgya") == "Tolgay"
    index.remove(["ferry"])
    assert index.nearest_word("Tolgya") is None
    assert index.nearest_word("Velmoor") == "Vellmoor"
    index.add([Article("new", "New", "The TOLGAY farm.")])
    assert index.nearest_word("Tolgya") == "TOLGAY"


def test_a_word_of_a_title_alone_is_not_meant(index: Index) -> None:
    index.add([Article("t", "Barnacles", "Geese.")])
    assert index.nearest_word("barnacels") is None


@pytest.mark.parametrize(
    ("word", "edits"), [("four", 0), ("fiver", 1), ("sevenly", 1), ("eightful", 2)]
)
def test_long_words_may_be_further_off(word: str, edits: int) -> None:
    assert edits_allowed(word) == edits


def test_terms_are_what_a_word_begins_with() -> None:
    known = ["miner", "mine", "mi", "mineralogi", "mountain", "minister"]
    assert terms_near("minerals", known) == {"miner": 0, "mine": 0}
    assert terms_near("mierals", known) == {"miner": 1, "mine": 1}
    assert terms_near("mine", known) == {}


@given(st.text("abc", min_size=5, max_size=9), st.integers(0, 8), st.sampled_from("abc"))
def test_a_word_with_one_letter_changed_or_dropped_is_near(
    term: str, place: int, letter: str
) -> None:
    place = min(place, len(term) - 1)
    for misspelt in (
        term[:place] + letter + term[place + 1 :],
        term[:place] + letter + term[place:],
    ):
        assert terms_near(misspelt, [term, "unlike"])[term] <= 1


def test_common_words_are_those_the_model_has_whole(model: SentenceTransformerEmbedder) -> None:
    words = ["founded", "charge", "Harbour", "harbuor", "Shetpe", "two words", ""]
    assert [word for word in words if model.knows(word)] == ["founded", "charge", "Harbour"]
