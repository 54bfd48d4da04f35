"""Which lessons the cross-encoder has still to learn, and which sentences mislead it.

    python -m assistant.evaluation.mining LESSONS.jsonl… --to FILE.jsonl

A training that goes on has little to learn from most lessons: what they cost is nearly nothing.
Those that cost most are kept, with a part of the others so that none is unlearnt (Jiang et al.
2019, arXiv:1910.00762), and of each the wrong sentences come in the order in which they mislead
(Xiong et al. 2021, arXiv:2007.00808).
"""

import argparse
import random
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from assistant.evaluation.lessons import Lesson, read_lessons, write_lessons
from index.cross_encoder import ADAPTERS, CrossEncoder

_COSTLY = 0.1  # what a lesson has to cost to be kept: the model is surer than 9 of 10
_EASY = 0.15  # of the others are kept too


def read_by(encoder: CrossEncoder, lesson: Lesson) -> tuple[float, Lesson]:
    """Return what a lesson costs a cross-encoder, and the lesson with what misleads it most first.

    The cost is that of `assistant.evaluation.training.loss_of` without the ends of the answer.
    """
    read = [*(one for one, _ in lesson.right), *lesson.wrong]
    scores = encoder.scores(lesson.query, read)
    right, wrong = np.split(scores, [len(lesson.right)])
    misleading = np.logaddexp.reduce([0.0, *wrong])
    cost = np.logaddexp(0, misleading - right).mean() if len(right) else misleading
    order = np.argsort(-wrong, kind="stable")
    return float(cost), replace(lesson, wrong=[lesson.wrong[number] for number in order])


def hardest(encoder: CrossEncoder, some: Sequence[Lesson]) -> list[Lesson]:
    """Return the lessons that a cross-encoder has still to learn, and a part of the others."""
    chance = random.Random(1)  # noqa: S311 - no secret
    read = (read_by(encoder, lesson) for lesson in some)
    return [lesson for cost, lesson in read if cost > _COSTLY or chance.random() < _EASY]


def main(arguments: Sequence[str]) -> None:
    """Keep the hardest lessons of files, and write them."""
    parser = argparse.ArgumentParser(prog="assistant.evaluation.mining")
    parser.add_argument("lessons", nargs="+", type=Path)
    parser.add_argument("--adapters", type=Path, default=ADAPTERS, help="to read them by")
    parser.add_argument("--to", type=Path, required=True)
    options = parser.parse_args(arguments)
    some = [lesson for file in options.lessons for lesson in read_lessons(file)]
    write_lessons(hardest(CrossEncoder(options.adapters), some), options.to)


if __name__ == "__main__":
    main(sys.argv[1:])
