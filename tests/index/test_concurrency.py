"""Tests of the index when a process is killed, and when several use it at once."""

import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from filelock import FileLock

import index.index as index_module
from corpus import Article
from index import Change, Index, IndexLockedError, Outcome, local, lock
from tests.embedder import HashingEmbedder
from tests.index.writer import BATCH, article

ROOT = Path(__file__).parents[2]
COUNT = 40


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An index without articles."""
    folder = tmp_path / "index"
    Index.create(folder, HashingEmbedder()).close()
    return folder


def start_writer(folder: Path, count: int = COUNT) -> subprocess.Popen[str]:
    """Start a process that adds articles, and wait until it is about to."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.index.writer", str(folder), str(count)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def lines(process: subprocess.Popen[str]) -> Iterator[str]:
    assert process.stdout is not None
    return (line.strip() for line in process.stdout)


def stored(index: Index) -> list[Article]:
    return [index.article(summary.id) for summary in index.articles()]


def check_search(index: Index, articles: list[Article]) -> None:
    """Check that each article is found by its own word, and nothing else is found."""
    for wanted in articles:
        number = int(wanted.id.removeprefix("town-"))
        best = index.search(f"town{number}", 1)[0]
        assert (best.article_id, best.text) == (wanted.id, wanted.text)
    if articles:
        hits = index.search("mill goats", 1000)
        assert sorted(hit.article_id for hit in hits) == [wanted.id for wanted in articles]


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_killed_while_adding_it_holds_what_was_committed(folder: Path, seed: int) -> None:
    draw = random.Random(seed)
    process = start_writer(folder)
    told = []
    last = draw.choice([1, draw.randrange(2, COUNT), COUNT])
    for line in lines(process):
        told.append(line)
        if len(told) == last:
            break
    time.sleep(draw.uniform(0, 0.02))
    process.kill()
    assert process.wait() in {-9, 0}  # 0 if it had just finished

    index = Index.open(folder, HashingEmbedder())
    survivors = stored(index)
    assert survivors == [article(number) for number in range(len(survivors))]
    assert told == [survivor.id for survivor in survivors[: len(told)]]
    assert len(survivors) % BATCH == 0
    check_search(index, survivors)

    outcomes = index.add(map(article, range(COUNT)))
    assert outcomes == [
        Outcome(article(number).id, Change.UNCHANGED if number < len(survivors) else Change.ADDED)
        for number in range(COUNT)
    ]
    check_search(index, [article(number) for number in range(COUNT)])
    index.close()


def test_killed_before_it_commits_the_index_is_as_before(folder: Path) -> None:
    process = start_writer(folder)
    process.kill()
    process.wait()
    index = Index.open(folder, HashingEmbedder())
    survivors = stored(index)
    assert survivors == [article(number) for number in range(len(survivors))]
    check_search(index, survivors)
    index.close()


def test_readers_see_whole_states_while_another_process_writes(folder: Path) -> None:
    """Two readers, one of them shared by two threads; what they see only ever grows."""
    indexes = [Index.open(folder, HashingEmbedder()) for _ in range(2)]
    readers = [indexes[0], indexes[0], indexes[1]]
    finished = threading.Event()

    def read(index: Index) -> list[int]:
        seen = []
        while not finished.is_set() or len(seen) < 2:
            hits = index.search("mill goats", 1000)
            numbers = sorted(int(hit.article_id.removeprefix("town-")) for hit in hits)
            assert numbers == list(range(len(numbers)))
            for hit in hits:
                number = int(hit.article_id.removeprefix("town-"))
                assert hit.text == article(number).text
            seen.append(len(numbers))
        return seen

    with ThreadPoolExecutor(len(readers)) as pool:
        process = start_writer(folder)
        futures = [pool.submit(read, reader) for reader in readers]
        assert list(lines(process))[-1] == "done"
        process.wait()
        finished.set()
        for future in futures:
            seen = future.result()
            assert seen == sorted(seen)
    for index in indexes:
        check_search(index, [article(number) for number in range(COUNT)])
        index.close()


def test_another_process_sees_what_was_added_and_removed(folder: Path) -> None:
    reader = Index.open(folder, HashingEmbedder())
    assert reader.search("mill") == []
    writer = Index.open(folder, HashingEmbedder())
    writer.add([article(0), article(1)])
    check_search(reader, [article(0), article(1)])
    writer.remove(["town-000"])
    check_search(reader, [article(1)])
    reader.close()
    writer.close()


@pytest.fixture
def short_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "WAIT_SECONDS", 0.05)


@pytest.mark.usefixtures("short_wait")
def test_a_second_writer_is_told_in_one_sentence(index: Index) -> None:
    message = "^Another process is writing to the index in .*; try again when it has finished.$"
    with FileLock(index.place / "write.lock"):
        with pytest.raises(IndexLockedError, match=message):
            index.add([article(0)])
        with pytest.raises(IndexLockedError, match=message):
            index.remove(["quill-tramway"])
        assert index.search("tramway", 1)[0].article_id == "quill-tramway"
    assert index.add([article(0)]) == [Outcome("town-000", Change.ADDED)]


def test_a_second_writer_waits_for_the_first(index: Index) -> None:
    lock = FileLock(index.place / "write.lock")
    lock.acquire()
    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(index.add, [article(0)])
        time.sleep(0.2)
        assert not future.done()
        assert index.counts() == (4, 4)
        lock.release()
        assert future.result() == [Outcome("town-000", Change.ADDED)]


@pytest.mark.usefixtures("short_wait")
def test_no_index_is_made_over_one_that_another_process_is_making(tmp_path: Path) -> None:
    with (
        FileLock(tmp_path / "write.lock"),
        pytest.raises(IndexLockedError, match="Another process is writing"),
    ):
        Index.create(tmp_path, HashingEmbedder())


def test_writers_in_several_threads_take_turns(index: Index) -> None:
    with ThreadPoolExecutor(4) as pool:
        outcomes = list(pool.map(lambda number: index.add([article(number)]), range(8)))
    assert outcomes == [[Outcome(article(number).id, Change.ADDED)] for number in range(8)]
    assert index.counts() == (12, 12)
    index.remove(["orvel-lighthouse", "brenmoor-cheese", "quill-tramway", "sandry-observatory"])
    check_search(index, [article(number) for number in range(8)])


def test_an_interrupt_leaves_what_was_committed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_module, "_ARTICLES_AT_ONCE", BATCH)
    index = Index.open(folder, HashingEmbedder())

    def interrupt(outcome: Outcome) -> None:
        if outcome.article_id == "town-004":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        index.add(map(article, range(COUNT)), interrupt)
    assert stored(index) == [article(number) for number in range(6)]
    check_search(index, [article(number) for number in range(6)])
    outcomes = index.add(map(article, range(COUNT)))
    assert [outcome.change for outcome in outcomes] == [Change.UNCHANGED] * 6 + [Change.ADDED] * 34
    check_search(index, [article(number) for number in range(COUNT)])
    index.close()


def test_an_interrupt_while_embedding_changes_nothing(
    index: Index, embedder: HashingEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    hits = index.search("Orvel")

    def interrupt(_: list[str]) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(embedder, "embed", interrupt)
        with pytest.raises(KeyboardInterrupt):
            index.add([article(0)])
    assert index.counts() == (4, 4)
    assert index.search("Orvel") == hits
    assert index.add([article(0)]) == [Outcome("town-000", Change.ADDED)]


def test_an_interrupt_while_writing_the_caches_is_made_good(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(local, "make_caches", interrupt)
        with pytest.raises(KeyboardInterrupt):
            index.add([article(0)])
    assert index.counts() == (5, 5)
    assert index.search("town0", 1)[0].article_id == "town-000"
    assert index.search("lighthouse", 1)[0].article_id == "orvel-lighthouse"
