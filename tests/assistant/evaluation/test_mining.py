"""Tests of assistant.evaluation.mining: which lessons are kept, and what misleads."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from assistant.evaluation import mining
from assistant.evaluation.lessons import Lesson, read_lessons, write_lessons
from assistant.evaluation.mining import hardest, read_by
from index import Candidate

ASKED = "How many sails has the mill of Vell?"
RIGHT = Candidate("Vell", "", "The mill of Vell has four sails.")
GOATS = Candidate("Vell", "", "Four goats graze there.")
BAKER = Candidate("Vell", "", "A baker lives beside it.")


class GivenScores:
    """Stands in for the cross-encoder: gives each sentence the log-odds it was told."""

    def __init__(self, **scores: float) -> None:
        self._scores = scores

    def scores(self, query: str, candidates: Sequence[Candidate]) -> npt.NDArray[np.float32]:
        return np.array(
            [self._scores[one.sentence.rpartition(" ")[2].rstrip(".")] for one in candidates],
            np.float32,
        )


class TestReadBy:
    @pytest.mark.parametrize(
        ("right", "cost"),
        [
            ([RIGHT], np.log(1 + (1 + np.e**-1 + np.e**-3) / np.e**2)),
            ([], np.log(1 + np.e**-1 + np.e**-3)),
        ],
    )
    def test_it_costs_what_training_would_count(
        self, right: Sequence[Candidate], cost: float
    ) -> None:
        given: Any = GivenScores(sails=2, there=-3, it=-1)
        lesson = Lesson(ASKED, [(one, "four") for one in right], [GOATS, BAKER])
        assert read_by(given, lesson)[0] == pytest.approx(cost)

    def test_what_misleads_most_comes_first(self) -> None:
        given: Any = GivenScores(sails=2, there=-3, it=-1)
        lesson = Lesson(ASKED, [(RIGHT, "four")], [GOATS, BAKER])
        read = read_by(given, lesson)[1]
        assert read == Lesson(ASKED, [(RIGHT, "four")], [BAKER, GOATS])

    def test_of_no_sentence_nothing_is_learnt(self) -> None:
        given: Any = GivenScores()
        assert read_by(given, Lesson(ASKED, [], [])) == (0, Lesson(ASKED, [], []))


class TestHardest:
    def test_all_that_is_not_known_is_kept_and_a_part_of_what_is(self) -> None:
        known = Lesson(ASKED, [(RIGHT, "four")], [GOATS])
        unknown = Lesson(ASKED, [(RIGHT, "four")], [BAKER])
        given: Any = GivenScores(sails=4, there=-3, it=4)
        kept = hardest(given, [known, unknown] * 500)
        assert kept.count(unknown) == 500
        assert 50 <= kept.count(known) <= 100

    def test_from_lessons_to_lessons(self, tmp_path: Path) -> None:
        known = Lesson(ASKED, [(RIGHT, "four")], [BAKER])
        unknown = Lesson(ASKED, [(BAKER, "a")], [RIGHT, GOATS])  # as no reader would have it
        write_lessons([known, unknown], tmp_path / "all.jsonl")
        write_lessons([unknown], tmp_path / "more.jsonl")
        files = [str(tmp_path / name) for name in ("all.jsonl", "more.jsonl")]
        mining.main([*files, "--to", str(tmp_path / "hard.jsonl")])
        kept = read_lessons(tmp_path / "hard.jsonl")
        assert [lesson for lesson in kept if lesson != known] == [unknown] * 2
