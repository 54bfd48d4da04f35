"""The view in which passages are searched for, without an answer."""

from collections.abc import Sequence
from typing import Any

import gradio as gr

from assistant.app import export, hits, scope
from assistant.app.assets import asset, script
from assistant.app.hits import Found
from assistant.assistant import Assistant
from corpus import SteppewiseError
from index import Filters, matched

_K = 10


class PassagesView:
    """A query, where to search, and the passages found."""

    def __init__(self, assistant: Assistant) -> None:
        """Lay the view out."""
        self._assistant = assistant
        self.found = gr.State(None)
        with gr.Row(elem_id="search"):
            self.query = gr.Textbox(
                label="Find passages about",
                placeholder="Words or a question",
                max_lines=1,
                submit_btn="Search",
                scale=5,
                min_width=300,
                elem_id="query",
            )
            self.k = gr.Number(_K, label="Show", precision=0, min_width=90, elem_id="k")
        self.scope = scope.Scope(assistant)
        self.results = gr.HTML(
            hits.INTRODUCTION,
            js_on_load=script("controls.js", "focus.js", events=("more", "csv", "json")),
            elem_id="hits",
            apply_default_css=False,
        )
        self.file = gr.JSON(visible=False)

    def connect(self) -> None:
        """Search for what is typed, show more, and save what is shown."""
        quiet: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
        shown = [self.found, self.results]
        searching: dict[str, Any] = {
            "fn": self.search,
            "inputs": [self.query, self.k, *self.scope.fields],
            "outputs": shown,
            "api_visibility": "private",
            "show_progress_on": self.results,
            "trigger_mode": "always_last",
        }
        self.scope.connect()
        more = self.results.more(self.more, self.found, [*shown, self.k], **quiet)
        gr.on([self.query.submit, self.k.submit], cancels=more, **searching)
        for event, fn in ((self.results.csv, csv_file), (self.results.json, json_file)):
            event(fn, self.found, self.file, **quiet).then(
                None, self.file, None, js=asset("saving.js"), **quiet
            )

    def search(
        self,
        query: str,
        k: float | None,
        sources: Sequence[str] | None,
        since: str | None,
        until: str | None,
    ) -> tuple[Found | None, str]:
        """Search; what cannot be searched for is told in place of passages."""
        try:
            return self._shown(query, int(k or 0), scope.read(sources, since, until))
        except SteppewiseError as error:
            return None, hits.notice_html(str(error))

    def more(self, found: Found) -> tuple[Found | None, str, int]:
        """Search for the same once more, and show more of it."""
        k = found.next_k or found.k
        try:
            return *self._shown(found.query, k, found.filters), k
        except SteppewiseError as error:
            return None, hits.notice_html(str(error)), found.k

    def refreshed(self) -> gr.Dropdown:
        """Return the field of publishers with those that there are now."""
        return self.scope.refreshed()

    def _shown(self, query: str, k: int, filters: Filters) -> tuple[Found, str]:
        found = self._find(query, k, filters)
        return found, hits.found_html(found)

    def _find(self, query: str, k: int, filters: Filters) -> Found:
        best = self._assistant.search(query, k, filters)
        ids = {hit.article_id for hit in best}
        return Found(
            query=query,
            filters=filters,
            k=k,
            hits=tuple(best),
            matched=tuple(tuple(matched(query, hit)) for hit in best),
            articles={item.id: item for item in self._assistant.articles() if item.id in ids},
            searched=self._assistant.counts(filters),
        )


def csv_file(found: Found) -> dict[str, str]:
    """Return the passages as a CSV file that the browser saves."""
    return _file("passages.csv", "text/csv", export.to_csv(found))


def json_file(found: Found) -> dict[str, str]:
    """Return the passages as a JSON file that the browser saves."""
    return _file("passages.json", "application/json", export.to_json(found))


def _file(name: str, kind: str, text: str) -> dict[str, str]:
    return {"name": name, "type": kind, "text": text}
