"""The parts of a graph of BERT (Devlin et al. 2019, arXiv:1810.04805) that onnxruntime runs.

Written from the weights by the `onnx` package, without the framework that trained them. A graph
takes one text at a time, so nothing is padded and what comes out depends on that text alone.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    import onnx

GRAPH_FORMAT = 1
"""Grows with every change of what a graph computes."""

WORD_EMBEDDINGS = "embeddings.word_embeddings.weight"

_OPSET = 18
_IR_VERSION = 9  # that of the opset; onnx would write its newest, which onnxruntime may not know
_CONTRIBUTED = "com.microsoft"  # onnxruntime's own operators
_SMALLEST = 1e-9  # a row of zeros is not divided by zero

Array = npt.NDArray[Any]


class UnsupportedModelError(Exception):
    """A model that is not of the kind that can be written as a graph; says why."""


@dataclass(frozen=True, slots=True)
class Architecture:
    """What the graph of a model is made of.

    Attributes:
        layers: Of the encoder.
        heads: Of its attention.
        epsilon: Of its layer normalisation.
        longest: The most tokens of a text; the rest is cut off.
    """

    layers: int
    heads: int
    epsilon: float
    longest: int

    @classmethod
    def read(cls, folder: Path) -> "Architecture":
        """Read it from a sentence-transformers model's folder.

        Raises:
            UnsupportedModelError: If it is no BERT with absolute positions and mean pooling.
        """
        try:
            bert, pooling, length = (
                json.loads((folder / name).read_text())
                for name in ("config.json", "1_Pooling/config.json", "sentence_bert_config.json")
            )
            modules = [item["type"].rsplit(".")[-1] for item in _modules(folder)]
            known = (
                bert["model_type"] == "bert"
                and bert["hidden_act"] == "gelu"
                and bert.get("position_embedding_type", "absolute") == "absolute"
                and [name for name, on in pooling.items() if on is True]
                == ["pooling_mode_mean_tokens"]
                and modules in (["Transformer", "Pooling"], ["Transformer", "Pooling", "Normalize"])
            )
            if not known:
                raise UnsupportedModelError("it is no BERT with mean pooling")
            longest = min(length["max_seq_length"], bert["max_position_embeddings"])
            return cls(
                bert["num_hidden_layers"], bert["num_attention_heads"],
                bert["layer_norm_eps"], longest,
            )  # fmt: skip
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise UnsupportedModelError(f"its configuration cannot be read ({error})") from error


class BertWriter:
    """Writes one graph: the methods add nodes and return the names of their outputs."""

    def __init__(
        self, weights: dict[str, Array], architecture: Architecture, *, quantised: bool
    ) -> None:
        self._weights = weights
        self._architecture = architecture
        self._quantised = quantised
        self._nodes: list[onnx.NodeProto] = []
        self._constants: dict[str, onnx.TensorProto] = {}

    def save(self, path: Path, inputs: Sequence[str], output: str, size: int) -> None:
        """Write the graph to a file.

        Args:
            path: The file.
            inputs: The names of the inputs, each (1, tokens) int64.
            output: The name of the output, (1, size) float32.
            size: Of the output.
        """
        import onnx
        from onnx import helper

        value = helper.make_tensor_value_info
        graph = helper.make_graph(
            self._nodes,
            "bert",
            [value(name, onnx.TensorProto.INT64, [1, "tokens"]) for name in inputs],
            [value(output, onnx.TensorProto.FLOAT, [1, size])],
            list(self._constants.values()),
        )
        versions = [helper.make_opsetid("", _OPSET), helper.make_opsetid(_CONTRIBUTED, 1)]
        model = helper.make_model(graph, opset_imports=versions, ir_version=_IR_VERSION)
        onnx.save(model, str(path))

    def embedded(self, ids: str, segments: str = "") -> str:
        """Return the input embeddings of tokens, with those of their positions and segments.

        Without `segments`, all tokens belong to the first.
        """
        from onnx import TensorProto

        kind = np.float16 if self._quantised else np.float32
        words = self.constant(WORD_EMBEDDINGS, self._weights[WORD_EMBEDDINGS].astype(kind))
        found = self.add("Cast", self.add("Gather", words, ids), to=TensorProto.FLOAT)
        kinds = self._weights["embeddings.token_type_embeddings.weight"]
        positions = self._weights["embeddings.position_embeddings.weight"]
        if segments:
            found = self.add(
                "Add", found, self.add("Gather", self.constant("segments of", kinds), segments)
            )
        else:
            positions = positions + kinds[0]
        bounds = [self.constant(str(number), np.array([number])) for number in (0, 1, 2)]
        length = self.add("Slice", self.add("Shape", ids), *bounds[1:])
        used = self.add("Slice", self.constant("positions", positions), bounds[0], length)
        return self.normalised(self.add("Add", found, used), "embeddings.LayerNorm")

    def layer(self, tokens: str, name: str, *, first: bool = False) -> str:
        """Return what a layer of the encoder makes of tokens; with `first`, of the first alone."""
        parts = [f"{name}.attention.self.{part}" for part in ("query", "key", "value")]
        if first:
            own = self.first(tokens)
            queries_keys_values = [
                self.linear(own, parts[:1]), *self._split(self.linear(tokens, parts[1:]), parts[1:])
            ]  # fmt: skip
        else:
            own = tokens
            queries_keys_values = self._split(self.linear(tokens, parts), parts)
        attended = self.contributed(
            "MultiHeadAttention", *queries_keys_values, num_heads=self._architecture.heads
        )
        out = self.linear(attended, [f"{name}.attention.output.dense"])
        tokens = self.normalised(self.add("Add", out, own), f"{name}.attention.output.LayerNorm")
        inner = self.linear(tokens, [f"{name}.intermediate.dense"], by_token=True, gelu=True)
        out = self.linear(inner, [f"{name}.output.dense"], by_token=True)
        return self.normalised(self.add("Add", out, tokens), f"{name}.output.LayerNorm")

    def first(self, tokens: str) -> str:
        """Return the first token: (1, 1, dimension)."""
        bounds = [self.constant(str(number), np.array([number])) for number in (0, 1)]
        return self.add("Slice", tokens, *bounds, bounds[1])

    def _split(self, joined: str, names: Sequence[str]) -> list[str]:
        """Return the equal parts of what weights that were joined have made."""
        outputs = [f"{joined}: {name}" for name in names]
        self._add_node(
            "Split", [joined], *outputs, attributes={"axis": -1, "num_outputs": len(outputs)}
        )
        return outputs

    def linear(
        self, tokens: str, names: list[str], *, by_token: bool = False, gelu: bool = False
    ) -> str:
        """Return tokens multiplied by weights, plus the biases, through a GELU if one is wanted."""
        weight = np.concatenate([self._weights[f"{name}.weight"] for name in names])
        bias = np.concatenate([self._weights[f"{name}.bias"] for name in names])
        name = names[0]
        by_token = by_token and self._quantised
        largest = self._largest(tokens) if by_token else ""
        if by_token:
            tokens = self.add("Div", tokens, largest)
        if self._quantised:
            rounded, scales = quantise(weight)
            matrix = self.constant(f"{name}.rounded", rounded.T)
            out = self.contributed(
                "DynamicQuantizeMatMul", tokens, matrix, self.constant(f"{name}.scales", scales)
            )
        else:
            out = self.add("MatMul", tokens, self.constant(f"{name}.weight", weight.T))
        if by_token:
            out = self.add("Mul", out, largest)
        added = self.constant(f"{name}.bias", bias)
        return self.contributed("BiasGelu", out, added) if gelu else self.add("Add", out, added)

    def _largest(self, tokens: str) -> str:
        """Return the largest magnitude in each token."""
        axis = self.constant("axis -1", np.array([-1]))
        largest = self.add("ReduceMax", self.add("Abs", tokens), axis, keepdims=1)
        return self.add("Max", largest, self.constant("smallest", np.array(_SMALLEST, np.float32)))

    def normalised(self, tokens: str, name: str) -> str:
        """Return tokens through a layer normalisation."""
        scale, bias = (
            self.constant(f"{name}.{part}", self._weights[f"{name}.{part}"])
            for part in ("weight", "bias")
        )
        return self.add(
            "LayerNormalization", tokens, scale, bias, axis=-1, epsilon=self._architecture.epsilon
        )

    def add(self, kind: str, *inputs: str, output: str = "", **attributes: float) -> str:
        """Add a node of one output; return the name of that."""
        output = output or f"{kind} {len(self._nodes)}"
        self._add_node(kind, inputs, output, attributes=attributes)
        return output

    def contributed(self, kind: str, *inputs: str, **attributes: float) -> str:
        """Add a node of onnxruntime's own operators; return the name of its output."""
        output = f"{kind} {len(self._nodes)}"
        self._add_node(kind, inputs, output, domain=_CONTRIBUTED, attributes=attributes)
        return output

    def _add_node(
        self,
        kind: str,
        inputs: Sequence[str],
        *outputs: str,
        domain: str = "",
        attributes: Mapping[str, float],
    ) -> None:
        from onnx import helper

        node = helper.make_node(kind, inputs, outputs, f"node {len(self._nodes)}", domain=domain)
        node.attribute.extend(helper.make_attribute(*item) for item in attributes.items())
        self._nodes.append(node)

    def constant(self, name: str, values: Array) -> str:
        """Keep values under a name, once; return the name."""
        from onnx import numpy_helper

        if name not in self._constants:
            self._constants[name] = numpy_helper.from_array(np.ascontiguousarray(values), name)
        return name


def quantise(weight: Array) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.float32]]:
    """Round the weights of a linear map to 8 bits.

    Args:
        weight: (outputs, inputs).

    Returns:
        Whole numbers from -127 to 127, (outputs, inputs), and a scale for each output,
        (outputs,), by which they are multiplied to give the weights.
    """
    largest = np.abs(weight).max(axis=1)
    scales = np.where(largest > 0, largest / 127, 1.0).astype(np.float32)
    return np.round(weight / scales[:, None]).clip(-127, 127).astype(np.int8), scales


def _modules(folder: Path) -> list[dict[str, str]]:
    modules: list[dict[str, str]] = json.loads((folder / "modules.json").read_text())
    return modules
