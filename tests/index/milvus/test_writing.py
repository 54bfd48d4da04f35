"""Tests of index.milvus.writer: interrupted, repeated, and from several machines at once."""

import subprocess
import sys
from pathlib import Path

import pytest

import index.index as index_module
from corpus import Article
from index import Change, Filters, Index, IndexDamagedError, Outcome, Place
from index.milvus import counting
from index.milvus.rows import ARTICLES, PASSAGES, among
from index.milvus.server import Server
from tests.embedder import HashingEmbedder
from tests.index.writer import article
from tests.stores import on_milvus

ROOT = Path(__file__).parents[3]

pytestmark = on_milvus

OLD = Article("mill", "The mill", "The old mill grinds oats.", "Gazette", "2020")
NEW = Article("mill", "The mill", "The new mill grinds rye.", "Courier", "2021")


def rows(index: Index, suffix: str, field: str) -> list[object]:
    """Return a field of all rows of a collection, in order."""
    return sorted(row[field] for row in Server(index.place).query(suffix, "", [field]))


def interrupted(index: Index, articles: list[Article], before: str) -> None:
    """Add articles and be interrupted before a step: "write" of a collection or "delete"."""
    with pytest.MonkeyPatch.context() as patch:
        write, delete = Server.write, Server.delete

        def stop(self: Server, suffix: str, what: object) -> None:
            if before == f"write {suffix}":
                raise KeyboardInterrupt
            write(self, suffix, what)

        def stop_deleting(self: Server, suffix: str, where: str) -> None:
            if before == "delete":
                raise KeyboardInterrupt
            delete(self, suffix, where)

        patch.setattr(Server, "write", stop)
        patch.setattr(Server, "delete", stop_deleting)
        with pytest.raises(KeyboardInterrupt):
            index.add(articles)


@pytest.mark.parametrize("step", ["write _terms", "write ", "write _articles", "write _meta"])
def test_an_interrupted_add_is_completed_by_running_it_again(
    index: Index, towns: list[Article], step: str
) -> None:
    interrupted(index, [NEW], step)
    if step != "write _meta":
        assert {summary.id for summary in index.articles()} == {town.id for town in towns}
        assert "mill" not in {hit.article_id for hit in index.search("rye", 10)}
    index.add([NEW])
    assert index.article("mill") == NEW
    assert index.search("rye", 1)[0].article_id == "mill"
    assert index.counts() == (5, 5)


@pytest.mark.parametrize("step", ["write ", "write _articles", "delete"])
def test_an_interrupted_update_is_completed_by_running_it_again(index: Index, step: str) -> None:
    index.add([OLD])
    interrupted(index, [NEW], step)
    whole = NEW if step == "delete" else OLD
    assert index.article("mill") == whole
    found = {hit.text for hit in index.search("mill", 10) if hit.article_id == "mill"}
    assert found == {whole.text}
    assert [item.article_id for item in index.mentioning("grinds")] == ["mill"]
    change = Change.UNCHANGED if step == "delete" else Change.UPDATED
    assert index.add([NEW]) == [Outcome("mill", change)]
    assert index.article("mill") == NEW
    assert index.counts() == (5, 5)
    assert index.counts(Filters(sources=("Gazette",))) == (0, 0)


def test_adding_again_what_is_there_changes_no_row(index: Index, towns: list[Article]) -> None:
    before = {suffix: rows(index, suffix, key) for suffix, key in
              ((PASSAGES, "number"), (ARTICLES, "version"))}  # fmt: skip
    with index._store.writing() as writer:
        from index.parts import embed_parts

        parts = embed_parts(HashingEmbedder(), towns, 1000)
        writer.put(list(zip(towns, parts, strict=True)))
    assert rows(index, PASSAGES, "number") == before[PASSAGES]
    assert rows(index, ARTICLES, "version") == before[ARTICLES]
    assert index.counts() == (4, 4)


def test_two_machines_that_change_an_article_at_once_leave_it_whole(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    index.add([OLD])
    other = Index.open(index.place, HashingEmbedder())
    write = Server.write

    def meanwhile(self: Server, suffix: str, what: object) -> None:
        if suffix == ARTICLES:
            monkeypatch.setattr(Server, "write", write)
            other.add([Article("mill", "The mill", "The third mill grinds peas.")])
        write(self, suffix, what)

    monkeypatch.setattr(Server, "write", meanwhile)
    index.add([NEW])
    monkeypatch.setattr(counting, "FRESH_SECONDS", 0.0)
    for reader in (index, other):
        assert reader.article("mill") == NEW
        hits = reader.search("mill grinds", 10)
        assert {hit.text for hit in hits if hit.article_id == "mill"} == {NEW.text}


def test_an_article_that_is_not_whole_is_told_and_mended(index: Index) -> None:
    index.add([OLD])
    Server(index.place).delete(PASSAGES, among("article", ["mill"]))
    with pytest.raises(IndexDamagedError, match=r"'mill' is not whole at .*; add it again"):
        index.article("mill")
    with pytest.raises(IndexDamagedError, match="'mill' is not whole"):
        index.check()
    assert index.add([OLD]) == [Outcome("mill", Change.ADDED)]
    assert index.article("mill") == OLD
    index.check()


def start_writer(place: Place, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.index.writer", str(place), str(count)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_several_processes_add_at_once_and_one_is_killed(place: Place) -> None:
    Index.create(place, HashingEmbedder()).close()
    writers = [start_writer(place, count) for count in (10, 8, 12)]
    killed = writers.pop()
    assert killed.stdout is not None
    while killed.stdout.readline().strip() not in {"town-003", "done", ""}:
        pass
    killed.kill()
    killed.communicate()
    for writer in writers:
        told, _ = writer.communicate(timeout=240)
        assert told.split()[-1] == "done"
    index = Index.open(place, HashingEmbedder())
    index.add(map(article, range(12)))
    assert [index.article(item.id) for item in index.articles()] == list(map(article, range(12)))
    assert index.counts() == (12, 12)
    for number in range(12):
        assert index.search(f"town{number}", 1)[0].article_id == article(number).id
    index.close()


def test_another_process_is_noticed(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_module, "_ARTICLES_AT_ONCE", 2)
    monkeypatch.setattr(counting, "FRESH_SECONDS", 0.0)
    reader = Index.open(index.place, HashingEmbedder())
    generation = reader.generation
    seen: list[int] = []
    many = [Article(f"a{n}", "A", f"Text number {n}.") for n in range(4)]
    index.add(many, lambda _: seen.append(len(reader.articles())))
    assert seen == [6, 6, 8, 8]
    assert reader.generation > generation


def test_numbers_are_counted_anew_when_they_may_have_changed(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = Index.open(index.place, HashingEmbedder())
    assert (reader.counts(), reader.contains("rye")) == ((4, 4), False)
    index.add([NEW])
    assert (index.counts(), index.contains("rye")) == ((5, 5), True)
    monkeypatch.setattr(counting, "FRESH_SECONDS", 0.0)
    assert (reader.counts(), reader.contains("rye")) == ((5, 5), True)


def test_a_term_that_only_a_removed_article_had_is_near_to_nothing(index: Index) -> None:
    index.add([Article("a", "A", "The zeppelin and the zeppolin rise.")])
    assert index.nearest_word("zeppelim") == "zeppelin"
    index.remove(["a"])
    assert index.nearest_word("zeppelim") is None
