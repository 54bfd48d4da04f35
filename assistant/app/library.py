"""The view of the collection: its articles in a table, adding to them, and removing them."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.app import upload
from assistant.app.assets import answered, script
from assistant.app.browsing import Browsing, Column, page_of
from assistant.app.notices import notify
from assistant.app.table import chosen_html, removed, removing_html, table_html
from assistant.assistant import Assistant
from corpus import SteppewiseError

_LINE = "library"


class LibraryView:
    """The articles of the collection."""

    def __init__(self, assistant: Assistant) -> None:
        """Lay the view out."""
        self._assistant = assistant
        self.browsing = gr.State(Browsing())
        self.files = gr.HTML(
            upload.drop_html(),
            js_on_load=script("uploading.js"),
            elem_id="upload",
            apply_default_css=False,
        )
        self.report = gr.HTML(elem_id="report", apply_default_css=False)
        self.query = gr.Textbox(
            label="Find an article",
            placeholder="Title, publisher or id",
            max_lines=1,
            elem_id="find",
        )
        self.actions = gr.HTML(
            chosen_html(Browsing()),
            js_on_load=script(
                *("controls.js", "focus.js", "dialog.js"),
                events=("ask", "keep", "remove"),
                line=_LINE,
            ),
            elem_id="actions",
            apply_default_css=False,
        )
        self.table = gr.HTML(
            js_on_load=script(
                "controls.js", "focus.js", "table.js", events=("sort", "turn"), line=_LINE
            ),
            elem_id="articles",
            apply_default_css=False,
        )

    @property
    def shown(self) -> list[gr.HTML]:
        """What shows something of the collection, in the order of `refreshed`."""
        return [self.table, self.actions]

    def connect(self) -> list[gr.events.Dependency]:
        """Do what is asked for; the events are returned that change the collection."""
        quiet: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
        in_line: dict[str, Any] = {"inputs": self.browsing, "trigger_mode": "multiple", **quiet}
        moving = {"outputs": [self.browsing, self.table], **in_line}
        acting = {"outputs": [self.browsing, self.actions], **in_line}
        removing = self.actions.remove(self.remove, **acting)
        answered(
            _LINE,
            self.table.find(self.find, **moving),
            self.table.sort(self.sort, **moving),
            self.table.turn(self.turn, **moving),
            self.table.choose(self.choose, **acting),
            self.actions.ask(self.ask, **acting),
            self.actions.keep(self.keep, **acting),
            self.table.clear(self.clear, **acting),
            removing,
        )
        one_after_another = {"concurrency_id": "adding", "concurrency_limit": 1}
        adding = {"trigger_mode": "multiple", **one_after_another, **quiet}
        return [self.files.sent(self.add, None, self.report, **adding), removing]

    def refreshed(self, browsing: Browsing) -> tuple[str, Any]:
        """Return the table as it is now, and how much of what is chosen is still there.

        Where the visitor is stays as it is: somebody may be ticking at this moment. So does the
        question before removing.
        """
        now = browsing.among(self._assistant.articles())
        same = now.chosen == browsing.chosen or browsing.removing
        return self._table(now), gr.skip() if same else chosen_html(now)

    def find(self, browsing: Browsing, event: gr.EventData) -> tuple[Browsing, str]:
        """Show the articles that a query finds."""
        return self._moved(browsing.searching(str(event.query)))

    def sort(self, browsing: Browsing, event: gr.EventData) -> tuple[Browsing, str]:
        """Sort by the column whose head was clicked."""
        return self._moved(browsing.sorted_by(Column(event.value)))

    def turn(self, browsing: Browsing, event: gr.EventData) -> tuple[Browsing, str]:
        """Show another page."""
        return self._moved(browsing.at(int(event.value)))

    def choose(self, browsing: Browsing, event: gr.EventData) -> tuple[Browsing, str]:
        """Note which of some articles are ticked."""
        browsing = browsing.choosing(event.shown, event.ticked).among(self._assistant.articles())
        return browsing, chosen_html(browsing)

    def clear(self, browsing: Browsing) -> tuple[Browsing, str]:
        """Choose nothing; `table.js` has taken the ticks away."""
        browsing = replace(browsing, chosen=frozenset())
        return browsing, chosen_html(browsing)

    def ask(self, browsing: Browsing) -> tuple[Browsing, str]:
        """Ask whether to remove what is chosen, naming it."""
        chosen = [item for item in self._assistant.articles() if item.id in browsing.chosen]
        browsing = replace(browsing, removing=tuple(article.id for article in chosen))
        return browsing, chosen_html(browsing) + removing_html(chosen)

    def keep(self, browsing: Browsing) -> tuple[Browsing, str]:
        """Remove nothing; what is chosen stays so."""
        browsing = replace(browsing, removing=())
        return browsing, chosen_html(browsing)

    def remove(self, browsing: Browsing) -> tuple[Browsing, Any]:
        """Remove what the visitor was asked about, as far as nobody else has done so."""
        asked = browsing.removing
        if not asked:  # the button was clicked twice
            return browsing, gr.skip()
        there = {article.id for article in self._assistant.articles()}
        try:
            self._assistant.remove([id_ for id_ in asked if id_ in there])
        except SteppewiseError as error:
            notify(error)
            return self.keep(browsing)
        browsing = replace(browsing, removing=(), chosen=browsing.chosen - set(asked))
        said = removed(asked, [id_ for id_ in asked if id_ not in there])
        return browsing, chosen_html(browsing, said)

    def add(self, event: gr.EventData) -> Iterator[str]:
        """Add uploaded files.

        Yields:
            How it goes on, and at last what became of each.
        """
        paths, refusals = upload.received(event.files, Path(gr.utils.get_upload_folder()))
        try:
            for step in upload.adding(self._assistant, paths):
                if isinstance(step, upload.Report):
                    report = replace(step, refusals=(*refusals, *step.refusals))
                    yield upload.report_html(report)
                else:
                    yield upload.progress_html(*step)
        except SteppewiseError as error:
            notify(error)
            yield ""

    def _moved(self, browsing: Browsing) -> tuple[Browsing, str]:
        return browsing, self._table(browsing)

    def _table(self, browsing: Browsing) -> str:
        return table_html(page_of(self._assistant.articles(), browsing), browsing)
