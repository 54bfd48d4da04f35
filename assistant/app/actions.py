"""What the page does when something is typed, clicked or uploaded.

Nothing here remembers anybody: what was answered so far comes in and goes out with each event.
"""

import logging
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.answer import Answer
from assistant.app import links, render, source, upload
from assistant.assistant import Assistant
from corpus import SteppewiseError
from index import Filters, check_query

_NOTICE_SECONDS = 15
_log = logging.getLogger(__name__)

Answers = tuple[Answer, ...]
"""A conversation: what was answered so far."""


class Actions:
    """The events of a page over one assistant, each taking and giving what components hold."""

    def __init__(self, assistant: Assistant) -> None:
        """Act on an assistant."""
        self._assistant = assistant

    def ask(
        self,
        question: str,
        answers: Answers,
        sources: Sequence[str] | None,
        since: str | None,
        until: str | None,
    ) -> Iterator[tuple[list[render.Message], Answers, Any]]:
        """Show the question, then its answer; a question that cannot be asked stays in its field.

        What is typed into the field while the answer is made is left there.

        Yields:
            The conversation as shown, what was answered, and what the question's field holds.
        """
        try:
            filters = Filters(tuple(sources or ()), since=_given(since), until=_given(until))
            check_query(question)
            if self.is_empty():
                raise SteppewiseError("There are no articles yet; add some before you ask.")
            yield render.messages(answers, pending=question), answers, ""
            answer = self._assistant.ask(question, render.history(answers), filters)
        except SteppewiseError as error:
            _notify(error)
            yield render.messages(answers), answers, question
        else:
            answers = (*answers, answer)
            yield render.messages(answers), answers, gr.skip()

    def follow(self, answers: Answers, event: gr.EventData) -> Any:  # noqa: ANN401
        """Return the source column that a click on a citation or an article asks for."""
        try:
            return self._linked(str(event.link), answers)
        except SteppewiseError as error:
            _notify(error)
            return gr.skip()

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
            _notify(error)
            return ""
        return upload.report_html(report)

    def is_empty(self) -> bool:
        """Tell whether the collection has no articles."""
        return self._assistant.counts()[0] == 0

    def header(self) -> str:
        """Return the head of the page, with the present size of the collection."""
        return render.header_html(*self._assistant.counts())

    def listing(self) -> str:
        """Return the list of the articles."""
        return source.listing_html(self._assistant.articles())

    def welcome(self) -> str:
        """Return what an empty conversation shows."""
        if self.is_empty():
            return render.EMPTY_COLLECTION
        return render.starters_html(self._assistant.starters())

    def publishers(self) -> list[str]:
        """Return the publishers of the collection, sorted."""
        return sorted({item.source for item in self._assistant.articles() if item.source})

    def refresh(self) -> tuple[str, gr.Chatbot, gr.Dropdown]:
        """Return what the page shows of the collection, as it is now."""
        return (
            self.header(),
            gr.Chatbot(placeholder=self.welcome()),
            gr.Dropdown(choices=[(name, name) for name in self.publishers()]),
        )

    def _linked(self, link: str, answers: Answers) -> str:
        id_ = links.article_of(link)
        if id_ is not None:
            return source.article_html(self._assistant.article(id_))
        place = links.citation_of(link)
        if place is None:
            return self.listing()
        turn, position = place
        if turn >= len(answers) or position >= len(answers[turn].citations):
            raise SteppewiseError("This conversation is no longer known here; ask once more.")
        citations = answers[turn].citations
        article = self._assistant.article(citations[position].article_id)
        return source.citation_html(article, citations[position], citations)


def clicked_question(event: gr.EventData) -> str:
    """Return the question of a starter or suggestion that was clicked."""
    return links.question_of(str(event.link)) or ""


def _given(field: str | None) -> str | None:
    """Return what stands in a field, or None; a field that was never on screen holds None."""
    return (field or "").strip() or None


def _notify(error: SteppewiseError) -> None:
    _log.info("%s", error)
    gr.Warning(render.escape(str(error)), duration=_NOTICE_SECONDS)
