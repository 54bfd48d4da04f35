"""The command line: what `steppewise` does in a terminal."""

import io
import json
import logging
import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from assistant.access.commands import user
from assistant.options import (
    PLACE,
    PLACE_HELP,
    filter_options,
    index_option,
    json_option,
    print_json,
    words,
)
from assistant.settings import INDEX_VARIABLE, configured_embedder, default_folder, records_folder
from corpus import SteppewiseError

# Each command imports what it needs, so that none waits for what only others do.
if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from index import Filters, Index, Place

EXIT_MISTAKE = 2
EXIT_ABSTAINED = 3
EXIT_INTERRUPTED = 130

_HELP = {"help_option_names": ["-h", "--help"]}


class _Mistake(click.ClickException):
    exit_code = EXIT_MISTAKE


class _Commands(click.Group):
    """Commands whose mistakes end in one sentence and exit code 2."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except SteppewiseError as error:
            raise _Mistake(str(error)) from error


@click.group(cls=_Commands, context_settings=_HELP)
@click.version_option(package_name="steppewise")
@click.option(
    "--index",
    "place",
    type=PLACE,
    envvar=INDEX_VARIABLE,
    show_envvar=True,
    help=f"{PLACE_HELP}; without it, a folder in your data folder.",
)
@click.pass_context
def main(ctx: click.Context, place: "Place | None") -> None:
    """Ask a folder of articles; every sentence of an answer is cited."""
    for stream in (sys.stdout, sys.stderr):  # where the terminal lacks a letter, it shows "?"
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    # Matrices are small here, and the threads of a second core would only wait for each other.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    _print_notes()
    ctx.obj = place


def _print_notes() -> None:
    """Print what our own packages warn of; libraries are not for the reader of a terminal."""
    notes = logging.StreamHandler()
    notes.setFormatter(logging.Formatter("Note: %(message)s"))
    for package in ("corpus", "index", "assistant"):
        logging.getLogger(package).handlers = [notes]


main.add_command(user)


@main.command()
@click.argument("question", nargs=-1, required=True, type=words)
@filter_options
@json_option
@index_option
@click.pass_context
def ask(ctx: click.Context, /, question: tuple[str, ...], as_json: bool, **filters: Any) -> None:
    """Answer QUESTION by cited sentences; exit code 3 if the articles do not answer it."""
    from assistant import show

    assistant, chosen = _open_filtered(ctx.obj, filters)
    # A terminal shows no questions to ask next.
    answer = assistant.ask(" ".join(question), filters=chosen, suggest=as_json)
    if as_json:
        print_json(answer.to_dict())
    else:
        show.answer(answer)
    if answer.abstained:
        ctx.exit(EXIT_ABSTAINED)


@main.command()
@click.argument("query", nargs=-1, required=True, type=words)
@click.option("-k", default=10, show_default=True, help="How many passages.")
@filter_options
@json_option
@index_option
@click.pass_context
def search(
    ctx: click.Context, /, query: tuple[str, ...], k: int, as_json: bool, **filters: Any
) -> None:
    """Find the passages nearest to QUERY, best first."""
    from assistant import show

    words = " ".join(query)
    assistant, chosen = _open_filtered(ctx.obj, filters)
    hits = assistant.search(words, k, chosen)
    if as_json:
        print_json({"query": words, "hits": [asdict(hit) for hit in hits]})
    else:
        show.hits(hits)


@main.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--skip-bad", is_flag=True, help="Take the good files and lines, leave out the bad.")
@json_option
@index_option
@click.pass_context
def add(ctx: click.Context, paths: tuple[Path, ...], skip_bad: bool, as_json: bool) -> None:
    """Add articles from PATHS: files (.txt .md .html .pdf .docx), .jsonl collections, folders.

    What is unchanged is not embedded again. A bad file is named and left out; the others are
    added, and the exit code is 2 unless --skip-bad is given.
    """
    from assistant import show
    from assistant.adding import add as add_articles
    from index import Change

    place = ctx.obj or default_folder()
    added = add_articles(place, configured_embedder(), paths, skip_bad=skip_bad)
    if added.interrupted:
        changed = sum(item.change in {Change.ADDED, Change.UPDATED} for item in added.outcomes)
        click.echo(
            f"Interrupted: {changed} articles were added; run the same command again to go on.",
            err=True,
        )
        ctx.exit(EXIT_INTERRUPTED)
    if as_json:
        refused = [{"path": str(item.path), "reason": item.reason} for item in added.refusals]
        print_json({"outcomes": [asdict(item) for item in added.outcomes], "refused": refused})
    else:
        show.outcomes(added.outcomes, added.refusals, place)
    if added.refusals and not skip_bad:
        ctx.exit(EXIT_MISTAKE)


@main.command()
@click.argument("ids", nargs=-1, required=True, type=words)
@index_option
@click.pass_context
def remove(ctx: click.Context, ids: tuple[str, ...]) -> None:
    """Remove the articles with these IDS; all of them or, if one is unknown, none."""
    _open_index(ctx.obj).remove(ids)
    click.echo(f"Removed {len(ids)} article{'s' * (len(ids) != 1)}.")


@main.command()
@json_option
@index_option
@click.pass_context
def articles(ctx: click.Context, as_json: bool) -> None:
    """List the articles."""
    from assistant import show

    summaries = _open_index(ctx.obj).articles()
    if as_json:
        print_json([asdict(summary) for summary in summaries])
    else:
        show.articles(summaries)


@main.command()
@json_option
@index_option
@click.option("--check", is_flag=True, help="Read all of it, and compare with what was written.")
@click.pass_context
def status(ctx: click.Context, as_json: bool, check: bool) -> None:
    """Tell where the index is, what it holds and what made it."""
    from assistant import show

    index = _open_index(ctx.obj)
    number_of_articles, passages = index.counts()
    state = {
        "index": str(index.place),
        "articles": number_of_articles,
        "passages": passages,
        **index.made_by(),
    }
    if check:
        index.check()
        state["checked"] = "whole"
    if as_json:
        print_json(state)
    else:
        show.status(state)


@main.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--limit", type=click.IntRange(min=1), help="Ask so many of each, evenly spaced over the file."
)
@click.option("--retrieval-only", is_flag=True, help="Measure what is found; ask nothing.")
@click.option("--markdown", is_flag=True, help="Print the tables in Markdown.")
@click.option(
    "--compare",
    "earlier",
    type=click.Path(path_type=Path),
    help="Tell what is better and worse than in this file, which --json printed.",
)
@json_option
@index_option
@click.pass_context
def evaluate(
    ctx: click.Context, /, paths: tuple[Path, ...], earlier: Path | None, as_json: bool, **how: Any
) -> None:
    """Ask questions with known answers and count what is found, answered and refused.

    PATHS are .jsonl files of questions about the articles of the index, and public sets: folders
    with a corpus.jsonl, which is indexed in your cache folder, and a queries.jsonl.
    """
    from assistant import evaluation, show

    before = evaluation.read_rows(earlier) if earlier else None
    sets = evaluation.read_sets(paths, how["limit"])
    rows = evaluation.run(
        sets,
        lambda: _open(ctx.obj),
        configured_embedder(),
        retrieval_only=how["retrieval_only"],
    )
    compared = evaluation.compare(before, rows) if before is not None else None
    if as_json:
        comparison = {"comparison": compared.to_dict()} if compared else {}
        print_json(evaluation.as_json(rows) | comparison)
    else:
        show.evaluation(rows, compared, as_markdown=how["markdown"])


@main.command()
@index_option
@click.pass_context
def feedback(ctx: click.Context) -> None:
    """Print the rated answers as JSON Lines, a file of questions for `evaluate`.

    Answers with thumbs up become questions with known answers. Those with thumbs down come with
    their comments and "answerable": null; `evaluate` leaves them out until you fill them in.
    """
    from assistant.evaluation import as_questions
    from assistant.records import Records
    from index import Index, IndexMissingError

    place = ctx.obj or default_folder()
    if not Index.exists(place):
        raise IndexMissingError(f"There is no index in {place}; name its folder with --index.")
    folder = records_folder(place)
    rated = list(as_questions(Records.open(folder).rated())) if Records.exist(folder) else []
    for question in rated:
        click.echo(json.dumps(question))
    if not rated:
        click.echo("No answer has been rated yet; that is done on the chat page.", err=True)


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=int, help="The port; without it, the first free one from 7860.")
@click.option("--browser/--no-browser", default=True, help="Open the page in the browser.")
@click.option("--mcp", is_flag=True, help="Offer the page's endpoints as MCP tools too.")
@click.option(
    "--auth",
    type=click.Path(dir_okay=False, path_type=Path),
    help="A file of users, who have to log in; made by `user add`.",
)
@index_option
@click.pass_context
def chat(
    ctx: click.Context, /, host: str, port: int | None, browser: bool, mcp: bool, auth: Path | None
) -> None:
    """Open the chat page; any other host than this machine's own wants --auth."""
    from assistant.access import Users, check_host

    users = Users.open(auth) if auth else None
    check_host(host, with_users=users is not None)
    assistant = _open(ctx.obj)
    from assistant.app import TOOLS_PATH, serving, start
    from assistant.records import Records

    page = start(
        assistant,
        Records.open(records_folder(ctx.obj or default_folder())),
        host=host,
        port=port,
        users=users,
        open_browser=browser,
        tools=mcp,
    )
    with serving(page):
        click.echo(f"The chat is at {page.local_url} (Ctrl-C ends it)")
        if mcp:
            click.echo(f"The MCP tools are at {page.local_url}{TOOLS_PATH}")


def _open(place: "Place | None") -> "Assistant":
    index = _open_index(place)  # first, so that nobody waits to be told that there is none
    from assistant.assistant import Assistant

    return Assistant(index)


def _open_index(place: "Place | None") -> "Index":
    """Open an index; who names none gets one of the bundled articles, made at first use."""
    from index import Index

    if place is None and not Index.exists(default_folder()):
        from assistant.adding import add_bundled

        click.echo("There is no index yet; indexing the bundled articles …", err=True)
        add_bundled(default_folder(), configured_embedder())
    return Index.open(place or default_folder(), configured_embedder())


def _open_filtered(place: "Place | None", filters: dict[str, Any]) -> "tuple[Assistant, Filters]":
    """Open an index and check the filters; an unknown article is a mistake, not an empty result."""
    from index import Filters

    chosen = Filters(**filters)
    assistant = _open(place)
    for id_ in chosen.articles:
        assistant.article(id_)
    return assistant, chosen
