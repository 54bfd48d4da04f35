"""Tests of assistant.cli: evaluating, from question files to tables."""

import json
from pathlib import Path

import pytest

from assistant.evaluation import metrics
from corpus import Article
from tests.assistant.cli.support import Run, Write, check_mistake

OWN = [
    {"id": "a", "type": "fact", "question": "When was the lighthouse of Orvel built?",
     "must": [["1871"]], "docs": ["orvel"], "answerable": True},
    {"id": "b", "type": "none", "question": "What is the capital of Peru?", "must": [],
     "answerable": False},
]  # fmt: skip
PREPARED = [
    {"id": "c", "type": "span", "question": "How many stops does the Quillhaven tramway have?",
     "answers": ["17", "17 stops"], "answerable": True, "history": [],
     "evidence": [{"doc_id": "quill-tramway", "text": "A tramway with 17 stops."}]},
    {"id": "d", "type": "talk", "question": "When was it built?", "answer": "1871",
     "answerable": True,
     "history": [{"role": "user", "content": "What is the lighthouse of Orvel?"},
                 {"role": "assistant", "content": "A lighthouse."}],
     "evidence": [{"doc_id": "orvel-lighthouse", "text": "It was built in 1871."}]},
]  # fmt: skip


@pytest.fixture
def own(write: Write) -> Path:
    return write("own.jsonl", "\n".join(map(json.dumps, OWN)))


@pytest.fixture
def public(write: Write, towns: list[Article]) -> Path:
    lines = [{"id": town.id, "title": town.title, "text": town.text} for town in towns]
    write("public/queries.jsonl", "\n".join(map(json.dumps, PREPARED)))
    return write("public/corpus.jsonl", "\n".join(map(json.dumps, lines))).parent


def cells(output: str) -> list[list[str]]:
    return [line.split() for line in output.splitlines()]


def test_our_own_questions(run: Run, folder: Path, own: Path) -> None:
    result = run("evaluate", own, "--index", folder)
    assert (result.exit_code, result.stderr) == (0, "")
    asked = run("ask", OWN[0]["question"], "--json", "--index", folder)
    error = f"{1 - json.loads(asked.stdout)['confidence']:.3f}"
    assert cells(result.stdout) == [
        ["set", "type", "questions", "nDCG@10", "hit@1", "hit@5", "recall@10", "facts", "first",
         "facts", "article", "refused", "falsely", "refused", "AUROC", "ECE", "words",
         "sentences"],
        ["own", "fact", "1", *["1.000"] * 4, *["100%"] * 3, "–", "0%", "–", error, "8", "1.0"],
        ["own", "none", "1", *["–"] * 7, "100%", *["–"] * 5],
        ["own", "all", "2", *["1.000"] * 4, *["100%"] * 4, "0%", "1.000", error, "8", "1.0"],
    ]  # fmt: skip


def test_one_table_for_all_and_the_ways_of_conversations(
    run: Run, folder: Path, own: Path, public: Path, home: Path
) -> None:
    result = run("evaluate", own, public, "--retrieval-only", "--index", folder)
    assert (result.exit_code, result.stderr) == (0, "")
    header, *lines = cells(result.stdout)
    assert header == ["set", "type", "questions", "nDCG@10", "hit@1", "hit@5", "recall@10"]
    assert [line[:4] for line in lines[:6]] == [
        ["own", "fact", "1", "1.000"], ["own", "none", "1", "–"], ["own", "all", "2", "1.000"],
        ["public", "span", "1", "1.000"], ["public", "talk", "1", "1.000"],
        ["public", "all", "2", "1.000"],
    ]  # fmt: skip
    assert [line[:-4] for line in lines[6:]] == [
        [], ["set", "searched", "questions"], ["public", "as", "understood", "2"],
        ["public", "last", "turn", "alone", "2"],
        ["public", "earlier", "turns", "glued", "on", "2"],
    ]  # fmt: skip
    [cached] = (home / "cache" / "steppewise" / "evaluation").iterdir()
    assert cached.name.startswith("public-")


def test_a_public_set_needs_no_index(run: Run, public: Path, home: Path) -> None:
    rows = json.loads(run("evaluate", public, "--json").stdout)["rows"]
    told = [(row["set"], row["id"], row["facts"], row["article"]) for row in rows]
    assert told == [("public", "c", True, True), ("public", "d", True, True)]
    assert not (home / "data").exists()


def test_markdown(run: Run, folder: Path, own: Path) -> None:
    lines = run("evaluate", own, "--markdown", "--index", folder).stdout.splitlines()
    assert lines[0].startswith("| set | type | questions | nDCG@10 | hit@1 |")
    assert lines[1].startswith("| --- | --- | ---: |")
    assert lines[2].startswith("| own | fact | 1 | 1.000 |")
    assert lines[4].startswith("| **own** | **all** | **2** | **1.000** |")
    assert len(lines) == 5


def test_a_limit(run: Run, folder: Path, own: Path, public: Path) -> None:
    result = run("evaluate", own, public, "--limit", 1, "--json", "--index", folder)
    assert [row["id"] for row in json.loads(result.stdout)["rows"]] == ["a", "c"]


def test_json(run: Run, folder: Path, own: Path) -> None:
    told = json.loads(run("evaluate", own, "--json", "--index", folder).stdout)
    assert list(told) == ["figures", "conversations", "rows"]
    assert [(item["set"], item["type"], item["questions"]) for item in told["figures"]] == [
        ("own", "fact", 1), ("own", "none", 1), ("own", "all", 2),
    ]  # fmt: skip
    assert list(told["rows"][0]) == [
        "set", "id", "type", "question", "understood", "answerable", "abstained", "confidence",
        "answer", "facts", "facts_first", "article", "words", "sentences", "retrieval",
    ]  # fmt: skip
    assert told["rows"][0]["retrieval"] == {
        "as understood": {"ndcg_10": 1, "hit_1": 1, "hit_5": 1, "recall_10": 1}
    }


class TestComparing:
    @pytest.fixture
    def earlier(self, run: Run, folder: Path, own: Path, write: Write) -> Path:
        told = json.loads(run("evaluate", own, "--json", "--index", folder).stdout)
        told["rows"][0]["facts"] = False
        told["rows"].append(told["rows"][0] | {"id": "gone"})
        return write("earlier.json", json.dumps(told))

    def test_what_is_better_and_worse(
        self, run: Run, folder: Path, own: Path, earlier: Path
    ) -> None:
        result = run("evaluate", own, "--compare", earlier, "--index", folder)
        assert result.exit_code == 0
        assert result.stderr == "Not compared: 1 question only in the earlier evaluation.\n"
        table, better, worse = result.stdout.split("\n\n")
        assert "100% (+100)" in table
        assert better == (
            "Better: 1 question\nown a: right no → yes. When was the lighthouse of Orvel built?"
        )
        assert worse == "Worse: 0 questions\n"

    def test_as_json(self, run: Run, folder: Path, own: Path, earlier: Path) -> None:
        result = run("evaluate", own, "--compare", earlier, "--json", "--index", folder)
        told = json.loads(result.stdout)["comparison"]
        assert list(told) == ["changes", "before", "after", "only_before", "only_after"]
        assert told["changes"] == [
            {"set": "own", "id": "a", "question": OWN[0]["question"], "better": True,
             "what": "right no → yes"},
        ]  # fmt: skip
        assert (told["before"][0]["facts"], told["after"][0]["facts"]) == (0, 1)


class TestMistakes:
    def test_what_cannot_be_read(
        self, run: Run, folder: Path, own: Path, public: Path, write: Write, tmp_path: Path
    ) -> None:
        said = [
            ([tmp_path / "gone.jsonl"], "gone.jsonl cannot be read (No such file or directory)"),
            ([write("bad.jsonl", "{}")], "bad.jsonl, line 1: not a question"),
            ([folder], "queries.jsonl cannot be read"),
            ([own, own], "own.jsonl is given 2 times; give it once."),
            ([own, "--compare", own], "own.jsonl is no evaluation"),
            ([own, "--compare", tmp_path / "gone.json"], "gone.json cannot be read"),
            ([own, "--index", tmp_path / "none"], "There is no index in"),
        ]
        for arguments, sentence in said:
            check_mistake(run("evaluate", "--index", folder, *arguments), sentence)
        write("public/corpus.jsonl", "{")
        check_mistake(run("evaluate", public), "corpus.jsonl, line 1: the line is not JSON")
        (public / "corpus.jsonl").unlink()
        check_mistake(run("evaluate", public), "put its corpus.jsonl beside them.")

    @pytest.mark.parametrize("arguments", [[], ["x.jsonl", "--limit", "0"]])
    def test_what_is_no_command(self, run: Run, arguments: list[str]) -> None:
        assert run("evaluate", *arguments).exit_code == 2

    def test_libraries_that_are_missing(
        self, run: Run, folder: Path, own: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(metrics, "_LIBRARIES", ("no_such_library",))
        result = run("evaluate", own, "--index", folder)
        check_mistake(result, "install them with: pip install 'steppewise[evaluation]'")

    def test_articles_that_are_not_there_are_noted(
        self, run: Run, public: Path, write: Write
    ) -> None:
        write("public/corpus.jsonl", '{"id": "orvel-lighthouse", "text": "It was built in 1871."}')
        result = run("evaluate", public, "--retrieval-only")
        assert result.exit_code == 0
        assert result.stderr == (
            "Note: Of the 2 articles that public asks for, its collection lacks 1, such as "
            "'quill-tramway'.\n"
        )
