"""What several commands of the command line take, and how they print JSON."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from index import Place


class _Place(click.Path):
    """Where an index is; an empty name, as an unset shell variable leaves it, is refused."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if value == "":
            self.fail("the folder's name is empty.", param, ctx)
        from index import IndexServerError, place_of

        try:
            place = place_of(value)
        except IndexServerError as error:
            self.fail(str(error), param, ctx)
        return super().convert(value, param, ctx) if isinstance(place, Path) else place


def words(value: str) -> str:
    """Return words of the command line; bytes that are no UTF-8 become question marks."""
    return value.encode(errors="replace").decode()


PLACE = _Place(file_okay=False, path_type=Path)
PLACE_HELP = "The index's folder, or milvus+http://HOST:19530/NAME"


def index_option(command: Callable[..., None]) -> Callable[..., None]:
    """Let `--index` stand behind the command as well as before it."""

    def use(ctx: click.Context, _: click.Parameter, place: "Place | None") -> None:
        if place is not None:
            ctx.obj = place

    return click.option(
        "--index",
        type=PLACE,
        expose_value=False,
        callback=use,
        help=f"{PLACE_HELP}.",
    )(command)


def json_option(command: Callable[..., None]) -> Callable[..., None]:
    """Let a command print JSON."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON.")(command)


def print_json(value: object) -> None:
    """Print JSON; where the terminal lacks a letter, its number."""
    escape = sys.stdout.encoding.lower() not in {"utf-8", "utf8"}
    click.echo(json.dumps(value, ensure_ascii=escape, indent=2))


def filter_options(command: Callable[..., None]) -> Callable[..., None]:
    """Let a command search only some of the articles."""
    options = (
        click.option(
            "--source", "sources", multiple=True, type=words, help="Search this publisher only."
        ),
        click.option(
            "--article", "articles", multiple=True, type=words, help="Search this article id only."
        ),
        click.option(
            "--since", help="Search articles from this date on: 2025, 2025-06, 2025-06-18."
        ),
        click.option("--until", help="Search articles up to this date."),
    )
    for option in reversed(options):
        command = option(command)
    return command
