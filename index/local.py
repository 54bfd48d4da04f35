"""The local store: a catalogue in a folder, and the caches that search it."""

import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from corpus import Article, Sentence
from index.caches import Caches, check_caches, make_caches, no_caches, read_caches
from index.catalogue import Catalogue
from index.database import damaged
from index.embedding import Embeddings
from index.errors import IndexLockedError, IndexMismatchError, IndexMissingError
from index.filters import Filters
from index.lock import BusyError, locked
from index.parts import Found, Parts
from index.reading import Stored
from index.results import Summary
from index.searchable import Searchable
from index.store import Lists

_CATALOGUE = "catalogue.sqlite"
_CACHES = "caches"
_COUNTS_KEPT = 64
_ARTICLES_KEPT = 64
_SPANS_KEPT = 512  # of which the sentences are known
_PASSAGES_KEPT = 2000  # about 8 KB each


class LocalStore:
    """A `Store` in a folder: many may read, in this process and others, while one writes."""

    def __init__(self, folder: Path) -> None:
        """Open the store in a folder.

        Raises:
            IndexMissingError: If there is none.
            IndexMismatchError: If another format version made it.
            IndexDamagedError: If the catalogue cannot be read. What is in it is checked when read.
        """
        if not self.exists(folder):
            raise IndexMissingError(
                f"There is no index in {folder}; make one with: steppewise add PATH "
                f"--index {folder}"
            )
        self._folder = folder
        self._catalogue = Catalogue(folder / _CATALOGUE)
        self._caches = no_caches()
        self._opening_caches = threading.Lock()
        self._counts = lru_cache(_COUNTS_KEPT)(self._count)
        self._articles = lru_cache(_ARTICLES_KEPT)(lambda _, id_: self._catalogue.article(id_))
        self._sentences = lru_cache(_SPANS_KEPT)(lambda _, *span: self._catalogue.sentences(*span))
        self._passages: tuple[int, dict[int, Found]] = (self.generation, {})

    @classmethod
    def create(cls, folder: Path, made_by: Mapping[str, object]) -> "LocalStore":
        """Make an empty store in a folder, which is made too if there is none.

        Args:
            folder: Where.
            made_by: What is to be remembered of the model and the settings.

        Raises:
            IndexMismatchError: If there is a store in the folder already.
            IndexLockedError: If the folder cannot be written to.
        """
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise IndexLockedError(
                f"The folder {folder} cannot be made ({error.strerror}); "
                "choose another with --index."
            ) from None
        with locked(folder):
            if cls.exists(folder):
                raise IndexMismatchError(
                    f"There is an index in {folder} already; open it, or delete the folder first."
                )
            Catalogue.create(folder / _CATALOGUE, made_by)
        return cls(folder)

    @staticmethod
    def exists(folder: Path) -> bool:
        """Tell whether a folder holds a store."""
        return (folder / _CATALOGUE).is_file()

    @property
    def meta(self) -> dict[str, str]:  # noqa: D102 - as all that follow: see Store
        return self._catalogue.meta

    @property
    def generation(self) -> int:  # noqa: D102
        return self._catalogue.generation

    def close(self) -> None:  # noqa: D102
        self._catalogue.close()

    def check(self) -> None:  # noqa: D102
        self._catalogue.check()
        with self._opening_caches:
            if self._read():
                check_caches(self._folder / _CACHES, self._caches.generation)
                self._caches = no_caches()

    def article(self, id_: str) -> Article | None:  # noqa: D102
        return self._articles(self.generation, id_)

    def summaries(self, filters: Filters | None = None) -> list[Summary]:  # noqa: D102
        return self._catalogue.summaries(filters)

    def counts(self, filters: Filters | None = None) -> tuple[int, int]:  # noqa: D102
        return self._counts(self.generation, filters)

    def passage_at(self, article_id: str, offset: int) -> tuple[int, int, int] | None:  # noqa: D102
        return self._catalogue.passage_at(article_id, offset)

    def found(self, numbers: Sequence[int]) -> dict[int, Found]:  # noqa: D102
        generation, (kept_of, kept) = self.generation, self._passages
        if kept_of != generation or len(kept) > _PASSAGES_KEPT:
            kept = {}
            self._passages = generation, kept
        found = {number: kept[number] for number in numbers if number in kept}
        if missing := [number for number in numbers if number not in found]:
            read = self._catalogue.found(missing)
            if len(read) < len(missing) and self._caches.generation == self.generation:
                raise damaged(self._folder / _CATALOGUE)
            kept.update(read)
            found |= read
        return {number: found[number] for number in numbers if number in found}

    def sentences(  # noqa: D102
        self, article_id: str, start: int, end: int
    ) -> tuple[list[Sentence], Embeddings]:
        return self._sentences(self.generation, article_id, start, end)

    def sentences_across(self, article_id: str, start: int, end: int) -> list[Sentence]:  # noqa: D102
        return self._catalogue.sentences_across(article_id, start, end)

    def search(  # noqa: D102
        self, query: str, vector: npt.NDArray[np.float32], limit: int, filters: Filters | None
    ) -> Lists:
        return self._searchable().search(query, vector, limit, filters)

    def frequency(self, term: str) -> int:  # noqa: D102
        return self._searchable().frequency(term)

    def near(self, word: str) -> list[str]:  # noqa: D102
        return self._searchable().near(word)

    def spans_with(  # noqa: D102
        self, term: str, filters: Filters | None = None, most: int | None = None
    ) -> dict[str, list[tuple[int, int]]]:
        return self._catalogue.spans_of(self._searchable().passages_with(term, most), filters)

    @contextmanager
    def writing(self) -> Iterator["LocalWriter"]:
        """Hold the write lock; bring the caches up to date with what was changed under it."""
        with locked(self._folder):
            with self._opening_caches:
                self._refresh()
            catalogue = Catalogue(self._folder / _CATALOGUE)
            with closing(catalogue):
                writer = LocalWriter(catalogue)
                yield writer
                with self._opening_caches:
                    self._refresh(writer.removed)

    def _count(self, _generation: int, filters: Filters | None) -> tuple[int, int]:
        return self._catalogue.counts(filters)

    def _searchable(self) -> Searchable:
        """Return the indexes of the present generation, or of the last before a writer began.

        They are made where there are none: a writer may have been killed, and files be broken.
        """
        with self._opening_caches:
            if not self._read():
                try:
                    with locked(self._folder, wait=0):
                        self._refresh()
                except BusyError:
                    if self._caches.generation == 0:
                        last = read_caches(self._folder / _CACHES, self._catalogue.cached)
                        self._caches = last or self._caches
                except IndexLockedError:
                    self._caches = make_caches(self._folder / _CACHES, self._catalogue, None)
            return self._caches.searchable

    def _read(self) -> bool:
        """Use the caches of the present generation, if there are any; tell whether there are."""
        generation = self._catalogue.generation
        if self._caches.generation != generation:
            self._caches = read_caches(self._folder / _CACHES, generation) or self._caches
        return self._caches.generation == generation

    def _refresh(self, removed: Sequence[Stored] | None = None) -> None:
        """Make the caches of the present generation if there are none; the lock is held.

        Args:
            removed: What was removed since the caches in use were made, if that is known.
        """
        if self._read():
            return
        folder = self._folder / _CACHES
        before: Caches | None = self._caches
        if removed is None:
            before = read_caches(folder, self._catalogue.cached)
        self._caches = make_caches(folder, self._catalogue, before, removed or ())
        if self._caches.place:
            self._catalogue.note_cached(self._caches.generation)


class LocalWriter:
    """A `Writer` that notes what it changes, for the caches."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Write to a catalogue; the lock is held by who makes the writer."""
        self._catalogue = catalogue
        self.removed: list[Stored] = []

    def article(self, id_: str) -> Article | None:  # noqa: D102 - see Writer
        return self._catalogue.article(id_)

    def id_of(self, sha256: str) -> str | None:  # noqa: D102
        return self._catalogue.id_of(sha256)

    def put(self, articles: Sequence[tuple[Article, Parts]]) -> None:  # noqa: D102
        with self._catalogue.transaction():
            for article, parts in articles:
                self._delete(article.id)
                self._catalogue.insert(article, parts)

    def remove(self, ids: Iterable[str]) -> None:  # noqa: D102
        with self._catalogue.transaction():
            for id_ in ids:
                self._delete(id_)

    def _delete(self, id_: str) -> None:
        if stored := self._catalogue.stored(id_):
            self._catalogue.delete(id_)
            self.removed.append(stored)
