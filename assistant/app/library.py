"""The view of the collection: its articles, and adding to them."""

from collections.abc import Sequence
from pathlib import Path

import gradio as gr

from assistant.app import upload
from assistant.app.notices import notify
from assistant.app.render import escape
from assistant.assistant import Assistant
from corpus import SteppewiseError
from corpus.load import MAX_FILE_BYTES, readable_suffixes


class LibraryView:
    """The articles of the collection."""

    def __init__(self, assistant: Assistant) -> None:
        """Lay the view out."""
        self._assistant = assistant
        kinds = readable_suffixes()
        self.files = gr.File(
            label="Files",
            show_label=False,
            file_count="multiple",
            file_types=kinds,
            height=150,
            elem_id="upload",
        )
        limit = f"{', '.join(kinds)}; up to {MAX_FILE_BYTES // 2**20} MB each"
        gr.HTML(f'<p class="quiet">{escape(limit)}</p>', elem_id="limit")
        self.report = gr.HTML(elem_id="report")

    def connect(self) -> gr.events.Dependency:
        """Add what is dropped; the event is returned for what has to follow a change."""

        def add(files: list[str] | None, progress: gr.Progress = gr.Progress()) -> str:  # noqa: B008
            return self.add(files, progress)

        return self.files.upload(
            add,
            self.files,
            self.report,
            api_visibility="private",
            show_progress_on=self.report,
        )

    def add(self, files: Sequence[str] | None, progress: gr.Progress) -> str:
        """Add uploaded files; return what became of each."""
        paths = [Path(file) for file in files or ()]
        try:
            report = upload.add_files(
                self._assistant,
                paths,
                lambda done, of: progress((done, of), desc="Adding articles", unit="articles"),
            )
        except SteppewiseError as error:
            notify(error)
            return ""
        return upload.report_html(report)
