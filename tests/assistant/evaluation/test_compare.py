"""Tests of assistant.evaluation.compare and report: what changed, and how it is written."""

import json
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.evaluation import (
    Change,
    QuestionFileError,
    Ranking,
    Row,
    Sheet,
    Way,
    as_json,
    compare,
    figures_sheet,
    markdown,
    read_rows,
    summarise,
    ways_sheet,
)
from assistant.evaluation.report import split
from tests.assistant.evaluation.support import row

MAYBE = st.none() | st.booleans()
RANKINGS = st.builds(Ranking, *[st.floats(0, 1)] * 4)


class TestComparing:
    def test_question_by_question(self) -> None:
        before = [
            row("same", facts=True, ndcg=1.0), row("gone"),
            row("found", facts=False, facts_first=False, ndcg=0.63),
            row("lower", facts=True, ndcg=1.0),
            row("refused", answerable=False, abstained=True),
        ]  # fmt: skip
        after = [
            row("same", facts=True, ndcg=1.0, words=9, confidence=0.1),
            row("found", facts=True, facts_first=False, ndcg=0.5),
            row("lower", facts=True, ndcg=0.5), row("new"),
            row("refused", answerable=False, abstained=False), row("newer"),
        ]  # fmt: skip
        compared = compare(before, after)
        assert compared.changes == (
            Change("s", "found", "When?", True, "right no → yes, nDCG@10 0.630 → 0.500"),
            Change("s", "lower", "When?", False, "nDCG@10 1.000 → 0.500"),
            Change("s", "refused", "When?", False, "right yes → no"),
        )
        assert (compared.only_before, compared.only_after) == (1, 2)
        old, new = compared.before["s", "all"], compared.after["s", "all"]
        assert (old.questions, old.facts, old.refused) == (4, pytest.approx(2 / 3), 1)
        assert (new.questions, new.facts, new.refused) == (4, 1, 0)

    def test_what_was_not_measured_is_no_change(self) -> None:
        unasked = row(abstained=None, facts=None)
        assert compare([row(facts=True, ndcg=1.0)], [unasked]).changes == ()

    def test_questions_of_two_sets_with_one_id_are_two(self) -> None:
        compared = compare([row(set="a", facts=True)], [row(set="b", facts=False)])
        assert (compared.changes, compared.only_before, compared.only_after) == ((), 1, 1)

    @given(st.lists(st.tuples(MAYBE, MAYBE, MAYBE, MAYBE), max_size=5))
    def test_to_and_fro_is_the_opposite(self, told: list[tuple[bool | None, ...]]) -> None:
        before = [row(str(i), facts=a, article=b) for i, (a, b, _, _) in enumerate(told)]
        after = [row(str(i), facts=c, article=d) for i, (_, _, c, d) in enumerate(told)]
        there, back = compare(before, after).changes, compare(after, before).changes
        assert [(item.id, item.better) for item in there] == [
            (item.id, not item.better) for item in back
        ]
        assert compare(before, before).changes == ()


class TestReadingAgain:
    @given(
        st.lists(
            st.builds(
                replace, st.just(row()), id=st.text(), question=st.text(), abstained=MAYBE,
                facts=MAYBE, confidence=st.none() | st.floats(0, 1), words=st.integers(0, 99),
                retrieval=st.just({}) | st.fixed_dictionaries(
                    {Way.UNDERSTOOD: RANKINGS}, optional={Way.GLUED: RANKINGS}
                ),
            )
        )
    )  # fmt: skip
    def test_rows_come_back_from_json(
        self, tmp_path_factory: pytest.TempPathFactory, rows: list[Row]
    ) -> None:
        path = tmp_path_factory.getbasetemp() / "rows.json"
        path.write_text(json.dumps({"rows": as_json(rows)["rows"]}), encoding="utf-8")
        assert read_rows(path) == rows

    @pytest.mark.parametrize(
        ("field", "value"), [("retrieval", {Way.GLUED: asdict(Ranking(1, 1, 1, 1))}),
                             ("retrieval", {"x": {}}), ("confidence", "high"), ("facts", 7)],
    )  # fmt: skip
    def test_a_row_that_was_mended_by_hand(self, tmp_path: Path, field: str, value: object) -> None:
        path = tmp_path / "old.json"
        path.write_text(json.dumps({"rows": [asdict(row()) | {field: value}]}), encoding="utf-8")
        with pytest.raises(QuestionFileError, match=r"^old\.json is no evaluation; write one with"):
            read_rows(path)

    @pytest.mark.parametrize(
        "content", ["", "{", "[]", "7", '{"rows": 7}', '{"rows": [7]}', '{"rows": [{"id": "a"}]}',
                    "[" * 100_000, "\udcff"],
    )  # fmt: skip
    def test_what_is_no_evaluation(self, tmp_path: Path, content: str) -> None:
        path = tmp_path / "old.json"
        path.write_bytes(content.encode(errors="surrogateescape"))
        with pytest.raises(QuestionFileError, match=r"^old\.json is no evaluation; write one with"):
            read_rows(path)

    def test_no_file(self, tmp_path: Path) -> None:
        with pytest.raises(QuestionFileError, match=r"gone\.json cannot be read \(No such file"):
            read_rows(tmp_path / "gone.json")


class TestTables:
    ROWS = (
        row("1", type="a|b", facts=True, ndcg=0.8, words=12), row("2", type="c", facts=False),
    )  # fmt: skip

    def test_figures(self) -> None:
        sheet = figures_sheet(summarise(self.ROWS))
        assert sheet == Sheet(
            ("set", "type", "questions", "nDCG@10", "hit@1", "hit@5", "recall@10", "facts",
             "falsely refused", "ECE", "words", "sentences"),
            (("s", "a|b", "1", "0.800", "0.000", "1.000", "1.000", "100%", "0%", "0.500", "12",
              "1.0"),
             ("s", "c", "1", "–", "–", "–", "–", "0%", "0%", "0.500", "1", "1.0"),
             ("s", "all", "2", "0.800", "0.000", "1.000", "1.000", "50%", "0%", "0.000", "6",
              "1.0")),
        )  # fmt: skip

    def test_changes_stand_in_brackets(self) -> None:
        before = summarise([row("1", facts=False, ndcg=0.9), row("2", facts=False)])
        after = summarise([row("1", facts=True, ndcg=0.8), row("2", facts=False)])
        [line] = figures_sheet(after, before).rows
        assert line == ("s", "all", "2", "0.800 (−0.100)", "0.000", "1.000", "1.000", "50% (+50)",
                        "0%", "0.000 (−0.500)", "1", "1.0")  # fmt: skip

    def test_a_type_that_is_counted_apart_says_so(self) -> None:
        rows = [row("1", facts=True), row("2", type="clarification")]
        assert [line[1] for line in figures_sheet(summarise(rows)).rows] == [
            "t", "clarification (apart)", "all",
        ]  # fmt: skip

    def test_ways(self) -> None:
        ways = {way: Ranking(number / 4, 0, 1, 1) for number, way in enumerate(Way)}
        assert ways_sheet([row(retrieval=ways)]).rows == (
            ("s", "as understood", "1", "0.000", "0.000", "1.000", "1.000"),
            ("s", "last turn alone", "1", "0.250", "0.000", "1.000", "1.000"),
            ("s", "earlier turns glued on", "1", "0.500", "0.000", "1.000", "1.000"),
        )
        assert ways_sheet([row(ndcg=1.0)]).rows == ()

    def test_markdown(self) -> None:
        sheet = Sheet(("set", "type", "n"), (("s", "a|b", "1"), ("s", "all", "–")))
        assert markdown(sheet) == (
            "| set | type | n |\n| --- | --- | ---: |\n| s | a\\|b | 1 |\n| **s** | **all** | – |"
        )

    def test_a_wide_table_is_split_by_columns(self) -> None:
        sheet = Sheet(("set", "type", "a", "bbb", "c"), (("s", "t", "1", "2", "3"),))
        # The words take 5 + 6 characters, the numbers 3, 5 and 3.
        told = [[part.headers for part in split(sheet, width)] for width in (22, 21, 0)]
        words = ("set", "type")
        assert told == [
            [(*words, "a", "bbb", "c")],
            [(*words, "a", "bbb"), (*words, "c")],
            [(*words, "a"), (*words, "bbb"), (*words, "c")],
        ]
        assert split(sheet, 21)[1].rows == (("s", "t", "3"),)
