"""Tests of index.export and index.weights: what is kept in the cache folder, and when it counts."""

import hashlib
import logging
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from index import PACKAGED_MODEL, SentenceTransformerEmbedder, export
from index.bert import UnsupportedModelError
from index.framework import FrameworkRunner
from index.weights import ModelFiles

ROOT = Path(__file__).parents[2]
FILES = ModelFiles(PACKAGED_MODEL)
TEXT = "The lighthouse of Orvel was built in 1871."


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache folder."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "steppewise"


@pytest.fixture(scope="module")
def framework() -> FrameworkRunner:
    return FrameworkRunner(FILES)


def unwanted() -> FrameworkRunner:
    raise AssertionError("the framework is loaded")


class TestGraphs:
    def test_one_is_made_once(self, cache: Path, framework: FrameworkRunner) -> None:
        made = export.open_graph(FILES, lambda: framework)
        assert [path.name for path in (cache / "models").iterdir()] == [f"{FILES.sha256}-1"]
        opened = export.open_graph(FILES, unwanted)
        np.testing.assert_array_equal(opened.embed([TEXT]), made.embed([TEXT]))
        np.testing.assert_array_equal(opened.word_embeddings, framework.word_embeddings)

    @pytest.mark.parametrize("name", ["graph.onnx", "words.npy"])
    @pytest.mark.parametrize("left", [0, 1000, None])
    def test_a_broken_one_is_made_anew(
        self, cache: Path, framework: FrameworkRunner, caplog: pytest.LogCaptureFixture, name: str,
        left: int | None,
    ) -> None:  # fmt: skip
        export.open_graph(FILES, lambda: framework)
        file = cache / "models" / f"{FILES.sha256}-1" / name
        whole = file.read_bytes()
        if left is None:
            file.unlink()
        else:
            file.write_bytes(whole[:left])
        opened = export.open_graph(FILES, lambda: framework)
        assert "is broken" in caplog.text
        assert file.read_bytes() == whole
        assert opened.embed([TEXT]) @ framework.embed([TEXT])[0] > 0.99

    def test_one_that_is_far_off_in_8_bits_is_kept_in_float32(
        self, framework: FrameworkRunner, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(export, "TOLERANCE", 1e-5)
        opened = export.open_graph(FILES, lambda: framework)
        np.testing.assert_allclose(opened.embed([TEXT]), framework.embed([TEXT]), atol=2e-6)

    def test_one_that_is_far_off_is_not_trusted(
        self, cache: Path, framework: FrameworkRunner, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        embed = framework.embed
        monkeypatch.setattr(framework, "embed", lambda texts: -embed(texts))
        with pytest.raises(UnsupportedModelError, match=r"vectors would differ by [12]\.\d\d"):
            export.open_graph(FILES, lambda: framework)
        assert list((cache / "models").iterdir()) == []


class TestEmbedder:
    def test_a_model_that_cannot_be_exported_is_run_by_the_framework(
        self, framework: FrameworkRunner, monkeypatch: pytest.MonkeyPatch,
        caplog: pytest.LogCaptureFixture,
    ) -> None:  # fmt: skip
        monkeypatch.setattr(
            "index.bert.Architecture.read",
            lambda _: (_ for _ in ()).throw(UnsupportedModelError("it is too odd")),
        )
        embedder = SentenceTransformerEmbedder()
        np.testing.assert_allclose(embedder.embed([TEXT]), framework.embed([TEXT]), atol=1e-6)
        assert embedder.dimension == 384
        assert caplog.messages == [
            "The model 'all-MiniLM-L6-v2' cannot be exported (it is too odd); "
            "sentence-transformers runs it, which takes seconds to start."
        ]

    def test_so_is_one_where_the_cache_folder_cannot_be_made(
        self, cache: Path, framework: FrameworkRunner, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level(logging.WARNING)
        cache.parent.write_text("a file in its place")
        vectors = SentenceTransformerEmbedder().embed([TEXT])
        np.testing.assert_allclose(vectors, framework.embed([TEXT]), atol=1e-6)
        assert "cannot be exported" in caplog.text

    def test_words_are_the_same_either_way(
        self, framework: FrameworkRunner, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        words = ["power", "unwinterised", "31.5", "大桥", "ᚠᚢ", ""]
        graph = SentenceTransformerEmbedder()
        plain = SentenceTransformerEmbedder()
        monkeypatch.setattr(plain, "_loaded", framework)
        np.testing.assert_allclose(graph.embed_words(words), plain.embed_words(words), atol=1e-7)

    def test_many_texts_go_to_a_gpu_where_there_is_one(
        self, framework: FrameworkRunner, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        # There is none here: what is tested is who embeds, few texts and many.
        embedder, asked = SentenceTransformerEmbedder(), []
        monkeypatch.setattr(embedder, "_loaded_framework", framework)
        monkeypatch.setattr("index.embedding.has_gpu", lambda: True)
        embedder.embed([TEXT])
        embed = framework.embed
        monkeypatch.setattr(framework, "embed", lambda texts: asked.append(texts) or embed(texts))
        embedder.embed([TEXT] * 99)
        assert asked == []
        embedder.embed([TEXT] * 100)
        assert asked == [[TEXT] * 100]


def test_without_torch_and_without_a_word_to_anybody(tmp_path: Path) -> None:
    # onnxruntime would report to its maker, and keep a number of this machine beside the cache.
    SentenceTransformerEmbedder().embed([TEXT])
    code = (
        "import sys; from index import SentenceTransformerEmbedder as Model; model = Model();"
        f"model.embed([{TEXT!r}, {TEXT!r}]); model.embed_words(['oats']);"
        "print([name for name in ('torch', 'transformers', 'sentence_transformers', 'onnx',"
        "'safetensors') if name in sys.modules])"
    )
    # It reports nothing where these are set.
    quiet = ("CI", "ORT_DISABLE_TELEMETRY", "ORT_RUNNING_UNIT_TESTS")
    environment = {name: value for name, value in os.environ.items() if name not in quiet}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    assert done.stdout == "[]\n"
    assert [path.name for path in (tmp_path / "cache").iterdir()] == ["steppewise"]


class TestHashes:
    def test_a_hash_is_kept_until_the_file_changes(self, tmp_path: Path, cache: Path) -> None:
        weights = tmp_path / "model.safetensors"
        weights.write_bytes(b"one")
        assert ModelFiles(str(tmp_path)).sha256 == hashlib.sha256(b"one").hexdigest()
        (note,) = (cache / "hashes").iterdir()
        note.write_text(note.read_text().replace(hashlib.sha256(b"one").hexdigest(), "kept"))
        assert ModelFiles(str(tmp_path)).sha256 == "kept"
        os.utime(weights, (1, 1))
        assert ModelFiles(str(tmp_path)).sha256 == hashlib.sha256(b"one").hexdigest()
        weights.write_bytes(b"three")
        assert ModelFiles(str(tmp_path)).sha256 == hashlib.sha256(b"three").hexdigest()
        assert [path.suffix for path in (cache / "hashes").iterdir()] == [".json"]

    @pytest.mark.parametrize("content", ["", "{}", "[1]", "null", '{"of": 1}', "\0"])
    def test_a_broken_note_is_made_anew(self, tmp_path: Path, cache: Path, content: str) -> None:
        (tmp_path / "model.safetensors").write_bytes(b"one")
        expected = ModelFiles(str(tmp_path)).sha256
        (note,) = (cache / "hashes").iterdir()
        note.write_text(content)
        assert ModelFiles(str(tmp_path)).sha256 == expected
        assert expected in note.read_text()

    def test_without_a_cache_folder_it_is_computed(self, tmp_path: Path, cache: Path) -> None:
        cache.parent.write_text("a file in its place")
        (tmp_path / "model.safetensors").write_bytes(b"one")
        assert ModelFiles(str(tmp_path)).sha256 == hashlib.sha256(b"one").hexdigest()
