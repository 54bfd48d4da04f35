"""Passages found, as files: JSON, and CSV of which a spreadsheet calculates nothing."""

import csv
import io
import json
from dataclasses import asdict

from assistant.app.hits import Found

_COLUMNS = (
    *("rank", "title", "publisher", "date", "url", "article_id"),
    *("start", "end", "score", "text"),
)
_BYTE_ORDER_MARK = "\ufeff"
"""By which spreadsheets know that a file is UTF-8."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a cell begins with that a spreadsheet would calculate."""


def to_json(found: Found) -> str:
    """Return the passages in the shape of `steppewise search --json`."""
    shown = {"query": found.query, "hits": [asdict(hit) for hit in found.hits]}
    return json.dumps(shown, ensure_ascii=False, indent=2) + "\n"


def to_csv(found: Found) -> str:
    """Return the passages as a table; a cell of text that would be a formula begins with `'`."""
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(_COLUMNS)
    for hit in found.hits:
        article = found.articles.get(hit.article_id)
        about = (article.source, article.date, article.url) if article else ("", "", "")
        texts = [_harmless(text or "") for text in (hit.title, *about, hit.article_id)]
        numbers = (hit.start, hit.end, f"{hit.score:.4f}")
        table.writerow([hit.rank, *texts, *numbers, _harmless(hit.text)])
    return _BYTE_ORDER_MARK + out.getvalue()


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
