"""Tests of tests.benchmarks.beside: what is counted, not how long it takes."""

import sys

import pytest

pytest.importorskip("sentence_transformers")
from tests.benchmarks.beside import Row, in_turns, page, program


def test_runs_take_turns_and_each_has_its_median() -> None:
    order: list[str] = []
    medians = in_turns(3, lambda: order.append("ours"), lambda: order.append("plain"))
    assert order == ["ours", "plain"] * 3
    assert len(medians) == 2
    assert all(median >= 0 for median in medians)


def test_a_program_that_fails_ends_the_benchmark() -> None:
    program(sys.executable, "-c", "raise SystemExit(2)", exits=[2])()
    with pytest.raises(SystemExit, match="failed"):
        program(sys.executable, "-c", "raise SystemExit(1)")()


def test_a_page_is_waited_for_and_ended() -> None:
    page(sys.executable, "-m", "http.server", "--bind", "127.0.0.1")()


def test_a_row_says_how_many_times_as_fast() -> None:
    assert str(Row("ask", 250.0, 2000.0, "cold")) == "| ask | 250 ms | 2,000 ms | 8.0 | cold |"
    assert str(Row("status", 12.34, None)) == "| status | 12.3 ms | – | – |  |"
