"""The page: what stands where, and which event does what."""

from dataclasses import dataclass
from importlib import resources
from typing import Any

import gradio as gr

from assistant.app.actions import Actions, clicked_question
from assistant.app.render import escape
from assistant.assistant import Assistant
from corpus.load import MAX_FILE_BYTES, readable_suffixes

_AT_ONCE = 8
"""How many requests are worked on at the same time; a slow one holds nobody else up."""

_KEPT_SECONDS = 3600
"""How long uploaded files are kept; the index has its own copy of their text."""


@dataclass(frozen=True, slots=True)
class _Parts:
    """The components that events read and write."""

    answers: gr.State
    header: gr.HTML
    chat: gr.Chatbot
    question: gr.Textbox
    renew: gr.Button
    sources: gr.Dropdown
    since: gr.Textbox
    until: gr.Textbox
    files: gr.File
    report: gr.HTML
    source: gr.HTML


def build(assistant: Assistant) -> gr.Blocks:
    """Return the page over an assistant, not served yet; its look is added by `start`."""
    actions = Actions(assistant)
    page = gr.Blocks(
        title="Steppewise",
        analytics_enabled=False,
        fill_width=True,
        delete_cache=(_KEPT_SECONDS, _KEPT_SECONDS),
    )
    with page:
        parts = _lay_out(actions)
        _connect(page, parts, actions)
    page.queue(default_concurrency_limit=_AT_ONCE)
    return page


def asset(name: str) -> str:
    """Return the text of a file of this package."""
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")


def _lay_out(actions: Actions) -> _Parts:
    answers = gr.State(())
    header = gr.HTML(actions.header(), elem_id="masthead")
    with gr.Row(elem_id="columns"):
        with gr.Column(scale=55, min_width=320, elem_id="conversation"):
            chat, question = _chat(actions)
            with gr.Accordion("Publishers and dates to search", open=False):
                sources, since, until = _filters(actions)
            renew = gr.Button("New conversation", size="sm", elem_id="renew")
        with gr.Column(scale=45, min_width=320, elem_id="sources"):
            source = gr.HTML(
                actions.listing(),
                js_on_load=asset("script.js"),
                elem_id="source",
                apply_default_css=False,
            )
            with gr.Accordion("Add articles", open=actions.is_empty()):
                files, report = _upload()
    return _Parts(
        answers, header, chat, question, renew, sources, since, until, files, report, source
    )


def _chat(actions: Actions) -> tuple[gr.Chatbot, gr.Textbox]:
    chat = gr.Chatbot(
        label="Conversation",
        show_label=False,
        placeholder=actions.welcome(),
        height=None,
        layout="bubble",
        latex_delimiters=[],
        buttons=[],
        feedback_options=None,
        elem_id="chat",
    )
    question = gr.Textbox(
        label="Question",
        show_label=False,
        placeholder="Ask about the articles",
        lines=1,
        max_lines=6,
        autofocus=True,
        submit_btn="Ask",
        elem_id="question",
    )
    return chat, question


def _filters(actions: Actions) -> tuple[gr.Dropdown, gr.Textbox, gr.Textbox]:
    sources = gr.Dropdown(
        actions.publishers(),
        multiselect=True,
        label="Publishers",
        info="All, if none is chosen",
        elem_id="publishers",
    )
    with gr.Row():
        since = gr.Textbox(label="Since", placeholder="2025, 2025-06 or 2025-06-18", min_width=140)
        until = gr.Textbox(label="Until", placeholder="2025, 2025-06 or 2025-06-18", min_width=140)
    return sources, since, until


def _upload() -> tuple[gr.File, gr.HTML]:
    kinds = readable_suffixes()
    files = gr.File(
        label="Files",
        show_label=False,
        file_count="multiple",
        file_types=kinds,
        height=150,
        elem_id="upload",
    )
    limit = f"{', '.join(kinds)}; up to {MAX_FILE_BYTES // 2**20} MB each"
    gr.HTML(f'<p class="quiet">{escape(limit)}</p>', elem_id="limit")
    return files, gr.HTML(elem_id="report")


def _connect(page: gr.Blocks, parts: _Parts, actions: Actions) -> None:
    collection = [parts.header, parts.chat, parts.sources]
    asking: dict[str, Any] = {
        "fn": actions.ask,
        "inputs": [parts.question, parts.answers, parts.sources, parts.since, parts.until],
        "outputs": [parts.chat, parts.answers, parts.question],
        "api_visibility": "private",
        "show_progress_on": parts.chat,
    }
    quiet: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}

    def add(files: list[str] | None, progress: gr.Progress = gr.Progress()) -> str:  # noqa: B008
        return actions.add(files, progress)

    page.load(actions.refresh, None, collection, **quiet)
    parts.question.submit(**asking)
    parts.source.question(clicked_question, None, parts.question, **quiet).then(**asking)
    parts.source.follow(actions.follow, parts.answers, parts.source, **quiet)
    parts.files.upload(
        add, parts.files, parts.report, api_visibility="private", show_progress_on=parts.report
    ).then(
        lambda: (*actions.refresh(), actions.listing(), None),
        None,
        [*collection, parts.source, parts.files],
        **quiet,
    )
    parts.renew.click(
        lambda: ([], (), "", actions.listing()),
        None,
        [parts.chat, parts.answers, parts.question, parts.source],
        **quiet,
    )
