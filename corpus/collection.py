"""Collections: JSON Lines with one article a line, streamed."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corpus.article import Article
from corpus.dates import iso_date
from corpus.errors import LoadError
from corpus.text import title_line

MAX_LINE_BYTES = 50 * 2**20
"""The longest line of a collection that is read."""


def read_collection(path: Path, *, skip_bad: bool = False) -> Iterator[Article | LoadError]:
    """Yield the articles of a `.jsonl` file.

    A line is `{"id", "title", "text", "date", "source", "url"}`, all but `text` optional; BEIR's
    `_id` is accepted. A line without an id gets one from the file's name and its text.

    The file is read twice, so that nothing of a bad one is taken and none has to be kept whole.

    Yields:
        The articles; with `skip_bad`, also a `LoadError` for each line that is left out.

    Raises:
        LoadError: If a line is bad and `skip_bad` is not set, or if there is no line.
    """
    bad = [item for item in _articles(path) if isinstance(item, LoadError)]
    if bad and not skip_bad:
        others = f" ({len(bad) - 1} more lines are bad too.)" if len(bad) > 1 else ""
        raise LoadError(f"{bad[0]}{others} Mend it, or take the good lines with --skip-bad.")
    empty = True
    for item in _articles(path):
        empty = False
        yield item
    if empty:
        raise LoadError(f"{path.name} is empty; give it one JSON object a line.")


def _articles(path: Path) -> Iterator[Article | LoadError]:
    first_line: dict[str, int] = {}
    for number, line in _lines(path):
        try:
            article = _article(line, path.stem)
            if article.id in first_line:
                raise LoadError(f"its id {article.id!r} is that of line {first_line[article.id]}")
            first_line[article.id] = number
            yield article
        except LoadError as error:
            yield LoadError(f"{path.name}, line {number}: {error}".rstrip(".") + ".")


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """Yield each line that is not blank with its number; of one too long, only the beginning."""
    with path.open("rb") as file:
        number = 0
        while line := file.readline(MAX_LINE_BYTES + 1):
            number += 1
            rest = line
            while len(rest) > MAX_LINE_BYTES and not rest.endswith(b"\n"):
                rest = file.readline(MAX_LINE_BYTES + 1)
            if number == 1:
                line = line.removeprefix(b"\xef\xbb\xbf")
            if line.strip():
                yield number, line


def _article(line: bytes, stem: str) -> Article:
    if len(line) > MAX_LINE_BYTES:
        raise LoadError(f"the line is longer than {MAX_LINE_BYTES // 2**20} MB")
    try:
        fields = json.loads(line.rstrip())
    except UnicodeDecodeError:
        raise LoadError("the line is not UTF-8") from None
    except json.JSONDecodeError as error:
        raise LoadError(f"the line is not JSON ({error.msg} at column {error.colno})") from None
    except (RecursionError, ValueError):  # nested too deeply, or a number of thousands of digits
        raise LoadError("the line is not JSON that can be read") from None
    if not isinstance(fields, dict):
        raise LoadError("the line is not a JSON object")
    text = _string(fields, "text")
    if not text or not text.strip():
        raise LoadError('the line has no "text"')
    digest = hashlib.sha256(text.encode(errors="replace")).hexdigest()[:8]
    return Article.from_raw(
        _string(fields, "id") or _string(fields, "_id") or f"{stem}-{digest}",
        _string(fields, "title") or title_line(text) or "",
        text,
        source=_string(fields, "source"),
        date=iso_date(fields.get("date")),
        url=_string(fields, "url"),
    )


def _string(fields: dict[str, Any], name: str) -> str | None:
    value = fields.get(name)
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, int | float) and name in {"id", "_id"}:
        return str(value)
    raise LoadError(f'"{name}" is not a string')
