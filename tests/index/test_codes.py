"""Tests of index.codes and index.rows."""

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from corpus import Sentence
from index import rows
from index.codes import decode_bytes, decode_nibbles, encode_bytes, encode_nibbles

unit_rows = (
    arrays.arrays(
        np.float32,
        arrays.array_shapes(min_dims=2, max_dims=2, min_side=1, max_side=33),
        elements=st.floats(-1, 1, width=32),
    )
    .filter(lambda drawn: (np.abs(drawn).max(axis=1) > 1e-3).all())
    .map(lambda drawn: drawn / np.linalg.norm(drawn, axis=1, keepdims=True))
)


def normal(count: int, dimension: int) -> npt.NDArray[np.float32]:
    drawn = np.random.default_rng(5).standard_normal((count, dimension)).astype(np.float32)
    return drawn / np.linalg.norm(drawn, axis=1, keepdims=True)


@pytest.mark.parametrize("dimension", [383, 384])
def test_directions_are_kept(dimension: int) -> None:
    vectors = normal(200, dimension)
    by_bytes = (decode_bytes(encode_bytes(vectors)) * vectors).sum(axis=1)
    assert by_bytes.min() > 0.9999
    nibbles = encode_nibbles(vectors)
    assert nibbles.dtype == np.uint8
    assert nibbles.nbytes == 200 * 192
    assert (decode_nibbles(nibbles, dimension) * vectors).sum(axis=1).min() > 0.99


@given(unit_rows)
def test_what_is_decoded_has_length_one_and_the_same_code(vectors: npt.NDArray[np.float32]) -> None:
    decoded = decode_bytes(encode_bytes(vectors))
    np.testing.assert_allclose(np.linalg.norm(decoded, axis=1), 1, atol=1e-5)
    np.testing.assert_array_equal(encode_bytes(decoded), encode_bytes(vectors))
    coarse = decode_nibbles(encode_nibbles(vectors), vectors.shape[1])
    np.testing.assert_allclose(np.linalg.norm(coarse, axis=1), 1, atol=1e-5)
    assert ((coarse * vectors).sum(axis=1) > 0.6).all()  # one large component among many small


def test_no_rows() -> None:
    none = np.empty((0, 5), np.float32)
    assert decode_bytes(encode_bytes(none)).shape == (0, 5)
    assert decode_nibbles(encode_nibbles(none), 5).shape == (0, 5)


def test_a_digest_tells_types_and_borders_apart() -> None:
    values = [("a", "b"), ("ab",), ("a", "b", None), ("a", b"b"), (1,), ("1",), (True,), ()]
    assert len({rows.digest(*some) for some in values}) == len(values)


def test_vectors_are_packed_for_their_passage() -> None:
    vectors = normal(3, 7)
    blobs = rows.pack_vectors(vectors, 10)
    assert [len(blob) for blob in blobs] == [11] * 3
    np.testing.assert_array_equal(rows.unpack_codes(blobs, [10, 11, 12], 7), encode_bytes(vectors))
    for numbers in ([11, 10, 12], [10, 11, 13]):
        with pytest.raises(ValueError, match="is damaged"):
            rows.unpack_codes(blobs, numbers, 7)
    flipped = bytes([blobs[0][0] ^ 1]) + blobs[0][1:]
    with pytest.raises(ValueError, match="the vector of passage 10 is damaged"):
        rows.unpack_codes([flipped], [10], 7)


def test_sentences_are_packed_with_their_vectors() -> None:
    sentences = [Sentence(0, 9, heading=True), Sentence(10, 300_000, heading=False)]
    codes = encode_nibbles(normal(2, 7))
    unpacked, vectors = rows.unpack_sentences(rows.pack_sentences(sentences, codes), 7)
    assert unpacked == sentences
    np.testing.assert_array_equal(vectors, decode_nibbles(codes, 7))
    assert rows.unpack_sentences(rows.pack_sentences([], codes[:0]), 7)[0] == []
