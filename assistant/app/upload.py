"""Uploaded files into the collection, with a line about what became of each."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from assistant.app.links import to_article
from assistant.app.render import count, escape
from assistant.assistant import Assistant
from corpus import Article, Refusal, load
from corpus.load import MAX_FILE_BYTES, readable_suffixes
from index import Change, Outcome

_SHOWN = 30
_MEGABYTE = 2**20


@dataclass(frozen=True, slots=True)
class Report:
    """What became of uploaded files: the articles in their order, and what was refused."""

    outcomes: tuple[Outcome, ...]
    refusals: tuple[Refusal, ...]


def drop_html() -> str:
    """Return where files are chosen or dropped, and which; `uploading.js` sends them."""
    kinds = readable_suffixes()
    limit = f"{', '.join(kinds)}; up to {MAX_FILE_BYTES // _MEGABYTE} MB each"
    return (
        '<div class="drop"><label class="button">Add files<input type="file" multiple '
        f'accept="{",".join(kinds)}" data-limit="{MAX_FILE_BYTES}" aria-describedby="limit">'
        '</label><span class="hint">or drop them here</span>'
        f'<p class="quiet" id="limit">{escape(limit)}</p>'
        '<p class="quiet sending" role="status"></p>'
        '<progress aria-label="Uploading" hidden></progress></div>'
    )


def received(sent: Sequence[Mapping[str, Any]], folder: Path) -> tuple[list[Path], list[Refusal]]:
    """Return where uploaded files are kept, and a refusal for each that did not come.

    Args:
        sent: The name and size of each file and, if it came, its path, as the browser says.
        folder: Where uploads are kept; a path that leads elsewhere is not read.
    """
    paths: list[Path] = []
    refusals: list[Refusal] = []
    for file in sent:
        name, size = str(file["name"]), int(file["size"])
        path = Path(file["path"] or folder).resolve()
        if path.is_file() and path.is_relative_to(folder.resolve()):
            paths.append(path)
        elif size > MAX_FILE_BYTES:
            most = f"{MAX_FILE_BYTES // _MEGABYTE} MB"
            reason = f"{name} is larger than the {most} that a file may have; split it."
            refusals.append(Refusal(Path(name), reason))
        else:
            reason = f"{name} could not be uploaded; if it is a folder, choose the files in it."
            refusals.append(Refusal(Path(name), reason))
    return paths, refusals


def add_files(
    assistant: Assistant, paths: Sequence[Path], on_progress: Callable[[int, int], None]
) -> Report:
    """Read files and add their articles; good lines of a collection are taken, bad ones reported.

    Args:
        assistant: To whose index they are added.
        paths: Where the files are kept; the name of each is that of the file that was uploaded.
        on_progress: Called with the number of articles that are done, and of all.

    Raises:
        SteppewiseError: If the index cannot be written to.
    """
    items = list(load(paths, skip_bad=True))
    articles = [item for item in items if isinstance(item, Article)]
    refusals = [item for item in items if isinstance(item, Refusal)]
    done = 0

    def count_outcome(_: Outcome) -> None:
        nonlocal done
        done += 1
        on_progress(done, len(articles))

    on_progress(0, len(articles))
    outcomes = assistant.add(articles, count_outcome) if articles else []
    return Report(tuple(outcomes), tuple(_as_uploaded(refusal, paths) for refusal in refusals))


def adding(assistant: Assistant, paths: Sequence[Path]) -> Iterator[tuple[int, int] | Report]:
    """Do as `add_files`, and tell how it goes on.

    Yields:
        How many articles are done, and of how many; at last the report.

    Raises:
        SteppewiseError: As `add_files`.
    """
    steps: SimpleQueue[tuple[int, int] | None] = SimpleQueue()

    def work() -> Report:
        try:
            return add_files(assistant, paths, lambda done, of: steps.put((done, of)))
        finally:
            steps.put(None)

    with ThreadPoolExecutor(1) as pool:
        report = pool.submit(work)
        for step in iter(steps.get, None):
            if steps.empty():  # what is overtaken already needs no showing
                yield step
        yield report.result()


def progress_html(done: int, of: int) -> str:
    """Return how many articles are done, as a bar and in words."""
    return (
        f'<p class="quiet" role="status">Adding {done:,} of {count(of, "article")}</p>'
        f'<progress aria-label="Adding" value="{done}" max="{of}"></progress>'
    )


def report_html(report: Report) -> str:
    """Return a line for each article and refusal, refusals first, as far as they fit on a page."""
    refused = [_line("refused", escape(refusal.reason)) for refusal in report.refusals]
    taken = [_line(outcome.change.value, _outcome(outcome)) for outcome in report.outcomes]
    lines = [*refused[:_SHOWN], *taken[:_SHOWN]]
    more = len(refused) + len(taken) - len(lines)
    if more:
        lines.append(f'<li class="quiet">and {escape(count(more, "other"))}</li>')
    summary = f'<p class="report-summary" role="status">{escape(_summary(report))}</p>'
    return f'{summary}<ul class="report" tabindex="0" aria-label="Results">{"".join(lines)}</ul>'


def _summary(report: Report) -> str:
    """Say how many articles there were of each outcome."""
    numbers = Counter(outcome.change.value for outcome in report.outcomes)
    numbers["refused"] = len(report.refusals)
    return ", ".join(f"{number:,} {result}" for result, number in numbers.items() if number) + "."


def _as_uploaded(refusal: Refusal, paths: Sequence[Path]) -> Refusal:
    """Return a refusal without the folders in which uploads are kept, which mean nothing here."""
    reason = refusal.reason
    for path in paths:
        reason = reason.replace(f"{path.parent}/", "")
    return Refusal(refusal.path, reason)


def _line(result: str, html: str) -> str:
    return f'<li class="{result}"><strong>{result}</strong> {html}</li>'


def _outcome(outcome: Outcome) -> str:
    match outcome.change:
        case Change.DUPLICATE:
            twin = _link(outcome.duplicate_of or "")
            return f"{escape(outcome.article_id)}, which has the text of {twin}"
        case _:
            return _link(outcome.article_id)


def _link(id_: str) -> str:
    return f'<a href="{to_article(id_)}">{escape(id_)}</a>'
