"""Comparing two evaluations, question by question."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from assistant.evaluation.asking import Row
from assistant.evaluation.figures import Figures, summarise
from assistant.evaluation.questions import QuestionFileError
from assistant.evaluation.report import figures_json
from assistant.evaluation.retrieval import Way


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one question.

    Attributes:
        set: The set that it is of.
        id: Its id.
        question: The question.
        better: Whether it is better now, else worse.
        what: In words: every judgement that changed, the one that decides first.
    """

    set: str
    id: str
    question: str
    better: bool
    what: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two evaluations, over the questions that both have.

    Attributes:
        changes: The questions that are better or worse, in their order.
        before: The earlier figures.
        after: The present figures.
        only_before: How many questions are no longer there.
        only_after: How many are new.
    """

    changes: tuple[Change, ...]
    before: dict[tuple[str, str], Figures]
    after: dict[tuple[str, str], Figures]
    only_before: int
    only_after: int

    def to_dict(self) -> dict[str, Any]:
        """Return the comparison as JSON knows it."""
        return {
            "changes": [asdict(change) for change in self.changes],
            "before": figures_json(self.before),
            "after": figures_json(self.after),
            "only_before": self.only_before,
            "only_after": self.only_after,
        }


def read_rows(path: Path) -> list[Row]:
    """Read the rows of an evaluation that was printed with `--json`.

    Raises:
        QuestionFileError: If they cannot be read.
    """
    from pydantic import TypeAdapter

    try:
        stored = json.loads(path.read_text(encoding="utf-8"))["rows"]
        rows = TypeAdapter(list[Row]).validate_python(stored)
        if any(row.retrieval and Way.UNDERSTOOD not in row.retrieval for row in rows):
            raise ValueError
    except OSError as error:
        raise QuestionFileError(
            f"The evaluation in {path} cannot be read ({error.strerror}); check the path."
        ) from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise QuestionFileError(
            f"{path.name} is no evaluation; write one with: steppewise evaluate PATH --json"
        ) from None
    return rows


def compare(before: Sequence[Row], after: Sequence[Row]) -> Comparison:
    """Compare two evaluations; questions are matched by their set and id.

    Whether a question is better is decided by the first of these that changed: whether it was
    answered rightly, whether its facts are in the first cited sentence, whether a right article is
    cited, its nDCG@10.
    """
    old = {(row.set, row.id): row for row in before}
    new = {(row.set, row.id): row for row in after}
    pairs = [(old[key], row) for key, row in new.items() if key in old]
    return Comparison(
        changes=tuple(change for pair in pairs if (change := _change(*pair))),
        before=summarise(replace(one, type=other.type) for one, other in pairs),
        after=summarise(other for _, other in pairs),
        only_before=len(old) - len(pairs),
        only_after=len(new) - len(pairs),
    )


def _change(before: Row, after: Row) -> Change | None:
    differing = [
        (name, old, new)
        for (name, old), (_, new) in zip(_judgements(before), _judgements(after), strict=True)
        if old is not None and new is not None and old != new
    ]
    if not differing:
        return None
    _, old, new = differing[0]
    what = ", ".join(f"{name} {_said(old)} → {_said(new)}" for name, old, new in differing)
    return Change(after.set, after.id, after.question, better=new > old, what=what)


def _judgements(row: Row) -> list[tuple[str, float | None]]:
    ranking = (row.retrieval or {}).get(Way.UNDERSTOOD)
    return [
        ("right", row.right),
        ("facts first", row.facts_first),
        ("article", row.article),
        ("nDCG@10", None if ranking is None else round(ranking.ndcg_10, 3)),
    ]


def _said(value: float) -> str:
    return ("no", "yes")[value] if isinstance(value, bool) else f"{value:.3f}"
