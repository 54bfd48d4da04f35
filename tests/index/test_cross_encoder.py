"""Tests of index.cross_encoder: what is read, and what it is worth."""

from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file
from tokenizers import Tokenizer

from index import Candidate
from index.cross_encoder import ADAPTERS, CrossEncoder, joined, merged
from index.weights import PACKAGED_MODEL, ModelFiles

FILES = ModelFiles(PACKAGED_MODEL)
QUERY = "When was the lighthouse of Orvel built?"
BUILT = Candidate("The lights of Orvel", "", "The lighthouse of Orvel was built in 1871.")
SEEN = Candidate("The lights of Orvel", "", "The lamp is seen 31.5 kilometres away.")


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Tokenizer.from_file(str(FILES.folder / "tokenizer.json"))


@pytest.fixture(scope="module")
def cross_encoder() -> CrossEncoder:
    return CrossEncoder()


class TestJoining:
    def test_the_query_comes_first_then_title_antecedent_and_sentence(
        self, tokenizer: Tokenizer
    ) -> None:
        tokenizer.no_truncation()
        tokenizer.no_padding()
        ids, segments = joined(tokenizer, "Who paid?", Candidate("A bridge", "It rose.", "We did."))
        assert tokenizer.decode(ids, skip_special_tokens=False).split(" [SEP] ") == [
            "[CLS] who paid?",
            "a bridge. it rose. we did. [SEP]",
        ]
        assert segments == [0] * 5 + [1] * 10
        assert len(ids) == len(segments)

    def test_what_is_long_is_cut(self, tokenizer: Tokenizer) -> None:
        long = Candidate("title " * 50, "before " * 90 + "end", "sentence " * 50 + "more " * 90)
        ids, segments = joined(tokenizer, "who " * 50, long)
        words = [tokenizer.id_to_token(one) for one in ids]
        assert [words.count(word) for word in ("who", "title", "before", "end")] == [40, 14, 59, 1]
        assert [words.count(word) for word in ("sentence", "more")] == [50, 78]
        assert segments.count(0) == 42


class TestReading:
    def test_the_sentence_that_answers_has_more_than_even_odds(
        self, cross_encoder: CrossEncoder
    ) -> None:
        built, seen = cross_encoder.scores(QUERY, [BUILT, SEEN])
        assert built > 0 > seen

    def test_each_is_read_alone(self, cross_encoder: CrossEncoder) -> None:
        scores = cross_encoder.scores(QUERY, [BUILT, SEEN])
        assert scores.dtype == np.float32
        np.testing.assert_array_equal(cross_encoder.scores(QUERY, [SEEN, BUILT]), scores[::-1])
        assert cross_encoder.scores(QUERY, []).shape == (0,)

    def test_nothing_to_read_it_with_but_letters(self, cross_encoder: CrossEncoder) -> None:
        [score] = cross_encoder.scores("", [Candidate("", "", "")])
        assert np.isfinite(score)


class TestKeeping:
    @pytest.fixture(autouse=True)
    def cache(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        """An empty cache folder."""
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
        return tmp_path / "cache" / "steppewise" / "models"

    def test_the_graph_is_made_once(self, cache: Path) -> None:
        made = CrossEncoder().scores(QUERY, [BUILT])
        [folder] = cache.iterdir()
        [graph] = folder.iterdir()
        before = graph.stat()
        np.testing.assert_array_equal(CrossEncoder().scores(QUERY, [BUILT]), made)
        assert graph.stat().st_mtime_ns == before.st_mtime_ns

    def test_a_broken_one_is_made_anew(self, cache: Path, caplog: pytest.LogCaptureFixture) -> None:
        made = CrossEncoder().scores(QUERY, [BUILT])
        [graph] = cache.glob("*/*")
        graph.write_bytes(graph.read_bytes()[:1000])
        np.testing.assert_array_equal(CrossEncoder().scores(QUERY, [BUILT]), made)
        assert "made anew" in caplog.text

    def test_without_a_cache_folder_it_reads_all_the_same(
        self, cache: Path, cross_encoder: CrossEncoder
    ) -> None:
        cache.parent.mkdir(parents=True)
        cache.write_text("a file where the folder should be")
        np.testing.assert_array_equal(
            CrossEncoder().scores(QUERY, [BUILT]), cross_encoder.scores(QUERY, [BUILT])
        )

    def test_other_adapters_are_another_model(self, tmp_path: Path) -> None:
        adapters = load_file(ADAPTERS)
        adapters["score.bias"] = adapters["score.bias"] + np.float16(2)
        save_file(adapters, tmp_path / "other.safetensors")
        other = CrossEncoder(tmp_path / "other.safetensors").scores(QUERY, [BUILT])
        np.testing.assert_allclose(other, CrossEncoder().scores(QUERY, [BUILT]) + 2, atol=0.01)


def test_the_product_of_the_adapters_is_added() -> None:
    weights = {"map.weight": np.ones((2, 3), np.float32), "map.bias": np.zeros(2, np.float32)}
    adapters = {
        "map.down": np.array([[1, 2, 3]], np.float16),
        "map.up": np.array([[1], [-1]], np.float16),
        "score.bias": np.array([0.5], np.float16),
    }
    together = merged(weights, adapters)
    np.testing.assert_array_equal(together["map.weight"], [[2, 3, 4], [0, -1, -2]])
    np.testing.assert_array_equal(together["map.bias"], [0, 0])
    assert together["score.bias"].dtype == np.float32
    assert set(together) == {"map.weight", "map.bias", "score.bias"}
