"""Codes: unit vectors in fewer bits, as the catalogue keeps them.

Only directions are kept: each vector is a row of small whole numbers, and the unit vector in their
direction is what it is read as. The step from one number to the next is chosen for each vector,
and need not be kept.
"""

import numpy as np
import numpy.typing as npt

from index.embedding import Embeddings

_LEVELS = 7.5  # of the 16 numbers -7.5, -6.5 … 7.5, which 4 bits can say
_STEPS = (
    0.25,
    0.3,
    0.335,
    0.4,
    0.5,
)  # of a component's mean square; 0.335 is best for a normal one


def encode_bytes(vectors: Embeddings) -> npt.NDArray[np.int8]:
    """Return (n, dimension) int8 for unit rows: 8 bits a component, cosine 0.9999 with it."""
    largest = np.abs(vectors).max(axis=1, keepdims=True, initial=0.0)
    scaled = np.rint(vectors * (127 / np.maximum(largest, 1e-9)))
    codes: npt.NDArray[np.int8] = scaled.astype(np.int8)
    return codes


def decode_bytes(codes: npt.NDArray[np.int8]) -> Embeddings:
    """Return (n, dimension) float32 unit rows in the direction of the codes."""
    return _unit(codes.astype(np.float32))


def encode_nibbles(vectors: Embeddings) -> npt.NDArray[np.uint8]:
    """Return (n, dimension / 2) uint8 for unit rows: 4 bits a component; the cosine is 0.994.

    Of a few steps each vector gets the one that keeps its direction best.
    """
    best = np.empty(vectors.shape, np.float32)
    cosines = np.full((len(vectors), 1), -1.0, np.float32)
    for step in _STEPS:
        scaled = vectors * (np.sqrt(vectors.shape[1]) / step)
        levels = np.clip(np.floor(scaled) + 0.5, -_LEVELS, _LEVELS)
        cosine = (_unit(levels) * vectors).sum(axis=1, keepdims=True)
        best = np.where(cosine > cosines, levels, best)
        cosines = np.maximum(cosine, cosines)
    nibbles = (best + _LEVELS).astype(np.uint8)
    if nibbles.shape[1] % 2:
        nibbles = np.pad(nibbles, ((0, 0), (0, 1)))
    codes: npt.NDArray[np.uint8] = nibbles[:, ::2] + 16 * nibbles[:, 1::2]
    return codes


def decode_nibbles(codes: npt.NDArray[np.uint8], dimension: int) -> Embeddings:
    """Return (n, dimension) float32 unit rows in the direction of the codes."""
    nibbles = np.empty((len(codes), 2 * codes.shape[1]), np.float32)
    nibbles[:, ::2] = codes & 15
    nibbles[:, 1::2] = codes >> 4
    return _unit(nibbles[:, :dimension] - np.float32(_LEVELS))


def _unit(rows: npt.NDArray[np.float32]) -> Embeddings:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: Embeddings = rows / np.maximum(lengths, 1e-9)
    return unit
