"""Dense search: the exact inner product over all passage vectors, by FAISS."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import faiss
import numpy as np
import numpy.typing as npt


class VectorIndex:
    """An exact FAISS index (`IndexFlatIP`) whose vectors carry the passages' numbers."""

    def __init__(self, dimension: int) -> None:
        """Make an empty index."""
        self._index: faiss.Index = faiss.IndexIDMap2(faiss.IndexFlatIP(dimension))

    @classmethod
    def read(cls, path: Path) -> "VectorIndex":
        """Read an index from a file that `write` has made."""
        index = cls.__new__(cls)
        index._index = faiss.read_index(str(path))
        return index

    def write(self, path: Path) -> None:
        """Write the index to a file."""
        faiss.write_index(self._index, str(path))

    def copy(self) -> "VectorIndex":
        """Return an index that can be changed without changing this one."""
        index = VectorIndex.__new__(VectorIndex)
        index._index = faiss.clone_index(self._index)
        return index

    def __len__(self) -> int:
        """Return the number of vectors."""
        return int(self._index.ntotal)

    def add(self, numbers: Sequence[int], vectors: Sequence[npt.NDArray[np.float32]]) -> None:
        """Add unit vectors with the given numbers."""
        if numbers:
            self._index.add_with_ids(np.stack(vectors), np.asarray(numbers, dtype=np.int64))

    def search(
        self, vector: npt.NDArray[np.float32], limit: int, passages: Iterable[int] | None = None
    ) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]:
        """Return the numbers and cosines of the nearest passages, best first.

        Args:
            vector: (dimension,) float32 of length one.
            limit: The most passages to return.
            passages: The numbers of the passages to search, or None for all.
        """
        parameters = None
        if passages is not None:
            allowed = np.fromiter(passages, dtype=np.int64)
            # The stubs do not know the arguments that the wrapper takes.
            parameters = faiss.SearchParameters(sel=faiss.IDSelectorBatch(allowed))  # type: ignore[call-arg]
        scores, numbers = self._index.search(vector[None, :], limit, params=parameters)
        found = numbers[0] >= 0
        return numbers[0][found], scores[0][found]
