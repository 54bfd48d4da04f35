"""`steppewise evaluate` and `steppewise feedback`: measuring answers, in a terminal."""

import json
from pathlib import Path
from typing import Any

import click

from assistant import settings
from assistant.opening import open_assistant
from assistant.options import index_option, json_option, print_json


@click.command()
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
        lambda: open_assistant(ctx.obj),
        settings.configured_embedder(),
        retrieval_only=how["retrieval_only"],
    )
    compared = evaluation.compare(before, rows) if before is not None else None
    if as_json:
        comparison = {"comparison": compared.to_dict()} if compared else {}
        print_json(evaluation.as_json(rows) | comparison)
    else:
        show.evaluation(rows, compared, as_markdown=how["markdown"])


@click.command()
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

    place = ctx.obj or settings.default_folder()
    if not Index.exists(place):
        raise IndexMissingError(f"There is no index in {place}; name its folder with --index.")
    folder = settings.records_folder(place)
    rated = list(as_questions(Records.open(folder).rated())) if Records.exist(folder) else []
    for question in rated:
        click.echo(json.dumps(question))
    if not rated:
        click.echo("No answer has been rated yet; that is done on the chat page.", err=True)
