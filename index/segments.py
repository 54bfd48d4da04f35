"""Segments: the vector indexes of one generation, each of other passages, merged as they grow many.

What is added becomes a segment of its own, so that little is written for little. Where eight are
about as large, they become one (the logarithmic method: Bentley and Saxe 1980), so that a passage
is written again only each time that the collection has grown eightfold.
"""

import math
from collections.abc import Callable, Sequence
from itertools import groupby
from pathlib import Path

import numpy as np

from index.columns import Columns
from index.vectors import Codes, VectorIndex

_MERGED = 8  # segments of one size
_SMALLEST = 64  # passages; smaller segments are of one size


def read_segments(folder: Path) -> list[VectorIndex]:
    """Open the segments in a folder, the oldest first."""
    return [VectorIndex.read(path) for path in _paths(folder)]


def write_segment(folder: Path, segment: VectorIndex) -> None:
    """Write another segment into a folder."""
    names = [int(path.stem) for path in _paths(folder)]
    segment.write(folder / f"{max(names, default=0) + 1}.faiss")


def merge_segments(
    folder: Path, columns: Columns, codes_of: Callable[[Sequence[int]], Codes]
) -> None:
    """Merge segments in a folder until no eight are of one size.

    Args:
        folder: Of the segments; another file that has a link to one is not changed.
        columns: Of the articles whose passages are kept; others are left out.
        codes_of: Returns the codes of the vectors of passages.
    """
    while group := _alike(folder):
        numbers = np.concatenate([VectorIndex.read(path).numbers() for path in group])
        _, live = columns.passing(None)
        kept = np.sort(numbers[numbers < len(live)])
        kept = kept[live[kept]].tolist()
        if kept:
            write_segment(folder, VectorIndex.build(kept, codes_of(kept)))
        for path in group:
            path.unlink()


def _paths(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.faiss"), key=lambda path: int(path.stem))


def _alike(folder: Path) -> list[Path]:
    """Return eight or more segments of about one size, or none."""
    sizes = sorted((_size(len(VectorIndex.read(path))), path) for path in _paths(folder))
    groups = ([path for _, path in some] for _, some in groupby(sizes, key=lambda pair: pair[0]))
    return next((group for group in groups if len(group) >= _MERGED), [])


def _size(passages: int) -> int:
    """Return 0 for the smallest, and one more for each time that it is eight times as large."""
    return int(math.log(max(passages, _SMALLEST) / _SMALLEST, _MERGED) + 1e-9)
