"""Columns: what the filters look at, of all articles at once, as arrays."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.filters import Filters, days, key
from index.reading import Stored

_ROW = np.dtype(
    [
        ("number", "<i8"), ("begin", "<i8"), ("id", "<i8"), ("source", "<i8"),
        ("passages", "<i4"), ("first_day", "<i4"), ("last_day", "<i4"),
    ]
)  # fmt: skip

Row = tuple[int, int, int, int, int, int, int]


class Columns:
    """A row for each article: its number, its passages' numbers, and what it is filtered by."""

    def __init__(self, rows: npt.NDArray[np.void] | None = None) -> None:
        """Use the rows, or none."""
        self._rows = np.empty(0, _ROW) if rows is None else rows

    @classmethod
    def read(cls, path: Path) -> "Columns":
        """Open a file that `write` has made."""
        rows = np.load(path, mmap_mode="r", allow_pickle=False)
        if rows.dtype != _ROW:
            raise ValueError(f"{path} holds something else")
        return cls(rows)

    def write(self, path: Path) -> None:
        """Write the columns to a file."""
        np.save(path, self._rows, allow_pickle=False)

    def __len__(self) -> int:
        """Return the number of articles."""
        return len(self._rows)

    @property
    def last(self) -> int:
        """The largest number of an article; 0 if there is none."""
        return int(self._rows["number"].max(initial=0))

    @property
    def passages(self) -> int:
        """The number of passages."""
        return int(self._rows["passages"].sum())

    def changed(self, added: Sequence[Row], removed: Sequence[int]) -> "Columns":
        """Return the columns with some rows more, and without those of some articles."""
        kept = self._rows[~np.isin(self._rows["number"], np.array(removed, np.int64))]
        return Columns(np.concatenate([kept, np.array(added, _ROW)]))

    def passing(self, filters: Filters | None) -> tuple[int, npt.NDArray[np.bool_]]:
        """Return how many passages pass, and for each number of a passage whether it does."""
        rows = self._rows
        allowed = np.ones(len(rows), bool)
        if filters:
            for field, values in (("id", filters.articles), ("source", filters.sources)):
                if values:
                    allowed &= np.isin(rows[field], [key(value) for value in values])
            if (day := filters.first_day) is not None:
                allowed &= rows["last_day"] >= day
            if (day := filters.last_day) is not None:
                allowed &= rows["first_day"] <= day
        # A step up where the passages of an article begin, and down behind them.
        size = int((rows["begin"] + rows["passages"]).max(initial=0)) + 1
        steps = np.zeros(size, np.int8)
        begins, counts = rows["begin"][allowed], rows["passages"][allowed]
        steps[begins] += 1
        steps[begins + counts] -= 1
        return int(counts.sum()), np.cumsum(steps, dtype=np.int8).astype(bool)


def row(stored: Stored) -> Row:
    """Return the row of an article."""
    article = stored.article
    return (
        stored.number, stored.begin, key(article.id), key(article.source), len(stored.passages),
        *days(article.date),
    )  # fmt: skip
