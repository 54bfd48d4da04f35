"""The search indexes on disk: caches of the catalogue, brought up to date or made anew from it.

Each generation of the catalogue has a folder of its own, `caches/GENERATION`, which is written
whole under another name, then renamed, and never changed: a reader sees all of it or nothing, and
keeps what it has opened while a writer makes the next. Files that two generations share are links
to one. A stamp tells the size, time and hash of each file.
"""

import logging
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from index.catalogue import Catalogue
from index.columns import Columns, Row, row
from index.filters import days, key
from index.lexical import Entry, LexicalIndex
from index.reading import Stored
from index.searchable import Searchable
from index.segments import merge_segments, read_segments, write_segment
from index.stamps import Stamps, read_stamps, write_stamps
from index.vectors import Codes, VectorIndex

_log = logging.getLogger(__name__)

_COLUMNS = "columns.npy"
_VECTORS = "vectors"
_LEXICAL = "lexical"
_REMOVED = "removed"
_KEPT_FOR_READERS = 2  # generations; a reader may be about to open the last but one
_REMOVED_SHARE = 0.1  # of the passages that are indexed; if more are removed, all is made anew


@dataclass(frozen=True, slots=True)
class Caches:
    """The indexes of one generation of the catalogue, and where they are.

    Attributes:
        generation: The catalogue's.
        searchable: The indexes.
        place: Their folder; None where they are in memory.
        hashes: Of the files in it, by relative path.
    """

    generation: int
    searchable: Searchable
    place: Path | None = None
    hashes: Mapping[str, str] = field(default_factory=dict)


def read_caches(folder: Path, generation: int) -> Caches | None:
    """Open the caches of a generation, or return None if they are missing or broken."""
    place = folder / str(generation)
    if not place.is_dir():
        return None
    try:
        stamps = read_stamps(place)
        searchable = Searchable(
            Columns.read(place / _COLUMNS), read_segments(place / _VECTORS),
            LexicalIndex(place / _LEXICAL), LexicalIndex(place / _REMOVED),
        )  # fmt: skip
    except (OSError, ValueError, RuntimeError) as error:
        _log.info("the search files in %s are broken (%s)", place, error)
        return None
    return Caches(generation, searchable, place, {name: one[2] for name, one in stamps.items()})


def make_caches(
    folder: Path, catalogue: Catalogue, before: Caches | None, removed: Sequence[Stored] = ()
) -> Caches:
    """Make the caches of the catalogue's present state; nothing is embedded.

    What an earlier generation has is linked to, and what was added since is added, unless too much
    was removed or it is not known what. Where the folder cannot be written to, all is made in
    memory.

    Args:
        folder: Of all generations. Nobody else may write to it meanwhile.
        catalogue: The truth.
        before: Caches of an earlier state of the same catalogue.
        removed: What was removed since, as it was.

    Raises:
        IndexDamagedError: If the catalogue is damaged.
    """
    with catalogue.snapshot():
        place = folder / str(catalogue.generation)
        if place.exists():
            _log.warning("The search files in %s are broken; they are made anew.", place)
        if before and not _may_follow(catalogue, before.searchable, removed):
            before = None
        try:
            return _write(folder, catalogue, before, removed)
        except OSError as error:
            _log.info("the search files are made anew (%s)", error)
        try:
            return _write(folder, catalogue, None, ())
        except OSError as error:
            _log.info("searching in memory: nothing can be written (%s)", error)
        return Caches(catalogue.generation, _build(catalogue, None, None, ()))


def check_caches(folder: Path, generation: int) -> None:
    """Read the files of a generation, and remove them if they are not as they were written."""
    place = folder / str(generation)
    try:
        read_stamps(place, hashes=True)
    except (OSError, ValueError) as error:
        _log.warning("The search files in %s are broken (%s); they are made anew.", place, error)
        shutil.rmtree(place, ignore_errors=True)


def no_caches() -> Caches:
    """Return the caches of an empty catalogue."""
    return Caches(0, Searchable(Columns(), [], LexicalIndex(), LexicalIndex()))


def _may_follow(catalogue: Catalogue, before: Searchable, removed: Sequence[Stored]) -> bool:
    """Tell whether what was removed is known, and little enough to be kept out of each search."""
    last = before.columns.last
    known = [stored for stored in removed if stored.number <= last]
    passages = len(before.removed) + sum(len(stored.passages) for stored in known)
    left = len(before.columns) - len(known)
    return (
        catalogue.articles_up_to(last) == left and passages <= len(before.lexical) * _REMOVED_SHARE
    )


def _write(
    folder: Path, catalogue: Catalogue, before: Caches | None, removed: Sequence[Stored]
) -> Caches:
    """Make caches in a new folder, stamp it, give it its name and open what it holds.

    Raises:
        OSError: If the folder cannot be written to, or the earlier files are not as they were.
    """
    folder.mkdir(exist_ok=True)
    generation = catalogue.generation
    target = folder / str(generation)
    with tempfile.TemporaryDirectory(prefix="new-", dir=folder) as name:
        place = Path(name) / target.name
        for part in (_VECTORS, _LEXICAL, _REMOVED):
            (place / part).mkdir(parents=True)
        stamps = _link(before, place) if before else {}
        _build(catalogue, place, before.searchable if before else None, removed)
        write_stamps(place, stamps)
        shutil.rmtree(target, ignore_errors=True)
        place.rename(target)
    _remove_old(folder, generation)
    written = read_caches(folder, generation)
    if written is None:
        raise OSError(f"{target} does not hold what was written to it")
    return written


def _build(
    catalogue: Catalogue, place: Path | None, before: Searchable | None, removed: Sequence[Stored]
) -> Searchable:
    """Bring indexes up to date: those in a folder, or none, in memory."""
    columns = before.columns if before else Columns()
    known = [stored for stored in removed if stored.number <= columns.last]
    gone = LexicalIndex(place / _REMOVED if place else None)
    if known:
        gone.add(entry for stored in known for entry in _entries(stored))
    lexical = LexicalIndex(place / _LEXICAL if place else None)
    added = _Added(catalogue.everything(columns.last))
    lexical.add(added)
    columns = columns.changed(added.rows, [stored.number for stored in known])
    vectors = []
    if added.numbers:
        vectors.append(VectorIndex.build(added.numbers, np.concatenate(added.codes)))
    if place:
        columns.write(place / _COLUMNS)
        for one in vectors:
            write_segment(place / _VECTORS, one)
        merge_segments(place / _VECTORS, columns, catalogue.codes)
    return Searchable(columns, vectors, lexical, gone)


class _Added:
    """The entries of articles; what else is needed of each is noted on the way."""

    def __init__(self, articles: Iterable[Stored]) -> None:
        self._articles = articles
        self.rows: list[Row] = []
        self.numbers: list[int] = []
        self.codes: list[Codes] = []

    def __iter__(self) -> Iterator[Entry]:
        for stored in self._articles:
            self.rows.append(row(stored))
            self.numbers += range(stored.begin, stored.begin + len(stored.passages))
            self.codes.append(stored.codes)
            yield from _entries(stored)


def _entries(stored: Stored) -> Iterator[Entry]:
    """Yield the entries of an article's passages."""
    article = stored.article
    keys, its_days = (key(article.id), key(article.source)), days(article.date)
    for number, passage in enumerate(stored.passages, start=stored.begin):
        yield Entry(number, *keys, its_days, article.title, passage.text)


def _link(before: Caches, place: Path) -> Stamps:
    """Link to the files of an earlier generation; return their stamps.

    Tantivy and FAISS never change a file in place.

    Raises:
        OSError: If they are not as they were.
    """
    if before.place is None:
        raise OSError("the earlier search files are in memory")
    try:
        stamps = read_stamps(before.place)
    except ValueError as error:
        raise OSError(f"{before.place}: {error}") from None
    if {name: stamp[2] for name, stamp in stamps.items()} != before.hashes:
        raise OSError(f"{before.place} has changed")
    for name in stamps:
        if name != _COLUMNS:
            os.link(before.place / name, place / name)
    return stamps


def _remove_old(folder: Path, generation: int) -> None:
    """Remove the caches of generations that no reader will open any more."""
    old: Sequence[Path] = sorted(
        (path for path in folder.iterdir() if path.name.isdigit() and int(path.name) < generation),
        key=lambda path: int(path.name),
    )
    for path in old[: max(0, len(old) - _KEPT_FOR_READERS + 1)]:
        shutil.rmtree(path, ignore_errors=True)
