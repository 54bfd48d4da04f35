"""Saved passages: CSV of which a spreadsheet calculates nothing, and JSON as from the terminal."""

import csv
import dataclasses
import io
import json
import string
from dataclasses import asdict

from hypothesis import given
from hypothesis import strategies as st

from assistant.app.export import to_csv, to_json
from assistant.app.hits import Found
from tests.assistant.app.test_hits import FOUND, HIT, TEXT


def with_text(text: str) -> Found:
    hit = dataclasses.replace(HIT, text=text, title=text)
    return dataclasses.replace(FOUND, hits=(hit,), matched=((),))


def table(found: Found) -> io.StringIO:
    return io.StringIO(to_csv(found).removeprefix("\ufeff"), newline="")


def test_json_has_the_shape_of_the_command() -> None:
    assert json.loads(to_json(FOUND)) == {"query": "turbines wind", "hits": [asdict(HIT)]}


def test_csv_holds_what_is_shown() -> None:
    rows = list(csv.DictReader(table(FOUND)))
    assert rows == [
        {
            "rank": "1", "title": "The <i>Aral</i>", "publisher": "Steppe & Co",
            "date": "2025-06-18", "url": "", "article_id": "aral/1-2", "start": "100",
            "end": str(HIT.end), "score": "0.8765", "text": TEXT,
        }
    ]  # fmt: skip


@given(
    st.text(alphabet=string.printable + "＝＠"), st.sampled_from(["=", "+", "-", "@", "\t", "＝"])
)
def test_no_cell_begins_as_a_formula_does(text: str, mark: str) -> None:
    for cell in (text, mark + text):
        (row,) = csv.DictReader(table(with_text(cell)))
        for shown in (row["text"], row["title"]):
            assert shown in {cell, f"'{cell}"}
            assert not shown.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＠"))
