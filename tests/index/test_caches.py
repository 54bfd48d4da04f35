"""Tests of index.caches: whatever becomes of them, the answers stay, and nothing is embedded."""

import logging
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import Article
from index import Filters, Hit, Index
from index.caches import make_caches
from index.catalogue import Catalogue
from tests.embedder import HashingEmbedder

QUERIES = ["lighthouse keeper of Orvel", "cheese from goats", "tramway", "412 17 31.5"]


def answers(index: Index) -> list[list[Hit]]:
    return [
        *(index.search(query) for query in QUERIES),
        index.search("Orvel", filters=Filters(since="2022")),
    ]


def reopened(folder: Path) -> tuple[list[list[Hit]], list[str]]:
    """Return the answers of an index and what was embedded for them."""
    embedder = HashingEmbedder()
    index = Index.open(folder, embedder)
    found = answers(index)
    index.close()
    return found, embedder.embedded


ONLY_QUERIES = [*QUERIES, "Orvel"]


def generations(folder: Path) -> list[int]:
    return sorted(int(path.name) for path in (folder / "caches").iterdir())


def latest(folder: Path) -> Path:
    """Return the folder of the caches that are in use."""
    return folder / "caches" / str(generations(folder)[-1])


def test_they_are_read_where_they_are_whole(index: Index) -> None:
    expected = answers(index)
    index.close()
    before = {path: path.stat().st_mtime_ns for path in latest(index.place).rglob("*.*")}
    assert reopened(index.place) == (expected, ONLY_QUERIES)
    after = {path: path.stat().st_mtime_ns for path in latest(index.place).rglob("*.*")}
    for times in (before, after):
        times |= {path: 0 for path in times if path.suffix == ".lock"}
    assert after == before


def remove_all(folder: Path) -> None:
    shutil.rmtree(folder / "caches")


def remove_vectors(folder: Path) -> None:
    (latest(folder) / "vectors" / "1.faiss").unlink()


def remove_stamp(folder: Path) -> None:
    (latest(folder) / "stamp.json").unlink()


def remove_lexical(folder: Path) -> None:
    shutil.rmtree(latest(folder) / "lexical")


def make_stale(folder: Path) -> None:
    (latest(folder)).rename(folder / "caches" / "3")


def write_nonsense(folder: Path) -> None:
    (latest(folder) / "stamp.json").write_bytes(b"\xff[")


def add_a_file(folder: Path) -> None:
    (latest(folder) / "lexical" / "more.idx").write_bytes(b"more")


@pytest.mark.parametrize(
    "harm",
    [remove_all, remove_vectors, remove_stamp, remove_lexical, make_stale, write_nonsense,
     add_a_file],
)  # fmt: skip
def test_they_are_made_anew_without_embedding(index: Index, harm: Callable[[Path], None]) -> None:
    expected = answers(index)
    index.close()
    harm(index.place)
    assert reopened(index.place) == (expected, ONLY_QUERIES)
    stamp = latest(index.place) / "stamp.json"
    written = stamp.stat().st_mtime_ns
    assert "vectors/1.faiss" in stamp.read_text()
    assert reopened(index.place) == (expected, ONLY_QUERIES)
    assert stamp.stat().st_mtime_ns == written


PATTERNS = [
    "vectors/1.faiss", "stamp.json", "columns.npy", "removed/meta.json", "removed/.managed.json",
    "lexical/meta.json", "lexical/.managed.json", "lexical/*.idx", "lexical/*.term",
    "lexical/*.store", "lexical/*.fieldnorm", "lexical/*.fast", "lexical/*.pos",
]  # fmt: skip


def test_there_are_no_other_files(index: Index) -> None:
    place = latest(index.place)
    matched = {path for pattern in PATTERNS for path in place.glob(pattern)}
    others = {path for path in place.rglob("*") if path.is_file()} - matched
    assert {path.suffix for path in others} == {".lock"}
    assert [path.stat().st_size for path in others] == [0] * len(others)


@pytest.mark.parametrize("pattern", PATTERNS)
@pytest.mark.parametrize("position", [0.0, 0.4, 0.8, 1.0])
def test_a_flipped_byte_is_found(
    index: Index, pattern: str, position: float, caplog: pytest.LogCaptureFixture
) -> None:
    expected = answers(index)
    index.close()
    [path] = (latest(index.place)).glob(pattern)
    data = bytearray(path.read_bytes())
    data[int(position * (len(data) - 1))] ^= 0x10
    path.unlink()  # not written over, for a search may still have it mapped into memory
    path.write_bytes(data)
    with caplog.at_level(logging.WARNING, "index.caches"):
        assert reopened(index.place) == (expected, ONLY_QUERIES)
    assert "are broken" in caplog.text
    assert path.read_bytes() != data if path.exists() else True


def test_those_of_another_catalogue_are_not_used(
    index: Index, tmp_path: Path, towns: list[Article]
) -> None:
    expected = answers(index)
    index.close()
    other = Index.create(tmp_path / "other", HashingEmbedder())
    other.add([Article(f"a{n}", "A", f"The tramway of Orvel, number {n}.") for n in range(4)])
    other.close()
    remove_all(index.place)
    shutil.copytree(tmp_path / "other" / "caches", index.place / "caches")
    assert reopened(index.place) == (expected, ONLY_QUERIES)


def test_those_of_a_state_that_a_backup_has_undone_are_not_used(index: Index) -> None:
    index.close()
    catalogue = index.place / "catalogue.sqlite"
    backup = catalogue.read_bytes()
    one = Index.open(index.place, HashingEmbedder())
    one.add([Article("mill", "A mill", "The mill of Vell turns in the wind.")])
    one.close()
    catalogue.write_bytes(backup)
    index = Index.open(index.place, HashingEmbedder())
    with pytest.raises(KeyboardInterrupt):  # the caches are left to the next search
        index.add([Article("ferry", "A ferry", "The ferry of Lindow floats.")], interrupt)
    assert index.search("ferry of Lindow", k=1)[0].article_id == "ferry"
    assert {hit.article_id for hit in index.search("mill of Vell", 10)} == {
        *(summary.id for summary in index.articles())
    }
    index.close()


def interrupt(_: object) -> None:
    raise KeyboardInterrupt


def test_damage_after_they_were_opened_is_not_handed_on(index: Index, towns: list[Article]) -> None:
    index.search("Orvel")
    [path] = (latest(index.place) / "lexical").glob("*.idx")
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.unlink()
    path.write_bytes(data)
    index.add([Article("mill", "A mill", "The mill of Vell turns in the wind.")])
    expected = answers(index)
    remove_all(index.place)
    assert reopened(index.place) == (expected, ONLY_QUERIES)


def test_a_folder_removed_under_a_writer_does_no_harm(index: Index) -> None:
    index.search("Orvel")
    remove_all(index.place)
    index.add([Article("mill", "A mill", "The mill of Vell turns in the wind.")])
    assert index.search("mill of Vell", k=1)[0].article_id == "mill"
    assert index.search("lighthouse", k=1)[0].article_id == "orvel-lighthouse"


def test_old_generations_are_removed_but_for_the_last(index: Index) -> None:
    stamped = []
    for number in range(3):
        index.add([Article(f"a{number}", "A", f"Text number {number}.")])
        stamped.append(int(index.made_by()["generation"]))
    assert generations(index.place) == stamped[-2:]


def test_where_nothing_can_be_written_they_are_in_memory(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = answers(index)
    index.close()
    remove_all(index.place)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refuse)
    assert reopened(index.place) == (expected, ONLY_QUERIES)
    assert not (index.place / "caches").exists()


def test_they_hold_one_state_though_another_process_commits_while_they_are_made(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    remove_all(index.place)
    catalogue = Catalogue(index.place / "catalogue.sqlite")
    generation = catalogue.generation
    everything = Catalogue.everything

    def commit_first(self: Catalogue, after: int) -> object:
        monkeypatch.setattr(Catalogue, "everything", everything)
        writer = Catalogue(index.place / "catalogue.sqlite")
        with writer.transaction():
            writer.delete("quill-tramway")
        writer.close()
        return everything(self, after)

    monkeypatch.setattr(Catalogue, "everything", commit_first)
    caches = make_caches(index.place / "caches", catalogue, None)
    assert caches.generation == generation < catalogue.generation
    assert len(caches.searchable.columns) == len(caches.searchable.lexical) == 4
    assert [len(segment) for segment in caches.searchable.vectors] == [4]
    assert catalogue.counts()[0] == 3
    catalogue.close()


WORDS = ["mill", "goat", "lamp", "harbour", "red", "wind", "salt", "tram"]
steps = st.lists(
    st.tuples(st.sampled_from(["add", "add", "add", "remove"]), st.integers(0, 7), st.integers()),
    min_size=1,
    max_size=8,
)


@given(steps=steps)
@settings(max_examples=8)
def test_every_way_to_the_same_articles_gives_the_same_answers(
    steps: list[tuple[str, int, int]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("stepwise") / "index"
    index = Index.create(folder, HashingEmbedder())
    for kind, number, seed in steps:
        if kind == "add":
            draw = random.Random(seed)
            batch = [
                Article(
                    f"a{n % 8}",
                    draw.choice(WORDS),
                    " ".join(draw.choices(WORDS, k=draw.randint(1, 30))),
                )
                for n in (number, number + 1, number + 3)
            ]
            index.add(batch)
        elif any(summary.id == f"a{number}" for summary in index.articles()):
            index.remove([f"a{number}"])
    queries = ["mill goat", "salt", "red wind tram"]
    stepwise = [index.search(query, 5) for query in queries]
    index.close()
    remove_all(folder)
    index = Index.open(folder, HashingEmbedder())
    assert [index.search(query, 5) for query in queries] == stepwise
    index.close()
