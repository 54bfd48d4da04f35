"""Tests of index.index."""

import math
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

import index.index as index_module
from corpus import Article, SteppewiseError
from index import (
    MAX_HITS,
    Change,
    Filters,
    Hit,
    Index,
    IndexDamagedError,
    IndexLockedError,
    IndexMismatchError,
    IndexMissingError,
    Outcome,
    QueryError,
    SentenceTransformerEmbedder,
    check_query,
)
from tests.embedder import HashingEmbedder

ROOT = Path(__file__).parents[2]


class TestAdding:
    def test_new_articles_are_added_in_order(
        self, tmp_path: Path, embedder: HashingEmbedder, towns: list[Article]
    ) -> None:
        index = Index.create(tmp_path / "new" / "index", embedder)
        assert index.add(iter(towns)) == [Outcome(town.id, Change.ADDED) for town in towns]
        assert [index.article(town.id) for town in towns] == towns
        assert index.counts() == (4, 4)
        assert [summary.id for summary in index.articles()] == sorted(town.id for town in towns)

    def test_unchanged_articles_are_not_embedded_again(
        self, index: Index, embedder: HashingEmbedder, towns: list[Article]
    ) -> None:
        before, hits = len(embedder.embedded), index.search("Orvel")
        files = {path: path.read_bytes() for path in (index.folder / "caches").rglob("*.*")
                 if path.is_file()}  # fmt: skip
        assert index.add(towns) == [Outcome(town.id, Change.UNCHANGED) for town in towns]
        assert embedder.embedded[before:] == ["Orvel"]
        assert index.search("Orvel") == hits
        assert {path: path.read_bytes() for path in files} == files

    def test_a_changed_article_is_updated(self, index: Index, embedder: HashingEmbedder) -> None:
        changed = Article("quill-tramway", "A tramway for Quillhaven", "Now buses run on oats.")
        assert index.add([changed]) == [Outcome("quill-tramway", Change.UPDATED)]
        assert index.article("quill-tramway") == changed
        assert index.counts() == (4, 4)
        assert embedder.embedded[-1] == "A tramway for Quillhaven. Now buses run on oats."
        assert "hydrogen" not in "".join(hit.text for hit in index.search("hydrogen trams", 10))
        assert index.search("buses on oats", 1)[0].text == "Now buses run on oats."

    def test_another_date_alone_is_a_change(self, index: Index, towns: list[Article]) -> None:
        town = towns[0]
        changed = Article(town.id, town.title, town.text, town.source, "1999", town.url)
        assert index.add([changed]) == [Outcome(town.id, Change.UPDATED)]
        assert index.article(town.id).date == "1999"

    def test_the_same_text_under_another_id_is_a_duplicate(
        self, index: Index, towns: list[Article]
    ) -> None:
        copy = Article("copy", "Another title", towns[0].text)
        assert index.add([copy]) == [Outcome("copy", Change.DUPLICATE, "orvel-lighthouse")]
        assert index.counts() == (4, 4)
        with pytest.raises(QueryError):
            index.article("copy")

    def test_a_duplicate_in_the_same_batch(self, index: Index) -> None:
        one, two = Article("a", "A", "It turns."), Article("b", "B", "It turns.")
        assert index.add([one, two]) == [
            Outcome("a", Change.ADDED), Outcome("b", Change.DUPLICATE, "a"),
        ]  # fmt: skip

    def test_one_id_twice_in_a_batch_has_the_later_text(self, index: Index) -> None:
        one, two = Article("a", "A", "It turns."), Article("a", "A", "It stands.")
        assert index.add([one, two, two]) == [
            Outcome("a", Change.ADDED), Outcome("a", Change.UPDATED),
            Outcome("a", Change.UNCHANGED),
        ]  # fmt: skip
        assert index.article("a") == two

    def test_a_text_that_is_given_up_in_the_same_batch_is_no_twin(
        self, index: Index, towns: list[Article]
    ) -> None:
        # As when a file is renamed and another takes its old name.
        renewed = Article("orvel-lighthouse", "The lighthouse", "It was torn down.")
        moved = Article("orvel-lighthouse-1871", "The lighthouse of Orvel", towns[0].text)
        assert index.add([renewed, moved]) == [
            Outcome("orvel-lighthouse", Change.UPDATED),
            Outcome("orvel-lighthouse-1871", Change.ADDED),
        ]
        assert index.article("orvel-lighthouse-1871") == moved
        again = [Outcome(article.id, Change.UNCHANGED) for article in (renewed, moved)]
        assert index.add([renewed, moved]) == again

    def test_more_articles_than_a_batch(self, index: Index) -> None:
        many = [Article(f"a{n:02}", "A", f"Text number {n}.") for n in range(40)]
        told: list[Outcome] = []
        assert index.add(many, told.append) == told
        assert told == [Outcome(article.id, Change.ADDED) for article in many]
        assert index.counts() == (44, 44)

    def test_nothing_to_add(self, index: Index) -> None:
        assert index.add([]) == []

    def test_a_long_article_has_passages_of_the_chosen_length(self, tmp_path: Path) -> None:
        index = Index.create(tmp_path / "i", HashingEmbedder(), passage_characters=30)
        article = Article("a", "A", "The mill turns. The goat grazes. The lamp is lit.")
        index.add([article])
        hits = sorted(index.search("mill goat lamp", 10), key=lambda hit: hit.start)
        assert [(hit.start, hit.end, hit.text) for hit in hits] == [
            (0, 15, "The mill turns."), (16, 32, "The goat grazes."), (33, 49, "The lamp is lit."),
        ]  # fmt: skip
        assert index.made_by()["passage_characters"] == "30"


class TestRemoving:
    def test_what_is_removed_is_not_found(self, index: Index, towns: list[Article]) -> None:
        index.remove(["orvel-lighthouse", "quill-tramway"])
        assert [summary.id for summary in index.articles()] == [
            "brenmoor-cheese", "sandry-observatory",
        ]  # fmt: skip
        assert {hit.article_id for hit in index.search("lighthouse of Orvel trams", 10)} == {
            "brenmoor-cheese", "sandry-observatory",
        }  # fmt: skip
        assert index.add(towns[:1]) == [Outcome("orvel-lighthouse", Change.ADDED)]
        assert index.search("lighthouse", 1)[0].article_id == "orvel-lighthouse"

    def test_an_unknown_id_removes_nothing(self, index: Index) -> None:
        with pytest.raises(QueryError, match=r"no article 'quill-tram' .*mean 'quill-tramway'\?"):
            index.remove(["orvel-lighthouse", "quill-tram"])
        assert index.counts() == (4, 4)

    def test_all(self, index: Index, towns: list[Article]) -> None:
        index.remove(town.id for town in towns)
        assert index.counts() == (0, 0)
        assert index.search("Orvel") == []


class TestSearching:
    def test_a_hit_is_a_span_of_its_article(self, index: Index, towns: list[Article]) -> None:
        best = index.search("When was the lighthouse of Orvel built?", 3)[0]
        assert best == Hit(
            1,
            "orvel-lighthouse",
            "The lighthouse of Orvel",
            0,
            len(towns[0].text),
            towns[0].text,
            1.0,
        )

    def test_ranks_and_scores_fall(self, index: Index) -> None:
        hits = index.search("Orvel goats", 10)
        assert [hit.rank for hit in hits] == [1, 2, 3, 4]
        assert hits[0].article_id == "brenmoor-cheese"  # which alone has both words
        scores = [hit.score for hit in hits]
        assert scores == sorted(scores, reverse=True)
        assert all(0 <= score <= 1 for score in scores)

    def test_k_is_the_most_that_is_returned(self, index: Index) -> None:
        ten = index.search("Orvel goats", 10)
        assert index.search("Orvel goats", 2) == ten[:2]
        assert index.search("Orvel goats", MAX_HITS) == ten

    @pytest.mark.parametrize("k", [0, -1, MAX_HITS + 1, 10_000])
    def test_k_out_of_range(self, index: Index, k: int) -> None:
        with pytest.raises(QueryError, match=f"number of passages is {k}; give one from 1 to 1000"):
            index.search("Orvel", k)

    def test_the_same_question_has_the_same_answer(self, index: Index) -> None:
        first = index.search("Who found a comet?")
        assert [index.search("Who found a comet?") for _ in range(3)] == [first] * 3
        again = Index.open(index.folder, HashingEmbedder())
        assert again.search("Who found a comet?") == first
        again.close()

    def test_filters_apply_before_the_best_are_taken(
        self, index: Index, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(index_module, "_CANDIDATES", 1)
        query = "the lighthouse of Orvel"
        assert [hit.article_id for hit in index.search(query, 1)] == ["orvel-lighthouse"]
        only = Filters(articles=("sandry-observatory",))
        assert [hit.article_id for hit in index.search(query, 1, only)] == ["sandry-observatory"]
        weekly = Filters(sources=("Moor Weekly",))
        assert {hit.article_id for hit in index.search(query, 10, weekly)} == {
            "brenmoor-cheese", "quill-tramway",
        }  # fmt: skip
        recent = Filters(since="2022-08")
        assert [hit.article_id for hit in index.search(query, 10, recent)] == ["quill-tramway"]

    def test_a_filter_that_nothing_passes(self, index: Index) -> None:
        assert index.search("Orvel", filters=Filters(sources=("Nobody",))) == []
        assert index.search("Orvel", filters=Filters(until="1900")) == []

    @pytest.mark.parametrize(
        "query",
        ['"Orvel', "Orvel*", "Orvel AND", "text:Orvel", "(Orvel", "Orvel~2", "^Orvel", "Orvel\0",
         "Orvel \ud83d", "Orvel'; DROP TABLE articles; --", "ORVEL " * 300],
    )  # fmt: skip
    def test_odd_queries_are_only_words(self, index: Index, query: str) -> None:
        found = {hit.article_id for hit in index.search(query, 2)}
        assert found == {"orvel-lighthouse", "brenmoor-cheese"}

    def test_an_accent_may_be_written_either_way(self, index: Index) -> None:
        assert index.search("caf\u00e9 Orvel") == index.search("cafe\u0301 Orvel")

    def test_an_empty_index_finds_nothing(self, tmp_path: Path) -> None:
        assert Index.create(tmp_path / "i", HashingEmbedder()).search("Orvel") == []

    def test_sentences_near_a_query(self, index: Index, towns: list[Article]) -> None:
        text = towns[1].text
        found = index.sentences("goats on heather", "brenmoor-cheese", 0, len(text))
        assert [text[s.start : s.end] for s, _ in found] == [
            "Dairies in Brenmoor make 412 tonnes of blue cheese a year.",
            "Goats graze on heather.",
            "The recipe came with a miller from Orvel.",
        ]
        vectors = HashingEmbedder().embed(
            [f"Cheese from Brenmoor. {text[s.start : s.end]}" for s, _ in found]
        )
        cosines = vectors @ HashingEmbedder().embed(["goats on heather"])[0]
        np.testing.assert_allclose([cosine for _, cosine in found], cosines, atol=2e-3)
        assert max(found, key=lambda pair: pair[1])[0].start == text.index("Goats")

    def test_terms_and_their_rarity(self, index: Index) -> None:
        assert index.terms("Goats grazed, 31.5!") == ["goat", "graze", "31.5"]
        assert index.rarity("goat") == pytest.approx(math.log(1 + 3.5 / 1.5))
        assert (index.contains("goat"), index.contains("goats")) == (True, False)
        assert index.nearest_term("tramwya") == "tramway"

    def test_counts_with_filters(self, index: Index) -> None:
        assert index.counts(Filters(sources=("Moor Weekly",))) == (2, 2)
        assert index.counts(Filters(until="1900")) == (0, 0)
        assert index.counts(Filters()) == (4, 4)

    def test_with_the_model_a_question_finds_the_answer_in_other_words(
        self, tmp_path: Path, model: SentenceTransformerEmbedder, towns: list[Article]
    ) -> None:
        index = Index.create(tmp_path / "i", model)
        index.add(towns)
        questions = {
            "What do farm animals eat?": "brenmoor-cheese",
            "Scientists studying outer space": "sandry-observatory",
            "milk products made by farmers": "brenmoor-cheese",
            "a railway line in town with many stations": "quill-tramway",
        }
        assert {q: index.search(q, 1)[0].article_id for q in questions} == questions
        index.close()


class TestQueries:
    @pytest.mark.parametrize(
        ("query", "reason"),
        [
            ("", "The question is empty; type one"),
            (" \n\t\u00a0", "The question is empty; type one"),
            ("?!", "The question holds no words; ask in words"),
            ("👩\u200d👩\u200d👧 🇮🇸", "The question holds no words; ask in words"),
            ("\u00ad", "The question holds no words; ask in words"),
            ("a" * 2001, "The question has 2,001 characters and may have 2,000; shorten it"),
            ("word " * 20_000, "The question has 100,000 characters and may have 2,000"),
        ],
    )
    def test_what_cannot_be_asked(self, index: Index, query: str, reason: str) -> None:
        with pytest.raises(QueryError, match=f"^{reason}"):
            check_query(query)
        with pytest.raises(QueryError, match=f"^{reason}"):
            index.search(query)

    def test_an_unknown_article(self, index: Index) -> None:
        with pytest.raises(
            QueryError, match="'quil-tramway' in the index; did you mean 'quill-tram"
        ):
            index.article("quil-tramway")
        with pytest.raises(QueryError, match="'zzz' in the index; see: steppewise articles"):
            index.article("zzz")


class OtherEmbedder(HashingEmbedder):
    name = "other"
    sha256 = "0" * 64


class TestOpening:
    def test_what_made_it(self, index: Index) -> None:
        made_by = index.made_by()
        assert int(made_by.pop("generation")) > 0
        assert made_by == {
            "format": "1", "model": "hashing", "model_sha256": HashingEmbedder.sha256,
            "dimension": "64", "passage_characters": "1000",
        }  # fmt: skip

    def test_a_folder_without_an_index(self, tmp_path: Path) -> None:
        assert not Index.exists(tmp_path)
        with pytest.raises(
            IndexMissingError, match=r"no index in .*; make one with: steppewise add"
        ):
            Index.open(tmp_path, HashingEmbedder())
        with pytest.raises(FileNotFoundError):
            Index.open(tmp_path / "gone", HashingEmbedder())
        assert list(tmp_path.iterdir()) == []

    def test_an_index_is_not_made_over_another(self, index: Index, towns: list[Article]) -> None:
        with pytest.raises(IndexMismatchError, match=r"There is an index in .* already; open it"):
            Index.create(index.folder, HashingEmbedder())
        assert index.article(towns[0].id) == towns[0]

    def test_another_model_is_refused(self, index: Index) -> None:
        with pytest.raises(
            IndexMismatchError, match="with the model 'hashing', not 'other'; set STEPPEWISE_MODEL"
        ):
            Index.open(index.folder, OtherEmbedder())

    def test_another_format_is_refused(self, index: Index) -> None:
        index.close()
        db = sqlite3.connect(index.folder / "catalogue.sqlite")
        db.execute("UPDATE meta SET value = '2' WHERE key = 'format'")
        db.commit()
        db.close()
        with pytest.raises(
            IndexMismatchError, match="has the format 2 and this version reads 1; add"
        ):
            Index.open(index.folder, HashingEmbedder())

    def test_a_folder_that_cannot_be_made(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("")
        with pytest.raises(
            IndexLockedError, match=r"cannot be made .*; choose another with --index"
        ):
            Index.create(tmp_path / "file" / "index", HashingEmbedder())


def answers(folder: Path) -> list[object]:
    """Return all that can be read from an index."""
    index = Index.open(folder, HashingEmbedder())
    try:
        return [
            index.search("lighthouse keeper of Orvel"),
            index.search("goats", filters=Filters(since="2022")),
            [index.article(summary.id) for summary in index.articles()],
            index.sentences("goats on heather", "brenmoor-cheese", 0, 1000),
        ]
    finally:
        index.close()


class TestDamage:
    @pytest.fixture(scope="class")
    @classmethod
    def whole(cls, tmp_path_factory: pytest.TempPathFactory) -> Path:
        """A closed index that each test copies."""
        folder = tmp_path_factory.mktemp("whole") / "index"
        index = Index.create(folder, HashingEmbedder())
        index.add(
            Article(f"town-{n}", f"Town {n}", f"The mill of town {n} turns. Its goats are {n * 7}.",
                    source="Gazette", date=f"20{n + 10}")
            for n in range(6)
        )  # fmt: skip
        index.add(
            [Article("brenmoor-cheese", "Cheese", "Goats graze on heather. Lighthouses are far.")]
        )
        index.close()
        return folder

    @pytest.fixture
    def folder(self, whole: Path, tmp_path: Path) -> Path:
        return Path(shutil.copytree(whole, tmp_path / "index"))

    def test_the_copy_answers_as_the_original(self, whole: Path, folder: Path) -> None:
        assert answers(folder) == answers(whole)

    @pytest.mark.parametrize("share", [n / 40 for n in range(41)])
    def test_a_flipped_byte_of_the_catalogue(self, whole: Path, folder: Path, share: float) -> None:
        data = (folder / "catalogue.sqlite").read_bytes()
        written = [position for position, byte in enumerate(data) if byte]
        flip(folder / "catalogue.sqlite", written[int(share * (len(written) - 1))], 0x04)
        try:
            found = answers(folder)
        except SteppewiseError as error:
            assert type(error) in {IndexDamagedError, IndexMismatchError}
            assert "; delete it and add" in str(error) or "; set STEPPEWISE" in str(error)
        else:
            assert found == answers(whole)

    @pytest.mark.parametrize(
        "part",
        [
            "graze on heather",
            HashingEmbedder().embed(["Cheese. Goats graze on heather. Lighthouses are far."])[0],
            HashingEmbedder().embed(["Cheese. Goats graze on heather."])[0].astype(np.float16),
        ],
        ids=["text", "vector", "sentence-vector"],
    )
    def test_a_flipped_byte_of_a_text_or_vector_is_refused(
        self, folder: Path, part: str | np.ndarray
    ) -> None:
        stored = part.encode() if isinstance(part, str) else part.tobytes()
        data = (folder / "catalogue.sqlite").read_bytes()
        assert data.count(stored) == 1
        for offset in (0, len(stored) // 2, len(stored) - 1):
            flip(folder / "catalogue.sqlite", data.index(stored) + offset, 0x01)
            with pytest.raises(IndexDamagedError, match=r"is damaged; delete it and add"):
                Index.open(folder, HashingEmbedder())
            (folder / "catalogue.sqlite").write_bytes(data)
        assert Index.open(folder, HashingEmbedder()).counts() == (7, 7)

    @pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9])
    def test_a_truncated_catalogue_is_refused(self, folder: Path, share: float) -> None:
        path = folder / "catalogue.sqlite"
        os.truncate(path, int(share * path.stat().st_size))
        with pytest.raises(IndexDamagedError, match=r"is damaged; delete it and add"):
            Index.open(folder, HashingEmbedder())

    def test_what_else_lies_in_the_folder_does_no_harm(self, whole: Path, folder: Path) -> None:
        (folder / "write.lock").write_bytes(b"nonsense")
        (folder / "notes.txt").write_text("mine")
        (folder / "caches" / "notes").mkdir()
        assert answers(folder) == answers(whole)
        Index.open(folder, HashingEmbedder()).add([Article("new", "New", "A new town.")])
        assert (folder / "notes.txt").read_text() == "mine"


def flip(path: Path, position: int, bits: int) -> None:
    with path.open("r+b") as file:
        file.seek(position)
        [byte] = file.read(1)
        file.seek(position)
        file.write(bytes([byte ^ bits]))


class TestReadOnly:
    # Root may write anywhere, so the rights are given up once everything is imported.
    READ = """
        import os, sys
        from concurrent.futures import ThreadPoolExecutor
        from index import Index
        from tests.embedder import HashingEmbedder
        os.geteuid() or os.setuid(65534)
        index = Index.open(sys.argv[1], HashingEmbedder())
        with ThreadPoolExecutor(1) as other_thread:
            hits = other_thread.submit(index.search, "lighthouse of Orvel", 2).result()
        print([hit.article_id for hit in hits], index.counts())
    """
    WRITE = """
        import os, sys
        from corpus import Article, SteppewiseError
        from index import Index
        from tests.embedder import HashingEmbedder
        os.geteuid() or os.setuid(65534)
        for change in (lambda index: index.add([Article("a", "A", "It turns.")]),
                       lambda index: index.remove(["quill-tramway"])):
            try:
                change(Index.open(sys.argv[1], HashingEmbedder()))
            except SteppewiseError as error:
                print(type(error).__name__, error)
    """

    @pytest.fixture
    def folder(self, index: Index) -> Iterator[Path]:
        """An index that nobody may write to; not below tmp_path, which only its owner enters."""
        index.close()
        with tempfile.TemporaryDirectory() as name:
            Path(name).chmod(0o755)
            folder = Path(shutil.copytree(index.folder, Path(name) / "index"))
            yield folder
            self._set_modes(folder, stat.S_IRWXU)

    def _set_modes(self, folder: Path, mode: int) -> None:
        for path in [folder, *folder.rglob("*")]:
            path.chmod(mode)

    def _run(self, code: str, folder: Path) -> str:
        """Run code in a process of its own."""
        self._set_modes(folder, 0o555)
        lines = "\n".join(line[8:] for line in code.splitlines())
        done = subprocess.run(
            [sys.executable, "-c", lines, folder],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    HITS = "['orvel-lighthouse', 'brenmoor-cheese'] (4, 4)\n"

    def test_it_is_searched(self, folder: Path) -> None:
        assert self._run(self.READ, folder) == self.HITS

    def test_it_is_searched_without_caches(self, folder: Path) -> None:
        shutil.rmtree(folder / "caches")
        assert self._run(self.READ, folder) == self.HITS
        assert not (folder / "caches").exists()

    def test_writing_to_it_is_refused_in_one_sentence(self, folder: Path) -> None:
        refusal = (
            f"IndexLockedError The folder {folder} cannot be written to (Permission denied); "
            "check its permissions, or choose another with --index.\n"
        )
        assert self._run(self.WRITE, folder) == refusal * 2


def test_the_outcomes_are_told_when_they_are_committed(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_module, "_ARTICLES_AT_ONCE", 2)
    reader = Index.open(index.folder, HashingEmbedder())
    seen: list[int] = []
    many = [Article(f"a{n}", "A", f"Text number {n}.") for n in range(5)]
    index.add(many, lambda _: seen.append(reader.counts()[0]))
    assert seen == [6, 6, 8, 8, 9]
    reader.close()
