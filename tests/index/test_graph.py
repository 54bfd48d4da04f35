"""Tests of index.graph and index.inference: the graph computes what the framework does."""

import json
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file

from index.bert import Architecture, UnsupportedModelError, quantise
from index.framework import FrameworkRunner
from index.graph import write_graph
from index.inference import GraphRunner
from index.weights import PACKAGED_MODEL, ModelFiles

TEXTS = [
    "The lighthouse of Orvel was built in 1871. Its lamp is seen 31.5 kilometres away.",
    "Goats?",
    "Keeper Tove Aldane lives there with nine cats, " * 40 + "and a parrot.",
    "Ünïcödé — 大桥开工, кириллица 👩\u200d🔬",
]
FILES = ModelFiles(PACKAGED_MODEL)


@pytest.fixture(scope="module")
def framework() -> FrameworkRunner:
    return FrameworkRunner(FILES)


def written(folder: Path, *, quantised: bool) -> GraphRunner:
    architecture = Architecture.read(FILES.folder)
    weights = load_file(FILES.folder / "model.safetensors")
    write_graph(weights, architecture, folder / "graph.onnx", quantised=quantised)
    np.save(folder / "words.npy", np.zeros((1, 384), np.float32))
    return GraphRunner(
        folder / "graph.onnx",
        folder / "words.npy",
        FILES.folder / "tokenizer.json",
        architecture.longest,
    )


def test_in_float32_the_vectors_are_the_frameworks(
    tmp_path: Path, framework: FrameworkRunner
) -> None:
    graph = written(tmp_path, quantised=False)
    assert graph.dimension == 384
    np.testing.assert_allclose(graph.embed(TEXTS), framework.embed(TEXTS), atol=2e-6)


def test_in_8_bits_they_are_near(tmp_path: Path, framework: FrameworkRunner) -> None:
    graph = written(tmp_path, quantised=True)
    vectors = graph.embed(TEXTS)
    cosines = (vectors * framework.embed(TEXTS)).sum(axis=1)
    # Where a processor has no dot product of 8-bit numbers, sums of two products are cut off.
    assert cosines.min() > 0.98
    assert (tmp_path / "graph.onnx").stat().st_size < 40_000_000
    np.testing.assert_array_equal(graph.embed(TEXTS[1:2])[0], vectors[1])
    np.testing.assert_array_equal(graph.embed(TEXTS[::-1])[::-1], vectors)


def test_rounding_to_8_bits() -> None:
    weight = np.array([[0.5, -1.0, 0.25], [0.0, 0.0, 0.0], [254.0, 3.0, 1.0]], np.float32)
    rounded, scales = quantise(weight)
    np.testing.assert_array_equal(rounded, [[64, -127, 32], [0, 0, 0], [127, 2, 0]])
    np.testing.assert_allclose(scales, [1 / 127, 1, 2])
    assert (rounded.dtype, scales.dtype) == (np.int8, np.float32)


def test_the_architecture_of_the_packaged_model() -> None:
    assert Architecture.read(FILES.folder) == Architecture(6, 12, 1e-12, 256)


@pytest.mark.parametrize(
    ("file", "key", "value"),
    [
        ("config.json", "model_type", "mpnet"),
        ("config.json", "hidden_act", "relu"),
        ("config.json", "position_embedding_type", "relative_key"),
        ("1_Pooling/config.json", "pooling_mode_cls_token", True),
    ],
)
def test_another_kind_of_model_is_refused(
    tmp_path: Path, file: str, key: str, value: object
) -> None:
    for name in (
        "config.json",
        "modules.json",
        "sentence_bert_config.json",
        "1_Pooling/config.json",
    ):
        copy = tmp_path / name
        copy.parent.mkdir(exist_ok=True)
        copy.write_text((FILES.folder / name).read_text())
    assert Architecture.read(tmp_path).layers == 6
    (tmp_path / file).write_text(
        json.dumps(json.loads((tmp_path / file).read_text()) | {key: value})
    )
    with pytest.raises(UnsupportedModelError, match="no BERT with mean pooling"):
        Architecture.read(tmp_path)


def test_a_folder_without_a_configuration_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnsupportedModelError, match="configuration cannot be read"):
        Architecture.read(tmp_path)


def test_a_missing_weight_is_named(tmp_path: Path) -> None:
    weights = load_file(FILES.folder / "model.safetensors")
    del weights["encoder.layer.3.output.dense.bias"]
    with pytest.raises(UnsupportedModelError, match=r"no weight 'encoder\.layer\.3\.output"):
        write_graph(
            weights, Architecture.read(FILES.folder), tmp_path / "graph.onnx", quantised=True
        )
