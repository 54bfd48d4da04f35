"""The cross-encoder: it reads a query and a sentence together and tells whether that answers.

As by Nogueira and Cho (2019, arXiv:1901.04085): the packaged model with low-rank adapters (Hu et
al. 2021, arXiv:2106.09685) that were trained for this by `assistant.evaluation.training`.
"""

import hashlib
import logging
import os
import shutil
import tempfile
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from index.weights import PACKAGED_MODEL, ModelFiles, cache_folder

ADAPTERS = Path(__file__).parent / "cross_encoder.safetensors"
"""What was trained: for each linear map of the encoder `NAME.down` (rank, inputs) and `NAME.up`
(outputs, rank), whose product is added to it, and whole the embeddings of segments and the score's
map; float16."""

QUERY_TOKENS, TITLE_TOKENS, BEFORE_TOKENS, SENTENCE_TOKENS = 40, 14, 60, 128
"""The most tokens that are read: of a query, a title and a sentence the first, of what stands
before a sentence the last."""

_GRAPH = "cross.onnx"
_log = logging.getLogger(__name__)


class Candidate(NamedTuple):
    """A sentence that may answer, with what it is read after.

    Attributes:
        title: Of its article.
        before: The sentences that say what it is about; empty if it says so itself.
        sentence: Its words.
    """

    title: str
    before: str
    sentence: str


class CrossEncoder:
    """The packaged model with the adapters: loaded at first use, from the cache folder."""

    def __init__(self, adapters: Path = ADAPTERS) -> None:
        """Load nothing yet.

        Raises:
            ModelError: If the packaged model is not installed.
        """
        self._adapters = adapters
        self._files = ModelFiles(PACKAGED_MODEL)
        self._loading = threading.Lock()

    def scores(self, query: str, candidates: Sequence[Candidate]) -> npt.NDArray[np.float32]:
        """Return how surely each candidate answers a query: (candidates,) float32, log-odds."""
        with self._loading:
            session, tokenizer = self._loaded

        def score(candidate: Candidate) -> float:
            ids, segments = joined(tokenizer, query, candidate)
            inputs = {"ids": np.array([ids]), "segments": np.array([segments])}
            return float(session.run(None, inputs)[0][0, 0])

        with ThreadPoolExecutor(os.cpu_count()) as pool:
            return np.fromiter(pool.map(score, candidates), np.float32, len(candidates))

    @cached_property
    def _loaded(self) -> tuple[Any, Any]:
        from index.inference import open_session, open_tokenizer

        tokenizer = open_tokenizer(self._files.folder / "tokenizer.json")
        graph = self._folder / _GRAPH
        if graph.is_file():
            try:
                return open_session(graph), tokenizer
            except Exception as error:  # noqa: BLE001 - onnxruntime's own have no class in common
                _log.warning("The cross-encoder in %s is broken (%s); made anew.", graph, error)
        return self._exported(), tokenizer

    @property
    def _folder(self) -> Path:
        """Where the graph is kept; another for other weights, adapters or ways of writing it."""
        from index.bert import GRAPH_FORMAT

        adapters = hashlib.sha256(self._adapters.read_bytes()).hexdigest()
        return cache_folder() / "models" / f"{self._files.sha256}-{adapters[:16]}-{GRAPH_FORMAT}"

    def _exported(self) -> Any:  # noqa: ANN401 - a session of onnxruntime, which has no types
        """Write the graph, keep it in the cache folder if that can be written to, and load it."""
        from safetensors.numpy import load_file

        from index.bert import Architecture
        from index.graph import write_cross_graph
        from index.inference import open_session

        weights = merged(
            load_file(self._files.folder / "model.safetensors"), load_file(self._adapters)
        )
        with tempfile.TemporaryDirectory(prefix="steppewise-") as folder:
            new = Path(folder) / _GRAPH
            architecture = Architecture.read(self._files.folder)
            write_cross_graph(weights, architecture, new, quantised=True)
            session = open_session(new)
            try:
                _put_in_place(new, self._folder / _GRAPH)
            except OSError as error:
                _log.info("the cross-encoder is not kept (%s)", error)
        return session


def merged(
    weights: dict[str, npt.NDArray[Any]], adapters: dict[str, npt.NDArray[Any]]
) -> dict[str, npt.NDArray[Any]]:
    """Return the weights of the cross-encoder: those of the encoder with the adapters added.

    Args:
        weights: By their names in transformers.
        adapters: As `ADAPTERS` holds them.
    """
    together = dict(weights)
    for name, values in adapters.items():
        if name.endswith(".down"):
            of = name.removesuffix(".down")
            up = adapters[f"{of}.up"].astype(np.float32)
            together[f"{of}.weight"] = weights[f"{of}.weight"] + up @ values.astype(np.float32)
        elif not name.endswith(".up"):
            together[name] = values.astype(np.float32)
    return together


def _put_in_place(new: Path, graph: Path) -> None:
    graph.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=graph.parent, delete=False) as copy:
        shutil.copyfile(new, copy.name)
    Path(copy.name).replace(graph)


def joined(
    tokenizer: Any,  # noqa: ANN401 - tokenizers has no types
    query: str,
    candidate: Candidate,
) -> tuple[list[int], list[int]]:
    """Return the tokens of a query and a candidate, and the segment of each: 0 and 1."""
    begin, end = tokenizer.encode("").ids
    asked, title, stop, before, sentence = (
        tokenizer.encode(text, add_special_tokens=False).ids
        for text in (query, candidate.title, ".", candidate.before, candidate.sentence)
    )
    first = [begin, *asked[:QUERY_TOKENS], end]
    second = [
        *title[:TITLE_TOKENS], *stop, *before[-BEFORE_TOKENS:], *sentence[:SENTENCE_TOKENS], end
    ]  # fmt: skip
    return first + second, [0] * len(first) + [1] * len(second)
