"""Tests of index.vectors, against an exact search by numpy."""

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from index.vectors import VectorIndex

DIMENSION = 16


@pytest.fixture
def vectors() -> npt.NDArray[np.float32]:
    drawn = np.random.default_rng(7).standard_normal((200, DIMENSION))
    return (drawn / np.linalg.norm(drawn, axis=1, keepdims=True)).astype(np.float32)


@pytest.fixture
def numbers() -> npt.NDArray[np.int64]:
    """Not in a row, as the numbers of passages are after some were removed."""
    return np.arange(200, dtype=np.int64) * 7 + 3


@pytest.fixture
def filled(vectors: npt.NDArray[np.float32], numbers: npt.NDArray[np.int64]) -> VectorIndex:
    index = VectorIndex(DIMENSION)
    index.add(numbers[:120].tolist(), list(vectors[:120]))
    index.add(numbers[120:].tolist(), list(vectors[120:]))
    return index


def exact(
    vectors: npt.NDArray[np.float32], numbers: npt.NDArray[np.int64], query: int, limit: int
) -> tuple[list[int], npt.NDArray[np.float32]]:
    cosines = vectors @ vectors[query]
    order = np.argsort(-cosines, kind="stable")[:limit]
    return numbers[order].tolist(), cosines[order]


@pytest.mark.parametrize("limit", [1, 10, 200])
def test_the_same_as_an_exact_search(
    filled: VectorIndex,
    vectors: npt.NDArray[np.float32],
    numbers: npt.NDArray[np.int64],
    limit: int,
) -> None:
    assert len(filled) == 200
    for query in (0, 77, 199):
        found, cosines = filled.search(vectors[query], limit)
        expected, expected_cosines = exact(vectors, numbers, query, limit)
        assert found.tolist() == expected
        assert found[0] == numbers[query]
        np.testing.assert_allclose(cosines, expected_cosines, atol=1e-6)


def test_a_filter_applies_before_the_best_are_taken(
    filled: VectorIndex, vectors: npt.NDArray[np.float32], numbers: npt.NDArray[np.int64]
) -> None:
    allowed = slice(150, 160)
    found, cosines = filled.search(vectors[0], 5, numbers[allowed].tolist())
    cosines_allowed = vectors[allowed] @ vectors[0]
    order = np.argsort(-cosines_allowed)[:5]
    assert found.tolist() == numbers[allowed][order].tolist()
    np.testing.assert_allclose(cosines, cosines_allowed[order], atol=1e-6)


def test_a_filter_that_allows_fewer_than_the_limit(
    filled: VectorIndex, vectors: npt.NDArray[np.float32], numbers: npt.NDArray[np.int64]
) -> None:
    found, cosines = filled.search(vectors[5], 50, [int(numbers[5]), 1])
    assert found.tolist() == [numbers[5]]
    np.testing.assert_allclose(cosines, [1.0], atol=1e-6)


def test_an_empty_index_finds_nothing(vectors: npt.NDArray[np.float32]) -> None:
    index = VectorIndex(DIMENSION)
    index.add([], [])
    found, cosines = index.search(vectors[0], 3)
    assert (len(index), found.tolist(), cosines.tolist()) == (0, [], [])


def test_a_file_gives_the_same_index(
    filled: VectorIndex, vectors: npt.NDArray[np.float32], tmp_path: Path
) -> None:
    filled.write(tmp_path / "v")
    found, cosines = VectorIndex.read(tmp_path / "v").search(vectors[9], 20)
    expected, expected_cosines = filled.search(vectors[9], 20)
    assert found.tolist() == expected.tolist()
    assert cosines.tolist() == expected_cosines.tolist()


def test_a_copy_changes_alone(filled: VectorIndex, vectors: npt.NDArray[np.float32]) -> None:
    copy = filled.copy()
    copy.add([9999], [vectors[0]])
    assert (len(copy), len(filled)) == (201, 200)
    assert sorted(copy.search(vectors[0], 2)[0].tolist()) == [3, 9999]
    assert 9999 not in filled.search(vectors[0], 200)[0].tolist()
