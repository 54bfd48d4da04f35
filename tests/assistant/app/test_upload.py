"""Uploads: what is taken, what is refused, and how it is said."""

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.app.upload import add_files, report_html
from index import Change, Index
from tests.assistant.app.dom import parse
from tests.embedder import HashingEmbedder

Write = Callable[[str, str | bytes], Path]


@pytest.fixture
def assistant(tmp_path: Path, embedder: HashingEmbedder) -> Assistant:
    Index.create(tmp_path / "index", embedder).close()
    return Assistant.open(tmp_path / "index", embedder)


def test_each_file_gets_a_line(assistant: Assistant, write: Write, tmp_path: Path) -> None:
    paths = [
        write("1/aral.txt", "The Aral wind farm has 24 turbines."),
        write("2/twin.txt", "The Aral wind farm has 24 turbines."),
        write("3/aral.md", "Something else entirely."),
        write("4/lines.jsonl", '{"id": "b", "text": "The dam is tall."}\n{bad\n'),
        write("5/<b>.txt", ""),
    ]
    progress: list[tuple[int, int]] = []
    report = add_files(assistant, paths, lambda done, of: progress.append((done, of)))
    assert [(outcome.article_id, outcome.change) for outcome in report.outcomes] == [
        ("aral", Change.ADDED),
        ("twin", Change.DUPLICATE),
        ("b", Change.ADDED),
    ]
    assert progress == [(0, 3), (1, 3), (2, 3), (3, 3)]
    reasons = [refusal.reason for refusal in report.refusals]
    assert "which 'aral.txt' has already" in reasons[0]
    assert reasons[1].startswith("lines.jsonl, line 2: ")
    assert reasons[2].startswith("<b>.txt is empty")
    page = parse(report_html(report))
    assert "twin, which has the text of aral" in page.text
    assert page.links == {"#article-aral": "aral", "#article-b": "b"}
    assert "b" not in page.tags
    assert str(tmp_path) not in page.text


def test_the_id_is_that_of_the_uploaded_name(assistant: Assistant, write: Write) -> None:
    path = write("3f2a9c/Aral wind (2025).txt", "The Aral wind farm has 24 turbines.")
    report = add_files(assistant, [path], lambda *_: None)
    assert [outcome.article_id for outcome in report.outcomes] == ["Aral wind (2025)"]
    path.write_text("The Aral wind farm has 25 turbines.", encoding="utf-8")
    again = add_files(assistant, [path, path], lambda *_: None)
    assert [outcome.change for outcome in again.outcomes] == [Change.UPDATED, Change.UNCHANGED]


def test_a_long_report_shows_refusals_first_and_counts_the_rest(
    assistant: Assistant, write: Write
) -> None:
    lines = [f'{{"id": "a{n}", "text": "Dam {n} is {n} m tall."}}' for n in range(40)]
    path = write("1/lines.jsonl", "\n".join([*lines, "{bad"]))
    page = parse(report_html(add_files(assistant, [path], lambda *_: None)))
    assert page.text.startswith("refused lines.jsonl, line 41: ")
    assert page.text.endswith("added a29and 10 others")
