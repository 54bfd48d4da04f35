"""Uploads: what is taken, what is refused, and how it is said."""

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.app.upload import Report, add_files, adding, received, report_html
from corpus import LoadError
from corpus.load import MAX_FILE_BYTES
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
    assert page.text.startswith("40 added, 1 refused.refused lines.jsonl, line 41: ")
    assert page.text.endswith("added a29and 10 others")


def test_adding_is_told_as_it_goes_on(assistant: Assistant, write: Write) -> None:
    path = write("lines.jsonl", "\n".join(f'{{"text": "Dam {n} is tall."}}' for n in range(40)))
    *steps, report = adding(assistant, [path])
    assert isinstance(report, Report)
    assert len(report.outcomes) == 40
    assert steps == sorted(steps)
    assert all(0 <= done <= of == 40 for done, of in steps)


def test_what_cannot_be_added_is_raised(assistant: Assistant, tmp_path: Path) -> None:
    with pytest.raises(LoadError, match="There is no file or folder"):
        list(adding(assistant, [tmp_path / "gone.txt"]))


def test_only_files_that_were_uploaded_are_read(write: Write, tmp_path: Path) -> None:
    kept = write("uploads/3f/aral.txt", "The Aral wind farm has 24 turbines.")
    secret = write("secret.txt", "It is 42.")
    link = tmp_path / "uploads/link.txt"
    link.symlink_to(secret)
    sent = [
        {"name": "aral.txt", "size": 35, "path": str(kept)},
        {"name": "large.txt", "size": MAX_FILE_BYTES + 1, "path": None},
        {"name": "folder", "size": 4096, "path": None},
        {"name": "secret.txt", "size": 9, "path": str(secret)},
        {"name": "up.txt", "size": 9, "path": str(tmp_path / "uploads/../secret.txt")},
        {"name": "link.txt", "size": 9, "path": str(link)},
        {"name": "gone.txt", "size": 9, "path": str(tmp_path / "uploads/gone.txt")},
    ]
    paths, refusals = received(sent, tmp_path / "uploads")
    assert paths == [kept]
    said = "could not be uploaded; if it is a folder, choose the files in it."
    assert [refusal.reason for refusal in refusals] == [
        "large.txt is larger than the 50 MB that a file may have; split it.",
        *(f"{name} {said}" for name in ("folder", "secret.txt", "up.txt", "link.txt", "gone.txt")),
    ]
