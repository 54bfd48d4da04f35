"""Tests of assistant.cli as a process: terminals, signals and several at once."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from assistant import show
from index import Index
from tests.assistant.cli.support import ROOT, Write, stored
from tests.embedder import HashingEmbedder


class TestTerminals:
    """What is only on a terminal: colour, a bar, lines of its width."""

    @pytest.mark.parametrize(
        ("number", "text"), [(0, "0 articles"), (1, "1 article"), (1234, "1,234 articles")]
    )
    def test_counts(self, number: int, text: str) -> None:
        assert show._count(number, "article") == text

    def run_in_terminal(self, arguments: Sequence[object], **variables: str) -> str:
        environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "50", **variables}
        environment = {name: value for name, value in environment.items() if value}
        pty = pytest.importorskip("pty", reason="there are no terminals here")
        parent, child = pty.openpty()
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.assistant.cli.command", *map(str, arguments)],
            cwd=ROOT, stdin=child, stdout=child, stderr=child, env=environment,
        )  # fmt: skip
        os.close(child)
        shown = b""
        while True:
            try:
                data = os.read(parent, 10_000)
            except OSError:  # as Linux says that the other side is closed
                break
            if not data:
                break
            shown += data
        os.close(parent)
        assert process.wait(30) == 0
        return shown.decode().replace("\r\n", "\n")

    def test_marks_are_coloured_and_the_rest_is_not(self, folder: Path) -> None:
        question = ["ask", "When was the lighthouse of Orvel built?", "--index", folder]
        shown = self.run_in_terminal(question)
        assert shown.startswith(
            "The lighthouse of Orvel was built in \x1b[1m1871\x1b[0m. \x1b[36m[1]\x1b[0m\n"
        )
        assert "\x1b[36m[1] \x1b[0mThe lighthouse of Orvel, Orvel Gazette" in shown
        assert "\x1b[36m" not in self.run_in_terminal(question, NO_COLOR="1")
        assert "\x1b" not in self.run_in_terminal(question, TERM="dumb")

    def test_a_bar_moves_while_articles_are_added(self, folder: Path, write: Write) -> None:
        shown = self.run_in_terminal(["add", write("a.txt", "It turns."), "--index", folder])
        assert "Indexing" in shown
        assert "1/1" in shown
        assert shown.endswith(f"1 added: {folder}\n")

    def test_passages_are_wrapped_to_the_width(self, folder: Path) -> None:
        shown = self.run_in_terminal(["search", "cheese", "-k", "1", "--index", folder])
        text = [line.rstrip() for line in shown.splitlines() if line.startswith("   ")]
        assert text[0] == "   Dairies in Brenmoor make 412 tonnes of blue"
        assert text[1] == "   cheese a year. Goats graze on heather."


class TestProcesses:
    def start(self, *arguments: object, **variables: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "tests.assistant.cli.command", *map(str, arguments)],
            cwd=ROOT, env=os.environ | variables, text=True, encoding="utf-8", errors="replace",
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip

    @pytest.fixture
    def many(self, write: Write) -> Path:
        for number in range(40):
            write(f"many/town {number:02}.txt", f"The mill of town{number} turns in the wind.")
        return write("many/town 40.txt", "The last mill.").parent

    def test_ctrl_c_leaves_what_was_finished(self, tmp_path: Path, many: Path) -> None:
        folder = tmp_path / "index"
        process = self.start("add", many, "--index", folder, STEPPEWISE_TEST_DELAY="0.04")
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline and not (Index.exists(folder) and stored(folder)):
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
        assert process.returncode == 130
        left = stored(folder)
        assert 0 < len(left) < 41
        assert out == ""
        assert err == (
            f"Interrupted: {len(left)} articles were added; run the same command again to go on.\n"
        )
        process = self.start("add", many, "--index", folder)
        out, err = process.communicate(timeout=30)
        assert out == f"{41 - len(left)} added, {len(left)} unchanged: {folder}\n"

    def test_two_add_at_once(self, tmp_path: Path, many: Path) -> None:
        folder = tmp_path / "index"
        Index.create(folder, HashingEmbedder()).close()
        processes = [self.start("add", many, "--index", folder) for _ in range(2)]
        told = sorted(process.communicate(timeout=60) for process in processes)
        assert told == [(f"41 added: {folder}\n", ""), (f"41 unchanged: {folder}\n", "")]
        assert len(stored(folder)) == 41

    def test_a_reader_that_goes_away(self, tmp_path: Path, many: Path) -> None:
        folder = tmp_path / "index"
        assert self.start("add", many, "--index", folder).wait(30) == 0
        for arguments in (["articles"], ["search", "mill", "-k", "1000"],
                          ["search", "mill", "--json", "-k", "1000"]):  # fmt: skip
            process = self.start(*arguments, "--index", folder)
            assert process.stdout is not None
            process.stdout.close()
            assert process.stderr is not None
            assert process.stderr.read() == ""
            process.wait(30)

    def test_the_chat_says_where_it_is_until_it_is_interrupted(self, folder: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            address = f"http://127.0.0.1:{free.getsockname()[1]}/"
        process = self.start(
            "chat", "--no-browser", "--mcp", "--port", address[17:-1], "--index", folder
        )
        assert process.stdout is not None
        assert [process.stdout.readline() for _ in range(2)] == [
            f"The chat is at {address} (Ctrl-C ends it)\n",
            f"The MCP tools are at {address}gradio_api/mcp/\n",
        ]
        process.send_signal(signal.SIGINT)
        assert process.communicate(timeout=60) == ("", "")
        assert process.returncode == 0

    def test_letters_that_a_terminal_lacks(self, folder: Path, write: Write) -> None:
        add = self.start("add", write("мост.txt", "Мост в городе."), "--index", folder)
        assert add.wait(30) == 0
        process = self.start("articles", "--index", folder, PYTHONIOENCODING="ascii")
        out, err = process.communicate(timeout=30)
        assert (process.returncode, err) == (0, "")
        assert "???? " in out
        process = self.start("articles", "--json", "--index", folder, PYTHONIOENCODING="ascii")
        out, err = process.communicate(timeout=30)
        assert "мост" in [item["id"] for item in json.loads(out)]

    def test_the_console_script(self, folder: Path) -> None:
        script = Path(sys.executable).with_name("steppewise")
        if not script.exists():
            pytest.skip("the package is not installed here")
        done = subprocess.run(
            [script, "status", "--index", folder], capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stdout) == (2, "")  # the towns' model is not the packaged one
        assert done.stderr.startswith("Error: The index in ")
        assert done.stderr.count("\n") == 1
