"""Adding articles from a terminal: with a bar, and so that an interruption can be made good."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from corpus import Article, Refusal, bundled_articles, count_articles, load
from index import PASSAGE_CHARACTERS, Embedder, Index, Outcome, Place


@dataclass(slots=True)
class Added:
    """What became of articles that were added, as far as it came."""

    outcomes: list[Outcome] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    interrupted: bool = False


def add(
    place: Place,
    embedder: Embedder,
    paths: Sequence[Path],
    *,
    skip_bad: bool,
    passage_characters: int = PASSAGE_CHARACTERS,
) -> Added:
    """Add what can be read to the index in a place, which is made if there is none.

    Nothing is made for paths with nothing to read. `passage_characters` is the longest passage of
    an index that is made.

    Raises:
        SteppewiseError: If a path does not exist, or the index cannot be opened or written to.
    """
    added = Added()
    with progress("Indexing", count_articles(paths)) as advance:
        index = Index.open(place, embedder) if Index.exists(place) else None
        readable = _readable(paths, added.refusals, skip_bad=skip_bad)
        first = next(readable, None)
        if first is None:
            return added
        index = index or _make(place, embedder, passage_characters)

        def note(outcome: Outcome) -> None:
            added.outcomes.append(outcome)
            advance()

        try:
            index.add(chain([first], readable), note)
        except KeyboardInterrupt:
            added.interrupted = True
        finally:
            index.close()
    return added


def _make(place: Place, embedder: Embedder, passage_characters: int) -> Index:
    """Make an index, or open the one that another process has just made."""
    if Index.exists(place):
        return Index.open(place, embedder)
    return Index.create(place, embedder, passage_characters=passage_characters)


def add_bundled(folder: Path, embedder: Embedder) -> None:
    """Make the index of the bundled articles in a folder: all of it, or nothing.

    Raises:
        KeyboardInterrupt: If the user interrupts it.
        SteppewiseError: If the index cannot be written.
    """
    new = folder.with_name(folder.name + ".new")
    shutil.rmtree(new, ignore_errors=True)
    if add(new, embedder, [bundled_articles()], skip_bad=False).interrupted:
        shutil.rmtree(new, ignore_errors=True)
        raise KeyboardInterrupt
    try:
        new.rename(folder)
    except OSError:  # another process was first
        shutil.rmtree(new, ignore_errors=True)


def _readable(
    paths: Sequence[Path], refusals: list[Refusal], *, skip_bad: bool
) -> Iterator[Article]:
    for item in load(paths, skip_bad=skip_bad):
        if isinstance(item, Refusal):
            refusals.append(item)
        else:
            yield item


@contextmanager
def progress(what: str, total: int | None) -> Iterator[Callable[[], None]]:
    """Show a bar on a terminal; yields what moves it on by one."""
    console = Console(stderr=True)
    columns = (
        TextColumn(what),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, disable=not console.is_terminal) as bar:
        task = bar.add_task(what, total=total)
        yield lambda: bar.advance(task)
