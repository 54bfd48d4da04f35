"""Stamps: what each file of a folder was when it was written, so that a broken one is noticed.

A file is taken to be as it was if its size and time are, or else if its hash is: a copy of a folder
may have other times.
"""

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

Stamp = tuple[int, int, str]
"""Size in bytes, time of the last change in nanoseconds, SHA-256."""

Stamps = Mapping[str, Stamp]
"""By relative path."""

_FILE = "stamp.json"


def write_stamps(folder: Path, known: Stamps) -> None:
    """Stamp all files of a folder, and see to it that they are on the disk.

    Args:
        folder: Of the files.
        known: Stamps of files that some of them may be links to, and need not be read again.
    """
    stamps = {}
    for name, path in _files(folder):
        now = _size_and_time(path)
        earlier = known.get(name)
        if earlier and earlier[:2] == now:
            stamps[name] = earlier
        else:
            stamps[name] = (*now, _hash(path))
            with path.open("rb") as file:
                os.fsync(file.fileno())
    _write(folder, stamps)


def read_stamps(folder: Path, *, hashes: bool = False) -> Stamps:
    """Return the stamps of a folder, of which every file is as it was.

    Args:
        folder: Of the files.
        hashes: Whether all files are read, and not only those whose times are others.

    Raises:
        ValueError: If a file is not as it was, is missing or is one too many.
        OSError: If one cannot be read.
    """
    text, _, digest = (folder / _FILE).read_text().partition("\n")
    if hashlib.sha256(text.encode()).hexdigest() != digest:
        raise ValueError("the stamp is not as it was written")
    written = json.loads(text)
    stamps: dict[str, Stamp] = {
        name: (size, time, hash_) for name, (size, time, hash_) in written.items()
    }
    files = dict(_files(folder))
    if files.keys() != stamps.keys():
        raise ValueError("a file is missing or one too many")
    moved = False
    for name, path in files.items():
        size, time, expected = stamps[name]
        now = _size_and_time(path)
        if now != (size, time) or hashes:
            if now[0] != size or _hash(path) != expected:
                raise ValueError(f"{name} is not as it was written")
            stamps[name] = (*now, expected)
            moved |= now != (size, time)
    if moved and os.access(folder, os.W_OK):
        _write(folder, stamps)
    return stamps


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield each file but the stamp and tantivy's locks, by relative path."""
    for path in sorted(folder.rglob("*")):
        if path.name != _FILE and not path.name.endswith(".lock") and path.is_file():
            yield path.relative_to(folder).as_posix(), path


def _size_and_time(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_size, status.st_mtime_ns


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _write(folder: Path, stamps: Stamps) -> None:
    new = folder / f"{_FILE}.new"
    text = json.dumps(stamps)
    new.write_text(f"{text}\n{hashlib.sha256(text.encode()).hexdigest()}")
    new.replace(folder / _FILE)
