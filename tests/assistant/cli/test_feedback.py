"""Tests of assistant.cli: rated answers, from the records to an evaluation."""

import json
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.records import Rating, Records, Turn
from index import Filters
from tests.assistant.cli.support import Run, Write, check_mistake
from tests.embedder import HashingEmbedder

BUILT = "When was the lighthouse of Orvel built?"
STOPS = "How many stops does the Quillhaven tramway have?"
NULL_NOTE = 'Note: Left out of rated.jsonl: 1 with "answerable": null.\n'


@pytest.fixture
def rated(folder: Path) -> Path:
    assistant, records = Assistant.open(folder, HashingEmbedder()), Records.open(folder)
    id_ = records.start("ann", BUILT).id
    for question, rating in ((BUILT, Rating(True)), (STOPS, Rating(False, "为什么?\nWhy?"))):
        turn = Turn(assistant.ask(question), Filters(), "2025-06-18T09:30:00+00:00", rating)
        records.append("ann", id_, turn)
    records.close()
    return folder


def test_ratings_come_out_as_questions_that_evaluating_counts(
    run: Run, rated: Path, write: Write
) -> None:
    result = run("feedback", "--index", rated)
    assert (result.exit_code, result.stderr) == (0, "")
    up, down = map(json.loads, result.stdout.splitlines())
    assert (up["question"], up["answerable"], up["must"]) == (BUILT, True, [["1871"]])
    assert (up["docs"], up["history"]) == (["orvel-lighthouse"], [])
    assert (down["question"], down["answerable"]) == (STOPS, None)
    assert down["comment"] == "为什么?\nWhy?"
    assert [turn["role"] for turn in down["history"]] == ["user", "assistant"]
    questions = write("rated.jsonl", result.stdout)
    evaluated = run("evaluate", questions, "--json", "--index", rated)
    assert (evaluated.exit_code, evaluated.stderr) == (0, NULL_NOTE)
    [row] = json.loads(evaluated.stdout)["rows"]
    assert (row["id"], row["type"], row["facts"], row["article"]) == (
        up["id"], "helpful", True, True,
    )  # fmt: skip


def test_a_file_of_unjudged_questions_alone_is_refused(run: Run, rated: Path, write: Write) -> None:
    lines = run("feedback", "--index", rated).stdout.splitlines()
    check_mistake(
        run("evaluate", write("rated.jsonl", lines[1]), "--index", rated),
        'All lines of rated.jsonl have "answerable": null; say of each whether it is.',
    )


def test_without_ratings_there_is_a_note_and_no_file(run: Run, folder: Path) -> None:
    before = sorted(folder.iterdir())
    result = run("feedback", "--index", folder)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "No answer has been rated yet; that is done on the chat page.\n"
    assert sorted(folder.iterdir()) == before


def test_a_folder_without_an_index_is_a_mistake(run: Run, tmp_path: Path) -> None:
    check_mistake(
        run("feedback", "--index", tmp_path / "nowhere"),
        f"There is no index in {tmp_path / 'nowhere'}; name its folder with --index.",
    )
