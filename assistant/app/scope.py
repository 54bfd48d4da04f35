"""The fields that say where to search: publishers and dates."""

from collections.abc import Sequence

import gradio as gr

from assistant.app.render import count, escape
from assistant.assistant import Assistant
from assistant.lines import long_date
from corpus import SteppewiseError
from index import Filters

_DATES = "2025, 2025-06 or 2025-06-18"


class Scope:
    """Fields for the publishers and dates to search, to be laid out in a view."""

    def __init__(self, assistant: Assistant) -> None:
        """Lay the fields out."""
        self._assistant = assistant
        with gr.Accordion("Publishers and dates to search", open=False, elem_classes="scope"):
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
        self.left = gr.HTML(elem_classes="left", apply_default_css=False)

    @property
    def fields(self) -> list[gr.Dropdown | gr.Textbox]:
        """The fields, in the order in which `read` takes what they hold."""
        return [self.sources, self.since, self.until]

    def connect(self) -> None:
        """Say what the filters leave to search, whenever they are changed."""
        gr.on(
            [field.change for field in self.fields],
            self.left_html,
            self.fields,
            self.left,
            api_visibility="private",
            show_progress="hidden",
            trigger_mode="always_last",
        )

    def left_html(self, sources: Sequence[str] | None, since: str | None, until: str | None) -> str:
        """Return how many articles and passages the filters leave to search, or what is wrong."""
        try:
            filters = read(sources, since, until)
            articles, passages = self._assistant.counts(filters)
        except SteppewiseError as error:
            return f'<p class="refused" role="status">{escape(str(error))}</p>'
        if not filters:
            return ""
        if not articles:
            return '<p class="refused" role="status">These leave no article to search.</p>'
        size = f"{count(articles, 'article')}, {count(passages, 'passage')}: {in_words(filters)}"
        return f'<p class="quiet" role="status">{escape(size)}</p>'

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


def in_words(filters: Filters) -> str:
    """Return filters as they are said.

    >>> in_words(Filters(("Steppe Daily", "Syr Post"), since="2025-06"))
    'only Steppe Daily or Syr Post, since June 2025'
    """
    parts = []
    if filters.sources:
        parts.append(f"only {' or '.join(filters.sources)}")
    if filters.since:
        parts.append(f"since {long_date(filters.since)}")
    if filters.until:
        parts.append(f"until {long_date(filters.until)}")
    return ", ".join(parts)


def _given(field: str | None) -> str | None:
    return (field or "").strip() or None
