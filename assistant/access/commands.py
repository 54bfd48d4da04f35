"""`steppewise user`: the users of a page, in a terminal."""

import sys
from pathlib import Path

import click

from assistant.access.users import UserError, Users
from assistant.options import json_option, print_json, words

file_option = click.option(
    "--file",
    "path",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file of users, which `chat --auth` takes.",
)


@click.group()
def user() -> None:
    """Say who may use the page: add, remove and list users."""


@user.command()
@click.argument("name", type=words)
@file_option
def add(name: str, path: Path) -> None:
    """Add the user NAME, or change their password.

    The password is asked for twice or, where something is piped in, is its first line.
    """
    if sys.stdin.isatty():
        password = click.prompt("Password", hide_input=True, confirmation_prompt="Once more")
    else:
        password = _piped()
    new = Users(path).set(name, password)
    click.echo(f"Added {name}." if new else f"Changed the password of {name}.")


@user.command()
@click.argument("name", type=words)
@file_option
def remove(name: str, path: Path) -> None:
    """Remove the user NAME; a page that is open lets them in no more."""
    Users(path).remove(name)
    click.echo(f"Removed {name}.")


@user.command("list")
@file_option
@json_option
def list_(path: Path, as_json: bool) -> None:
    """List the users."""
    names = Users(path).names()
    if as_json:
        print_json(names)
    elif names:
        click.echo("\n".join(names))
    else:
        click.echo("There are no users yet.", err=True)


def _piped() -> str:
    try:
        return sys.stdin.buffer.readline().decode().rstrip("\r\n")
    except UnicodeDecodeError:
        raise UserError("The password is not UTF-8; give it as that.") from None
