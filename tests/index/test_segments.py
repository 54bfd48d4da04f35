"""Tests of index.segments and index.searchable: little is written for little, and found as all."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from corpus import Article
from index import Index
from index.codes import encode_bytes
from index.columns import Columns, row
from index.passages import Passage
from index.reading import Stored
from index.segments import merge_segments, read_segments, write_segment
from index.vectors import Codes, VectorIndex
from tests.embedder import HashingEmbedder


def codes_of(numbers: list[int]) -> Codes:
    """Return codes that are as the numbers are."""
    vectors = np.stack([np.cos(numbers), np.sin(numbers)], axis=1).astype(np.float32)
    return encode_bytes(vectors)


def columns(passages: int, without: range = range(0)) -> Columns:
    """Return the columns of articles of one passage each."""
    rows = [
        row(Stored(n, Article(f"a{n}", "A", "A"), n, [Passage(f"a{n}", 0, 1, "A")], codes_of([n])))
        for n in range(passages)
        if n not in without
    ]
    return Columns().changed(rows, [])


def sizes(folder: Path) -> list[int]:
    return [len(segment) for segment in read_segments(folder)]


def held(folder: Path) -> list[int]:
    return sorted(number for one in read_segments(folder) for number in one.numbers().tolist())


def test_eight_of_one_size_become_one(tmp_path: Path) -> None:
    for added in range(1, 601):
        write_segment(tmp_path, VectorIndex.build([added - 1], codes_of([added - 1])))
        merge_segments(tmp_path, columns(added), codes_of)
        assert len(sizes(tmp_path)) < 8 * 3
    assert held(tmp_path) == list(range(600))
    assert sizes(tmp_path)[0] >= 512


def test_merging_leaves_out_what_was_removed_and_changes_no_score(tmp_path: Path) -> None:
    for start in range(0, 80, 10):
        numbers = list(range(start, start + 10))
        write_segment(tmp_path, VectorIndex.build(numbers, codes_of(numbers)))
    vector = np.array([1.0, 0.0], np.float32)
    before = {}
    for segment in read_segments(tmp_path):
        before |= dict(zip(*(part.tolist() for part in segment.search(vector, 10)), strict=True))
    merge_segments(tmp_path, columns(80, without=range(20, 45)), codes_of)
    [merged] = read_segments(tmp_path)
    expected = [*range(20), *range(45, 80)]
    assert merged.numbers().tolist() == expected
    numbers, scores = merged.search(vector, 80)
    assert dict(zip(numbers.tolist(), scores.tolist(), strict=True)) == {
        number: before[number] for number in expected
    }


def test_what_all_was_removed_leaves_no_segment(tmp_path: Path) -> None:
    for number in range(8):
        write_segment(tmp_path, VectorIndex.build([number], codes_of([number])))
    merge_segments(tmp_path, columns(9, without=range(8)), codes_of)
    assert sizes(tmp_path) == []


WORDS = ["mill", "goat", "lamp", "harbour", "red", "wind", "salt", "tram"]


def article(number: int, draw: np.random.Generator) -> Article:
    words = draw.choice(WORDS, size=draw.integers(3, 30)).tolist()
    return Article(f"a{number:03}", f"Place{number}", " ".join([*words, f"only{number}"]))


@pytest.fixture
def many(tmp_path: Path) -> Index:
    draw = np.random.default_rng(2)
    index = Index.create(tmp_path / "index", HashingEmbedder())
    index.add([article(number, draw) for number in range(100)])
    return index


def files(index: Index) -> dict[str, int]:
    """Return the inodes of the search files of the present generation."""
    place = index.place / "caches" / str(index.generation)
    return {
        path.relative_to(place).as_posix(): path.stat().st_ino
        for path in place.rglob("*")
        if path.is_file() and path.suffix != ".lock"
    }


def test_adding_one_article_leaves_the_other_files_as_they_are(many: Index) -> None:
    before = files(many)
    many.add([Article("new", "A new one", "The ferry of Lindow floats.")])
    after = files(many)
    same = {name for name in before if after.get(name) == before[name]}
    written = {"columns.npy", "stamp.json", "lexical/meta.json", "lexical/.managed.json"}
    assert before.keys() - same <= written
    assert {name for name in after if name.startswith("vectors/")} - same == {"vectors/2.faiss"}
    assert many.search("ferry", 1)[0].article_id == "new"


def test_removing_a_few_rebuilds_nothing_and_skews_no_weight(many: Index) -> None:
    before = files(many)
    gone = [f"a{number:03}" for number in (3, 50, 51, 99)]
    many.remove(gone)
    after = files(many)
    assert after["vectors/1.faiss"] == before["vectors/1.faiss"]
    kept = {name for name in before if name.startswith("lexical/") and name.endswith(".idx")}
    assert {name: after[name] for name in kept} == {name: before[name] for name in kept}

    stepwise = {word: many._store.search(word, *query(many, word), None) for word in WORDS}
    rarities = {word: many.rarity(word) for word in [*WORDS, "only3"]}
    assert not many.contains("only3")
    assert many.mentioning("only51") == []
    assert many.counts() == (96, 96)

    anew = rebuilt(many)
    assert {word: anew.rarity(word) for word in rarities} == rarities
    for word, (dense, lexical, passages) in stepwise.items():
        expected = anew._store.search(word, *query(anew, word), None)
        assert passages == expected.passages == 96
        assert dense[0].tolist() == expected.dense[0].tolist()
        assert dense[1].tolist() == expected.dense[1].tolist()
        assert set(lexical[0].tolist()) == set(expected.lexical[0].tolist())
        scores = dict(zip(*(column.tolist() for column in lexical), strict=True))
        for number, score in zip(*(column.tolist() for column in expected.lexical), strict=True):
            assert scores[number] == pytest.approx(score, rel=0.02)
    anew.close()


def test_removing_many_makes_all_anew(many: Index) -> None:
    before = files(many)
    many.remove(f"a{number:03}" for number in range(11))
    assert files(many)["vectors/1.faiss"] != before["vectors/1.faiss"]
    lexical = many._store.search("goat", *query(many, "goat"), None).lexical
    anew = rebuilt(many)
    expected = anew._store.search("goat", *query(anew, "goat"), None).lexical
    assert [column.tolist() for column in lexical] == [column.tolist() for column in expected]
    anew.close()


def query(index: Index, word: str) -> tuple[np.ndarray, int]:
    return index._query_vector(word), 100


def rebuilt(index: Index) -> Index:
    """Return the index with search files that are made anew."""
    index.close()
    shutil.rmtree(index.place / "caches")
    return Index.open(index.place, HashingEmbedder())


def interrupt(_: object) -> None:
    raise KeyboardInterrupt


def test_what_a_writer_left_unfinished_is_added_without_making_all_anew(many: Index) -> None:
    before = files(many)
    with pytest.raises(KeyboardInterrupt):  # after it is committed, before it can be found
        many.add([Article("new", "A new one", "The ferry of Lindow floats.")], interrupt)
    assert many.search("ferry", 1)[0].article_id == "new"
    after = files(many)
    assert after["vectors/1.faiss"] == before["vectors/1.faiss"]
    assert "vectors/2.faiss" in after


def test_while_another_writes_the_last_state_is_searched(many: Index) -> None:
    reader = Index.open(many.place, HashingEmbedder())

    def found() -> list[str]:
        return [hit.article_id for hit in reader.search("goat ferry", 5)]

    before, seen = found(), []

    def search(_: object) -> None:
        seen.append((found(), reader.counts()))

    many.add([Article("new", "A new one", "The ferry of Lindow floats.")], search)
    assert seen == [(before, (101, 101))]
    assert found()[0] == "new"
    reader.close()


def test_built_in_another_order_it_ranks_alike_but_for_ties(tmp_path: Path, many: Index) -> None:
    draw = np.random.default_rng(2)
    articles = [article(number, draw) for number in range(100)][::-1]
    other = Index.create(tmp_path / "other", HashingEmbedder())
    for begin in range(0, 100, 17):
        other.add(articles[begin : begin + 17])
    for words in ("red mill", "goat", "What is the harbour of Place7?", "salt wind tram lamp"):
        one, two = (
            {hit.article_id: hit.score for hit in index.search(words, 20)}
            for index in (many, other)
        )
        assert sorted(one.values()) == pytest.approx(sorted(two.values()), abs=1e-6)
        last = min(one.values()) + 1e-6
        above = {id_ for id_, score in one.items() if score > last}
        assert above == {id_ for id_, score in two.items() if score > last}
        assert {id_: one[id_] for id_ in above} == pytest.approx(
            {id_: two[id_] for id_ in above}, abs=1e-6
        )
