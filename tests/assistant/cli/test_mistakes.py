"""Tests of assistant.cli: what bad input and bad indexes get."""

import gc
import os
import shutil
from pathlib import Path

import pytest

from assistant import settings
from corpus import Article
from tests.assistant.cli.support import Run, Write, check_mistake, stored
from tests.documents import encrypt_pdf, make_pdf
from tests.embedder import HashingEmbedder

PDF = make_pdf([["The mill of Vell turns in the wind, by day and by night, all the year."]])
RUSSIAN = "Паром через пролив идёт двадцать пять минут, и на нём помещается сорок машин."
BAD_FILES = [
    ("a.txt", b"", "a.txt is empty; give it a text or leave it out."),
    ("a.txt", b" \n", "a.txt holds no text that can be read (is it a scan?); leave it out."),
    ("a.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\xff\xfe" * 9, "a.txt is not a text"),
    ("a.pdf", PDF[: len(PDF) // 2], "a.pdf is not a whole PDF file"),
    ("a.pdf", encrypt_pdf(PDF, "secret"), "a.pdf is encrypted; save it without a password first."),
    ("a.docx", b"PK\x03\x04 and no more", "a.docx is not a whole Word document"),
    ("a.html", b"<html><script>x()</script></html>", "a.html is a web page without an article"),
    ("a.md", b"---\ntitle: [\n---\nIt turns.", "The front matter of a.md is not YAML, line"),
    ("a.jsonl", b'{"text": "It turns."}\n{"text": \n', "a.jsonl, line 2: the line is not JSON"),
    ("a.jsonl", b"", "a.jsonl is empty; give it one JSON object a line."),
    ("a.exe", b"MZ", "a.exe is of a kind that is not read; give a file ending in .docx,"),
]


class TestBadInput:
    @pytest.mark.parametrize(("name", "data", "sentence"), BAD_FILES)
    def test_a_bad_file_is_refused_and_a_good_one_added(
        self, run: Run, write: Write, folder: Path, towns: list[Article], name: str, data: bytes,
        sentence: str,
    ) -> None:  # fmt: skip
        bad, good = write(name, data), write("zz-good.txt", "It turns.")
        result = run("add", bad, good, "--index", folder)
        check_mistake(result, sentence)
        assert result.stdout == f"1 added, 1 refused: {folder}\n"
        expected = [*sorted(towns, key=lambda town: town.id), Article("zz-good", "zz-good",
                                                                     "It turns.")]  # fmt: skip
        assert stored(folder) == expected
        again = run("add", bad, good, "--skip-bad", "--index", folder)
        assert again.exit_code == 0
        assert "1 refused" in again.stdout

    def test_skip_bad_takes_the_good_lines(self, run: Run, write: Write, folder: Path) -> None:
        lines = '{"id": "m", "text": "It turns."}\nno\n{"id": "n", "text": "It stands."}\n[]\n'
        path = write("a.jsonl", lines)
        result = run("add", path, "--index", folder)
        check_mistake(result, "a.jsonl, line 2: the line is not JSON (Expecting value at column 1)")
        assert "(1 more lines are bad too.)" in result.stderr
        assert "--skip-bad" in result.stderr
        assert len(stored(folder)) == 4
        result = run("add", path, "--skip-bad", "--index", folder)
        assert result.exit_code == 0
        assert result.stdout == f"2 added, 2 refused: {folder}\n"
        assert [line[:30] for line in result.stderr.splitlines()] == [
            "Error: a.jsonl, line 2: the li", "Error: a.jsonl, line 4: the li",
        ]  # fmt: skip
        assert len(stored(folder)) == 6

    @pytest.mark.parametrize(
        ("name", "sentence"),
        [
            ("big.txt", "big.txt has 200 MB and a single article may have 50 MB; split it"),
            ("big.jsonl", "big.jsonl, line 1: the line is longer than 50 MB."),
        ],
    )
    def test_a_file_of_200_megabytes(
        self, run: Run, tmp_path: Path, folder: Path, name: str, sentence: str
    ) -> None:
        with (tmp_path / name).open("wb") as file:
            file.truncate(200 * 2**20)
        check_mistake(run("add", tmp_path / name, "--index", folder), sentence)
        assert len(stored(folder)) == 4

    @pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-8-sig", "windows-1251"])
    def test_other_encodings_are_read(
        self, run: Run, write: Write, folder: Path, encoding: str
    ) -> None:
        path = write("zz.txt", RUSSIAN.encode(encoding))
        result = run("add", path, "--index", folder)
        assert (result.exit_code, result.stderr) == (0, "")
        assert stored(folder)[-1].text == RUSSIAN

    def test_a_web_page_is_read_without_its_scripts_and_images(
        self, run: Run, write: Write, folder: Path
    ) -> None:
        text = "The mill of Vell turns in the wind, by day and by night, all the year round. " * 4
        path = write(
            "zz.html",
            f"""<html><head><title>The mill</title><script>steal()</script>
            </head><body><article><p>{text}<img src="https://spy.example/p.png" alt=""></p>
            <script src="https://spy.example/x.js"></script></article></body></html>""",
        )
        assert run("add", path, "--index", folder).exit_code == 0
        article = stored(folder)[-1]
        assert (article.title, article.text) == ("The mill", text.strip())

    @pytest.mark.parametrize("command", ["add", "evaluate"])
    def test_a_path_that_does_not_exist(
        self, run: Run, tmp_path: Path, folder: Path, command: str
    ) -> None:
        result = run(command, tmp_path / "gone.jsonl", "--index", folder)
        check_mistake(result, "gone.jsonl")

    def test_nothing_is_made_for_a_path_that_does_not_exist(self, run: Run, tmp_path: Path) -> None:
        run("add", tmp_path / "gone.txt", "--index", tmp_path / "new")
        assert not (tmp_path / "new").exists()

    def test_an_empty_folder(self, run: Run, tmp_path: Path, folder: Path) -> None:
        (tmp_path / "empty").mkdir()
        check_mistake(run("add", tmp_path / "empty", "--index", folder), "holds no articles; put")

    def test_an_unknown_article(self, run: Run, folder: Path) -> None:
        result = run("remove", "orvel-lighthouse", "quill-tram", "--index", folder)
        check_mistake(result, "There is no article 'quill-tram' in the index; did you mean "
                              "'quill-tramway'?")  # fmt: skip
        assert len(stored(folder)) == 4

    @pytest.mark.parametrize(
        "arguments",
        [
            [], ["frobnicate"], ["ask"], ["search", "x", "-k", "many"], ["add"], ["remove"],
            ["status", "--index", ""], ["--index", "", "status"], ["ask", "x", "--colour"],
        ],
    )  # fmt: skip
    def test_a_wrong_command_line(self, run: Run, arguments: list[str]) -> None:
        result = run(*arguments)
        assert result.exit_code == 2
        assert result.stderr.startswith("Usage: steppewise")
        assert not (Path.cwd() / "catalogue.sqlite").exists()


READING = [["ask", "Orvel?"], ["search", "Orvel"], ["articles"], ["status"], ["remove", "x"],
           ["chat", "--no-browser"]]  # fmt: skip


def test_tools_that_need_a_package(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.app.mcp.find_spec", lambda name: None)
    result = run("chat", "--mcp", "--no-browser", "--index", folder)
    check_mistake(result, "MCP tools need the package mcp; install it with: pip install")


class TestBadIndexes:
    @pytest.mark.parametrize("command", READING)
    def test_missing(self, run: Run, tmp_path: Path, command: list[str]) -> None:
        result = run(*command, "--index", tmp_path / "none")
        check_mistake(result, f"There is no index in {tmp_path / 'none'}; make one with: ")
        assert not (tmp_path / "none").exists()

    @pytest.mark.parametrize("command", [*READING, ["add", __file__]])
    def test_of_another_model(
        self, run: Run, folder: Path, command: list[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        class Other(HashingEmbedder):
            name = "other"
            sha256 = "0" * 64

        monkeypatch.setattr(settings, "configured_embedder", Other)
        result = run(*command, "--index", folder)
        check_mistake(
            result, "was made with the model 'hashing', not 'other'; set STEPPEWISE_MODEL"
        )
        assert len(stored(folder)) == 4

    @pytest.mark.parametrize("command", [*READING, ["add", __file__]])
    def test_no_index_but_another_file_of_its_name(
        self, run: Run, write: Write, command: list[str]
    ) -> None:
        path = write("foreign/catalogue.sqlite", "My catalogue of stamps")
        result = run(*command, "--index", path.parent)
        check_mistake(result, "catalogue.sqlite is damaged")
        assert path.read_text() == "My catalogue of stamps"

    def test_a_byte_flipped_in_any_of_its_files(
        self, run: Run, folder: Path, towns: list[Article], tmp_path: Path
    ) -> None:
        before = run("search", "Orvel", "--json", "--index", folder).stdout
        gc.collect()  # closes the index that the command had open, and with it the log of SQLite
        files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
        checked = set()
        for number, path in enumerate(files):
            size, quoted = path.stat().st_size, path.read_bytes().find(b"Orvel was built")
            for position in {size // 3, size // 2, quoted} - {-1} if size else set[int]():
                damaged = tmp_path / f"damaged-{number}-{position}"
                shutil.copytree(folder, damaged)
                data = bytearray((damaged / path.relative_to(folder)).read_bytes())
                data[position] ^= 0x55
                (damaged / path.relative_to(folder)).write_bytes(data)
                result = run("search", "Orvel", "--json", "--index", damaged)
                if result.exit_code == 0:  # a cache, made anew; or a byte that says nothing
                    assert result.stdout == before
                    assert stored(damaged) == stored(folder)
                else:
                    check_mistake(result, "delete it and add")
                    checked.add(path.name)
        assert len(files) > 8
        assert checked == {"catalogue.sqlite"}
        assert stored(folder) == sorted(towns, key=lambda town: town.id)

    def test_a_folder_that_cannot_be_written_to_can_be_read(
        self, run: Run, write: Write, folder: Path
    ) -> None:
        places = [folder, *(path for path in folder.rglob("*") if path.is_dir())]
        for place in places:
            place.chmod(0o555)
        try:
            if os.access(folder, os.W_OK):
                pytest.skip("root can write everywhere")
            assert run("search", "Orvel", "--index", folder).exit_code == 0
            result = run("add", write("a.txt", "It turns."), "--index", folder)
            check_mistake(result, "cannot be written to")
        finally:
            for place in places:
                place.chmod(0o755)
        assert len(stored(folder)) == 4

    def test_a_folder_that_the_system_does_not_let_write_to(
        self, run: Run, write: Write, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(*_: object, **__: object) -> None:
            raise PermissionError(13, "Permission denied")

        with monkeypatch.context() as patch:
            patch.setattr("filelock.FileLock.acquire", refuse)
            for command in (["add", write("a.txt", "It turns.")], ["remove", "quill-tramway"]):
                result = run(*command, "--index", folder)
                check_mistake(result, f"The folder {folder} cannot be written to (Permission deni")
        assert len(stored(folder)) == 4

    def test_an_index_where_no_folder_can_be_made(self, run: Run, write: Write) -> None:
        path = write("a.txt", "It turns.")
        result = run("add", path, "--index", path / "index")
        check_mistake(result, "cannot be made (Not a directory); choose another with --index.")
