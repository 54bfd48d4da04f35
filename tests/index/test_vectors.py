"""Tests of index.vectors, against an exact search by numpy."""

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

import index.vectors as vectors_module
from index.codes import decode_bytes, encode_bytes
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
    return VectorIndex.build(numbers.tolist(), encode_bytes(vectors))


def bitmap(numbers: npt.NDArray[np.int64]) -> npt.NDArray[np.uint8]:
    allowed = np.zeros(numbers.max() + 1, bool)
    allowed[numbers] = True
    return np.packbits(allowed, bitorder="little")


def exact(
    vectors: npt.NDArray[np.float32], numbers: npt.NDArray[np.int64], query: int, limit: int
) -> tuple[list[int], npt.NDArray[np.float32]]:
    cosines = decode_bytes(encode_bytes(vectors)) @ vectors[query]
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
    assert filled.numbers().tolist() == numbers.tolist()
    for query in (0, 77, 199):
        found, cosines = filled.search(vectors[query], limit)
        expected, expected_cosines = exact(vectors, numbers, query, limit)
        assert found.tolist()[:20] == expected[:20]
        np.testing.assert_allclose(cosines, expected_cosines, atol=1e-3)


def test_a_filter_applies_before_the_best_are_taken(
    filled: VectorIndex, vectors: npt.NDArray[np.float32], numbers: npt.NDArray[np.int64]
) -> None:
    allowed = slice(150, 160)
    found, cosines = filled.search(vectors[0], 5, bitmap(numbers[allowed]))
    cosines_allowed = vectors[allowed] @ vectors[0]
    order = np.argsort(-cosines_allowed)[:5]
    assert found.tolist() == numbers[allowed][order].tolist()
    np.testing.assert_allclose(cosines, cosines_allowed[order], atol=1e-2)


def test_a_filter_that_allows_fewer_than_the_limit(
    filled: VectorIndex, vectors: npt.NDArray[np.float32], numbers: npt.NDArray[np.int64]
) -> None:
    found, cosines = filled.search(vectors[5], 50, bitmap(numbers[[5]]))
    assert found.tolist() == [numbers[5]]
    np.testing.assert_allclose(cosines, [1.0], atol=1e-3)


def test_a_file_gives_the_same_index(
    filled: VectorIndex, vectors: npt.NDArray[np.float32], tmp_path: Path
) -> None:
    filled.write(tmp_path / "v")
    read = VectorIndex.read(tmp_path / "v")
    found, cosines = read.search(vectors[9], 20)
    expected, expected_cosines = filled.search(vectors[9], 20)
    assert found.tolist() == expected.tolist()
    assert cosines.tolist() == expected_cosines.tolist()
    assert read.numbers().tolist() == filled.numbers().tolist()


class TestInvertedFile:
    """Vectors about 300 centres, as texts have subjects; more than are searched exactly."""

    COUNT = 6000

    @pytest.fixture(scope="class")
    @classmethod
    def many(cls) -> npt.NDArray[np.float32]:
        draw = np.random.default_rng(11)
        centres = draw.standard_normal((300, DIMENSION))
        drawn = centres[draw.integers(300, size=cls.COUNT)]
        drawn = drawn + 0.5 * draw.standard_normal(drawn.shape)
        return (drawn / np.linalg.norm(drawn, axis=1, keepdims=True)).astype(np.float32)

    @pytest.fixture
    def inverted(
        self, many: npt.NDArray[np.float32], monkeypatch: pytest.MonkeyPatch
    ) -> VectorIndex:
        monkeypatch.setattr(vectors_module, "EXACT_UP_TO", 1000)
        return VectorIndex.build((np.arange(self.COUNT) * 2).tolist(), encode_bytes(many))

    def recall(
        self, index: VectorIndex, many: npt.NDArray[np.float32], allowed: npt.NDArray[np.int64]
    ) -> float:
        found = 0
        for query in range(0, self.COUNT, 60):
            cosines = many[allowed] @ many[query]
            expected = set((allowed[np.argsort(-cosines)[:10]] * 2).tolist())
            share = len(allowed) / self.COUNT
            numbers, _ = index.search(many[query], 100, bitmap(allowed * 2), share)
            found += len(expected & set(numbers[:10].tolist()))
        return found / (10 * len(range(0, self.COUNT, 60)))

    @pytest.mark.parametrize("step", [1, 2, 20, 200])
    def test_recall_is_high_however_few_pass_a_filter(
        self, inverted: VectorIndex, many: npt.NDArray[np.float32], step: int
    ) -> None:
        assert self.recall(inverted, many, np.arange(0, self.COUNT, step)) >= 0.95

    def test_a_file_gives_the_same_index(
        self, inverted: VectorIndex, many: npt.NDArray[np.float32], tmp_path: Path
    ) -> None:
        inverted.write(tmp_path / "v")
        read = VectorIndex.read(tmp_path / "v")
        assert read.numbers().tolist() == list(range(0, 2 * self.COUNT, 2))
        for query in (0, 1234, 5999):
            for one, other in zip(
                read.search(many[query], 50), inverted.search(many[query], 50), strict=True
            ):
                assert one.tolist() == other.tolist()
