"""Results as tables of words, for a terminal or Markdown, and as JSON."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from assistant.evaluation.asking import Row
from assistant.evaluation.figures import ALL, APART, Figures, by_way, summarise

NOTHING = "–"
"""What stands where there is no figure."""

_SHARES = ("facts_first", "facts", "article", "refused", "falsely_refused")
_COLUMNS = {
    "ndcg_10": "nDCG@10",
    "hit_1": "hit@1",
    "hit_5": "hit@5",
    "recall_10": "recall@10",
    "facts_first": "facts first",
    "facts": "facts",
    "article": "article",
    "refused": "refused",
    "falsely_refused": "falsely refused",
    "auroc": "AUROC",
    "calibration_error": "ECE",
    "words": "words",
    "sentences": "sentences",
}
_DECIMALS = {"words": 0, "sentences": 1}
_LABELS = 2  # columns of words, before those of numbers

Summary = Mapping[tuple[str, str], Figures]
"""Figures by (set, type), as `summarise` gives them."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: the first two columns are words, the others numbers as they are printed."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def figures_sheet(summary: Summary, before: Summary | None = None) -> Sheet:
    """Return the figures as a table, a row each; columns without a figure are left out.

    Args:
        summary: The figures.
        before: Earlier figures; how the new ones differ is put in brackets behind them.
    """
    types = Counter(name for name, _ in summary)
    rows = [
        (name, f"{type_} (apart)" if type_ in APART else type_, str(figures.questions),
         *_cells(figures, (before or {}).get((name, type_))))
        for (name, type_), figures in summary.items()
        if type_ == ALL or types[name] > len(("the only type", ALL))
    ]  # fmt: skip
    return _without_empty(("set", "type", "questions", *_COLUMNS.values()), rows)


def ways_sheet(rows: Iterable[Row]) -> Sheet:
    """Return what is found in conversations by each way of searching; no rows if there is none."""
    lines = [
        (name, str(way), str(count), *(f"{value:.3f}" for value in asdict(ranking).values()))
        for (name, way), (count, ranking) in by_way(rows).items()
    ]
    headers = ("set", "searched", "questions", "nDCG@10", "hit@1", "hit@5", "recall@10")
    return Sheet(headers, tuple(lines))


def split(sheet: Sheet, width: int) -> list[Sheet]:
    """Return a table in parts, each with the columns of words and as many others as have room.

    Args:
        sheet: The table.
        width: In characters, for all columns with a space on each side; a part has one column of
            numbers even if that is too wide.
    """
    columns = list(zip(sheet.headers, *sheet.rows, strict=True))
    widths = [max(map(len, column)) + 2 for column in columns]
    room = width - sum(widths[:_LABELS])
    parts: list[list[int]] = [[]]
    for number in range(_LABELS, len(columns)):
        if parts[-1] and sum(widths[taken] for taken in [*parts[-1], number]) > room:
            parts.append([])
        parts[-1].append(number)
    return [_with_columns(sheet.headers, sheet.rows, part) for part in parts]


def markdown(sheet: Sheet) -> str:
    """Return a table in Markdown."""
    lines = [
        sheet.headers,
        ("---",) * _LABELS + ("---:",) * (len(sheet.headers) - _LABELS),
        *(map(_bold, row) if row[1] == ALL else row for row in sheet.rows),
    ]
    return "\n".join(
        f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines
    )


def as_json(rows: Sequence[Row]) -> dict[str, Any]:
    """Return rows and figures as JSON knows them; `compare.read_rows` reads the rows again."""
    return {
        "figures": figures_json(summarise(rows)),
        "conversations": [
            {"set": name, "searched": way, "questions": count, **asdict(ranking)}
            for (name, way), (count, ranking) in by_way(rows).items()
        ],
        "rows": [asdict(row) for row in rows],
    }


def figures_json(summary: Summary) -> list[dict[str, Any]]:
    """Return figures as JSON knows them, an object for each set and type."""
    return [
        {"set": name, "type": type_, **asdict(figures)}
        for (name, type_), figures in summary.items()
    ]


def _bold(cell: str) -> str:
    return cell if cell == NOTHING else f"**{cell}**"


def _cells(figures: Figures, before: Figures | None) -> list[str]:
    old = _flat(before) if before else {}
    return [_cell(name, value, old.get(name)) for name, value in _flat(figures).items()]


def _flat(figures: Figures) -> dict[str, float | None]:
    """Return the figures by name, in the order of the columns."""
    values = asdict(figures)
    values |= values["retrieval"] or {}
    return {name: values.get(name) for name in _COLUMNS}


def _cell(name: str, value: float | None, before: float | None) -> str:
    if value is None:
        return NOTHING
    write = _writer(name)
    if before is None or write(value) == write(before):
        return write(value)
    change = value - before
    signed = f"{change * 100:+.0f}" if name in _SHARES else f"{change:+.{_DECIMALS.get(name, 3)}f}"
    return f"{write(value)} ({signed.replace('-', '−')})"


def _writer(name: str) -> Callable[[float], str]:
    return "{:.0%}".format if name in _SHARES else f"{{:.{_DECIMALS.get(name, 3)}f}}".format


def _without_empty(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> Sheet:
    kept = [
        number
        for number in range(_LABELS, len(headers))
        if any(row[number] != NOTHING for row in rows)
    ]
    return _with_columns(headers, rows, kept)


def _with_columns(
    headers: Sequence[str], rows: Sequence[Sequence[str]], numbers: Sequence[int]
) -> Sheet:
    """Return the columns of words and some of the others."""
    kept = [*range(_LABELS), *numbers]
    return Sheet(
        tuple(headers[number] for number in kept),
        tuple(tuple(row[number] for number in kept) for row in rows),
    )
