"""Tests of assistant.cli: the users of the page, and the hosts that need them."""

import json
import os
import pty
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from assistant import cli
from assistant.access import Users, users
from tests.assistant.cli.support import ROOT, Run, check_mistake

NEEDED = (
    "could use the page; name the users with --auth FILE (made by: steppewise user add NAME "
    "--file FILE), or leave out --host."
)


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(users, "_COST", 2)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "users"


def add(name: str, file: Path, piped: str | bytes) -> Result:
    return CliRunner().invoke(cli.main, ["user", "add", name, "--file", str(file)], input=piped)


def test_users_are_added_changed_listed_and_removed(run: Run, file: Path) -> None:
    assert add("ann", file, "correct horse\n").output == "Added ann.\n"
    assert add("bob", file, "correct horse\nand more").output == "Added bob.\n"
    assert add("ann", file, "another horse\r\n").output == "Changed the password of ann.\n"
    assert Users(file).verify("ann", "another horse")
    assert Users(file).verify("bob", "correct horse")
    assert run("user", "list", "--file", file).stdout == "ann\nbob\n"
    assert json.loads(run("user", "list", "--json", "--file", file).stdout) == ["ann", "bob"]
    assert run("user", "remove", "ann", "--file", file).stdout == "Removed ann.\n"
    assert run("user", "list", "--file", file).stdout == "bob\n"


def test_mistakes_with_users(run: Run, file: Path) -> None:
    check_mistake(add("ann", file, "short\n"), "The password has 5 characters; give it 8 to 1,000.")
    check_mistake(add("ann", file, ""), "The password has 0 characters; give it 8 to 1,000.")
    check_mistake(add("ann", file, b"\xff" * 9), "The password is not UTF-8; give it as that.")
    check_mistake(add("a:b", file, "correct horse"), "'a:b' is no name for a user")
    check_mistake(run("user", "remove", "ann", "--file", file), "There is no user 'ann' in")
    assert run("user", "list", "--file", file).stderr == "There are no users yet.\n"


def test_on_a_terminal_the_password_is_asked_for_twice_and_not_shown(file: Path) -> None:
    process, terminal = pty.fork()
    if process == 0:
        os.chdir(ROOT)
        arguments = ["-m", "tests.assistant.cli.command", "user", "add", "ann", "--file", file]
        os.execv(sys.executable, [sys.executable, *map(str, arguments)])
    shown = b""
    for asked in (b"Password: ", b"Once more: "):
        while not shown.endswith(asked):
            shown += os.read(terminal, 1000)
        os.write(terminal, b"correct horse\n")
    while b"Added ann." not in shown:
        shown += os.read(terminal, 1000)
    os.waitpid(process, 0)
    os.close(terminal)
    assert b"horse" not in shown
    assert Users(file).verify("ann", "correct horse")


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", ""])
def test_another_host_without_users_is_refused_before_anything_is_opened(
    run: Run, tmp_path: Path, host: str
) -> None:
    result = run("chat", "--host", host, "--index", tmp_path / "nowhere")
    check_mistake(result, f"Anyone who can reach {host or 'this machine'} {NEEDED}")


def test_a_file_without_users_is_refused(run: Run, file: Path) -> None:
    arguments = ("chat", "--host", "0.0.0.0", "--auth", file)
    check_mistake(run(*arguments), f"There are no users in {file}; add one with: steppewise user")
    file.write_text("root:x:0:0\n")
    check_mistake(run(*arguments), f"{file} is not a file of users; make one with: steppewise")
