"""The view in which questions are asked: the conversation, and where to search."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import gradio as gr

from assistant.app import links, render, scope
from assistant.app.assets import script
from assistant.app.conversations import ConversationsView
from assistant.app.notices import notify
from assistant.app.reader import Reader
from assistant.app.session import Session, history
from assistant.app.turns import conversation_html
from assistant.app.visitor import owner_of
from assistant.assistant import Assistant
from assistant.records import Rating, Records, Turn
from corpus import SteppewiseError
from index import check_query

_EVENTS = ("retry", "stop", "edit", "keep", "rate", "comment")

Shown = tuple[Any, Any, Any, Any]
"""The conversation, the session, what the question's field holds, the list of conversations."""


class AskView:
    """A conversation over the articles, and the list of those that were kept."""

    def __init__(self, assistant: Assistant, records: Records) -> None:
        """Lay the view out."""
        self._assistant = assistant
        self._records = records
        with gr.Row(elem_id="asking"):
            self.conversations = ConversationsView(records)
            with gr.Column(elem_id="conversation"):
                with gr.Column(elem_id="said"):
                    self.welcome = gr.HTML(self._welcome(), elem_id="welcome")
                    self.chat = gr.HTML(
                        conversation_html(Session()),
                        js_on_load=script("controls.js", "chat.js", events=_EVENTS),
                        elem_id="chat",
                        apply_default_css=False,
                    )
                with gr.Column(elem_id="saying"):
                    self.scope = scope.Scope(assistant)
                    self.question = gr.Textbox(
                        label="Question",
                        show_label=False,
                        placeholder="Ask about the articles",
                        lines=1,
                        max_lines=6,
                        autofocus=True,
                        submit_btn="Ask",
                        elem_id="question",
                    )

    def connect(self, session: gr.State, reader: Reader) -> None:
        """Answer what is typed or clicked, and do what the buttons of a turn say."""
        fields = self.scope.fields
        outputs = [self.chat, session, self.question, self.conversations.shown]
        quiet: dict[str, Any] = {
            "outputs": outputs, "api_visibility": "private", "show_progress": "hidden",
        }  # fmt: skip
        asking = [
            self.question.submit(
                self.ask, [self.question, session, *fields], trigger_mode="always_last", **quiet
            ),
            self.chat.question(self.ask_clicked, [session, *fields], **quiet),
            self.chat.retry(self.ask_again, [session, *fields], **quiet),
            self.chat.arrive(self.arrive, fields, **quiet),
        ]
        self.chat.stop(self.stop, [self.question, session], cancels=asking, **quiet)
        self.chat.edit(self.edit, session, **quiet)
        self.chat.keep(lambda held: self._shown(held.edited(None), ""), session, **quiet)
        self.chat.rate(self.rate, session, **quiet)
        self.chat.comment(self.comment, session, **quiet)
        self.conversations.connect([self.chat, session, self.question], asking, reader)
        self.scope.connect()

    def ask(
        self,
        question: str,
        session: Session,
        sources: Sequence[str] | None,
        since: str | None,
        until: str | None,
        request: gr.Request,
    ) -> Iterator[Shown]:
        """Show the question, then its answer; a question that cannot be asked stays in its field.

        What is typed into the field while the answer is made is left there. The answer is shown
        when it is kept, so that whatever follows it finds it in its conversation.
        """
        if not question.strip():
            return
        try:
            filters = scope.read(sources, since, until)
            check_query(question)
            if self._assistant.counts()[0] == 0:
                raise SteppewiseError("There are no articles yet; add some before you ask.")
            yield conversation_html(session, pending=question), session, "", gr.skip()
            answer = self._assistant.ask(question, history(session.kept), filters)
        except SteppewiseError as error:
            notify(error)
            yield self._shown(session, question)
            return
        yield gr.skip(), gr.skip(), gr.skip(), gr.skip()  # one that was stopped goes no further
        turn = Turn(answer, filters, datetime.now(UTC).isoformat(timespec="seconds"))
        yield self._kept(session, turn, request)

    def ask_clicked(
        self,
        session: Session,
        sources: Sequence[str] | None,
        since: str | None,
        until: str | None,
        event: gr.EventData,
        request: gr.Request,
    ) -> Iterator[Shown]:
        """Ask a starter or suggestion that was clicked."""
        question = links.question_of(str(event.link)) or ""
        yield from self.ask(question, session, sources, since, until, request)

    def ask_again(
        self,
        session: Session,
        sources: Sequence[str] | None,
        since: str | None,
        until: str | None,
        event: gr.EventData,
        request: gr.Request,
    ) -> Iterator[Shown]:
        """Ask a question once more; its turn and those after it are replaced."""
        place = int(event.value)
        try:
            question = session.turn(place).answer.question
        except SteppewiseError as error:
            notify(error)
            return
        yield from self.ask(question, session.edited(place), sources, since, until, request)

    def arrive(
        self,
        sources: Sequence[str] | None,
        since: str | None,
        until: str | None,
        event: gr.EventData,
        request: gr.Request,
    ) -> Iterator[Shown]:
        """Show what a page opens on.

        That is the conversation that was on it before it was loaded again, or a new one, in which a
        question that the page's address carries is asked.
        """
        session, question = Session(), str(event.question)
        if event.conversation and not question:
            with suppress(SteppewiseError):  # it may have been deleted
                turns = self._records.turns(owner_of(request), str(event.conversation))
                session = Session(str(event.conversation), turns)
        listing = self.conversations.listing(request, session.conversation)
        if session.turns:
            yield conversation_html(session), session, gr.skip(), listing
        else:  # what is asked at once should not be lost
            yield gr.skip(), gr.skip(), gr.skip(), listing
        if question:
            yield from self.ask(question, session, sources, since, until, request)

    def stop(self, typed: str, session: Session, event: gr.EventData) -> Shown:
        """Show the conversation as it was before a question, which goes back into its field."""
        return self._shown(session, typed or str(event.question))

    def edit(self, session: Session, event: gr.EventData) -> Shown:
        """Put a question back into its field; the next one replaces its turn and those after it."""
        place = int(event.value)
        try:
            return self._shown(session.edited(place), session.turn(place).answer.question)
        except SteppewiseError as error:
            notify(error)
            return self._shown(session, gr.skip())

    def rate(self, session: Session, event: gr.EventData, request: gr.Request) -> Shown:
        """Keep what is thought of an answer; the same once more takes it back."""
        helpful = event.helpful == "yes"

        def rated(before: Rating | None) -> Rating | None:
            return None if before and before.helpful is helpful else Rating(helpful)

        return self._rated(session, int(event.value), rated, request)

    def comment(self, session: Session, event: gr.EventData, request: gr.Request) -> Shown:
        """Keep why an answer was found good or bad."""
        comment = str(event.text).strip()

        def rated(before: Rating | None) -> Rating:
            return Rating(before is None or before.helpful, comment)

        return self._rated(session, int(event.value), rated, request)

    @property
    def shown(self) -> list[gr.components.Component]:
        """What shows something of the collection, in the order of `refreshed`."""
        return [self.welcome, self.scope.sources]

    def refreshed(self) -> tuple[str, gr.Dropdown]:
        """Return what the view shows of the collection, as it is now."""
        return self._welcome(), self.scope.refreshed()

    def _kept(self, session: Session, turn: Turn, request: gr.Request) -> Shown:
        """Keep a turn, which follows those of `session`; say so if that cannot be done."""
        try:
            owner = owner_of(request)
            id_ = session.conversation or self._records.start(owner, turn.answer.question).id
            if session.editing is not None:
                self._records.truncate(owner, id_, session.editing)
            self._records.append(owner, id_, turn)
            kept = Session(id_, self._records.turns(owner, id_))
        except SteppewiseError as error:
            notify(error)
            answered = replace(session, turns=(*session.kept, turn), editing=None)
            return self._shown(answered, gr.skip())
        return conversation_html(kept), kept, gr.skip(), self.conversations.listing(request, id_)

    def _rated(
        self,
        session: Session,
        place: int,
        rated: Callable[[Rating | None], Rating | None],
        request: gr.Request,
    ) -> Shown:
        try:
            rating = rated(session.turn(place).rating)
            if session.conversation is None:
                raise SteppewiseError("This conversation is not kept, and so is no rating of it.")
            self._records.rate(owner_of(request), session.conversation, place, rating)
        except SteppewiseError as error:
            notify(error)
            return self._shown(session, gr.skip())
        turns = list(session.turns)
        turns[place] = replace(turns[place], rating=rating)
        return self._shown(replace(session, turns=tuple(turns)), gr.skip())

    def _shown(self, session: Session, question: Any) -> Shown:  # noqa: ANN401 - or gr.skip()
        return conversation_html(session), session, question, gr.skip()

    def _welcome(self) -> str:
        """Return what an empty conversation shows."""
        if self._assistant.counts()[0] == 0:
            return render.EMPTY_COLLECTION
        return render.starters_html(self._assistant.starters())
