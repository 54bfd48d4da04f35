"""The records lie in the folder of an index, which minds them as little as they mind it."""

from pathlib import Path

import pytest

from assistant.records import Records
from corpus import Article
from index import Index, IndexDamagedError
from tests.assistant.records.support import made_turn
from tests.embedder import HashingEmbedder


def test_an_index_with_records_opens_changes_and_is_refused_when_damaged(
    index: Index, tmp_path: Path
) -> None:
    folder = tmp_path / "index"
    records = Records.open(folder)
    id_ = records.start("ann", "The mill").id
    records.append("ann", id_, made_turn())
    index.add([Article("mill", "The mill", "The mill of Vell turns in the wind.")])
    index.remove(["quill-tramway"])
    index.close()
    again = Index.open(folder, HashingEmbedder())
    assert [item.id for item in again.articles()] == [
        "brenmoor-cheese", "mill", "orvel-lighthouse", "sandry-observatory",
    ]  # fmt: skip
    assert again.search("mill of Vell", 1)[0].article_id == "mill"
    again.close()
    catalogue = folder / "catalogue.sqlite"
    catalogue.write_bytes(catalogue.read_bytes()[:5000])
    with pytest.raises(IndexDamagedError):
        Index.open(folder, HashingEmbedder())
    assert records.turns("ann", id_) == (made_turn(),)


def test_a_damaged_file_of_records_leaves_the_index_usable(index: Index, tmp_path: Path) -> None:
    (tmp_path / "index" / "records.sqlite").write_bytes(b"no database" * 1000)
    opened = Index.open(tmp_path / "index", HashingEmbedder())
    assert len(opened.articles()) == 4
    opened.close()
