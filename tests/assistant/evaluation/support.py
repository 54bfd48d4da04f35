"""Lines of question files, and rows, for the tests of evaluating."""

import json
from typing import Any

from assistant.evaluation import Ranking, Row, Way


def line(id_: str = "q", **fields: object) -> str:
    """Return a question of our own kind."""
    plain = {"id": id_, "question": "When was it?", "must": [], "answerable": True}
    return json.dumps(plain | fields)


def prepared(id_: str = "q", **fields: object) -> str:
    """Return a question of a public set."""
    plain = {"id": id_, "question": "When was it?", "evidence": [], "answerable": True}
    return json.dumps(plain | fields)


def row(id_: str = "q", *, ndcg: float | None = None, **fields: Any) -> Row:
    """Return a row of an answer that was given."""
    plain = {
        "set": "s", "type": "t", "question": "When?", "understood": "When?", "answerable": True,
        "abstained": False, "confidence": 0.5, "answer": "Then. [1]", "words": 1, "sentences": 1,
    }  # fmt: skip
    found = {} if ndcg is None else {Way.UNDERSTOOD: Ranking(ndcg, 0, 1, 1)}
    return Row(id=id_, **plain | {"retrieval": found} | fields)
