"""Dense search: FAISS over the vectors of a part of the passages.

A few passages are searched exactly, at half precision. Many are put into an inverted file (Jégou,
Douze and Schmid 2011) of 8-bit codes, of which a search looks at the lists nearest to the query;
what share of the lists gives a recall of 0.97 and more was measured (tests/benchmarks).
"""

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import faiss
import numpy as np
import numpy.typing as npt

from index.codes import decode_bytes
from index.store import Scored

EXACT_UP_TO = 20_000
"""The most passages that are searched exactly."""

_LISTS = 4  # times the root of the number of passages
_PROBED = 160  # lists that a search looks at; of 1,000,000 passages there are 4,000
_TRAINED_ON = 40  # vectors for each list
_ROUNDS = 8  # of k-means
_ADDED_AT_ONCE = 50_000
_THREADS = faiss.omp_get_max_threads()

Codes = npt.NDArray[np.int8]
"""(n, dimension) int8: vectors as the catalogue keeps them."""

Bitmap = npt.NDArray[np.uint8]
"""A bit for each number of a passage, from 0 on, the lowest of a byte first."""


class VectorIndex:
    """A FAISS index whose vectors carry the passages' numbers; never changed once it is built."""

    def __init__(self, index: Any) -> None:  # noqa: ANN401 - the stubs know too little
        """Use `build` or `read`."""
        self._index = index
        self._lists: int = index.nlist if isinstance(index, faiss.IndexIVF) else 0

    @classmethod
    def build(cls, numbers: Sequence[int], codes: Codes) -> "VectorIndex":
        """Build an index of the passages with these numbers."""
        faiss.omp_set_num_threads(_THREADS)
        count, dimension = codes.shape
        exact = count <= EXACT_UP_TO
        index = _flat(dimension) if exact else _inverted(codes)
        for start in range(0, count, _ADDED_AT_ONCE):
            some = slice(start, start + _ADDED_AT_ONCE)
            index.add_with_ids(decode_bytes(codes[some]), np.asarray(numbers[some], np.int64))
        return cls(index)

    @classmethod
    def read(cls, path: Path) -> "VectorIndex":
        """Open a file that `write` has made; what it holds is read when it is searched."""
        return cls(faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC))

    def write(self, path: Path) -> None:
        """Write the index to a file."""
        faiss.write_index(self._index, str(path))

    def __len__(self) -> int:
        """Return the number of vectors."""
        return int(self._index.ntotal)

    def numbers(self) -> npt.NDArray[np.int64]:
        """Return the numbers of the passages, in order."""
        if not self._lists:
            return np.sort(faiss.vector_to_array(self._index.id_map))
        lists = self._index.invlists
        parts = [
            faiss.rev_swig_ptr(lists.get_ids(number), lists.list_size(number)).copy()
            for number in range(self._lists)
            if lists.list_size(number)
        ]
        return np.sort(np.concatenate(parts))

    def search(
        self,
        vector: npt.NDArray[np.float32],
        limit: int,
        passages: Bitmap | None = None,
        share: float = 1.0,
    ) -> Scored:
        """Return the numbers and cosines of the nearest passages, best first.

        Args:
            vector: (dimension,) float32 of length one.
            limit: The most passages to return.
            passages: Those to search, or None for all.
            share: How much of all passages they are; the fewer, the more lists are looked at.
        """
        # The stubs do not know the arguments that the wrappers take.
        selector: Any = None if passages is None else faiss.IDSelectorBitmap(passages)  # type: ignore[call-arg, arg-type]
        parameters: faiss.SearchParameters = faiss.SearchParameters(sel=selector)  # type: ignore[call-arg]
        if self._lists:
            probed = min(self._lists, math.ceil(_PROBED / share))
            parameters = faiss.SearchParametersIVF(sel=selector, nprobe=probed)  # type: ignore[call-arg]
        limit = min(limit, len(self))
        # One thread is as fast for one vector, and many times as fast where others are busy.
        faiss.omp_set_num_threads(1)
        scores, numbers = self._index.search(vector[None, :], limit, params=parameters)
        found = numbers[0] >= 0
        return numbers[0][found], scores[0][found]


def _flat(dimension: int) -> faiss.Index:
    codes = faiss.IndexScalarQuantizer(
        dimension, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT
    )
    return faiss.IndexIDMap(codes)


def _inverted(codes: Codes) -> faiss.Index:
    """Return an empty index whose lists are trained on a sample of the vectors."""
    count, dimension = codes.shape
    lists = int(_LISTS * math.sqrt(count))
    index = faiss.IndexIVFScalarQuantizer(
        faiss.IndexFlatIP(dimension), dimension, lists, faiss.ScalarQuantizer.QT_8bit,
        faiss.METRIC_INNER_PRODUCT,
    )  # fmt: skip
    index.cp.spherical = True
    index.cp.niter = _ROUNDS
    sample = np.random.default_rng(0).permutation(count)[: lists * _TRAINED_ON]
    index.train(decode_bytes(codes[np.sort(sample)]))
    return index
