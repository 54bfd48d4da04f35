"""The conversations that were kept: opened, renamed, deleted, exported, and a new one begun."""

from typing import Any

import gradio as gr

from assistant.app.assets import answered, script
from assistant.app.conversation_list import conversations_html, file_html
from assistant.app.notices import notify
from assistant.app.reader import Reader
from assistant.app.session import Session
from assistant.app.turns import conversation_html
from assistant.app.visitor import owner_of
from assistant.records import Records, as_json, as_markdown
from corpus import SteppewiseError

_EVENTS = ("begin", "open", "remove", "export")
_LINE = "conversations"
_EXPORTS = {"md": as_markdown, "json": as_json}


class ConversationsView:
    """The list of a visitor's conversations."""

    def __init__(self, records: Records) -> None:
        """Lay the list out."""
        self._records = records
        self.shown = gr.HTML(
            conversations_html((), None),
            js_on_load=script("controls.js", "conversations.js", events=_EVENTS, line=_LINE),
            elem_id="conversations",
            apply_default_css=False,
        )
        self._file = gr.HTML(js_on_load=script("file.js"), elem_id="file", apply_default_css=False)

    def connect(
        self,
        conversation: list[gr.components.Component],
        asking: list[gr.events.Dependency],
        reader: Reader,
    ) -> None:
        """Do what the buttons of the list say.

        Args:
            conversation: What shows the conversation that is open: its HTML, the session, and the
                question's field.
            asking: What an answer is waited for by; leaving the conversation stops it.
            reader: Which shows what that one cited.
        """
        quiet: dict[str, Any] = {
            "trigger_mode": "multiple", "api_visibility": "private", "show_progress": "hidden",
        }  # fmt: skip
        session = conversation[1]
        opened = [*conversation, self.shown, reader.shown]

        def begin(request: gr.Request) -> tuple[Any, ...]:
            return *self._opened(Session(), request), reader.listing()

        def open_(session: Session, event: gr.EventData, request: gr.Request) -> tuple[Any, ...]:
            id_ = str(event.value)
            try:
                turns = self._records.turns(owner_of(request), id_)
            except SteppewiseError as error:
                notify(error)
                return *self._unchanged(session, request), gr.skip()
            return *self._opened(Session(id_, turns), request), reader.listing()

        def remove(session: Session, event: gr.EventData, request: gr.Request) -> tuple[Any, ...]:
            id_ = str(event.value)
            try:
                self._records.delete(owner_of(request), id_)
            except SteppewiseError as error:
                notify(error)
            if id_ == session.conversation:
                return *self._opened(Session(), request), reader.listing()
            return *self._unchanged(session, request), gr.skip()

        answered(
            _LINE,
            self.shown.begin(begin, None, opened, cancels=asking, **quiet),
            self.shown.open(open_, session, opened, cancels=asking, **quiet),
            self.shown.remove(remove, session, opened, **quiet),
            self.shown.rename(self.rename, session, self.shown, **quiet),
            self.shown.export(self.export, None, self._file, **quiet),
        )

    def listing(self, request: gr.Request, current: str | None) -> str:
        """Return the list, or an empty one, and a notice, if it cannot be read."""
        try:
            kept = self._records.conversations(owner_of(request))
        except SteppewiseError as error:
            notify(error)
            kept = []
        return conversations_html(kept, current, request.username)

    def rename(self, session: Session, event: gr.EventData, request: gr.Request) -> str:
        """Give a conversation another title."""
        try:
            self._records.rename(owner_of(request), str(event.value), str(event.title))
        except SteppewiseError as error:
            notify(error)
        return self.listing(request, session.conversation)

    def export(self, event: gr.EventData, request: gr.Request) -> Any:  # noqa: ANN401 - or gr.skip()
        """Hand the browser a conversation as a file."""
        id_, kind = str(event.value), str(event.kind)
        try:
            owner = owner_of(request)
            turns = self._records.turns(owner, id_)
            kept = {item.id: item for item in self._records.conversations(owner)}
        except SteppewiseError as error:
            notify(error)
            return gr.skip()
        return file_html(kept[id_], _EXPORTS[kind](kept[id_], turns), f".{kind}")

    def _opened(self, session: Session, request: gr.Request) -> tuple[Any, ...]:
        listing = self.listing(request, session.conversation)
        return conversation_html(session), session, gr.skip(), listing

    def _unchanged(self, session: Session, request: gr.Request) -> tuple[Any, ...]:
        listing = self.listing(request, session.conversation)
        return gr.skip(), gr.skip(), gr.skip(), listing
