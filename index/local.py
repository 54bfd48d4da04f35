"""The local store: a catalogue in a folder, and the caches that search it."""

import secrets
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import numpy as np
import numpy.typing as npt

from corpus import Article, Sentence
from index.caches import Caches, Delta, open_caches, update_caches
from index.catalogue import Catalogue
from index.errors import IndexLockedError, IndexMismatchError, IndexMissingError
from index.filters import Filters
from index.lock import locked
from index.parts import Found, Parts, SentenceVectors
from index.results import Summary
from index.store import Lists, Scored

FORMAT = "1"
"""The version of what the folder holds; another one is refused."""

_CATALOGUE = "catalogue.sqlite"
_CACHES = "caches"
_NONE: Scored = (np.empty(0, np.int64), np.empty(0, np.float32))


class LocalStore:
    """A `Store` in a folder: many may read, in this process and others, while one writes."""

    def __init__(self, folder: Path) -> None:
        """Open the store in a folder.

        Raises:
            IndexMissingError: If there is none.
            IndexMismatchError: If another format version made it.
            IndexDamagedError: If the catalogue is damaged.
        """
        if not self.exists(folder):
            raise IndexMissingError(
                f"There is no index in {folder}; make one with: steppewise add PATH "
                f"--index {folder}"
            )
        self._folder = folder
        self._catalogue = Catalogue(folder / _CATALOGUE)
        self._caches: Caches | None = None
        self._opening_caches = threading.Lock()
        if (found := self.meta.get("format")) != FORMAT:
            raise IndexMismatchError(
                f"The index in {folder} has the format {found} and this version reads {FORMAT}; "
                "add the articles to a new index."
            )

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
            meta = {"format": FORMAT, **made_by, "generation": secrets.randbits(31)}
            Catalogue.create(folder / _CATALOGUE, meta)
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

    def article(self, id_: str) -> Article | None:  # noqa: D102
        return self._catalogue.article(id_)

    def summaries(self, filters: Filters | None = None) -> list[Summary]:  # noqa: D102
        return self._catalogue.summaries(filters)

    def counts(self, filters: Filters | None = None) -> tuple[int, int]:  # noqa: D102
        if not filters:
            return self._catalogue.counts()
        articles = self._catalogue.select(filters)
        return len(articles), len(self._catalogue.passages_of(articles))

    def passage_at(self, article_id: str, offset: int) -> tuple[int, int, int] | None:  # noqa: D102
        return self._catalogue.passage_at(article_id, offset)

    def found(self, numbers: Sequence[int]) -> dict[int, Found]:  # noqa: D102
        return self._catalogue.found(numbers)

    def sentences(  # noqa: D102
        self, article_id: str, start: int, end: int
    ) -> tuple[list[Sentence], SentenceVectors]:
        return self._catalogue.sentences(article_id, start, end)

    def sentences_across(self, article_id: str, start: int, end: int) -> list[Sentence]:  # noqa: D102
        return self._catalogue.sentences_across(article_id, start, end)

    def search(  # noqa: D102
        self, query: str, vector: npt.NDArray[np.float32], limit: int, filters: Filters | None
    ) -> Lists:
        caches = self._fresh_caches()
        articles = passages = None
        if filters:
            articles = self._catalogue.select(filters)
            passages = self._catalogue.passages_of(articles)
            if not passages:
                return Lists(_NONE, _NONE, 0)
        return Lists(
            caches.vectors.search(vector, limit, passages),
            caches.lexical.search(query, limit, articles),
            len(caches.vectors) if passages is None else len(passages),
        )

    def frequency(self, term: str) -> int:  # noqa: D102
        return self._fresh_caches().lexical.frequency(term)

    def nearest(self, term: str) -> str | None:  # noqa: D102
        return self._fresh_caches().lexical.nearest(term)

    def spans_with(  # noqa: D102
        self, term: str, filters: Filters | None = None
    ) -> dict[str, list[tuple[int, int]]]:
        return self._catalogue.spans_of(self._fresh_caches().lexical.passages_with(term), filters)

    @contextmanager
    def writing(self) -> Iterator["LocalWriter"]:
        """Hold the write lock; bring the caches up to date with what was changed under it."""
        with locked(self._folder):
            before = self._fresh_caches()
            catalogue = Catalogue(self._folder / _CATALOGUE)
            with closing(catalogue):
                writer = LocalWriter(catalogue)
                yield writer
                with self._opening_caches:
                    if catalogue.generation != before.generation:
                        self._caches = update_caches(
                            self._folder / _CACHES, catalogue, before, writer.delta
                        )

    def _fresh_caches(self) -> Caches:
        """Return caches of the present generation; another process may have written."""
        with self._opening_caches:
            if self._caches is None or self._caches.generation != self._catalogue.generation:
                self._caches = open_caches(self._folder / _CACHES, self._catalogue)
            return self._caches


class LocalWriter:
    """A `Writer` that notes what it changes, for the caches."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Write to a catalogue; the lock is held by who makes the writer."""
        self._catalogue = catalogue
        self.delta = Delta()

    def article(self, id_: str) -> Article | None:  # noqa: D102 - see Writer
        return self._catalogue.article(id_)

    def id_of(self, sha256: str) -> str | None:  # noqa: D102
        return self._catalogue.id_of(sha256)

    def put(self, articles: Sequence[tuple[Article, Parts]]) -> None:  # noqa: D102
        with self._catalogue.transaction():
            for article, parts in articles:
                self._delete(article.id)
                number, numbers = self._catalogue.insert(article, parts)
                self.delta.add(number, article, numbers, parts)

    def remove(self, ids: Iterable[str]) -> None:  # noqa: D102
        with self._catalogue.transaction():
            for id_ in ids:
                self._delete(id_)

    def _delete(self, id_: str) -> None:
        if self._catalogue.delete(id_):
            self.delta.removed = True
