"""Tests of index.catalogue."""

import sqlite3
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Article
from index import Filters, IndexDamagedError, IndexLockedError, IndexMismatchError
from index.catalogue import Catalogue
from index.codes import decode_nibbles, encode_bytes, encode_nibbles
from index.parts import embed_parts
from index.reading import FORMAT
from index.results import Summary
from tests.embedder import DIMENSION, HashingEmbedder
from tests.texts import texts

META = {"dimension": DIMENSION}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    Catalogue.create(tmp_path / "catalogue.sqlite", META)
    return tmp_path / "catalogue.sqlite"


@pytest.fixture
def catalogue(path: Path) -> Iterator[Catalogue]:
    opened = Catalogue(path)
    yield opened
    opened.close()


def insert(catalogue: Catalogue, *articles: Article) -> None:
    parts = embed_parts(HashingEmbedder(), articles, 60)
    with catalogue.transaction():
        for article, own in zip(articles, parts, strict=True):
            catalogue.insert(article, own)


words = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
articles = st.builds(
    Article.from_raw,
    id=st.from_regex(r"\w[\w/#.-]{0,9}", fullmatch=True),
    title=words,
    text=texts,
    source=st.none() | words,
    date=st.sampled_from([None, "1871", "2021-06", "2021-06-18"]),
    url=st.none() | words,
)


@given(articles)
def test_an_article_comes_back_as_it_was(article: Article) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "catalogue.sqlite"
        Catalogue.create(path, META)
        catalogue = Catalogue(path)
        insert(catalogue, article)
        catalogue.close()
        catalogue = Catalogue(path)
        assert catalogue.article(article.id) == article
        catalogue.check()
        [stored] = catalogue.everything()
        [expected] = embed_parts(HashingEmbedder(), [article], 60)
        assert stored[:4] == (1, article, 1, expected.passages)
        np.testing.assert_array_equal(stored.codes, encode_bytes(expected.vectors))
        sentences, vectors = catalogue.sentences(article.id, 0, len(article.text))
        assert sentences == expected.sentences
        codes = encode_nibbles(expected.sentence_vectors)
        np.testing.assert_array_equal(vectors, decode_nibbles(codes, DIMENSION))
        found = catalogue.found(range(1, 1 + len(expected.passages)))
        for number, passage in enumerate(expected.passages, start=1):
            begin = [passage.start <= s.start < passage.end for s in expected.sentences]
            own = [s for s, inside in zip(expected.sentences, begin, strict=True) if inside]
            assert found[number][:3] == (passage, article.title, own)
            np.testing.assert_array_equal(found[number].vectors, vectors[begin])
            across = catalogue.sentences_across(article.id, passage.start, passage.end)
            assert across == [
                s for s in expected.sentences if s.start < passage.end and s.end > passage.start
            ]
            place = catalogue.passage_at(article.id, passage.end - 1)
            assert place == (number, passage.start, passage.end)
        catalogue.close()


def test_the_meta_and_the_generation(catalogue: Catalogue, towns: list[Article]) -> None:
    before = catalogue.generation
    expected = {"format": FORMAT, "dimension": "64", "generation": str(before)}
    assert catalogue.meta == expected
    insert(catalogue, *towns)
    added = catalogue.generation
    with catalogue.transaction():
        assert catalogue.delete("quill-tramway") is True
        deleted = catalogue.generation
        assert catalogue.delete("quill-tramway") is False
    assert before < added < deleted == catalogue.generation == int(catalogue.meta["generation"])


def test_no_two_catalogues_have_one_generation(tmp_path: Path, towns: list[Article]) -> None:
    generations = set()
    for name in "abcdefgh":
        Catalogue.create(tmp_path / name, META)
        catalogue = Catalogue(tmp_path / name)
        insert(catalogue, towns[0])
        generations.add(catalogue.generation)
        catalogue.close()
    assert len(generations) == 8


def test_deleting_takes_all_parts_along(catalogue: Catalogue, towns: list[Article]) -> None:
    insert(catalogue, *towns)
    assert catalogue.counts() == (4, 12)
    with catalogue.transaction():
        catalogue.delete("orvel-lighthouse")
    assert catalogue.counts() == (3, 9)
    assert list(catalogue.found([1, 2, 3, 4])) == [4]
    assert catalogue.stored("orvel-lighthouse") is None
    assert catalogue.article("orvel-lighthouse") is None
    assert catalogue.sentences("orvel-lighthouse", 0, 10_000)[0] == []
    catalogue.check()


def test_numbers_are_never_used_again(catalogue: Catalogue, towns: list[Article]) -> None:
    insert(catalogue, *towns)
    with catalogue.transaction():
        catalogue.delete("sandry-observatory")
    insert(catalogue, towns[3])
    assert [stored[0] for stored in catalogue.everything()] == [1, 2, 3, 5]
    assert [stored.begin for stored in catalogue.everything()] == [1, 4, 7, 13]
    assert [stored[0] for stored in catalogue.everything(after=2)] == [3, 5]
    assert [catalogue.articles_up_to(number) for number in (0, 3, 4, 5)] == [0, 3, 3, 4]


def test_summaries(catalogue: Catalogue, towns: list[Article]) -> None:
    before = datetime.now(UTC).replace(microsecond=0)
    insert(catalogue, towns[0], Article("a", "A", "One two\nthree\n\nfour five."))
    first, second = catalogue.summaries()
    assert first == Summary("a", "A", None, None, None, 5, 1, first.added)
    assert (second.id, second.title, second.source, second.date, second.url) == (
        "orvel-lighthouse", "The lighthouse of Orvel", "Orvel Gazette", "2021-03-04",
        "https://gazette.example/lighthouse",
    )  # fmt: skip
    assert before <= datetime.fromisoformat(first.added) <= datetime.now(UTC)


def test_sentences_that_begin_in_a_span(catalogue: Catalogue) -> None:
    article = Article("mill", "A mill", "It turns. It is red.\n\nIt stands in Vell.")
    insert(catalogue, article)
    sentences, vectors = catalogue.sentences("mill", 5, 22)
    assert [tuple(sentence) for sentence in sentences] == [(10, 20, False)]
    expected = HashingEmbedder().embed(["A mill. It is red."])
    np.testing.assert_allclose((vectors * expected).sum(), 1, atol=0.01)


def test_passages_are_found_with_their_titles_and_sentences(catalogue: Catalogue) -> None:
    long = "It stands in Vell and turns in every wind that blows from the sea to the hills."
    insert(catalogue, Article("mill", "A mill", f"It turns. It is red.\n\n{long}"))
    numbers = [1, 2, 3]
    found = catalogue.found([99, *reversed(numbers)])
    assert list(found) == numbers[::-1]
    assert {one.title for one in found.values()} == {"A mill"}
    assert [found[number].passage.text for number in numbers] == [
        "It turns. It is red.", long[:57], long[58:],
    ]  # fmt: skip
    spans = [[tuple(sentence) for sentence in found[number].sentences] for number in numbers]
    assert spans == [[(0, 9, False), (10, 20, False)], [(22, 22 + len(long), False)], []]
    vectors = HashingEmbedder().embed(["A mill. It turns.", "A mill. It is red."])
    np.testing.assert_allclose((found[1].vectors * vectors).sum(axis=1), 1, atol=0.01)
    assert found[3].vectors.shape == (0, DIMENSION)
    assert catalogue.found([]) == {}


def test_what_passes_filters(catalogue: Catalogue, towns: list[Article]) -> None:
    insert(catalogue, *towns)
    filters = Filters(sources=("Moor Weekly",), until="2022")
    assert catalogue.counts(filters) == (1, 3)
    assert [one.id for one in catalogue.summaries(filters)] == ["brenmoor-cheese"]
    assert list(catalogue.spans_of([1, 2, 3, 4], filters)) == ["brenmoor-cheese"]


def test_id_of(catalogue: Catalogue, towns: list[Article]) -> None:
    insert(catalogue, *towns)
    assert catalogue.id_of(towns[1].sha256) == "brenmoor-cheese"
    assert catalogue.id_of("0" * 64) is None


def test_a_transaction_left_by_an_exception_changes_nothing(
    catalogue: Catalogue, towns: list[Article]
) -> None:
    insert(catalogue, *towns)
    generation = catalogue.generation
    with pytest.raises(KeyboardInterrupt), catalogue.transaction():
        catalogue.delete("quill-tramway")
        raise KeyboardInterrupt
    assert catalogue.article("quill-tramway") == towns[2]
    assert catalogue.generation == generation


def test_a_snapshot_shows_one_state(path: Path, catalogue: Catalogue, towns: list[Article]) -> None:
    insert(catalogue, towns[0])
    writer = Catalogue(path)
    generation = catalogue.generation
    with catalogue.snapshot():
        assert catalogue.generation == generation
        insert(writer, towns[1])
        assert catalogue.generation == generation
        assert [stored.article.id for stored in catalogue.everything()] == ["orvel-lighthouse"]
    assert catalogue.generation > generation
    writer.close()


def test_a_second_writer_is_told_in_a_sentence(path: Path) -> None:
    one, two = Catalogue(path), Catalogue(path)
    two._db.execute("PRAGMA busy_timeout = 1")
    with (
        one.transaction(),
        pytest.raises(IndexLockedError, match="Another process is writing to the index; try again"),
        two.transaction(),
    ):
        pytest.fail("two transactions at once")
    one.close()
    two.close()


CHANGES = [
    "UPDATE texts SET text = replace(text, '1871', '1872')",
    "UPDATE articles SET title = 'Another'",
    "UPDATE articles SET source = NULL WHERE source IS NOT NULL",
    "UPDATE articles SET date = '2021-03-05'",
    "UPDATE articles SET date = 'soon'",
    "UPDATE articles SET url = ''",
    "UPDATE articles SET words = words + 1",
    "UPDATE articles SET passages = passages + 1",
    "UPDATE articles SET sha256 = x''",
    "UPDATE passages SET start = start + 1",
    "UPDATE passages SET vector = zeroblob(68)",
    "UPDATE passages SET vector = zeroblob(67)",
    "UPDATE passages SET number = number + 100 WHERE number = 1",
    "DELETE FROM passages WHERE number = 1",
    "UPDATE passages SET sentences = zeroblob(length(sentences))",
    "DELETE FROM texts WHERE article = 1",
    "INSERT INTO texts VALUES (99, 'More')",
    "DROP TABLE passages",
]


def changed(path: Path, change: str) -> None:
    db = sqlite3.connect(path)
    db.execute(change)
    db.commit()
    db.close()


@pytest.mark.parametrize("change", CHANGES)
def test_a_check_finds_what_is_not_as_it_was_written(
    path: Path, towns: list[Article], change: str
) -> None:
    catalogue = Catalogue(path)
    insert(catalogue, *towns)
    catalogue.check()
    changed(path, change)
    with pytest.raises(IndexDamagedError, match=r"is damaged; delete it and add the"):
        catalogue.check()
    catalogue.close()


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_read_is_what_was_written_or_refused(
    path: Path, towns: list[Article], change: str
) -> None:
    catalogue = Catalogue(path)
    insert(catalogue, *towns)
    reads = [
        *(partial(catalogue.article, town.id) for town in towns),
        *(partial(catalogue.sentences_across, town.id, 0, 40) for town in towns),
        *(partial(catalogue.passage_at, town.id, 7) for town in towns),
        *(partial(catalogue.found, [number]) for number in (1, 2, 3, 4)),
        *(partial(catalogue.codes, [number]) for number in (1, 2, 3, 4)),
        catalogue.summaries,
    ]
    expected = [read() for read in reads]
    changed(path, change)
    for read, before in zip(reads, expected, strict=True):
        try:
            now = read()
        except IndexDamagedError:
            continue
        # A passage that is gone may be one that was just removed.
        assert str(now) == str(before) or now in ({}, None, [])


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE meta SET value = 63 WHERE key = 'dimension'",
        "UPDATE meta SET value = 'x' WHERE key = 'dimension'",
        "DELETE FROM meta WHERE key = 'dimension'",
        "DELETE FROM meta WHERE key = 'digest'",
    ],
)
def test_another_meta_is_refused(path: Path, change: str) -> None:
    changed(path, change)
    with pytest.raises(IndexDamagedError, match=r"is damaged; delete it and add the"):
        Catalogue(path)


@pytest.mark.parametrize("change", ["UPDATE meta SET value = 'x'", "DELETE FROM meta"])
def test_a_generation_that_is_no_number_is_damage(path: Path, change: str) -> None:
    catalogue = Catalogue(path)
    changed(path, f"{change} WHERE key = 'generation'")
    with pytest.raises(IndexDamagedError):
        _ = catalogue.generation
    catalogue.close()


def test_another_format_is_refused(path: Path) -> None:
    changed(path, "UPDATE meta SET value = '1' WHERE key = 'format'")
    with pytest.raises(IndexMismatchError, match="has the format 1 and this version reads 2; add"):
        Catalogue(path)


@pytest.mark.parametrize("content", [b"", b"not a database" * 99, b"SQLite format 3\0" + bytes(99)])
def test_another_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "catalogue.sqlite"
    path.write_bytes(content)
    with pytest.raises(IndexDamagedError, match=r"catalogue\.sqlite is damaged"):
        Catalogue(path)


def test_making_one_takes_over_from_one_that_was_not_finished(tmp_path: Path) -> None:
    (tmp_path / "catalogue.sqlite.new").write_bytes(b"half")
    Catalogue.create(tmp_path / "catalogue.sqlite", META)
    catalogue = Catalogue(tmp_path / "catalogue.sqlite")
    catalogue.check()
    assert [path.name for path in tmp_path.glob("*.new*")] == []
    catalogue.close()


def test_it_cannot_be_made_in_a_folder_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(
        IndexLockedError, match=r"gone cannot be written to .*check its permissions"
    ):
        Catalogue.create(tmp_path / "gone" / "catalogue.sqlite", META)
