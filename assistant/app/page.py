"""The page: its views, the reader beside them, and what follows a change of the collection."""

from typing import Any

import gradio as gr

from assistant.app import endpoints, render
from assistant.app.ask import AskView
from assistant.app.library import LibraryView
from assistant.app.reader import Reader
from assistant.app.session import Session
from assistant.assistant import Assistant
from assistant.records import Records

_AT_ONCE = 16
"""How many requests are worked on at the same time; a slow one holds nobody else up."""

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
        header = gr.HTML(render.header_html(*assistant.counts()), elem_id="masthead")
        with gr.Row(elem_id="columns"):
            with gr.Column(elem_id="viewing"), gr.Tabs(elem_id="views"):
                with gr.Tab("Ask", id="ask"):
                    ask = AskView(assistant, records)
                with gr.Tab("Library", id="library"):
                    library = LibraryView(assistant)
            with gr.Column(elem_id="reading"):
                reader = Reader(assistant)

        def refreshed() -> tuple[Any, ...]:
            return render.header_html(*assistant.counts()), *ask.refreshed()

        collection = [header, *ask.shown]
        quiet: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
        page.load(refreshed, None, collection, **quiet)
        endpoints.add(assistant)
        ask.connect(session, reader)
        reader.connect(session)
        library.connect().then(
            lambda: (*refreshed(), reader.listing(), None),
            None,
            [*collection, reader.shown, library.files],
            **quiet,
        )
    page.queue(default_concurrency_limit=_AT_ONCE)
    return page
