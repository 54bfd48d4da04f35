"""The library's table and what is asked and said about it, as HTML.

A button names its event and what it means (`data-event`, `data-value`); `controls.js` hands both to
the server.
"""

from collections.abc import Sequence

from assistant.app.browsing import Browsing, Column, Page
from assistant.app.links import to_article
from assistant.app.render import count, escape
from index.results import Summary

_NAMED = 10


def table_html(page: Page, browsing: Browsing) -> str:
    """Return a page of the table, with where it is and how to get to the others."""
    status = f'<p class="quiet range" role="status">{escape(range_of(page, browsing.query))}</p>'
    if not page.rows:
        return status
    all_ticked = all(article.id in browsing.chosen for article in page.rows)
    heads = "".join(_head(column, browsing) for column in Column)
    rows = "".join(_row(article, ticked=article.id in browsing.chosen) for article in page.rows)
    return (
        f'{status}<table class="articles" role="table" aria-label="Articles">'
        '<thead role="rowgroup"><tr role="row"><td role="cell" class="tick"><input type="checkbox" '
        f'aria-label="Select all on this page"{_checked(ticked=all_ticked)}></td>'
        f'{heads}</tr></thead><tbody role="rowgroup">{rows}</tbody></table>{_pager(page)}'
    )


def range_of(page: Page, query: str) -> str:
    """Say which articles a page shows, of how many."""
    if not page.total:
        return "There are no articles yet; add some above."
    if not page.found:
        return f"No article has “{query.strip()}” in its title, publisher or id."
    shown = f"{page.first:,}–{page.first + len(page.rows) - 1:,}"
    if page.found == page.total:
        return f"{shown} of {count(page.total, 'article')}"
    return f"{shown} of {page.found:,} found among {count(page.total, 'article')}"


def chosen_html(browsing: Browsing, said: str = "") -> str:
    """Return how many articles are chosen and what can be done with them; before it, `said`."""
    status = f'<p class="said" role="status" tabindex="-1">{escape(said)}</p>'
    number = len(browsing.chosen)
    if not number:
        return status
    selected = escape(f"{count(number, 'article')} selected")
    return (
        f'{status}<div class="chosen"><span>{selected}</span>'
        f"{_button('clear', '', 'Clear selection')}{_button('ask', '', 'Remove …')}</div>"
    )


def removing_html(removing: Sequence[Summary]) -> str:
    """Return the question whether to remove some articles, by their titles."""
    if not removing:
        return ""
    number = count(len(removing), "article")
    titles = "".join(f"<li>{escape(article.title)}</li>" for article in removing[:_NAMED])
    more = len(removing) - _NAMED
    rest = f'<li class="quiet">and {escape(count(more, "other"))}</li>' if more > 0 else ""
    return (
        '<dialog class="removing" aria-labelledby="removing-title">'
        f'<h2 id="removing-title">Remove {number}?</h2><ul>{titles}{rest}</ul>'
        '<p class="quiet">What is removed can no longer be asked about, by anybody who uses this '
        "collection. Your files are not touched.</p>"
        f'<div class="choices">{_button("keep", "", "Cancel", "autofocus")}'
        f"{_button('remove', '', f'Remove {number}')}</div></dialog>"
    )


def removed(removing: Sequence[str], gone: Sequence[str]) -> str:
    """Say what was removed, and what somebody else had removed before."""
    said = []
    if number := len(removing) - len(gone):
        said.append(f"Removed {count(number, 'article')}.")
    if gone:
        names = ", ".join(f"“{id_}”" for id_ in gone[:_NAMED])
        more = f" and {len(gone) - _NAMED:,} more" if len(gone) > _NAMED else ""
        said.append(f"Somebody else had already removed {names}{more}.")
    return " ".join(said)


def _head(column: Column, browsing: Browsing) -> str:
    sorted_ = ""
    if column == browsing.column:
        sorted_ = f' aria-sort="{"descending" if browsing.descending else "ascending"}"'
    button = _button("sort", column.value, column.value.capitalize())
    return f'<th role="columnheader" scope="col" class="{column.value}"{sorted_}>{button}</th>'


def _row(article: Summary, *, ticked: bool) -> str:
    title, id_ = escape(article.title), escape(article.id)
    tick = (
        f'<input type="checkbox" value="{id_}" aria-label="Select {title}"'
        f"{_checked(ticked=ticked)}>"
    )
    link = f'<a href="{to_article(article.id)}" title="{id_}">{title}</a>'
    day, time = article.added[:10], article.added[11:16]
    cells = (
        f'<td role="cell" class="tick">{tick}</td>',
        f'<th role="rowheader" scope="row" class="title">{link}</th>',
        _said("publisher", article.source),
        _said("date", article.date),
        f'<td role="cell" class="words">{_number(article.words, "word")}</td>',
        f'<td role="cell" class="passages">{_number(article.passages, "passage")}</td>',
        f'<td role="cell" class="added" title="{escape(f"{day} {time} UTC")}">'
        f'<span class="unit">added </span>{escape(day)}</td>',
    )
    return f'<tr role="row">{"".join(cells)}</tr>'


def _said(kind: str, text: str | None) -> str:
    """Return a cell of what an article may not say; on a narrow page it is left out then."""
    if text is None:
        return f'<td role="cell" class="{kind} unsaid">–</td>'
    return f'<td role="cell" class="{kind}">{escape(text)}</td>'


def _number(number: int, noun: str) -> str:
    """Return a number and its noun, which stands in the column's head on a wide page."""
    digits, noun = count(number, noun).split()
    return f'{digits}<span class="unit"> {noun}</span>'


def _pager(page: Page) -> str:
    if page.pages == 1:
        return ""
    last = page.pages - 1
    return (
        '<nav class="pager" aria-label="Pages of the table">'
        f"{_turn('First', 0, page)}{_turn('Previous', page.number - 1, page)}"
        f"<span>{escape(f'Page {page.number + 1:,} of {page.pages:,}')}</span>"
        f"{_turn('Next', page.number + 1, page)}{_turn('Last', last, page)}</nav>"
    )


def _turn(label: str, to: int, page: Page) -> str:
    """Return a button to another page; where there is none, it stays, so as to keep the focus."""
    there = 0 <= to < page.pages and to != page.number
    return _button("turn", str(to), label, "" if there else 'aria-disabled="true"')


def _button(event: str, value: str, label: str, more: str = "") -> str:
    return (
        f'<button type="button" data-event="{event}" data-value="{escape(value)}" {more}>'
        f"{escape(label)}</button>"
    )


def _checked(*, ticked: bool) -> str:
    return " checked" if ticked else ""
