"""The page: its views, the reader beside them, and what follows a change of the collection."""

from typing import Any

import gradio as gr

from assistant.app import endpoints, render
from assistant.app.ask import AskView
from assistant.app.browsing import Browsing
from assistant.app.library import LibraryView
from assistant.app.passages import PassagesView
from assistant.app.reader import Reader
from assistant.app.session import Session
from assistant.assistant import Assistant
from assistant.records import Records

_AT_ONCE = 16
"""How many requests are worked on at the same time; a slow one holds nobody else up."""

_REFRESHED_SECONDS = 10
"""How often an open page looks whether the collection was changed by somebody else."""

_KEPT_SECONDS = 3600
"""How long uploaded files are kept; the index has its own copy of their text."""


def build(assistant: Assistant, records: Records) -> gr.Blocks:
    """Return the page over an assistant and the conversations with it, not served yet.

    Its look is added by `start`.
    """
    page = gr.Blocks(
        title="Steppewise",
        analytics_enabled=False,
        fill_width=True,
        delete_cache=(_KEPT_SECONDS, _KEPT_SECONDS),
    )
    with page:
        session = gr.State(Session())
        seen = gr.State(None)
        header = gr.HTML(render.header_html(*assistant.counts()), elem_id="masthead")
        with gr.Row(elem_id="columns"):
            with gr.Column(elem_id="viewing"), gr.Tabs(elem_id="views"):
                with gr.Tab("Ask", id="ask") as ask_tab:
                    ask = AskView(assistant, records)
                with gr.Tab("Passages", id="passages", elem_id="passages") as passages_tab:
                    passages = PassagesView(assistant)
                with gr.Tab("Library", id="library", elem_id="library") as library_tab:
                    library = LibraryView(assistant)
            with gr.Column(elem_id="reading"):
                reader = Reader(assistant)

        shown = [
            *(seen, header, *ask.shown, passages.scope.sources),
            *(*library.shown, reader.shown),
        ]

        def refreshed(
            seen: int | None, browsing: Browsing, opened: str, session: Session
        ) -> list[Any]:
            """Return the page with the collection as it is now, if it is not as it was seen."""
            generation = assistant.generation
            if generation == seen:
                return [gr.skip()] * len(shown)
            return [
                generation,
                render.header_html(*assistant.counts()),
                *ask.refreshed(),
                passages.refreshed(),
                *library.refreshed(browsing),
                reader.refreshed(opened, session),
            ]

        quiet: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
        refreshing: dict[str, Any] = {
            "fn": refreshed,
            "inputs": [seen, library.browsing, reader.opened, session],
            "outputs": shown,
            **quiet,
        }
        for event in (
            page.load,
            gr.Timer(_REFRESHED_SECONDS).tick,
            ask_tab.select,
            passages_tab.select,
            library_tab.select,
        ):
            event(**refreshing)
        endpoints.add(assistant)
        ask.connect(session, reader)
        passages.connect()
        reader.connect(session)
        for change in library.connect():
            change.then(**refreshing)
    page.queue(default_concurrency_limit=_AT_ONCE)
    return page
