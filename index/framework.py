"""Running a model by sentence-transformers, which takes seconds to import."""

import os
import threading
from collections.abc import Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from index.errors import ModelError
from index.weights import PACKAGED_MODEL, ModelFiles

_BATCH = 32
_DRIVERS = ("/dev/nvidiactl", "/dev/kfd")  # of NVIDIA's and AMD's cards


@cache
def has_gpu() -> bool:
    """Tell whether torch can use a GPU; it is only imported where there is the driver of one."""
    if not any(Path(driver).exists() for driver in _DRIVERS):
        return False
    import torch

    return torch.cuda.is_available()


class FrameworkRunner:
    """A sentence-transformers model, on a GPU where there is one.

    Attributes:
        dimension: The length of a vector.
    """

    def __init__(self, files: ModelFiles) -> None:
        """Import the framework and load the weights.

        Raises:
            ModelError: If there is no such model.
        """
        if files.local:
            os.environ["HF_HUB_OFFLINE"] = "1"
        import huggingface_hub
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging

        huggingface_hub.logging.set_verbosity_error()  # type: ignore[no-untyped-call]
        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        try:
            self._model = SentenceTransformer(str(files.folder) if files.local else files.name)
        except Exception as error:  # the libraries raise OSError, ValueError, KeyError, …
            raise ModelError(
                f"The model {files.name!r} is neither a folder with a sentence-transformers model "
                f"nor to be had from the model hub ({type(error).__name__}); name another, or "
                f"{PACKAGED_MODEL!r}."
            ) from error
        self._encoding = threading.Lock()
        self._threads: int | None = None
        self.dimension = int(self._model.get_embedding_dimension() or 0)

    @cached_property
    def word_embeddings(self) -> npt.NDArray[np.float32]:
        """The input embeddings of the vocabulary, centred: (vocabulary, n) float32."""
        model: Any = self._model[0]
        weight: Any = model.auto_model.get_input_embeddings().weight
        embeddings: npt.NDArray[np.float32] = weight.detach().float().cpu().numpy()
        centre: npt.NDArray[np.float32] = embeddings.mean(axis=0)
        return embeddings - centre

    def embed(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Return the vectors of the texts: (len(texts), dimension) float32, unit rows."""
        if not texts:
            return np.empty((0, self.dimension), np.float32)
        with self._encoding:  # the tokenizer refuses to be used by two threads at once
            self._set_threads(1 if len(texts) == 1 else None)
            vectors: Any = self._model.encode(
                list(texts), batch_size=_BATCH, normalize_embeddings=True, show_progress_bar=False
            )
        return np.ascontiguousarray(vectors, np.float32)

    def pieces(self, words: Sequence[str]) -> list[list[int]]:
        """Return the numbers of the pieces of words, without those that the model does not know."""
        tokenizer: Any = self._model.tokenizer
        with self._encoding:
            ids = tokenizer(list(words), add_special_tokens=False, verbose=False)["input_ids"]
        return [[piece for piece in some if piece != tokenizer.unk_token_id] for some in ids]

    def _set_threads(self, threads: int | None) -> None:
        """Let torch use so many threads, or as many as it chose.

        One is as fast for a single short text, and twenty times as fast where another process is
        busy: several wait for each other.
        """
        import torch

        self._threads = self._threads or torch.get_num_threads()
        torch.set_num_threads(threads or self._threads)
