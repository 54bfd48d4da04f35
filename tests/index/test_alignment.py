"""Tests of index.alignment; the likenesses are computed by hand from chosen vectors."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

import index.alignment as alignment_module
from index.alignment import Aligner, Alignment, is_number
from tests.embedder import HashingEmbedder
from tests.index.chosen import ChosenWords, alike
from tests.texts import raw_texts


@pytest.fixture
def aligner() -> Aligner:
    return Aligner(ChosenWords(), alike)


def assert_close(actual: npt.ArrayLike, expected: npt.ArrayLike) -> None:
    np.testing.assert_allclose(np.asarray(actual), np.asarray(expected), atol=1e-6)


class TestLikeness:
    def test_each_word_has_that_of_the_nearest_in_each_text(self, aligner: Aligner) -> None:
        texts = ["Electricity.", "cheese", "cheese, electricity", "cold cheese; power"]
        aligned = aligner.align("power cheese", texts)
        assert aligned.words == ["power", "cheese"]
        assert_close(aligned.likeness, [[0.8, 0.6], [0.0, 1.0], [0.8, 1.0], [1.0, 1.0]])
        assert aligned.likeness.dtype == aligned.weights.dtype == np.float32

    def test_opposites_are_no_less_alike_than_strangers(self, aligner: Aligner) -> None:
        assert_close(aligner.align("power cheese", ["cold"]).likeness, [[0.0, 0.0]])

    def test_a_word_without_a_vector_is_only_like_itself(self, aligner: Aligner) -> None:
        assert_close(aligner.align("rune", ["power cheese", "rune"]).likeness, [[0.0], [1.0]])

    def test_numbers_are_near_only_to_themselves(self, aligner: Aligner) -> None:
        texts = ["20", "300", "31.5", "31", "power"]
        aligned = aligner.align("20 31.5", texts)
        assert aligned.words == ["20", "31.5"]
        assert_close(aligned.likeness, [[1, 0], [0, 0], [0, 1], [0, 0], [0, 0]])

    def test_words_are_letters_or_numbers_in_lower_case_and_count_once(self) -> None:
        aligner = Aligner(HashingEmbedder(), alike)
        aligned = aligner.align("300MW, MW_300 of 1,843.5: Äpfel’s MW-мост a\ud83db.", ["mw"])
        assert aligned.words == ["300", "mw", "of", "1,843.5", "äpfel", "s", "мост", "a", "b"]
        assert aligned.likeness[0, :2].tolist() == [0.0, 1.0]

    def test_with_the_hashing_embedder_it_is_the_cosine(self, embedder: HashingEmbedder) -> None:
        aligned = Aligner(embedder, alike).align("lamp goat", ["The red lamp", "heather"])
        lamp, goat, *others = embedder.embed_words(["lamp", "goat", "the", "red", "heather"])
        the, red, heather = others
        expected = [
            [1.0, max(0.0, goat @ the, goat @ red, goat @ lamp)],
            [max(0.0, lamp @ heather), max(0.0, goat @ heather)],
        ]
        assert_close(aligned.likeness, expected)
        assert embedder.embedded == []

    @pytest.mark.parametrize("query", ["", " \n", "?!", "👩\u200d👩\u200d👧", "_"])
    def test_a_query_without_words(self, aligner: Aligner, query: str) -> None:
        aligned = aligner.align(query, ["power", ""])
        assert (aligned.words, aligned.weights.shape, aligned.likeness.shape) == ([], (0,), (2, 0))
        assert aligned.shares().tolist() == [0.0, 0.0]

    def test_no_texts(self, aligner: Aligner) -> None:
        aligned = aligner.align("power", [])
        assert (aligned.words, aligned.likeness.shape) == (["power"], (0, 1))
        assert aligned.shares().tolist() == []

    def test_texts_without_words_have_nothing(self, aligner: Aligner) -> None:
        aligned = aligner.align("power cheese", ["", "cheese", "—!", "power", "👩"])
        assert_close(aligned.likeness, [[0, 0], [0, 1], [0, 0], [1, 0], [0, 0]])
        assert_close(aligner.align("power", ["", "…"]).likeness, [[0], [0]])


class TestWeights:
    def test_a_word_that_weighs_nothing_is_left_out(self) -> None:
        embedder = ChosenWords()
        weights = {"what": 0.0, "power": 2.5, "is": 0.0, "cheese": 0.5}
        aligned = Aligner(embedder, weights.__getitem__).align("What power is cheese?", ["cheese"])
        assert aligned.words == ["power", "cheese"]
        assert aligned.weights.tolist() == [2.5, 0.5]
        assert embedder.looked_up == ["power", "cheese"]

    def test_a_query_of_such_words_alone_looks_nothing_up(self) -> None:
        embedder = ChosenWords()
        aligned = Aligner(embedder, lambda _: 0.0).align("power cheese", ["power"])
        assert (aligned.words, aligned.shares().tolist()) == ([], [0.0])
        assert embedder.looked_up == []

    def test_shares(self) -> None:
        weights = {"power": 3.0, "cheese": 1.0}
        texts = ["Electricity.", "power", "cheese", "Cheese power!"]
        aligned = Aligner(ChosenWords(), weights.__getitem__).align("power cheese", texts)
        assert_close(aligned.shares(), [(3 * 0.8 + 0.6) / 4, 0.75, 0.25, 1.0])

    def test_the_share_of_given_likenesses(self) -> None:
        likeness = np.array([[0.5, 0.25], [0.0, 1.0]], np.float32)
        aligned = Alignment(["a", "b"], np.array([1.0, 4.0], np.float32), likeness)
        assert_close(aligned.shares(), [0.3, 0.8])


class TestLookingUp:
    def test_a_word_is_looked_up_once(self) -> None:
        embedder = ChosenWords()
        aligner = Aligner(embedder, alike)
        first = aligner.align("power power", ["cheese power", "cheese"])
        assert embedder.looked_up == ["power", "cheese"]
        again = aligner.align("power power", ["cheese power", "cheese"])
        aligner.align("electricity", ["power"])
        assert embedder.looked_up == ["power", "cheese", "electricity"]
        np.testing.assert_array_equal(first.likeness, again.likeness)

    def test_too_many_words_are_forgotten(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(alignment_module, "_WORDS_KEPT", 2)
        embedder = ChosenWords()
        aligner = Aligner(embedder, alike)
        aligner.align("power", ["cheese electricity"])
        assert embedder.looked_up == ["power", "cheese", "electricity"]
        assert_close(aligner.align("power", ["electricity"]).likeness, [[0.8]])
        assert embedder.looked_up[3:] == ["power", "electricity"]

    def test_threads_do_not_disturb_each_other(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(alignment_module, "_WORDS_KEPT", 3)
        aligner = Aligner(HashingEmbedder(), alike)
        queries = [f"mill {'abcdefgh'[n % 8]} goat" for n in range(200)]
        with ThreadPoolExecutor(8) as pool:
            found = list(pool.map(lambda query: aligner.align(query, ["mill a", "b"]), queries))
        fresh = [Aligner(HashingEmbedder(), alike).align(q, ["mill a", "b"]) for q in queries[:8]]
        for number, aligned in enumerate(found):
            assert_close(aligned.likeness, fresh[number % 8].likeness)


anything = st.one_of(raw_texts, st.text(max_size=40))
several = st.lists(anything, max_size=6)


def by_length(word: str) -> float:
    """Weigh a word by its letters, and those of one letter not at all."""
    return len(word) - 1.0


@given(anything, several)
def test_likenesses_and_shares_are_from_zero_to_one(query: str, texts: Sequence[str]) -> None:
    aligned = Aligner(HashingEmbedder(), by_length).align(query, texts)
    assert aligned.likeness.shape == (len(texts), len(aligned.words))
    assert len(set(aligned.words)) == len(aligned.words) == len(aligned.weights)
    assert (aligned.weights > 0).all()
    assert ((aligned.likeness >= 0) & (aligned.likeness <= 1)).all()
    shares = aligned.shares()
    assert shares.shape == (len(texts),)
    assert ((shares >= 0) & (shares <= 1 + 1e-6)).all()


@given(anything, anything, anything)
def test_a_text_with_all_words_of_the_query_has_all(query: str, before: str, after: str) -> None:
    aligned = Aligner(HashingEmbedder(), by_length).align(query, [f"{before} {query} {after}"])
    assert (aligned.likeness == 1.0).all()
    assert_close(aligned.shares(), [1.0 if aligned.words else 0.0])


@given(anything, several.flatmap(lambda texts: st.tuples(st.just(texts), st.permutations(texts))))
def test_the_order_of_the_texts_does_not_matter(
    query: str, orders: tuple[Sequence[str], Sequence[str]]
) -> None:
    one, other = (Aligner(HashingEmbedder(), by_length).align(query, texts) for texts in orders)
    likeness = dict(zip(orders[0], one.likeness, strict=True))
    assert one.words == other.words
    for text, row in zip(orders[1], other.likeness, strict=True):
        assert_close(row, likeness[text])


@given(anything, several)
def test_a_text_has_one_likeness_in_every_company(query: str, texts: Sequence[str]) -> None:
    aligner = Aligner(HashingEmbedder(), by_length)
    among = aligner.align(query, texts).likeness
    for text, row in zip(texts, among, strict=True):
        assert_close(aligner.align(query, [text]).likeness[0], row)


@given(st.lists(st.tuples(anything, several), max_size=5), st.integers(0, 12))
def test_how_many_words_are_kept_changes_nothing(
    asked: Sequence[tuple[str, Sequence[str]]], kept: int
) -> None:
    forgetful = Aligner(HashingEmbedder(), by_length)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(alignment_module, "_WORDS_KEPT", kept)
        found = [forgetful.align(query, texts) for query, texts in asked]
    aligner = Aligner(HashingEmbedder(), by_length)
    for (query, texts), one in zip(asked, found, strict=True):
        other = aligner.align(query, texts)
        assert one.words == other.words
        np.testing.assert_array_equal(one.likeness, other.likeness)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("CO2 of 1.5 tons", ["co2", "of", "1.5", "tons"]),
        ("the 1st 20MW", ["the", "1st", "20", "mw"]),
        ("B52s in 1871", ["b52", "s", "in", "1871"]),
    ],
)
def test_a_number_is_told_from_a_word_with_digits(query: str, expected: list[str]) -> None:
    aligned = Aligner(HashingEmbedder(), lambda _: 1.0).align(query, [query])
    assert aligned.words == expected
    assert [is_number(word) for word in expected] == [
        word.replace(".", "").isdigit() for word in expected
    ]
