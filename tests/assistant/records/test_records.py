"""Tests of assistant.records.records."""

import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.records import MAX_TITLE, Rating, Records, RecordsError, UnknownConversationError
from assistant.records.records import FILE, UNREADABLE
from tests.assistant.records.support import ASKED, WORDS, made_turn

GOOD = Rating(True, "just so")
BAD = Rating(False)


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Records]:
    opened = Records.open(tmp_path)
    yield opened
    opened.close()


def questions(records: Records, owner: str, id_: str) -> list[str]:
    return [turn.answer.question for turn in records.turns(owner, id_)]


def titles(records: Records, owner: str) -> list[tuple[str, int]]:
    return [(item.title, item.turns) for item in records.conversations(owner)]


def test_what_is_appended_is_there_when_the_file_is_opened_again(tmp_path: Path) -> None:
    first = Records.open(tmp_path)
    begun = first.start("ann", "The mill")
    turns = (made_turn("When?", GOOD), made_turn("Who?"))
    for turn in turns:
        first.append("ann", begun.id, turn)
    first.close()
    second = Records.open(tmp_path)
    assert second.turns("ann", begun.id) == turns
    [found] = second.conversations("ann")
    assert (found.id, found.title, found.started) == (begun.id, "The mill", begun.started)
    assert found.turns == 2
    assert found.changed > begun.changed


def test_the_last_changed_conversation_comes_first(records: Records) -> None:
    first, second = records.start("ann", "First"), records.start("ann", "Second")
    assert titles(records, "ann") == [("Second", 0), ("First", 0)]
    records.append("ann", first.id, made_turn())
    assert titles(records, "ann") == [("First", 1), ("Second", 0)]
    records.truncate("ann", second.id, 0)
    assert titles(records, "ann") == [("Second", 0), ("First", 1)]
    records.rename("ann", first.id, "Renamed")
    records.rate("ann", first.id, 0, GOOD)
    assert titles(records, "ann") == [("Second", 0), ("Renamed", 1)]


def test_truncating_keeps_the_first_turns_and_what_follows_takes_their_places(
    records: Records,
) -> None:
    id_ = records.start("ann", "The mill").id
    for question in ("One?", "Two?", "Three?"):
        records.append("ann", id_, made_turn(question, BAD))
    records.truncate("ann", id_, 1)
    records.append("ann", id_, made_turn("Another?"))
    assert questions(records, "ann", id_) == ["One?", "Another?"]
    assert [turn.rating for turn in records.turns("ann", id_)] == [BAD, None]


def test_a_deleted_conversation_is_gone_with_its_turns(records: Records, tmp_path: Path) -> None:
    id_ = records.start("ann", "The mill").id
    records.append("ann", id_, made_turn("An unheard-of question?"))
    records.delete("ann", id_)
    assert records.conversations("ann") == []
    with pytest.raises(UnknownConversationError, match="no longer here"):
        records.turns("ann", id_)
    records.close()
    assert b"unheard-of" not in (tmp_path / FILE).read_bytes()


@pytest.mark.parametrize(
    "change",
    [
        lambda records, id_: records.turns("bob", id_),
        lambda records, id_: records.append("bob", id_, made_turn()),
        lambda records, id_: records.truncate("bob", id_, 0),
        lambda records, id_: records.rename("bob", id_, "Mine"),
        lambda records, id_: records.delete("bob", id_),
        lambda records, id_: records.rate("bob", id_, 0, GOOD),
        lambda records, id_: records.turns("ann", "\ud800"),
    ],
)
def test_nobody_sees_or_changes_the_conversation_of_another(
    records: Records, change: Callable[[Records, str], object]
) -> None:
    id_ = records.start("ann", "The mill").id
    records.append("ann", id_, made_turn())
    before = records.conversations("ann")
    with pytest.raises(UnknownConversationError, match="choose another, or begin a new one"):
        change(records, id_)
    assert records.conversations("bob") == []
    assert records.conversations("ann") == before
    assert records.turns("ann", id_) == (made_turn(),)


def test_a_rating_can_be_changed_and_taken_back(records: Records) -> None:
    id_ = records.start("ann", "The mill").id
    records.append("ann", id_, made_turn("One?"))
    records.append("ann", id_, made_turn("Two?"))
    for rating in (GOOD, BAD, None):
        records.rate("ann", id_, 1, rating)
        assert [turn.rating for turn in records.turns("ann", id_)] == [None, rating]
    with pytest.raises(UnknownConversationError, match="no longer in the conversation"):
        records.rate("ann", id_, 2, GOOD)


def test_rated_turns_of_all_owners_come_behind_what_led_to_them(records: Records) -> None:
    for owner, ratings in (("ann", (None, GOOD, BAD)), ("bob", (None,)), ("cy", (BAD,))):
        id_ = records.start(owner, "The mill").id
        for number, rating in enumerate(ratings):
            records.append(owner, id_, made_turn(f"{owner} {number}?", rating))
    found = [
        ([item.answer.question for item in history], turn.answer.question, turn.rating)
        for history, turn in records.rated()
    ]
    assert found == [
        (["ann 0?"], "ann 1?", GOOD),
        (["ann 0?", "ann 1?"], "ann 2?", BAD),
        ([], "cy 0?", BAD),
    ]


@given(WORDS | st.text(st.characters(), min_size=1, max_size=300))
def test_a_title_is_one_line_of_limited_length(
    tmp_path_factory: pytest.TempPathFactory, title: str
) -> None:
    records = Records.open(tmp_path_factory.mktemp("records"))
    if not title.split():
        with pytest.raises(RecordsError, match="title is empty"):
            records.start("ann", title)
        return
    kept = records.start("ann", title).title
    assert [item.title for item in records.conversations("ann")] == [kept]
    assert 0 < len(kept) <= MAX_TITLE
    assert len(kept.splitlines()) == 1


def test_a_long_title_is_cut_and_a_short_one_kept(records: Records) -> None:
    assert records.start("ann", "How\n large\t is it?").title == "How large is it?"
    assert records.start("ann", "a" * 80).title == "a" * 80
    assert records.start("ann", "a" * 81).title == "a" * 79 + "…"


@pytest.mark.parametrize(
    "content",
    ["", "[]", '{"answer": {}, "filters": {}}', '{"answer": "It.", "filters": {}}', "{", "null"],
)
def test_an_answer_of_an_older_form_leaves_the_others_readable(
    records: Records, tmp_path: Path, content: str
) -> None:
    id_ = records.start("ann", "The mill").id
    records.append("ann", id_, made_turn("One?", BAD))
    records.append("ann", id_, made_turn("Two?"))
    with sqlite3.connect(tmp_path / FILE) as db:
        db.execute("UPDATE turns SET content = ? WHERE position = 0", (content,))
    db.close()
    assert titles(records, "ann") == [("The mill", 2)]
    gone, kept = records.turns("ann", id_)
    assert (gone.answer.question, gone.answer.text) == ("One?", UNREADABLE)
    assert (gone.asked, gone.rating, gone.answer.abstained) == (ASKED, BAD, True)
    assert kept == made_turn("Two?")


def test_the_file_can_be_read_by_its_owner_alone(records: Records, tmp_path: Path) -> None:
    records.start("ann", "The mill")
    for name in (FILE, f"{FILE}-wal"):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600


def test_a_damaged_file_is_refused_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"no database" * 1000)
    with pytest.raises(RecordsError, match=r"records\.sqlite.* is damaged; move it away"):
        Records.open(tmp_path)


def test_a_file_of_another_version_is_refused(tmp_path: Path) -> None:
    Records.open(tmp_path).close()
    with sqlite3.connect(tmp_path / FILE) as db:
        db.execute("PRAGMA user_version=2")
    db.close()
    with pytest.raises(RecordsError, match="kept by another version of Steppewise"):
        Records.open(tmp_path)


def test_a_folder_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(RecordsError, match="cannot be read or written"):
        Records.open(tmp_path / "file")


def appending(folder: Path, owner: str, conversation: str = "new") -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.assistant.records.appending", folder, owner, conversation],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[3],
    )


def said(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    return process.stdout.readline().strip()


def test_what_a_killed_process_had_appended_is_there(tmp_path: Path) -> None:
    process = appending(tmp_path, "ann")
    id_ = said(process)
    while said(process) != "20":
        pass
    process.kill()
    rest = process.communicate()[0].split()
    last = int(rest[-1]) if rest else 20
    found = questions(Records.open(tmp_path), "ann", id_)
    assert found[: last + 1] == [f"Question {number}?" for number in range(last + 1)]
    assert len(found) <= last + 2  # one may be kept that the process could not tell of any more


def test_several_processes_append_to_one_conversation(tmp_path: Path) -> None:
    first = appending(tmp_path, "ann")
    id_ = said(first)
    both = [first, appending(tmp_path, "ann", id_)]
    assert said(both[1]) == id_
    for process in both:
        while said(process) != "20":
            pass
    for process in both:
        process.kill()
        process.communicate()
    found = questions(Records.open(tmp_path), "ann", id_)
    assert all(found.count(f"Question {number}?") == 2 for number in range(21))


def test_processes_that_open_a_folder_at_once_use_one_file(tmp_path: Path) -> None:
    processes = [appending(tmp_path, f"owner {number}") for number in range(4)]
    ids = [said(process) for process in processes]
    assert [said(process) for process in processes] == ["0"] * 4
    for process in processes:
        process.kill()
        process.communicate()
    records = Records.open(tmp_path)
    for number, id_ in enumerate(ids):
        assert questions(records, f"owner {number}", id_)[0] == "Question 0?"
