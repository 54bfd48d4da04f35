"""Exporting: a model's graph, made once, checked against sentence-transformers, then trusted."""

import logging
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np

from index.bert import GRAPH_FORMAT, Architecture, UnsupportedModelError
from index.framework import FrameworkRunner
from index.graph import write_graph
from index.inference import GraphRunner
from index.weights import ModelFiles, cache_folder

TOLERANCE = 0.01
"""The most that the cosine of a graph's vector to that of sentence-transformers may be below 1."""

_GRAPH = "graph.onnx"
_WORDS = "words.npy"
_log = logging.getLogger(__name__)

_PARAGRAPH = (
    "The river falls 940 metres over its last 60 kilometres, and three stations stand on it. "
    "Engineers from two universities measured the flow each spring from 1996 to 2014; the wettest "
    "year brought €2.5 million of damage to the lower town. "
)
_SAMPLES = (
    "Who paid for it?",
    "When was the bridge over the Orvel opened to traffic?",
    "CO2",
    _PARAGRAPH,
    _PARAGRAPH.upper() + "Ünïcödé — naïve façades, 20°C; кириллица, 大桥开工, 👩\u200d🔬. " * 4,
    " ".join(f"Section {number}. {_PARAGRAPH}" for number in range(9)),  # longer than is read
)


def open_graph(files: ModelFiles, framework: Callable[[], FrameworkRunner]) -> GraphRunner:
    """Load the graph of a model from the cache folder; make it if there is none or a broken one.

    Args:
        files: Of the model.
        framework: Loads the model by sentence-transformers, to check a new graph against.

    Raises:
        UnsupportedModelError: If the model cannot be written as a graph, or its vectors are not
            those of sentence-transformers.
        OSError: If the cache folder cannot be written to.
        ModelError: If the model cannot be loaded.
    """
    if not (files.folder / "model.safetensors").is_file():
        raise UnsupportedModelError("it is no folder with a model.safetensors")
    architecture = Architecture.read(files.folder)
    folder = cache_folder() / "models" / f"{files.sha256}-{GRAPH_FORMAT}"
    if folder.is_dir():
        try:
            return _load(folder, files, architecture)
        except Exception as error:  # noqa: BLE001 - onnxruntime's own have no class in common
            _log.warning("The exported model in %s is broken (%s); it is made anew.", folder, error)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="new-", dir=folder.parent) as name:
        new = Path(name) / folder.name
        new.mkdir()
        _export(new, files, architecture, framework())
        shutil.rmtree(folder, ignore_errors=True)
        try:
            new.rename(folder)
        except OSError:  # another process was first
            if not folder.is_dir():
                raise
    return _load(folder, files, architecture)


def _load(folder: Path, files: ModelFiles, architecture: Architecture) -> GraphRunner:
    return GraphRunner(
        folder / _GRAPH, folder / _WORDS, files.folder / "tokenizer.json", architecture.longest
    )


def _export(
    folder: Path, files: ModelFiles, architecture: Architecture, framework: FrameworkRunner
) -> None:
    """Write a graph to a folder: in 8 bits or, where the processor does them badly, in float32."""
    from safetensors.numpy import load_file

    weights = load_file(files.folder / "model.safetensors")
    expected = framework.embed(_SAMPLES)
    np.save(folder / _WORDS, framework.word_embeddings)
    furthest = 1.0
    for quantised in (True, False):
        write_graph(weights, architecture, folder / _GRAPH, quantised=quantised)
        vectors = _load(folder, files, architecture).embed(_SAMPLES)
        furthest = float(1.0 - (vectors * expected).sum(axis=1).min())
        if furthest <= TOLERANCE:
            return
        _log.info("vectors of %s differ by %.3f (quantised: %s)", files.name, furthest, quantised)
    raise UnsupportedModelError(f"its vectors would differ by {furthest:.2f}")
