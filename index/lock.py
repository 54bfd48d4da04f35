"""One writer at a time: a lock on an index's folder, which ends with the process that holds it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from index.errors import IndexLockedError

WAIT_SECONDS = 10.0
"""How long a second writer waits before it is told."""

_FILE = "write.lock"


class BusyError(IndexLockedError):
    """Another process holds the lock."""


@contextmanager
def locked(folder: Path, wait: float | None = None) -> Iterator[None]:
    """Hold the write lock of an index, once no other process does.

    Raises:
        BusyError: If another one does after so many seconds, `WAIT_SECONDS` if none are given.
        IndexLockedError: If the folder cannot be written to.
    """
    try:
        lock = FileLock(folder / _FILE)
        lock.acquire(timeout=WAIT_SECONDS if wait is None else wait)
    except Timeout:
        raise BusyError(
            f"Another process is writing to the index in {folder}; try again when it has finished."
        ) from None
    except OSError as error:
        raise IndexLockedError(
            f"The folder {folder} cannot be written to ({error.strerror}); "
            "check its permissions, or choose another with --index."
        ) from None
    try:
        yield
    finally:
        lock.release()
