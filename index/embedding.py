"""Embeddings: unit vectors of texts, so that the inner product of two is their cosine."""

import logging
import threading
from collections.abc import Sequence
from functools import cached_property
from typing import Protocol

import numpy as np
import numpy.typing as npt

from index.cross_encoder import Candidate, CrossEncoder
from index.framework import FrameworkRunner, has_gpu
from index.weights import PACKAGED_MODEL, ModelFiles

Embeddings = npt.NDArray[np.float32]
"""(n, dimension) float32, rows of length one."""

_WORTH_A_GPU = 100  # texts
_log = logging.getLogger(__name__)


class Embedder(Protocol):
    """What an index needs of a model.

    Attributes:
        name: What the model was asked for by.
        sha256: Of the model's weights; two models with the same hash give the same vectors.
        dimension: The length of a vector.
    """

    @property
    def name(self) -> str:  # noqa: D102 - see the class
        ...

    @property
    def sha256(self) -> str:  # noqa: D102
        ...

    @property
    def dimension(self) -> int:  # noqa: D102
        ...

    def embed(self, texts: Sequence[str]) -> Embeddings:
        """Return the vectors of the texts: (len(texts), dimension) float32, unit rows."""
        ...

    def embed_words(self, words: Sequence[str]) -> Embeddings:
        """Return vectors of single words, comparable among themselves: (len(words), n) float32.

        Called often and for many words: it has to be a look-up, not a run of the model.
        """
        ...

    def knows(self, word: str) -> bool:
        """Tell whether the model's vocabulary has a word whole, as it has few misspelt ones."""
        ...

    def read(self, query: str, candidates: Sequence[Candidate]) -> npt.NDArray[np.float32]:
        """Read a query together with each candidate; return how surely that answers it.

        (len(candidates),) float32, log-odds. Called for few candidates: each is a run of a model.
        """
        ...


class _Runner(Protocol):
    """What computes the vectors of a model.

    Attributes:
        dimension: The length of a vector.
        word_embeddings: The input embeddings of the vocabulary, centred: (vocabulary, n) float32.
    """

    @property
    def dimension(self) -> int: ...

    @property
    def word_embeddings(self) -> Embeddings: ...

    def embed(self, texts: Sequence[str]) -> Embeddings: ...

    def pieces(self, words: Sequence[str]) -> list[list[int]]: ...


class SentenceTransformerEmbedder:
    """A sentence-transformers model (Reimers and Gurevych 2019, arXiv:1908.10084).

    It is exported once to a graph in the cache folder, which onnxruntime loads in a fraction of a
    second; a model that cannot be is run by sentence-transformers itself, and a note says so.

    Making one is cheap: nothing is loaded before the first `embed`.
    """

    def __init__(self, model: str = PACKAGED_MODEL) -> None:
        """Choose a model: the packaged one, a folder, or a name known to the model hub.

        Raises:
            ModelError: If the packaged model is asked for and is not installed.
        """
        self._files = ModelFiles(model)
        self._cross_encoder = CrossEncoder()
        self._loading = threading.RLock()

    @property
    def name(self) -> str:
        """What the model was asked for by."""
        return self._files.name

    @property
    def sha256(self) -> str:
        """The SHA-256 of the weights; for a model that has no local folder, of its name."""
        return self._files.sha256

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        return self._runner.dimension

    def embed(self, texts: Sequence[str]) -> Embeddings:
        """Return the vectors of the texts: (len(texts), dimension) float32, unit rows.

        Many texts at once are embedded by sentence-transformers where it has a GPU.
        """
        if len(texts) >= _WORTH_A_GPU and has_gpu():
            return self._framework.embed(texts)
        return self._runner.embed(texts)

    def embed_words(self, words: Sequence[str]) -> Embeddings:
        """Return the mean of the input embeddings of each word's pieces, centred: unit rows.

        Centred, because input embeddings share a large common part that says nothing (Mu and
        Viswanath 2018, arXiv:1702.01417). Pieces that the model does not know are left out, or all
        unknown words would be one; a word of no others has a row of zeros.
        """
        if not words:
            return np.empty((0, self._runner.word_embeddings.shape[1]), np.float32)
        pieces = self._runner.pieces(words)
        counts = np.array([len(some) for some in pieces])
        vectors = np.zeros((len(words), self._runner.word_embeddings.shape[1]), np.float32)
        if counts.any():
            found = self._runner.word_embeddings[[piece for some in pieces for piece in some]]
            begins = (np.cumsum(counts) - counts)[counts > 0]
            vectors[counts > 0] = np.add.reduceat(found, begins)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        vectors /= np.where(lengths > 0, lengths, 1.0)
        return vectors

    def knows(self, word: str) -> bool:
        """Tell whether the model's vocabulary has a word whole, as it has few misspelt ones."""
        return len(self._runner.pieces([word])[0]) == 1

    def read(self, query: str, candidates: Sequence[Candidate]) -> npt.NDArray[np.float32]:
        """Return how surely each candidate answers a query: (len(candidates),) float32, log-odds.

        By the packaged cross-encoder, whichever model embeds.
        """
        return self._cross_encoder.scores(query, candidates)

    @property
    def _runner(self) -> _Runner:
        with self._loading:
            return self._loaded

    @cached_property
    def _loaded(self) -> _Runner:
        """The graph of the model or, where there cannot be one, the framework."""
        from index.bert import UnsupportedModelError
        from index.export import open_graph

        try:
            return open_graph(self._files, lambda: self._framework)
        except (OSError, UnsupportedModelError) as error:
            framework = self._framework
            _log.warning(
                "The model %r cannot be exported (%s); sentence-transformers runs it, which takes "
                "seconds to start.",
                self.name,
                error,
            )
            return framework

    @property
    def _framework(self) -> FrameworkRunner:
        with self._loading:
            return self._loaded_framework

    @cached_property
    def _loaded_framework(self) -> FrameworkRunner:
        return FrameworkRunner(self._files)
