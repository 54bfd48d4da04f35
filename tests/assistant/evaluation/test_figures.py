"""Tests of assistant.evaluation.figures: computed by hand."""

from typing import Any

import pytest

from assistant.evaluation import Figures, Ranking, Row, Way, summarise
from assistant.evaluation.figures import by_way, figures_of
from tests.assistant.evaluation.support import row

NOTHING: dict[str, Any] = dict.fromkeys(
    ["retrieval", "facts_first", "facts", "article", "refused", "falsely_refused", "auroc",
     "calibration_error", "words", "sentences"]
)  # fmt: skip


def answered(**fields: Any) -> Row:
    return row(**fields)


def refused(**fields: Any) -> Row:
    return row(**{"abstained": True, "words": 0, "sentences": 0} | fields)


def test_shares_of_the_answerable_and_of_the_unanswerable() -> None:
    rows = [
        answered(facts=True, facts_first=True, article=True, words=10, confidence=0.9, ndcg=1.0),
        answered(facts=True, facts_first=False, article=True, words=20, confidence=0.8, ndcg=0.5),
        answered(facts=False, facts_first=False, article=True, words=60, sentences=4,
                 confidence=0.55),
        refused(facts=False, facts_first=False, article=False, confidence=0.3),
        refused(answerable=False, confidence=0.3),
        answered(answerable=False, words=99, confidence=0.85),
        answered(answerable=False, words=99, confidence=0.2),
    ]  # fmt: skip
    assert figures_of(rows) == Figures(
        questions=7,
        retrieval=Ranking(0.75, 0, 1, 1),
        facts_first=0.25,
        facts=0.5,
        article=0.75,
        refused=pytest.approx(1 / 3),
        falsely_refused=0.25,
        # The pairs: 0.9 wins three, 0.8 and 0.55 win two each, 0.3 wins one and ties one.
        auroc=pytest.approx((3 + 2 + 2 + 1.5) / 12),
        # Bins of the answers given: 0.9 and 0.85 (one right), 0.8 (right), 0.55 and 0.2 (wrong).
        calibration_error=pytest.approx((abs(1.75 - 1) + abs(0.8 - 1) + 0.55 + 0.2) / 5),
        words=20,
        sentences=2,
    )


def test_where_no_fact_is_known_a_right_article_is_a_right_answer() -> None:
    assert answered(article=True).right is True
    assert answered(article=True, facts=False).right is False
    assert answered().right is None
    assert refused(answerable=False).right is True
    assert figures_of([answered()]).calibration_error is None


def test_nothing_has_no_figures() -> None:
    assert figures_of([]) == Figures(questions=0, **NOTHING)
    assert summarise([]) == {}
    unasked = row(abstained=None, confidence=None, words=None, sentences=None)
    assert figures_of([unasked]) == Figures(questions=1, **NOTHING)


def test_by_set_and_type_and_clarifying_questions_apart() -> None:
    rows = [
        row(set="b", type="x", facts=True), row(set="a", type="y", facts=True),
        row(set="b", type="z", facts=False), row(set="b", type="clarification", facts=False),
    ]  # fmt: skip
    told = {key: (item.questions, item.facts) for key, item in summarise(rows).items()}
    assert list(told.items()) == [
        (("b", "x"), (1, 1)), (("b", "z"), (1, 0)), (("b", "clarification"), (1, 0)),
        (("b", "all"), (2, 0.5)), (("a", "y"), (1, 1)), (("a", "all"), (1, 1)),
    ]  # fmt: skip


def test_a_question_without_a_conversation_counts_the_same_every_way() -> None:
    one, half, none = Ranking(1, 1, 1, 1), Ranking(0.5, 0, 1, 1), Ranking(0, 0, 0, 0)
    ways = {Way.UNDERSTOOD: one, Way.LAST_TURN: half, Way.GLUED: none}
    rows = [
        row(set="talk", retrieval=ways), row(set="talk", retrieval={Way.UNDERSTOOD: one}),
        row(set="talk", retrieval=ways, type="clarification"), row(set="talk"),
        row(set="plain", retrieval={Way.UNDERSTOOD: none}),
    ]  # fmt: skip
    assert by_way(rows) == {
        ("talk", Way.UNDERSTOOD): (2, one),
        ("talk", Way.LAST_TURN): (2, Ranking(0.75, 0.5, 1, 1)),
        ("talk", Way.GLUED): (2, Ranking(0.5, 0.5, 0.5, 0.5)),
    }
