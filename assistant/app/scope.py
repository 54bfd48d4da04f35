"""The fields that say where to search: publishers and dates."""

from collections.abc import Sequence

import gradio as gr

from assistant.assistant import Assistant
from index import Filters

_DATES = "2025, 2025-06 or 2025-06-18"


class Scope:
    """Fields for the publishers and dates to search, to be laid out in a view."""

    def __init__(self, assistant: Assistant) -> None:
        """Lay the fields out."""
        self._assistant = assistant
        with gr.Accordion("Publishers and dates to search", open=False):
            self.sources = gr.Dropdown(
                self._publishers(),
                multiselect=True,
                label="Publishers",
                info="All, if none is chosen",
                elem_classes="publishers",
            )
            with gr.Row():
                self.since = gr.Textbox(label="Since", placeholder=_DATES, min_width=140)
                self.until = gr.Textbox(label="Until", placeholder=_DATES, min_width=140)

    @property
    def fields(self) -> list[gr.Dropdown | gr.Textbox]:
        """The fields, in the order in which `read` takes what they hold."""
        return [self.sources, self.since, self.until]

    def refreshed(self) -> gr.Dropdown:
        """Return the field of publishers with those that there are now."""
        return gr.Dropdown(choices=[(name, name) for name in self._publishers()])

    def _publishers(self) -> list[str]:
        return sorted({item.source for item in self._assistant.articles() if item.source})


def read(sources: Sequence[str] | None, since: str | None, until: str | None) -> Filters:
    """Return the filters that the fields hold; a field that was never on screen holds None.

    Raises:
        QueryError: If a date is none, or the first is after the last.
    """
    return Filters(tuple(sources or ()), since=_given(since), until=_given(until))


def _given(field: str | None) -> str | None:
    return (field or "").strip() or None
