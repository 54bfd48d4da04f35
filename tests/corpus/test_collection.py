"""Tests of corpus.collection."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus import Article, LoadError, collection
from corpus.collection import read_collection

Write = Callable[[str, str | bytes], Path]

GOOD = '{"id": "mill", "title": "A mill", "text": "It turns."}'


def test_all_fields(write: Write) -> None:
    line = json.dumps(
        {
            "id": "mill", "title": "A mill", "text": "It\u00a0turns.", "date": "4 March 2021",
            "source": "Vell Courier", "url": "https://vell.example", "mood": ["grey"],
        }
    )  # fmt: skip
    assert list(read_collection(write("c.jsonl", line))) == [
        Article("mill", "A mill", "It turns.", "Vell Courier", "2021-03-04", "https://vell.example")
    ]


def test_only_the_text_is_needed(write: Write) -> None:
    text = "A mill for Vell\nIt turns."
    path = write("vell.jsonl", '{"text": "A mill for Vell\\nIt turns."}\n\n  \n{"text": "Rain."}\n')
    first, second = read_collection(path)
    assert first == Article(f"vell-{_short_hash(text)}", "A mill for Vell", text)
    assert second == Article(
        f"vell-{_short_hash('Rain.')}", "vell-" + _short_hash("Rain."), "Rain."
    )


def _short_hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]


@pytest.mark.parametrize("id_", ['"d/7"', "7", "7.5"])
def test_ids_as_beir_has_them(write: Write, id_: str) -> None:
    path = write("c.jsonl", f'{{"_id": {id_}, "text": "It turns."}}')
    assert [article.id for article in read_collection(path)] == [id_.strip('"')]


def test_a_byte_order_mark_is_no_part_of_the_first_line(write: Write) -> None:
    path = write("c.jsonl", b"\xef\xbb\xbf" + GOOD.encode())
    assert list(read_collection(path)) == [Article("mill", "A mill", "It turns.")]


BAD = [
    ("{", "the line is not JSON (Expecting property name enclosed in double quotes at column 2)"),
    ("[1]", "the line is not a JSON object"),
    ('{"title": "A mill"}', 'the line has no "text"'),
    ('{"text": "  "}', 'the line has no "text"'),
    ('{"text": 5}', '"text" is not a string'),
    ('{"text": "It.", "source": ["a"]}', '"source" is not a string'),
    (b'{"text": "caf\xe9"}', "the line is not UTF-8"),
    ("[" * 100_000, "the line is not JSON that can be read"),
    ('{"text": "It.", "id": ' + "1" * 5000 + "}", "the line is not JSON that can be read"),
    ('{"text": "It.", "id": "\\u0000"}', "An article needs an id that is not blank"),
    ('{"id": "mill", "text": "Other."}', "its id 'mill' is that of line 1"),
]


@pytest.mark.parametrize(("line", "reason"), BAD)
def test_a_bad_line_is_named_by_its_number(write: Write, line: str | bytes, reason: str) -> None:
    raw = line.encode() if isinstance(line, str) else line
    path = write("c.jsonl", GOOD.encode() + b"\n\n" + raw + b'\n{"id": "last", "text": "Rain."}\n')
    with pytest.raises(LoadError) as caught:
        next(read_collection(path))
    assert str(caught.value) == (
        f"c.jsonl, line 3: {reason}. Mend it, or take the good lines with --skip-bad."
    )
    first, bad, last = read_collection(path, skip_bad=True)
    assert (first, str(bad), last) == (
        Article("mill", "A mill", "It turns."),
        f"c.jsonl, line 3: {reason}.",
        Article("last", "last", "Rain."),
    )


def test_several_bad_lines_are_counted(write: Write) -> None:
    path = write("c.jsonl", f"x\n{GOOD}\ny\nz")
    with pytest.raises(LoadError, match=r"^c\.jsonl, line 1: .*\. \(2 more lines are bad too\.\)"):
        list(read_collection(path))


def test_a_line_that_is_too_long_is_refused_and_those_behind_it_keep_their_numbers(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collection, "MAX_LINE_BYTES", 2**20)
    path = write("c.jsonl", f'{{"text": "{"word " * 500_000}"}}\nx\n{GOOD}')
    too_long, bad, good = read_collection(path, skip_bad=True)
    assert str(too_long) == "c.jsonl, line 1: the line is longer than 1 MB."
    assert str(bad).startswith("c.jsonl, line 2: the line is not JSON")
    assert good == Article("mill", "A mill", "It turns.")


@pytest.mark.parametrize("content", ["", "\n \n"])
def test_an_empty_collection_is_refused(write: Write, content: str) -> None:
    with pytest.raises(LoadError, match=r"^c\.jsonl is empty; give it one JSON object a line"):
        list(read_collection(write("c.jsonl", content)))
