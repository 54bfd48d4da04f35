"""The graphs of the models: one gives a text's vector, one tells whether a sentence answers."""

from pathlib import Path

import numpy as np

from index.bert import WORD_EMBEDDINGS, Architecture, Array, BertWriter, UnsupportedModelError

SCORE = "score"
"""The linear map from the first token to the log-odds, in the weights of a cross-encoder."""


def write_graph(
    weights: dict[str, Array], architecture: Architecture, path: Path, *, quantised: bool
) -> None:
    """Write the graph of a model: `ids` (1, tokens) int64 to `vector` (1, dimension), a unit row.

    Args:
        weights: By their names in transformers.
        architecture: Of the model.
        path: The file.
        quantised: Whether weights are rounded to 8 bits with a scale for each output, and what
            they are multiplied with to 8 bits with a scale for each text (Zafrir et al. 2019,
            arXiv:1910.06188) or, in the feed-forward layers, where tokens differ most, each token.
            The input embeddings are kept in 16 bits.

    Raises:
        UnsupportedModelError: If a weight is missing.
    """
    try:
        writer = BertWriter(weights, architecture, quantised=quantised)
        tokens = writer.embedded("ids")
        for layer in range(architecture.layers):
            tokens = writer.layer(tokens, f"encoder.layer.{layer}")
        mean = writer.add(
            "ReduceMean", tokens, writer.constant("axis 1", np.array([1])), keepdims=0
        )
        writer.add("LpNormalization", mean, output="vector", axis=-1, p=2)
        writer.save(path, ["ids"], "vector", weights[WORD_EMBEDDINGS].shape[1])
    except KeyError as error:
        raise UnsupportedModelError(f"it has no weight {error}") from error


def write_cross_graph(
    weights: dict[str, Array], architecture: Architecture, path: Path, *, quantised: bool
) -> None:
    """Write the graph of a cross-encoder: `ids` and `segments` to `score` (1, 1), a log-odds.

    Both inputs are (1, tokens) int64; segments are 0 for the query and 1 for the text. The last
    layer is computed for the first token alone, from which the score is taken.

    Args:
        weights: By their names in transformers, with those of `SCORE`.
        architecture: Of the model.
        path: The file.
        quantised: As in `write_graph`.
    """
    writer = BertWriter(weights, architecture, quantised=quantised)
    tokens = writer.embedded("ids", "segments")
    last = architecture.layers - 1
    for layer in range(architecture.layers):
        tokens = writer.layer(tokens, f"encoder.layer.{layer}", first=layer == last)
    token = writer.add("Squeeze", tokens, writer.constant("axis 1", np.array([1])))
    weight, bias = weights[f"{SCORE}.weight"], weights[f"{SCORE}.bias"]
    product = writer.add("MatMul", token, writer.constant(f"{SCORE}.weight", weight.T))
    writer.add("Add", product, writer.constant(f"{SCORE}.bias", bias), output=SCORE)
    writer.save(path, ["ids", "segments"], SCORE, 1)
