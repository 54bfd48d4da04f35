"""Tests of index.index: opening what is whole, foreign, damaged or read-only."""

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus import Article, SteppewiseError
from index import (
    Filters,
    Index,
    IndexDamagedError,
    IndexLockedError,
    IndexMismatchError,
    IndexMissingError,
)
from index.codes import encode_bytes, encode_nibbles
from tests.embedder import HashingEmbedder

ROOT = Path(__file__).parents[2]


class OtherEmbedder(HashingEmbedder):
    name = "other"
    sha256 = "0" * 64


class TestOpening:
    def test_what_made_it(self, index: Index) -> None:
        made_by = index.made_by()
        assert int(made_by.pop("generation")) > 0
        assert made_by == {
            "format": "2", "model": "hashing", "model_sha256": HashingEmbedder.sha256,
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
            Index.create(index.place, HashingEmbedder())
        assert index.article(towns[0].id) == towns[0]

    def test_another_model_is_refused(self, index: Index) -> None:
        with pytest.raises(
            IndexMismatchError, match="with the model 'hashing', not 'other'; set STEPPEWISE_MODEL"
        ):
            Index.open(index.place, OtherEmbedder())

    def test_another_format_is_refused(self, index: Index) -> None:
        index.close()
        db = sqlite3.connect(index.place / "catalogue.sqlite")
        db.execute("UPDATE meta SET value = '1' WHERE key = 'format'")
        db.commit()
        db.close()
        with pytest.raises(
            IndexMismatchError, match="has the format 1 and this version reads 2; add"
        ):
            Index.open(index.place, HashingEmbedder())

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
            index.counts(),
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

    @pytest.mark.parametrize("offset", [0, 8, -1])
    @pytest.mark.parametrize("part", ["text", "sentence-vector"])
    def test_a_flipped_byte_of_what_is_quoted_or_chosen_by_is_refused(
        self, folder: Path, part: str, offset: int
    ) -> None:
        path = folder / "catalogue.sqlite"
        stored = {
            "text": b"graze on heather",
            "sentence-vector": encode_nibbles(
                HashingEmbedder().embed(["Cheese. Goats graze on heather."])
            ).tobytes(),
        }[part]
        flip(path, find(path, stored) + offset % len(stored), 0x01)
        with pytest.raises(IndexDamagedError, match=r"is damaged; delete it and add"):
            answers(folder)

    @pytest.mark.parametrize("offset", [0, 8, -1])
    def test_a_flipped_byte_of_a_vector_is_refused_when_it_is_read(
        self, whole: Path, folder: Path, offset: int
    ) -> None:
        text = "Cheese. Goats graze on heather. Lighthouses are far."
        stored = encode_bytes(HashingEmbedder().embed([text])).tobytes()
        path = folder / "catalogue.sqlite"
        flip(path, find(path, stored) + offset % len(stored), 0x01)
        assert answers(folder) == answers(whole)  # the search files have it as it was
        with pytest.raises(IndexDamagedError, match=r"is damaged; delete it and add"):
            Index.open(folder, HashingEmbedder()).check()
        shutil.rmtree(folder / "caches")
        with pytest.raises(IndexDamagedError, match=r"is damaged; delete it and add"):
            answers(folder)

    @pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9])
    def test_a_truncated_catalogue_is_refused(self, folder: Path, share: float) -> None:
        path = folder / "catalogue.sqlite"
        os.truncate(path, int(share * path.stat().st_size))
        with pytest.raises(IndexDamagedError, match=r"is damaged; delete it and add"):
            Index.open(folder, HashingEmbedder()).check()

    def test_a_check_removes_search_files_that_are_broken(self, whole: Path, folder: Path) -> None:
        expected = answers(folder)
        index = Index.open(folder, HashingEmbedder())
        path = folder / "caches" / str(index.generation) / "vectors" / "1.faiss"
        status = path.stat()
        flip(path, status.st_size // 2, 0x01)
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))  # as a failing disk would
        index.check()
        assert not path.exists()
        index.search("goats")
        assert path.exists()
        index.close()
        assert answers(folder) == expected

    def test_what_else_lies_in_the_folder_does_no_harm(self, whole: Path, folder: Path) -> None:
        (folder / "write.lock").write_bytes(b"nonsense")
        (folder / "notes.txt").write_text("mine")
        (folder / "caches" / "notes").mkdir()
        assert answers(folder) == answers(whole)
        Index.open(folder, HashingEmbedder()).add([Article("new", "New", "A new town.")])
        assert (folder / "notes.txt").read_text() == "mine"


def find(path: Path, stored: bytes) -> int:
    """Return where something stands in a file, once."""
    data = path.read_bytes()
    assert data.count(stored) == 1
    return data.index(stored)


def flip(path: Path, position: int, bits: int) -> None:
    with path.open("r+b") as file:
        file.seek(position)
        [byte] = file.read(1)
        file.seek(position)
        file.write(bytes([byte ^ bits]))


class TestReadOnly:
    # Root may write anywhere, so the rights are given up once everything is imported.
    READ = """
        import mmap, os, sys
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
            folder = Path(shutil.copytree(index.place, Path(name) / "index"))
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
