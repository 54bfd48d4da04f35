"""From paths to articles: files, folders and collections, each bad one refused by one sentence."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.article import Article
from corpus.collection import read_collection
from corpus.errors import LoadError
from corpus.formats import READERS

MAX_FILE_BYTES = 50 * 2**20
"""The largest single article file that is read; `.jsonl` collections are streamed instead."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that gives no article, or a line of a collection, and the reason in a sentence."""

    path: Path
    reason: str


def load(paths: Iterable[str | Path], *, skip_bad: bool = False) -> Iterator[Article | Refusal]:
    """Read articles from files, folders (with all below them) and `.jsonl` collections.

    The id of a file is its name without the ending; below a folder, its path from there. Files of
    other kinds in a folder are passed over; one that is named by itself is refused. A collection
    with a bad line is refused whole, unless `skip_bad` takes its good lines.

    Yields:
        An `Article` for each readable text, a `Refusal` for each that cannot be read.

    Raises:
        LoadError: If a path does not exist, or a folder holds nothing that can be read.
    """
    files = [file for place in paths for file in _files(Path(place))]
    given_by: dict[str, Path] = {}
    for path, id_ in files:
        for item in _load_file(path, id_, skip_bad=skip_bad):
            if isinstance(item, Article):
                other = given_by.setdefault(item.id, path)
                if other != path:
                    yield Refusal(
                        path,
                        f"{path.name} would have the id {item.id!r}, which {str(other)!r} has "
                        "already; rename one of them, or add the folder above both.",
                    )
                    continue
            yield item


def count_articles(paths: Iterable[str | Path]) -> int | None:
    """Return how many articles `load` will read, or None if a collection is among the files.

    Raises:
        LoadError: As `load` does.
    """
    files = [path for place in paths for path, _ in _files(Path(place))]
    return None if any(path.suffix.lower() == ".jsonl" for path in files) else len(files)


def bundled_articles() -> Path:
    """Return the folder of the articles that come with the project."""
    return Path(__file__).parent / "articles"


def readable_suffixes() -> list[str]:
    """Return the endings of the files that can be loaded, sorted."""
    return sorted([*READERS, ".jsonl"])


def _files(place: Path) -> list[tuple[Path, str]]:
    """Return the files at a path with the id of each, in a stable order."""
    if not place.exists():
        raise LoadError(f"There is no file or folder {str(place)!r}; check the path.")
    if not place.is_dir():
        return [(place, place.stem)]
    names = sorted(
        path.relative_to(place)
        for path in place.rglob("*")
        if path.suffix.lower() in readable_suffixes() and path.is_file()
    )
    names = [name for name in names if not any(part.startswith(".") for part in name.parts)]
    if not names:
        raise LoadError(
            f"The folder {str(place)!r} holds no articles; "
            f"put files ending in {', '.join(readable_suffixes())} there."
        )
    bare = Counter(name.with_suffix("") for name in names)
    return [
        (
            place / name,
            (name.with_suffix("") if bare[name.with_suffix("")] == 1 else name).as_posix(),
        )
        for name in names
    ]


def _load_file(path: Path, id_: str, *, skip_bad: bool) -> Iterator[Article | Refusal]:
    try:
        if path.suffix.lower() == ".jsonl":
            for item in read_collection(path, skip_bad=skip_bad):
                yield Refusal(path, str(item)) if isinstance(item, LoadError) else item
        else:
            yield _load_article(path, id_)
    except LoadError as error:
        yield Refusal(path, str(error))
    except OSError as error:
        yield Refusal(path, f"{path.name} cannot be read ({error.strerror}); check the file.")


def _load_article(path: Path, id_: str) -> Article:
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise LoadError(
            f"{path.name} is of a kind that is not read; "
            f"give a file ending in {', '.join(readable_suffixes())}."
        )
    size = path.stat().st_size
    if size > MAX_FILE_BYTES:
        raise LoadError(
            f"{path.name} has {size / 2**20:.0f} MB and a single article may have "
            f"{MAX_FILE_BYTES / 2**20:.0f} MB; split it, or give a collection as .jsonl."
        )
    if size == 0:
        raise LoadError(f"{path.name} is empty; give it a text or leave it out.")
    found = reader(path.read_bytes(), path.name)
    if not found.text.strip():
        raise LoadError(
            f"{path.name} holds no text that can be read (is it a scan?); leave it out."
        )
    return Article.from_raw(
        found.id or id_,
        found.title or path.stem.replace("_", " "),
        found.text,
        source=found.source,
        date=found.date,
        url=found.url,
    )
