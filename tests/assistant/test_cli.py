"""Tests of assistant.cli and assistant.show: the commands, and what bad input gets."""

import gc
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner, Result

from assistant import cli, show
from corpus import Article, bundled_articles
from index import Index
from tests.documents import encrypt_pdf, make_pdf, save_docx
from tests.embedder import HashingEmbedder

ROOT = Path(__file__).parents[2]
Write = Callable[[str, str | bytes], Path]
Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A person with an empty home, whose model is that of the tests."""
    for name in ("STEPPEWISE_INDEX", "STEPPEWISE_MODEL", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setattr(cli, "configured_embedder", HashingEmbedder)
    return tmp_path


@pytest.fixture
def run() -> Run:
    """Return a function that runs a command and checks that nothing was raised or coloured."""

    def invoke(*arguments: object) -> Result:
        result = CliRunner().invoke(
            cli.main, [str(argument) for argument in arguments], prog_name="steppewise"
        )
        assert result.exception is None or isinstance(result.exception, SystemExit)
        assert "Traceback" not in result.output
        assert "\x1b" not in result.output
        return result

    return invoke


@pytest.fixture
def folder(tmp_path: Path, towns: list[Article]) -> Path:
    """An index of the towns."""
    index = Index.create(tmp_path / "towns", HashingEmbedder())
    index.add(towns)
    index.close()
    return tmp_path / "towns"


def stored(folder: Path) -> list[Article]:
    index = Index.open(folder, HashingEmbedder())
    articles = [index.article(item.id) for item in index.articles()]
    index.close()
    return articles


def check_mistake(result: Result, sentence: str) -> None:
    """Check that a command ended in one sentence, on one line."""
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert result.stderr.startswith("Error: ")
    assert sentence in result.stderr


class TestAsking:
    def test_an_answer(self, run: Run, folder: Path) -> None:
        result = run("ask", "When", "was the lighthouse of Orvel built?", "--index", folder)
        assert result.exit_code == 0
        assert result.stderr == ""
        assert result.stdout == (
            "The lighthouse of Orvel was built in 1871. [1]\n\n"
            "[1] The lighthouse of Orvel, Orvel Gazette, 2021-03-04 (orvel-lighthouse:0-42)\n\n"
            "Searched 4 articles, 4 passages.\n"
        )

    def test_a_refusal_has_its_own_exit_code(self, run: Run, folder: Path) -> None:
        result = run("--index", folder, "ask", "When did Quillhaven open a zeppelin?")
        assert result.exit_code == 3
        assert result.stdout == (
            "The articles do not answer this. They do not mention “zeppelin”.\n\n"
            "Searched 4 articles, 4 passages.\n"
        )

    def test_json(self, run: Run, folder: Path) -> None:
        result = run("ask", "When was the lighthouse of Orvel built?", "--json", "--index", folder)
        assert result.exit_code == 0
        fields = json.loads(result.stdout)
        assert list(fields) == [
            "question", "standalone_question", "text", "abstained", "reason", "confidence",
            "citations", "hits", "suggestions", "articles_searched", "passages_searched",
        ]  # fmt: skip
        [citation] = fields["citations"]
        [article] = [item for item in stored(folder) if item.id == citation["article_id"]]
        assert citation["quote"] == article.text[citation["start"] : citation["end"]]
        start, end = citation["answer_start"], citation["answer_end"]
        assert citation["quote"] == fields["text"][start:end]

    def test_json_of_a_refusal(self, run: Run, folder: Path) -> None:
        result = run("ask", "--json", "When did a zeppelin land?", "--index", folder)
        assert result.exit_code == 3
        fields = json.loads(result.stdout)
        assert (fields["abstained"], fields["citations"]) == (True, [])
        assert fields["reason"].startswith("They do not mention")

    def test_filters(self, run: Run, folder: Path) -> None:
        result = run("ask", "Who came from Orvel?", "--source", "Moor Weekly", "--until", "2022-07",
                     "--json", "--index", folder)  # fmt: skip
        assert json.loads(result.stdout)["articles_searched"] == 1
        result = run("ask", "Who?", "--since", "2024", "--index", folder)
        assert result.exit_code == 3
        assert "The filters leave no article to search; widen them." in result.stdout
        assert "Searched 0 articles, 0 passages." in result.stdout

    @pytest.mark.parametrize(
        ("question", "sentence"),
        [
            ("", "The question is empty; type one"),
            (" \n\t", "The question is empty; type one"),
            ("x" * 100_000, "The question has 100,000 characters and may have 2,000; shorten it."),
            ("🐑🐑🐑", "The question holds no words; ask in words"),
            ('"', "The question holds no words"),
            ("*", "The question holds no words"),
        ],
    )
    @pytest.mark.parametrize("command", ["ask", "search"])
    def test_what_is_no_question(
        self, run: Run, folder: Path, command: str, question: str, sentence: str
    ) -> None:
        check_mistake(run(command, question, "--index", folder), sentence)

    @pytest.mark.parametrize(
        "question", ["lighthouse AND Orvel", 'title:"Orvel"', "Orvel* OR (", "--", "[red]Orvel[/]"]
    )
    def test_query_syntax_is_only_words(self, run: Run, folder: Path, question: str) -> None:
        result = run("search", "--json", "--index", folder, "--", question, "lighthouse")
        assert result.exit_code == 0
        found = json.loads(result.stdout)
        assert found["query"] == f"{question} lighthouse"
        assert found["hits"][0]["article_id"] == "orvel-lighthouse"

    @pytest.mark.parametrize(
        ("options", "sentence"),
        [
            (["--since", "2025-13"], "'2025-13' is not a date"),
            (["--until", "June"], "'June' is not a date"),
            (["--since", "2023", "--until", "2021"], "No day is after 2023 and before 2021"),
            (["--article", "orvel-lighthose"], "did you mean 'orvel-lighthouse'?"),
        ],
    )
    @pytest.mark.parametrize("command", ["ask", "search"])
    def test_bad_filters(
        self, run: Run, folder: Path, command: str, options: list[str], sentence: str
    ) -> None:
        check_mistake(run(command, "Orvel", *options, "--index", folder), sentence)

    def test_bytes_that_are_no_utf_8_are_question_marks(self, run: Run, folder: Path) -> None:
        result = run("search", "Orvel \udcff", "--json", "--index", folder)
        assert json.loads(result.stdout)["query"] == "Orvel ?"
        assert run("ask", "Orvel \udcff lighthouse", "--index", folder).exit_code == 0
        assert run("ask", "Orvel", "--source", "\udcff", "--index", folder).exit_code == 3
        check_mistake(run("remove", "\udcff", "--index", folder), "There is no article '?'")


class TestSearching:
    def test_passages(self, run: Run, folder: Path) -> None:
        result = run("search", "blue cheese", "-k", "1", "--index", folder)
        assert result.exit_code == 0
        head, first, blank, second, last = result.stdout.splitlines()
        assert head.startswith("1. Cheese from Brenmoor  brenmoor-cheese:0-")
        assert first == (
            "   Dairies in Brenmoor make 412 tonnes of blue cheese a year. Goats graze on heather."
        )
        assert (blank, second, last) == ("", "   The recipe came with a miller from Orvel.", "")

    def test_json(self, run: Run, folder: Path) -> None:
        result = run("search", "goats", "eat", "-k", "2", "--json", "--index", folder)
        found = json.loads(result.stdout)
        assert (list(found), found["query"]) == (["query", "hits"], "goats eat")
        assert [hit["rank"] for hit in found["hits"]] == [1, 2]
        assert list(found["hits"][0]) == [
            "rank", "article_id", "title", "start", "end", "text", "score",
        ]  # fmt: skip

    @pytest.mark.parametrize(("k", "count"), [("1", 1), ("1000", 4)])
    def test_as_many_as_there_are(self, run: Run, folder: Path, k: str, count: int) -> None:
        result = run("search", "Orvel", "-k", k, "--json", "--index", folder)
        assert len(json.loads(result.stdout)["hits"]) == count

    @pytest.mark.parametrize("k", ["0", "-1", "10000"])
    def test_a_number_out_of_range(self, run: Run, folder: Path, k: str) -> None:
        sentence = f"The number of passages is {k}; give one from 1 to 1000."
        check_mistake(run("search", "Orvel", "-k", k, "--index", folder), sentence)

    def test_no_passage(self, run: Run, folder: Path) -> None:
        result = run("search", "Orvel", "--source", "Nobody", "--index", folder)
        assert (result.exit_code, result.stdout) == (0, "")
        assert result.stderr == "No passage was found; widen the filters.\n"


class TestAdding:
    def test_files_folders_and_collections(self, run: Run, tmp_path: Path, write: Write) -> None:
        document = docx.Document()
        document.add_paragraph("The docx of Vell turns.")
        write("my files/a.txt", "The txt of Vell turns.")
        write("my files/мельница.md", "The md of Vell turns.")
        write("b.docx", save_docx(document))
        write("c.pdf", make_pdf([["The pdf of Vell turns."]]))
        write("d.jsonl", '{"id": "line", "text": "The jsonl of Vell turns."}')
        folder = tmp_path / "new" / "in dex"
        places = [tmp_path / name for name in ("my files", "b.docx", "c.pdf", "d.jsonl")]
        result = run("add", *places, "--index", folder)
        assert (result.exit_code, result.stderr) == (0, "")
        assert result.stdout == f"5 added: {folder}\n"
        assert [item.id for item in stored(folder)] == ["a", "b", "c", "line", "мельница"]

        write("my files/a.txt", "The txt of Vell stands.")
        write("e.txt", "The pdf of Vell turns.")
        result = run("add", *places, tmp_path / "e.txt", "--index", folder)
        assert result.stdout == f"1 updated, 4 unchanged, 1 duplicate: {folder}\n"
        assert result.stderr == "e has the text of c and was left out.\n"

    def test_json(self, run: Run, write: Write, folder: Path) -> None:
        good, bad = write("a.txt", "The mill turns."), write("b.txt", "")
        result = run("add", good, bad, "--json", "--index", folder)
        assert result.exit_code == 2
        assert json.loads(result.stdout) == {
            "outcomes": [{"article_id": "a", "change": "added", "duplicate_of": None}],
            "refused": [
                {"path": str(bad), "reason": "b.txt is empty; give it a text or leave it out."}
            ],
        }

    def test_the_folder_by_environment(
        self, run: Run, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("STEPPEWISE_INDEX", str(tmp_path / "named"))
        assert run("add", write("a.txt", "The mill turns.")).exit_code == 0
        assert [item.id for item in stored(tmp_path / "named")] == ["a"]
        named = json.loads(run("status", "--json").stdout)
        assert named["index"] == str(tmp_path / "named")

    def test_other_files_in_the_index_folder_are_left_alone(
        self, run: Run, write: Write, tmp_path: Path
    ) -> None:
        letter = write("odd/letter.doc", "Dear Ada")
        assert run("add", write("a.txt", "The mill turns."), "--index", tmp_path / "odd")
        assert letter.read_text() == "Dear Ada"
        assert [item.id for item in stored(tmp_path / "odd")] == ["a"]


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

        monkeypatch.setattr(cli, "configured_embedder", Other)
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
        for path in files:
            size = path.stat().st_size
            for position in {size // 3, size // 2} if size else set[int]():
                damaged = tmp_path / f"damaged-{path.name}-{position}"
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


class TestFirstUse:
    def test_it_answers_from_the_bundled_articles(self, run: Run, home: Path) -> None:
        result = run("ask", "What is the capacity of the Shetpe solar plant?", "--json")
        assert result.exit_code == 0
        assert result.stderr == "There is no index yet; indexing the bundled articles …\n"
        answer = json.loads(result.stdout)
        assert answer["articles_searched"] == len(list(bundled_articles().glob("*.md"))) == 5
        folder = home / "data" / "steppewise" / "index"
        assert stored(folder)[0].id == "000-solar-plant-shetpe"
        again = run("search", "solar", "-k", "1")
        assert (again.exit_code, again.stderr) == (0, "")

    def test_who_adds_articles_first_gets_no_others(
        self, run: Run, write: Write, home: Path
    ) -> None:
        folder = home / "data" / "steppewise" / "index"
        assert run("add", write("a.txt", "It turns.")).stdout == f"1 added: {folder}\n"
        assert json.loads(run("status", "--json").stdout)["articles"] == 1


class TestShowing:
    def test_articles(self, run: Run, folder: Path) -> None:
        lines = run("articles", "--index", folder).stdout.splitlines()
        assert lines[0].split() == ["id", "title", "publisher", "date", "words", "passages"]
        assert lines[1].split() == [
            "brenmoor-cheese", "Cheese", "from", "Brenmoor", "Moor", "Weekly", "2022-07", "23", "1",
        ]  # fmt: skip
        assert len(lines) == 5

    def test_long_ids_are_whole_where_another_program_reads(
        self, run: Run, folder: Path, write: Write
    ) -> None:
        id_ = "a-very-long-name-of-a-mill-" * 8 + "end"
        assert run("add", write(f"{id_}.txt", "It turns."), "--index", folder).exit_code == 0
        assert id_ in run("articles", "--index", folder).stdout

    def test_articles_as_json(self, run: Run, folder: Path) -> None:
        items = json.loads(run("articles", "--json", "--index", folder).stdout)
        assert list(items[0]) == [
            "id", "title", "source", "date", "url", "words", "passages", "added",
        ]  # fmt: skip
        assert [item["id"] for item in items] == [
            "brenmoor-cheese", "orvel-lighthouse", "quill-tramway", "sandry-observatory",
        ]  # fmt: skip

    def test_status(self, run: Run, folder: Path) -> None:
        state = json.loads(run("status", "--json", "--index", folder).stdout)
        told = {name: state[name] for name in ("index", "articles", "passages", "format", "model",
                                               "model_sha256", "passage_characters")}  # fmt: skip
        assert told == {
            "index": str(folder), "articles": 4, "passages": 4, "format": "1", "model": "hashing",
            "model_sha256": HashingEmbedder.sha256, "passage_characters": "1000",
        }  # fmt: skip
        lines = run("status", "--index", folder).stdout
        assert f"model sha256        {HashingEmbedder.sha256} \n" in lines

    def test_remove(self, run: Run, folder: Path) -> None:
        result = run("remove", "quill-tramway", "orvel-lighthouse", "--index", folder)
        assert (result.exit_code, result.stdout) == (0, "Removed 2 articles.\n")
        assert [item.id for item in stored(folder)] == ["brenmoor-cheese", "sandry-observatory"]

    def test_evaluate(self, run: Run, folder: Path, write: Write) -> None:
        asked = [
            {"id": "a", "type": "fact", "question": "When was the lighthouse of Orvel built?",
             "must": [["1871"]], "docs": ["orvel"], "answerable": True},
            {"id": "b", "type": "none", "question": "What is the capital of Peru?", "must": [],
             "answerable": False},
        ]  # fmt: skip
        path = write("q.jsonl", "\n".join(map(json.dumps, asked)))
        result = run("evaluate", path, "--index", folder)
        assert (result.exit_code, result.stderr) == (0, "")
        assert [line.split() for line in result.stdout.splitlines()] == [
            ["type", "questions", "facts", "article", "refused", "falsely", "refused", "words",
             "sentences"],
            ["fact", "1", "100%", "100%", "–", "0%", "8", "1.0"],
            ["none", "1", "–", "–", "100%", "–", "–", "–"],
            ["all", "2", "100%", "100%", "100%", "0%", "8", "1.0"],
        ]  # fmt: skip
        rows = json.loads(run("evaluate", path, "--json", "--index", folder).stdout)
        assert list(rows[0]) == [
            "id", "type", "question", "answerable", "abstained", "facts", "article", "words",
            "sentences", "confidence",
        ]  # fmt: skip
        assert [(row["id"], row["abstained"]) for row in rows] == [("a", False), ("b", True)]

    def test_text_is_never_markup(self, run: Run, folder: Path, write: Write) -> None:
        path = write("zz.txt", "[red]A title[/red] of it\n\nThe [bold]kiosk[/] sells :tea: [7].")
        assert run("add", path, "--index", folder).exit_code == 0
        assert (
            "The [bold]kiosk[/] sells :tea: [7]."
            in run("search", "kiosk", "-k", "1", "--index", folder).stdout
        )
        assert "[red]A title[/red] of it" in run("articles", "--index", folder).stdout

    def test_help_of_every_command(self, run: Run) -> None:
        overview = run("--help").stdout
        for name, command in cli.main.commands.items():
            assert name in overview
            text = run(name, "--help").stdout
            assert "--index DIRECTORY" in text
            assert all(option in text for item in command.params for option in item.opts
                       if option.startswith("--"))  # fmt: skip

    def test_version(self, run: Run) -> None:
        assert run("--version").stdout.startswith("steppewise, version 0.")


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
            [sys.executable, "-m", "tests.assistant.command", *map(str, arguments)],
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
        assert shown.startswith("The lighthouse of Orvel was built in 1871.\x1b[36m [1]\x1b[0m\n")
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
            [sys.executable, "-m", "tests.assistant.command", *map(str, arguments)],
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
