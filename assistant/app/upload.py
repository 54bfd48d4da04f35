"""Uploaded files into the collection, with a line about what became of each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.app.links import to_article
from assistant.app.render import count, escape
from assistant.assistant import Assistant
from corpus import Article, Refusal, load
from index import Change, Outcome

_SHOWN = 30


@dataclass(frozen=True, slots=True)
class Report:
    """What became of uploaded files: the articles in their order, and what was refused."""

    outcomes: tuple[Outcome, ...]
    refusals: tuple[Refusal, ...]


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


def report_html(report: Report) -> str:
    """Return a line for each article and refusal, refusals first, as far as they fit on a page."""
    refused = [_line("refused", escape(refusal.reason)) for refusal in report.refusals]
    taken = [_line(outcome.change.value, _outcome(outcome)) for outcome in report.outcomes]
    lines = [*refused[:_SHOWN], *taken[:_SHOWN]]
    more = len(refused) + len(taken) - len(lines)
    if more:
        lines.append(f'<li class="quiet">and {escape(count(more, "other"))}</li>')
    return f'<ul class="report" role="status">{"".join(lines)}</ul>'


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
