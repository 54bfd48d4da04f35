"""The view in which questions are asked: the conversation, and where to search."""

from collections.abc import Iterator, Sequence
from typing import Any

import gradio as gr

from assistant.app import links, render, scope
from assistant.app.notices import notify
from assistant.app.reader import Reader
from assistant.app.session import Session
from assistant.assistant import Assistant
from corpus import SteppewiseError
from index import check_query


class AskView:
    """A conversation over the articles."""

    def __init__(self, assistant: Assistant) -> None:
        """Lay the view out."""
        self._assistant = assistant
        self.chat = gr.Chatbot(
            label="Conversation",
            show_label=False,
            placeholder=self._welcome(),
            height=None,
            layout="bubble",
            latex_delimiters=[],
            buttons=[],
            feedback_options=None,
            elem_id="chat",
        )
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
        self.scope = scope.Scope(assistant)
        self.renew = gr.Button("New conversation", size="sm", elem_id="renew")

    def connect(self, session: gr.State, reader: Reader) -> None:
        """Answer what is typed or clicked, and begin anew when asked to."""
        asking: dict[str, Any] = {
            "fn": self.ask,
            "inputs": [self.question, session, *self.scope.fields],
            "outputs": [self.chat, session, self.question],
            "api_visibility": "private",
            "show_progress_on": self.chat,
        }
        quiet: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
        self.question.submit(**asking)
        reader.shown.question(clicked_question, None, self.question, **quiet).then(**asking)
        self.renew.click(
            lambda: ([], Session(), "", reader.listing()),
            None,
            [self.chat, session, self.question, reader.shown],
            **quiet,
        )

    def ask(
        self,
        question: str,
        session: Session,
        sources: Sequence[str] | None,
        since: str | None,
        until: str | None,
    ) -> Iterator[tuple[list[render.Message], Session, Any]]:
        """Show the question, then its answer; a question that cannot be asked stays in its field.

        What is typed into the field while the answer is made is left there.

        Yields:
            The conversation as shown, the session, and what the question's field holds.
        """
        answers = session.answers
        try:
            filters = scope.read(sources, since, until)
            check_query(question)
            if self._assistant.counts()[0] == 0:
                raise SteppewiseError("There are no articles yet; add some before you ask.")
            yield render.messages(answers, pending=question), session, ""
            answer = self._assistant.ask(question, render.history(answers), filters)
        except SteppewiseError as error:
            notify(error)
            yield render.messages(answers), session, question
        else:
            session = session.answered(answer)
            yield render.messages(session.answers), session, gr.skip()

    def refreshed(self) -> tuple[gr.Chatbot, gr.Dropdown]:
        """Return what the view shows of the collection, as it is now."""
        return gr.Chatbot(placeholder=self._welcome()), self.scope.refreshed()

    def _welcome(self) -> str:
        """Return what an empty conversation shows."""
        if self._assistant.counts()[0] == 0:
            return render.EMPTY_COLLECTION
        return render.starters_html(self._assistant.starters())


def clicked_question(event: gr.EventData) -> str:
    """Return the question of a starter or suggestion that was clicked."""
    return links.question_of(str(event.link)) or ""
