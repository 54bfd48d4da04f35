"""The vector and the lexical index on disk: caches of the catalogue, made anew where they fail.

Each generation of the catalogue has a folder of its own, `caches/GENERATION`, which is written
whole under another name, then renamed, and never changed: a reader sees all of it or nothing, and
keeps what it has opened while a writer makes the next. A stamp holds the hash of each file.
"""

import hashlib
import json
import logging
import os
import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt

from corpus import Article
from index.catalogue import Catalogue
from index.lexical import Entry, LexicalIndex
from index.parts import Parts
from index.vectors import VectorIndex

_log = logging.getLogger(__name__)

_VECTORS = "vectors.faiss"
_LEXICAL = "lexical"
_STAMP = "stamp.json"
_KEPT_FOR_READERS = 2  # generations; a reader may be about to open the last but one


@dataclass(slots=True)
class Delta:
    """What a writer changed in the catalogue: what it added, and whether it removed anything."""

    removed: bool = False
    entries: list[Entry] = field(default_factory=list)
    vectors: list[npt.NDArray[np.float32]] = field(default_factory=list)

    def add(self, number: int, article: Article, numbers: Sequence[int], parts: Parts) -> None:
        """Note an article that was added, by its number and those of its passages."""
        for own, passage in zip(numbers, parts.passages, strict=True):
            self.entries.append(Entry(own, number, article.title, passage.text))
        self.vectors += list(parts.vectors)


@dataclass(frozen=True, slots=True)
class Caches:
    """The two searchable indexes of one generation of the catalogue.

    Attributes:
        generation: The catalogue's.
        vectors: For dense search.
        lexical: For BM25.
        hashes: The SHA-256 of each of their files; empty where they are in memory.
    """

    generation: int
    vectors: VectorIndex
    lexical: LexicalIndex
    hashes: Mapping[str, str]


def open_caches(folder: Path, catalogue: Catalogue) -> Caches:
    """Open the caches of the catalogue's present state, building them if there are none or broken.

    Nothing is embedded: the vectors stand in the catalogue. Where the folder cannot be written
    to, the caches are built in memory.

    Raises:
        IndexDamagedError: If they have to be built and the catalogue is damaged.
    """
    if caches := _read(folder, catalogue.generation):
        return caches
    with catalogue.snapshot():
        generation = catalogue.generation
        delta = _all_of(catalogue)
    dimension = catalogue.number("dimension")

    def build(place: Path | None) -> Caches:
        return _apply(delta, generation, VectorIndex(dimension), LexicalIndex(place))

    try:
        return _write(folder, generation, build)
    except OSError as error:
        _log.info("searching in memory: the caches cannot be written (%s)", error)
        return build(None)


def update_caches(folder: Path, catalogue: Catalogue, before: Caches, delta: Delta) -> Caches:
    """Bring the caches from an earlier generation to the catalogue's present one.

    They are made anew if anything was removed, so that every way to the same articles leads to
    the same scores: BM25 would go on counting the words of what was removed.

    Raises:
        IndexDamagedError: If they have to be built and the catalogue is damaged.
    """
    if delta.removed:
        return open_caches(folder, catalogue)

    def build(place: Path) -> Caches:
        # tantivy never changes a file in place, so links to the earlier files are safe.
        earlier = folder / str(before.generation) / _LEXICAL
        shutil.copytree(earlier, place, copy_function=os.link, dirs_exist_ok=True)
        if _hashes(place.parent).items() - before.hashes.items():
            raise OSError(f"{earlier} has changed")
        return _apply(delta, catalogue.generation, before.vectors.copy(), LexicalIndex(place))

    try:
        return _write(folder, catalogue.generation, build)
    except OSError as error:
        _log.info("the caches are built from the catalogue (%s)", error)
        return open_caches(folder, catalogue)


def _all_of(catalogue: Catalogue) -> Delta:
    """Return the change that leads from nothing to the catalogue's present state."""
    delta = Delta()
    for number, article, numbers, parts in catalogue.everything():
        delta.add(number, article, numbers, parts)
    return delta


def _apply(delta: Delta, generation: int, vectors: VectorIndex, lexical: LexicalIndex) -> Caches:
    vectors.add([entry.passage for entry in delta.entries], delta.vectors)
    lexical.add(delta.entries)
    return Caches(generation, vectors, lexical, {})


def _write(folder: Path, generation: int, build: Callable[[Path], Caches]) -> Caches:
    """Build caches in a new folder, stamp it, give it its name and open what it holds.

    Raises:
        OSError: If the folder cannot be written to.
    """
    folder.mkdir(exist_ok=True)
    target = folder / str(generation)
    with tempfile.TemporaryDirectory(prefix="new-", dir=folder) as name:
        place = Path(name) / target.name
        (place / _LEXICAL).mkdir(parents=True)
        caches = build(place / _LEXICAL)
        caches.vectors.write(place / _VECTORS)
        (place / _STAMP).write_text(json.dumps(_hashes(place)))
        shutil.rmtree(target, ignore_errors=True)
        place.rename(target)
    _remove_old(folder, generation)
    written = _read(folder, generation)
    if written is None:
        raise OSError(f"{target} does not hold what was written to it")
    return written


def _read(folder: Path, generation: int) -> Caches | None:
    """Open the caches of a generation, or return None if they are missing or broken."""
    place = folder / str(generation)
    if not place.is_dir():
        return None
    try:
        hashes = _hashes(place)
        if json.loads((place / _STAMP).read_text()) != hashes:
            raise ValueError("a file is not as it was written")
        return Caches(
            generation, VectorIndex.read(place / _VECTORS), LexicalIndex(place / _LEXICAL), hashes
        )
    except (OSError, ValueError, RuntimeError) as error:
        _log.warning("The search files in %s are broken (%s); they are made anew.", place, error)
        return None


def _hashes(place: Path) -> dict[str, str]:
    """Return the SHA-256 of each file but the stamp and tantivy's locks, by relative path."""
    hashes = {}
    for path in sorted(place.rglob("*")):
        if path.is_file() and path.name != _STAMP and not path.name.endswith(".lock"):
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            hashes[path.relative_to(place).as_posix()] = digest
    return hashes


def _remove_old(folder: Path, generation: int) -> None:
    """Remove the caches of generations that no reader will open any more."""
    old: Sequence[Path] = sorted(
        (path for path in folder.iterdir() if path.name.isdigit() and int(path.name) < generation),
        key=lambda path: int(path.name),
    )
    for path in old[: max(0, len(old) - _KEPT_FOR_READERS + 1)]:
        shutil.rmtree(path, ignore_errors=True)
