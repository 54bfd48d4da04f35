"""Tests of assistant.evaluation.training and lessons: what is learnt from, and what is written."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from safetensors.numpy import load_file

from assistant.evaluation import lessons as finding
from assistant.evaluation import training
from assistant.evaluation.lessons import (
    Lesson,
    about,
    lessons,
    read_lessons,
    strange_lessons,
    write_lessons,
)
from assistant.evaluation.training import (
    CrossModel,
    Pace,
    Row,
    learn_ends,
    loss_of,
    row_of,
    train,
)
from index import Candidate, Index
from index.cross_encoder import ADAPTERS, CrossEncoder
from index.inference import open_tokenizer
from index.weights import PACKAGED_MODEL, ModelFiles
from tests.assistant.evaluation.support import prepared
from tests.embedder import HashingEmbedder

Write = Callable[[str, str | bytes], Path]

MILL = "The mill of Vell has four sails. Four goats graze there. A baker lives beside it."
SAILS = MILL[:32]
DAM = "The dam of Orm is tall."
ASKED = "How many sails has the mill of Vell?"
RIGHT = Candidate("Vell", "", SAILS)
WRONG = Candidate("Vell", "", "A baker lives beside it.")
LESSON = Lesson(ASKED, [(RIGHT, "four")], [WRONG])


@pytest.fixture
def tokenizer() -> object:
    return open_tokenizer(ModelFiles(PACKAGED_MODEL).folder / "tokenizer.json")


@pytest.fixture
def mill(indexed: Callable[..., Index]) -> Index:
    return indexed(vell=MILL)


@pytest.fixture(autouse=True)
def corpus(write: Write) -> Path:
    texts = {"vell": MILL, "held": DAM}
    lines = [json.dumps({"id": id_, "title": id_, "text": text}) for id_, text in texts.items()]
    return write("corpus.jsonl", "\n".join(lines))


def question(**fields: object) -> str:
    """Return a line about the mill."""
    evidence = [{"doc_id": "vell", "text": SAILS, "start": 0, "end": 32}]
    return prepared("q", **{"question": ASKED, "answers": ["four"], "evidence": evidence, **fields})


class TestLessons:
    def test_a_sentence_is_right_where_it_is_said_to_answer(
        self, mill: Index, write: Write, tmp_path: Path
    ) -> None:
        write("queries.jsonl", question())
        [lesson] = lessons(tmp_path, mill, frozenset())
        assert lesson.query == ASKED
        [(right, answer)] = lesson.right
        assert (right.sentence, answer) == (SAILS, "four")
        # "Four goats" has the words of the answer, but nobody said that it answers.
        assert [one.sentence for one in lesson.wrong] == ["A baker lives beside it."]

    def test_where_none_answers_all_are_wrong(
        self, mill: Index, write: Write, tmp_path: Path
    ) -> None:
        write("queries.jsonl", question(answers=[], evidence=[], answerable=False))
        [lesson] = lessons(tmp_path, mill, frozenset())
        assert not lesson.right
        assert len(lesson.wrong) == 3
        [strange] = strange_lessons(mill, ["Who is the queen of Denmark?"])
        assert (strange.query, strange.right) == ("Who is the queen of Denmark?", [])
        assert len(strange.wrong) == 3

    @pytest.mark.parametrize(
        "fields",
        [
            {"history": [{"role": "user", "content": "What is in Vell?"}]},
            {"question": "How many sails has the mill of Vell and where do the goats graze?"},
            {"written_for": "held"},
        ],
    )
    def test_what_is_to_be_checked_on_or_does_not_stand_alone_is_left_out(
        self, mill: Index, write: Write, tmp_path: Path, fields: dict[str, object]
    ) -> None:
        write("queries.jsonl", question(**fields))
        assert list(lessons(tmp_path, mill, frozenset({"the dam of orm is tall"}))) == []

    def test_within_its_article_no_other_answers(
        self, indexed: Callable[..., Index], write: Write, tmp_path: Path
    ) -> None:
        both = indexed(vell=MILL, held="The mill of Vell has five sails.")
        write("queries.jsonl", question(written_for="vell"))
        found = [list(lessons(tmp_path, both, frozenset(), within=one)) for one in (False, True)]
        five = [[one.sentence for one in lesson.wrong if "five" in one.sentence]
                for [lesson] in found]  # fmt: skip
        assert five == [["The mill of Vell has five sails."], []]
        write("queries.jsonl", question(written_for=["vell", "held"]))
        [lesson] = lessons(tmp_path, both, frozenset(), within=True)
        assert "The mill of Vell has five sails." in [one.sentence for one in lesson.wrong]

    def test_they_are_read_as_they_were_written(self, tmp_path: Path) -> None:
        some = [LESSON, Lesson("Wer heißt “Vell”?", [], [WRONG, RIGHT])]
        write_lessons(some, tmp_path / "lessons.jsonl")
        assert read_lessons(tmp_path / "lessons.jsonl") == some

    def test_what_a_question_is_about(self) -> None:
        assert about(json.loads(question())) == {"vell"}
        assert about(json.loads(question(evidence=[], written_for="held"))) == {"held"}
        assert about(json.loads(question(written_for=["held", "dam"]))) == {"vell", "held", "dam"}


class TestRows:
    def test_the_answer_is_found_among_the_tokens(self, tokenizer: object) -> None:
        row = row_of(tokenizer, ASKED, RIGHT, "four")
        first, last = row.answer or (0, 0)
        assert first == last
        assert tokenizer.id_to_token(row.ids[first]) == "four"  # type: ignore[attr-defined]
        assert row_of(tokenizer, ASKED, WRONG, "").answer is None


class GivenScores:
    """Stands in for the model: gives log-odds, and no end of an answer is surer than another."""

    def __init__(self, *scores: float) -> None:
        self._scores = torch.tensor(scores)

    def __call__(self, rows: Sequence[Row]) -> tuple[torch.Tensor, torch.Tensor]:
        return self._scores, torch.zeros(len(rows), 4, 2)


class TestLoss:
    @pytest.mark.parametrize(
        ("scores", "right", "loss"),
        [
            ((2.0, 0.0), 1, np.log(1 + (1 + 1) / np.e**2)),  # against "none" and the wrong one
            ((2.0, -1.0, 0.0), 2, np.mean(np.log([1 + 2 / np.e**2, 1 + 2 * np.e]))),
            ((2.0, 0.0), 0, np.log(1 + np.e**2 + 1)),
        ],
    )
    def test_each_of_several_that_answer_is_held_against_the_wrong_ones(
        self, scores: tuple[float, ...], right: int, loss: float
    ) -> None:
        rows = [Row([1, 2, 3, 4], [0, 0, 1, 1], None)] * len(scores)
        given: Any = GivenScores(*scores)
        assert loss_of(given, [(rows, right)]).item() == pytest.approx(loss)


class TestTraining:
    def test_it_learns_and_what_it_writes_scores_as_it_does(
        self, tmp_path: Path, tokenizer: object, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
        torch.manual_seed(1)
        model = CrossModel()
        rows = [row_of(tokenizer, ASKED, one, "") for one in (RIGHT, WRONG)]
        with torch.no_grad():
            before = model(rows)[0].numpy()
        train(model, [LESSON] * 8, Pace(steps=6))
        with torch.no_grad():
            after = model(rows)[0].numpy()
        assert after[0] - after[1] > before[0] - before[1]
        model.save(tmp_path / "new.safetensors")
        scores = CrossEncoder(tmp_path / "new.safetensors").scores(ASKED, [RIGHT, WRONG])
        np.testing.assert_allclose(scores, after, atol=0.05)  # 8 bits
        shipped, written = load_file(ADAPTERS), load_file(tmp_path / "new.safetensors")
        assert {name: part.shape for name, part in written.items()} == {
            name: part.shape for name, part in shipped.items()
        }

    def test_going_on_it_scores_as_before_and_finds_the_ends(self, tokenizer: object) -> None:
        torch.manual_seed(1)
        model = CrossModel(ADAPTERS).eval()
        right = row_of(tokenizer, ASKED, RIGHT, "four")
        rows = [right, row_of(tokenizer, ASKED, WRONG, "")]
        learn_ends(model, [LESSON] * 8, Pace(questions=2))
        with torch.no_grad():
            scores, ends = model(rows)
        shipped = CrossEncoder().scores(ASKED, [RIGHT, WRONG])
        np.testing.assert_allclose(scores.numpy(), shipped, atol=0.3)  # 8 bits
        assert tuple(ends[0].argmax(0).tolist()) == right.answer

    def test_from_sets_to_adapters(
        self, tmp_path: Path, write: Write, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
        monkeypatch.setattr(finding, "configured_embedder", HashingEmbedder)
        for name in ("own", "public"):
            texts = {"vell": MILL, "held": DAM}
            lines = [json.dumps({"id": i, "title": name, "text": t}) for i, t in texts.items()]
            write(f"{name}/corpus.jsonl", "\n".join(lines))
        write("own/queries.jsonl", "\n".join([question()] * 7))
        dam = {"question": "How tall is the dam?", "evidence": [], "written_for": "held"}
        baker = {"question": "Who lives beside the baker?"}
        write("public/queries.jsonl", "\n".join([question(**dam), question(**baker)]))
        write("other/corpus.jsonl", json.dumps({"id": "dam", "title": "", "text": DAM.upper()}))
        held = write("other/held.jsonl", question(evidence=[], written_for="dam"))
        to = tmp_path / "lessons.jsonl"
        sets = [str(tmp_path / "own"), str(tmp_path / "public")]
        finding.main([*sets, "--besides", str(held), "--to", str(to)])
        *own, strange, public = read_lessons(to)
        assert [lesson.query for lesson in own] == [ASKED] * 7
        assert (strange.query, public.query) == ("Who lives beside the baker?",) * 2
        assert {one.title for one in strange.wrong} == {"own"}
        assert (strange.right, [one.title for one, _ in public.right]) == ([], ["public"])
        few = ["--steps", "1", "--questions", "2", "--sentences", "1", "--rate", "0"]
        training.main([str(to), *few, "--to", str(tmp_path / "new.safetensors")])
        written = load_file(tmp_path / "new.safetensors")
        assert written["score.weight"].any()
        assert not written["encoder.layer.0.output.dense.up"].any()  # at no rate
