"""Rows of the catalogue: what is in them, and the digests that they are checked by when read.

A digest covers all that is read with it, so that a row of which a byte was changed on disk is
noticed before anything is quoted from it.
"""

import hashlib
import zlib
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from corpus import Sentence
from index.codes import decode_nibbles, encode_bytes
from index.embedding import Embeddings

_DIGEST_BYTES = 8
_SPAN = np.dtype([("start", "<u4"), ("end", "<u4"), ("heading", "u1")])


class Sentences(NamedTuple):
    """Sentences that begin in a passage, in order, with (sentences, dimension) unit vectors."""

    sentences: list[Sentence]
    vectors: Embeddings


def digest(*values: object) -> bytes:
    """Return a hash of some values: of their types, borders and all."""
    return hashlib.blake2b(repr(values).encode(), digest_size=_DIGEST_BYTES).digest()


def pack_vectors(vectors: Embeddings, first: int) -> list[bytes]:
    """Return a blob for each vector of passages with these numbers: its codes and their CRC."""
    return [
        (blob := codes.tobytes()) + zlib.crc32(blob, first + row).to_bytes(4, "little")
        for row, codes in enumerate(encode_bytes(vectors))
    ]


def unpack_codes(
    blobs: Sequence[bytes], numbers: Sequence[int], dimension: int
) -> npt.NDArray[np.int8]:
    """Return (n, dimension) codes of the vectors of passages with these numbers.

    Raises:
        ValueError: If one is not as it was packed.
    """
    for blob, number in zip(blobs, numbers, strict=True):
        if zlib.crc32(blob[:-4], number).to_bytes(4, "little") != blob[-4:]:
            raise ValueError(f"the vector of passage {number} is damaged")
    rows = np.frombuffer(b"".join(blobs), np.int8).reshape(len(blobs), dimension + 4)
    return np.ascontiguousarray(rows[:, :dimension])


def pack_sentences(sentences: Sequence[Sentence], codes: npt.NDArray[np.uint8]) -> bytes:
    """Return a blob of the spans of sentences and of the codes of their vectors."""
    spans = np.array([tuple(sentence) for sentence in sentences], _SPAN)
    return spans.tobytes() + codes.tobytes()


def unpack_sentences(blob: bytes, dimension: int) -> Sentences:
    """Return the sentences of a blob with their vectors; the blob is as it was packed."""
    width = (dimension + 1) // 2
    count = len(blob) // (_SPAN.itemsize + width)
    spans = np.frombuffer(blob, _SPAN, count)
    codes = np.frombuffer(blob, np.uint8, offset=count * _SPAN.itemsize).reshape(count, width)
    sentences = [Sentence(start, end, bool(heading)) for start, end, heading in spans.tolist()]
    return Sentences(sentences, decode_nibbles(codes, dimension))
