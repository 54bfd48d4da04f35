"""Tests of assistant.evaluation.sets: what paths mean, and the index of a public set."""

import json
from pathlib import Path

import pytest

from assistant.evaluation import QuestionFileError, corpus_index, read_sets, sets
from corpus import Article, SteppewiseError
from tests.assistant.evaluation.support import line, prepared
from tests.embedder import HashingEmbedder

SHARED = Path(__file__).parents[4] / "shared" / "evaluation"


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sets, "cache_folder", lambda: tmp_path / "cache")
    return tmp_path / "cache"


@pytest.fixture
def public(tmp_path: Path, towns: list[Article]) -> Path:
    """A public set of the towns with four questions."""
    folder = tmp_path / "towns"
    folder.mkdir()
    lines = [json.dumps({"id": t.id, "title": t.title, "text": t.text}) for t in towns]
    (folder / "corpus.jsonl").write_text("\n".join(lines), encoding="utf-8")
    questions = [prepared(str(number)) for number in range(4)]
    (folder / "queries.jsonl").write_text("\n".join(questions), encoding="utf-8")
    return folder


class TestReading:
    def test_names_and_collections(self, tmp_path: Path, public: Path) -> None:
        own = tmp_path / "open.jsonl"
        own.write_text(line(), encoding="utf-8")
        sample = public / "sample.jsonl"
        sample.write_text(prepared("x"), encoding="utf-8")
        found = read_sets([own, public, sample])
        told = [(one.name, [question.id for question in one.questions]) for one in found]
        assert told == [("open", ["q"]), ("towns", ["0", "1", "2", "3"]), ("towns/sample", ["x"])]
        corpus = public / "corpus.jsonl"
        assert [one.corpus for one in found] == [None, corpus, corpus]

    def test_the_questions_of_a_folder_can_be_named(self, public: Path) -> None:
        [one] = read_sets([public / "queries.jsonl"])
        assert (one.name, one.corpus) == ("towns", public / "corpus.jsonl")

    def test_a_limit_is_spread_over_each_file(self, public: Path) -> None:
        [one] = read_sets([public], limit=2)
        assert [question.id for question in one.questions] == ["0", "2"]

    def test_files_of_one_name_are_told_by_their_paths(self, tmp_path: Path) -> None:
        paths = [tmp_path / name / "q.jsonl" for name in ("a", "b")]
        for path in paths:
            path.parent.mkdir()
            path.write_text(line(), encoding="utf-8")
        assert [one.name for one in read_sets(paths)] == [str(path) for path in paths]

    def test_bad_paths(self, tmp_path: Path, public: Path) -> None:
        with pytest.raises(QuestionFileError, match=r"queries\.jsonl is given 2 times; give it"):
            read_sets([public, public / "queries.jsonl"])
        (public / "corpus.jsonl").unlink()
        with pytest.raises(QuestionFileError, match=r"put its corpus\.jsonl beside them\.$"):
            read_sets([public])
        with pytest.raises(QuestionFileError, match=r"queries\.jsonl cannot be read \(No such"):
            read_sets([tmp_path])


class TestIndexing:
    def test_an_index_is_made_once_with_whole_paragraphs(self, public: Path, cache: Path) -> None:
        long = " ".join(f"Town {number} has a mill." for number in range(400))
        with (public / "corpus.jsonl").open("a", encoding="utf-8") as file:
            file.write("\n" + json.dumps({"id": "long (1)", "text": long}))
        first = HashingEmbedder()
        index = corpus_index(public / "corpus.jsonl", first)
        assert index.counts() == (5, 5)
        assert index.article("long (1)").text == long
        assert len(first.embedded) > 400
        index.close()
        [folder] = (cache / "evaluation").iterdir()
        assert folder.name.startswith("towns-")
        again = HashingEmbedder()
        corpus_index(public / "corpus.jsonl", again).close()
        assert again.embedded == []

    def test_another_content_or_model_has_another_index(
        self, public: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        corpus_index(public / "corpus.jsonl", HashingEmbedder()).close()
        with (public / "corpus.jsonl").open("a", encoding="utf-8") as file:
            file.write('\n{"id": "new", "text": "A new mill."}')
        corpus_index(public / "corpus.jsonl", HashingEmbedder()).close()
        monkeypatch.setattr(HashingEmbedder, "sha256", "another")
        corpus_index(public / "corpus.jsonl", HashingEmbedder()).close()
        assert len(list((cache / "evaluation").iterdir())) == 3

    def test_an_interrupted_one_is_gone_on_with(
        self, public: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        lines = [{"id": str(number), "text": f"Mill {number} turns."} for number in range(40)]
        (public / "corpus.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
        embed = HashingEmbedder.embed

        def interrupted(self: HashingEmbedder, texts: list[str]) -> object:
            if "Mill 20 turns." in " ".join(texts):
                raise KeyboardInterrupt
            return embed(self, texts)

        with monkeypatch.context() as patch:
            patch.setattr(HashingEmbedder, "embed", interrupted)
            with pytest.raises(KeyboardInterrupt):
                corpus_index(public / "corpus.jsonl", HashingEmbedder())
        second = HashingEmbedder()
        index = corpus_index(public / "corpus.jsonl", second)
        assert index.counts() == (40, 40)
        assert not any("Mill 1 turns." in text for text in second.embedded)
        assert len(list((cache / "evaluation").iterdir())) == 1

    def test_a_bad_collection(self, public: Path, cache: Path) -> None:
        (public / "corpus.jsonl").write_text("{", encoding="utf-8")
        with pytest.raises(SteppewiseError, match=r"^corpus\.jsonl, line 1: the line is not JSON"):
            corpus_index(public / "corpus.jsonl", HashingEmbedder())


def test_the_prepared_sets_can_be_read() -> None:
    if not SHARED.is_dir():
        pytest.skip(f"the public sets are not here: {SHARED}")
    found = read_sets([corpus.parent for corpus in sorted(SHARED.glob("*/corpus.jsonl"))])
    told = {
        one.name: (
            sum(question.answerable for question in one.questions),
            sum(not question.answerable for question in one.questions),
            sum(bool(question.gold) for question in one.questions),
        )
        for one in found
    }
    assert told == {
        "inscit_dev": (429, 73, 70),
        "multihop200": (200, 0, 188),
        "squad2_dev": (2910, 3168, 2885),
        "xquad_en": (1190, 0, 1171),
    }
