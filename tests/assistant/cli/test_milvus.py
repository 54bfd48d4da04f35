"""Tests of assistant.cli over an index on a Milvus server."""

import json
from pathlib import Path

import pytest

from assistant.records import Records
from assistant.settings import records_folder
from index import Place
from tests.assistant.cli.support import Run, Write, check_mistake, stored
from tests.stores import needs_milvus, on_milvus

ADDRESS = "milvus+http://127.0.0.1:1/news"


@on_milvus
def test_an_index_from_the_first_article_to_the_last(place: Place, run: Run, write: Write) -> None:
    mill = write("mill.txt", "The mill of Vell has 17 sails.")
    result = run("--index", place, "add", mill)
    assert (result.exit_code, result.stdout) == (0, f"1 added: {place}\n")
    assert run("add", mill, "--index", place).stdout == f"1 unchanged: {place}\n"
    result = run("search", "sails", "--json", "--index", place)
    assert [hit["article_id"] for hit in json.loads(result.stdout)["hits"]] == ["mill"]
    state = json.loads(run("status", "--check", "--json", "--index", place).stdout)
    assert (state["index"], state["articles"], state["checked"]) == (str(place), 1, "whole")
    assert run("remove", "mill", "--index", place).exit_code == 0
    assert stored(place) == []


@needs_milvus
@pytest.mark.parametrize("command", [["ask", "Why?"], ["add", "."], ["status"], ["feedback"]])
def test_no_server(run: Run, command: list[str]) -> None:
    check_mistake(run(*command, "--index", ADDRESS), "no Milvus server to be reached at http://127")


@pytest.mark.parametrize("before", [True, False])
def test_what_is_no_address(run: Run, before: bool) -> None:
    option, command = ["--index", "milvus+http://host"], ["status"]
    result = run(*(option + command if before else command + option))
    assert result.exit_code == 2
    assert "'milvus+http://host' is not the address of an index on a Milvus server" in result.stderr


def test_records_stay_on_this_machine(home: Path) -> None:
    from index import place_of

    folder = records_folder(place_of(ADDRESS))
    assert folder.is_relative_to(home / "data")
    assert not Records.exist(folder)
    other = records_folder(place_of(ADDRESS + "2"))
    assert (records_folder(place_of(ADDRESS)), other != folder) == (folder, True)
    assert records_folder(home) == home
