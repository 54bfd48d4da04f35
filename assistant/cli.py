"""The command line: what `steppewise` does in a terminal."""

import io
import logging
import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from assistant import settings
from assistant.access.commands import user
from assistant.measuring import evaluate, feedback
from assistant.opening import open_assistant, open_filtered, open_index
from assistant.options import (
    PLACE,
    PLACE_HELP,
    filter_options,
    index_option,
    json_option,
    print_json,
    words,
)
from corpus import SteppewiseError

# Each command imports what it needs, so that none waits for what only others do.
if TYPE_CHECKING:
    from index import Place

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
    envvar=settings.INDEX_VARIABLE,
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


for command in (user, evaluate, feedback):
    main.add_command(command)


@main.command()
@click.argument("question", nargs=-1, required=True, type=words)
@filter_options
@json_option
@index_option
@click.pass_context
def ask(ctx: click.Context, /, question: tuple[str, ...], as_json: bool, **filters: Any) -> None:
    """Answer QUESTION by cited sentences; exit code 3 if the articles do not answer it."""
    from assistant import show

    assistant, chosen = open_filtered(ctx.obj, filters)
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
    assistant, chosen = open_filtered(ctx.obj, filters)
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

    place = ctx.obj or settings.default_folder()
    added = add_articles(place, settings.configured_embedder(), paths, skip_bad=skip_bad)
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
    open_index(ctx.obj).remove(ids)
    click.echo(f"Removed {len(ids)} article{'s' * (len(ids) != 1)}.")


@main.command()
@json_option
@index_option
@click.pass_context
def articles(ctx: click.Context, as_json: bool) -> None:
    """List the articles."""
    from assistant import show

    summaries = open_index(ctx.obj).articles()
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

    index = open_index(ctx.obj)
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
    assistant = open_assistant(ctx.obj)
    from assistant.app import TOOLS_PATH, serving, start
    from assistant.records import Records

    page = start(
        assistant,
        Records.open(settings.records_folder(ctx.obj or settings.default_folder())),
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
