"""Vectors that resemble real ones, as many as are wanted, made from real embeddings.

The real ones are of sentences in the docstrings of the standard library, English that every
machine has. Each vector that is made lies between two of them, moved by noise of their covariance.
"""

import ast
import re
import sysconfig
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index import Embedder
from index.embedding import Embeddings

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_WORDS = range(8, 40)
_NOISE = 0.35  # of the length of a vector
_NOISES = 20_000


def sentences(limit: int) -> list[str]:
    """Return different sentences of 8 to 39 words from docstrings of the standard library."""
    found: dict[str, None] = {}
    for text in _docstrings():
        for paragraph in re.split(r"\n\s*\n", text):
            for sentence in _SENTENCE.split(" ".join(paragraph.split())):
                if len(sentence.split()) in _WORDS and sentence[-1:] == "." and ">>>" not in text:
                    found[sentence] = None
        if len(found) >= limit:
            break
    return list(found)[:limit]


def _docstrings() -> Iterator[str]:
    for path in sorted(Path(sysconfig.get_path("stdlib")).rglob("*.py")):
        if "test" in path.parts or "site-packages" in path.parts:
            continue
        try:
            tree = ast.parse(path.read_bytes())
        except (SyntaxError, ValueError):
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
                yield ast.get_docstring(node) or ""


def real_vectors(embedder: Embedder, count: int, kept: Path) -> Embeddings:
    """Return the vectors of so many sentences, which are kept in a file for the next time."""
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        np.save(kept, embedder.embed(sentences(count)))
    vectors: Embeddings = np.load(kept)
    return vectors


class Realistic:
    """Draws vectors from the neighbourhood of real ones."""

    def __init__(self, real: Embeddings, seed: int) -> None:
        """Draw from these; see `real_vectors`."""
        self._real = real
        centred = self._real - self._real.mean(axis=0)
        spread = np.linalg.cholesky(np.cov(centred.T) + 1e-6 * np.eye(self._real.shape[1]))
        self._draw = np.random.default_rng(seed)
        drawn = self._draw.standard_normal((_NOISES, real.shape[1]), dtype=np.float32)
        self._noise = drawn @ spread.astype(np.float32).T

    def vectors(self, count: int) -> Embeddings:
        """Return (count, dimension) float32 unit rows, each different."""
        one, other, noise = (
            some[self._draw.integers(len(some), size=count)]
            for some in (self._real, self._real, self._noise)
        )
        share = self._draw.beta(0.5, 0.5, size=(count, 1)).astype(np.float32)
        vectors: npt.NDArray[np.float32] = share * one + (1 - share) * other + _NOISE * noise
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors
