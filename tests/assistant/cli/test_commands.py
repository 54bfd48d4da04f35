"""Tests of assistant.cli: what the commands print, and their exit codes."""

import json
from pathlib import Path

import docx
import pytest

from assistant import Assistant, cli
from corpus import bundled_articles
from tests.assistant.cli.support import Run, Write, check_mistake, stored
from tests.documents import make_pdf, save_docx
from tests.embedder import HashingEmbedder


class TestAsking:
    def test_an_answer(self, run: Run, folder: Path) -> None:
        result = run("ask", "When", "was the lighthouse of Orvel built?", "--index", folder)
        assert result.exit_code == 0
        assert result.stderr == ""
        assert result.stdout == (
            "The lighthouse of Orvel was built in **1871**. [1]\n\n"
            "[1] The lighthouse of Orvel, Orvel Gazette, 2021-03-04 (orvel-lighthouse:0-42)\n\n"
            "Searched 4 articles, 4 passages.\n"
        )

    def test_a_refusal_has_its_own_exit_code(self, run: Run, folder: Path) -> None:
        result = run("--index", folder, "ask", "When did Quillhaven open a zeppelin?")
        assert result.exit_code == 3
        assert result.stdout == (
            "The articles do not answer this. They do not mention “zeppelin”. The nearest passage, "
            "in “A tramway for Quillhaven” (Moor Weekly, 2023), speaks of “Quillhaven” and “open”, "
            "but gives no date for it.\n\n"
            "Searched 4 articles, 4 passages.\n"
        )

    def test_json(self, run: Run, folder: Path) -> None:
        result = run("ask", "When was the lighthouse of Orvel built?", "--json", "--index", folder)
        assert result.exit_code == 0
        fields = json.loads(result.stdout)
        assert list(fields) == [
            "question", "standalone_question", "text", "abstained", "reason", "confidence",
            "citations", "hits", "suggestions", "articles_searched", "passages_searched", "missing",
        ]  # fmt: skip
        [citation] = fields["citations"]
        [article] = [item for item in stored(folder) if item.id == citation["article_id"]]
        assert citation["quote"] == article.text[citation["start"] : citation["end"]]
        start, end = citation["answer_start"], citation["answer_end"]
        assert citation["quote"] == fields["text"][start:end].replace("**", "")

    def test_json_of_a_refusal(self, run: Run, folder: Path) -> None:
        result = run("ask", "--json", "When did Quillhaven open a zeppelin?", "--index", folder)
        assert result.exit_code == 3
        fields = json.loads(result.stdout)
        assert (fields["abstained"], fields["citations"]) == (True, [])
        assert fields["reason"].startswith("They do not mention")

    def test_a_list_names_each_source_once(self, run: Run, folder: Path) -> None:
        result = run("ask", "Which articles mention Orvel?", "--index", folder)
        assert result.exit_code == 0
        assert result.stdout == (
            "Two of the four articles mention “Orvel”: [1][2]\n\n"
            "- Cheese from Brenmoor (Moor Weekly, July 2022) [1]\n"
            "- The lighthouse of Orvel (Orvel Gazette, 4 March 2021) [2]\n\n"
            "[1] Cheese from Brenmoor, Moor Weekly, 2022-07 (brenmoor-cheese:84-125)\n"
            "[2] The lighthouse of Orvel, Orvel Gazette, 2021-03-04 (orvel-lighthouse:0-42)\n\n"
            "Searched 4 articles, 4 passages.\n"
        )

    def test_a_greeting_invites_and_answers_nothing(
        self, run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(Assistant, "_questions", lambda *_: ["How old is Orvel?"])
        result = run("ask", "Hi", "--index", folder)
        assert result.exit_code == 3
        assert result.stdout == (
            "Hello! Ask me about the four articles; I answer in their own sentences, each with its "
            "citation.\n\nFor example:\n  How old is Orvel?\n"
        )

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
            "index": str(folder), "articles": 4, "passages": 4, "format": "2", "model": "hashing",
            "model_sha256": HashingEmbedder.sha256, "passage_characters": "1000",
        }  # fmt: skip
        assert "checked" not in state
        checked = json.loads(run("status", "--check", "--json", "--index", folder).stdout)
        assert checked == state | {"checked": "whole"}
        lines = run("status", "--index", folder).stdout
        assert f"model sha256        {HashingEmbedder.sha256} \n" in lines

    def test_remove(self, run: Run, folder: Path) -> None:
        result = run("remove", "quill-tramway", "orvel-lighthouse", "--index", folder)
        assert (result.exit_code, result.stdout) == (0, "Removed 2 articles.\n")
        assert [item.id for item in stored(folder)] == ["brenmoor-cheese", "sandry-observatory"]

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
            assert ("--index DIRECTORY" in text) is (name != "user")
            assert all(option in text for item in command.params for option in item.opts
                       if option.startswith("--"))  # fmt: skip

    def test_version(self, run: Run) -> None:
        assert run("--version").stdout.startswith("steppewise, version 0.")
