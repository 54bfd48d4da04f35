"""How results look in a terminal. Article text is printed as it is, never as markup."""

from collections.abc import Mapping, Sequence
from textwrap import indent
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from assistant.answer import Answer, Citation
from assistant.marks import BOLD, emphases, genuine_marks
from corpus import Refusal
from index import Change, Hit, Outcome, Place, Summary

if TYPE_CHECKING:
    from assistant.evaluation.asking import Row
    from assistant.evaluation.compare import Comparison
    from assistant.evaluation.report import Sheet

_out = Console(highlight=False, markup=False, emoji=False, soft_wrap=True)
_UNLIMITED = 100_000
_err = Console(stderr=True, highlight=False, markup=False, emoji=False, soft_wrap=True)


def answer(given: Answer) -> None:
    """Print an answer, where each of its sentences stands, and what was searched."""
    _out.print(_styled(given))
    if given.missing:
        _out.print(f"\n{given.missing}")
    if given.standalone_question != given.question:
        _out.print(Text(f"Understood as: {given.standalone_question}", "dim"))
    if given.citations:
        _out.print()
    for _, citation in sorted({item.number: item for item in given.citations}.items()):
        _out.print(Text.assemble((f"[{citation.number}] ", "cyan"), _where(citation)))
    if given.abstained and not given.refuses and given.suggestions:
        _out.print("\nFor example:")
        for question in given.suggestions:
            _out.print(Text(f"  {question}"))
    if not given.searched:
        return
    searched = f"Searched {_count(given.articles_searched, 'article')}, "
    _out.print(Text(f"\n{searched}{_count(given.passages_searched, 'passage')}.", "dim"))


def hits(found: Sequence[Hit]) -> None:
    """Print passages, each under its title."""
    for hit in found:
        place = f"  {hit.article_id}:{hit.start}-{hit.end}  {hit.score:.2f}"
        _out.print(Text.assemble((f"{hit.rank}. {hit.title}", "bold"), (place, "dim")))
        if _out.is_terminal:
            _out.print(Padding(Text(hit.text), (0, 0, 1, 3)), soft_wrap=False)
        else:
            _out.print(f"{indent(hit.text, '   ')}\n")
    if not found:
        _err.print("No passage was found; widen the filters.")


def outcomes(done: Sequence[Outcome], refused: Sequence[Refusal], place: Place) -> None:
    """Print how many articles were added, and every one that was not."""
    for outcome in done:
        if outcome.duplicate_of:
            _err.print(
                f"{outcome.article_id} has the text of {outcome.duplicate_of} and was left out."
            )
    for refusal in refused:
        _err.print(Text("Error: ", "red") + Text(refusal.reason))
    counted = [
        f"{number} {change}"
        for change in Change
        if (number := sum(outcome.change is change for outcome in done))
    ]
    if refused:
        counted.append(f"{len(refused)} refused")
    _out.print(f"{', '.join(counted) or 'Nothing to add'}: {place}")


def articles(summaries: Sequence[Summary]) -> None:
    """Print a table of articles."""
    table = Table(box=None, header_style="bold")
    table.add_column("id", overflow="fold", min_width=12)
    for name in ("title", "publisher", "date"):
        table.add_column(name)
    table.add_column("words", justify="right")
    table.add_column("passages", justify="right")
    for item in summaries:
        table.add_row(
            Text(item.id), Text(item.title), Text(item.source or ""), item.date or "",
            str(item.words), str(item.passages),
        )  # fmt: skip
    _print_table(table)


def status(state: Mapping[str, Any]) -> None:
    """Print the state of an index, a line each."""
    table = Table(box=None, show_header=False)
    table.add_column()
    table.add_column(overflow="fold")
    for name, value in state.items():
        table.add_row(Text(name.replace("_", " "), "dim"), Text(str(value)))
    _print_table(table)


def evaluation(rows: "Sequence[Row]", compared: "Comparison | None", *, as_markdown: bool) -> None:
    """Print the figures of an evaluation and, after a comparison, what is better and worse."""
    from assistant.evaluation.figures import summarise
    from assistant.evaluation.report import figures_sheet, markdown, split, ways_sheet

    sheets = [figures_sheet(summarise(rows)), ways_sheet(rows)]
    if compared:
        sheets[0] = figures_sheet(compared.after, compared.before)
    if not as_markdown and _out.is_terminal:
        sheets = [part for sheet in sheets for part in split(sheet, _out.width)]
    for number, sheet in enumerate(sheet for sheet in sheets if sheet.rows):
        if number:
            _out.print()
        if as_markdown:
            _out.print(markdown(sheet))
        else:
            _print_sheet(sheet)
    if compared:
        _print_changes(compared)


def _print_sheet(sheet: "Sheet") -> None:
    from assistant.evaluation.figures import ALL

    table = Table(*sheet.headers[:2], box=None, header_style="bold")
    for name in sheet.headers[2:]:
        table.add_column(name, justify="right")
    for row in sheet.rows:
        table.add_row(*map(Text, row), style="bold" if row[1] == ALL else "")
    _print_table(table)


def _print_changes(compared: "Comparison") -> None:
    for name, better in (("Better", True), ("Worse", False)):
        changes = [change for change in compared.changes if change.better is better]
        _out.print(Text(f"\n{name}: {_count(len(changes), 'question')}", "bold"))
        for item in changes:
            _out.print(Text(f"{item.set} {item.id}: {item.what}. {item.question}"))
    for number, where in ((compared.only_before, "earlier"), (compared.only_after, "this")):
        if number:
            _err.print(
                f"Not compared: {_count(number, 'question')} only in the {where} evaluation."
            )


def _print_table(table: Table) -> None:
    """Print a table as wide as the terminal or, to a file or another program, as it is."""
    if _out.is_terminal:
        _out.print(table, soft_wrap=False)
    else:
        Console(file=_out.file, width=_UNLIMITED).print(table)


def _styled(given: Answer) -> Text:
    """Return the text of an answer; a terminal shows bold type instead of the marks for it."""
    text = Text(given.text)
    for start, end, _ in genuine_marks(given):
        text.stylize("cyan", start, end)
    if not _out.is_terminal:
        return text
    pieces, place = Text(), 0
    for start, end in sorted(emphases(given)):
        pieces.append_text(text[place:start])
        pieces.append_text(Text(given.text[start + len(BOLD) : end - len(BOLD)], "bold"))
        place = end
    return pieces.append_text(text[place:])


def _where(citation: Citation) -> str:
    about = [citation.title, citation.source, citation.date]
    place = f"{citation.article_id}:{citation.start}-{citation.end}"
    return f"{', '.join(part for part in about if part)} ({place})"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'s' * (number != 1)}"
