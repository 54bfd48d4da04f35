"""Running a model's graph by onnxruntime: ready at once, without the framework that trained it."""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt


class GraphRunner:
    """A graph that `write_graph` has made, with its tokenizer.

    Texts are run one by one, by as many threads as there are processors, each of which tokenises
    one text while the others run theirs: cheaper than batches, whose shorter texts are padded and
    whose threads wait for each other, and a vector depends on nothing but its text.

    Attributes:
        word_embeddings: The centred input embeddings, (vocabulary, n) float32.
    """

    def __init__(self, graph: Path, words: Path, tokenizer: Path, longest: int) -> None:
        """Load a graph.

        Args:
            graph: The file of the graph.
            words: The centred input embeddings, (vocabulary, n) float32, as numpy saves them.
            tokenizer: The file of the tokenizer.
            longest: The most tokens of a text, with those that begin and end it.
        """
        self._session = open_session(graph)
        self.word_embeddings: npt.NDArray[np.float32] = np.load(words, mmap_mode="r")
        self._tokenizer = open_tokenizer(tokenizer)
        self._longest = longest
        self._unknown: int | None = self._tokenizer.token_to_id(self._tokenizer.model.unk_token)

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        return int(self._session.get_outputs()[0].shape[1])

    def embed(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Return the vectors of the texts: (len(texts), dimension) float32, unit rows."""
        vectors = np.empty((len(texts), self.dimension), np.float32)
        if len(texts) == 1:
            vectors[0] = self._embed_one(texts[0])
        elif texts:
            with ThreadPoolExecutor(os.cpu_count()) as pool:
                for row, vector in enumerate(pool.map(self._embed_one, texts)):
                    vectors[row] = vector
        return vectors

    def pieces(self, words: Sequence[str]) -> list[list[int]]:
        """Return the numbers of the pieces of words, without those that the model does not know."""
        encode = self._tokenizer.encode
        found = (encode(word, add_special_tokens=False).ids for word in words)
        return [[piece for piece in some if piece != self._unknown] for some in found]

    def _embed_one(self, text: str) -> npt.NDArray[np.float32]:
        ids = self._tokenizer.encode(text).ids
        if len(ids) > self._longest:
            ids = [*ids[: self._longest - 1], ids[-1]]
        vector: npt.NDArray[np.float32] = self._session.run(None, {"ids": np.array([ids])})[0][0]
        return vector


def open_session(graph: Path) -> Any:  # noqa: ANN401 - onnxruntime has no types
    """Load a graph, to be run by one thread at a time for each text."""
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # read once, when it is imported
    import onnxruntime

    onnxruntime.disable_telemetry_events()  # where the environment does not count: on Windows
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    # Beyond the basic level an addition and a normalisation become one operator, ten times as slow
    # as the two.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    options.enable_mem_pattern = False  # it keeps a plan for each length of a text
    return onnxruntime.InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])


def open_tokenizer(file: Path) -> Any:  # noqa: ANN401 - tokenizers has no types
    """Load a tokenizer that neither pads nor cuts off."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(file))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer
