"""The reader beside the views: the article that a link opens, at the place that it names."""

from typing import Any

import gradio as gr

from assistant.app import links
from assistant.app.article import Cited, article_html, citation_html, listing_html, passage_html
from assistant.app.assets import answered, script
from assistant.app.notices import notify
from assistant.app.session import Session, history
from assistant.assistant import Assistant
from corpus import SteppewiseError
from index import QueryError

_LINE = "reader"


class Reader:
    """The column that shows an article, and follows the links of the page to articles."""

    def __init__(self, assistant: Assistant) -> None:
        """Lay the column out."""
        self._assistant = assistant
        self.opened = gr.State(links.ARTICLES)
        self.shown = gr.HTML(
            self.listing(),
            js_on_load=script("controls.js", "reader.js", line=_LINE),
            elem_id="source",
            apply_default_css=False,
        )

    def connect(self, session: gr.State) -> None:
        """Open what is clicked."""
        quiet: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
        shown = [self.shown, self.opened]
        follow = self.shown.follow(self.open, session, shown, trigger_mode="multiple", **quiet)
        answered(_LINE, follow)

    def open(self, session: Session, event: gr.EventData) -> tuple[object, object]:
        """Return the reader with what a clicked link names, and the link."""
        link = str(event.link)
        try:
            return self._linked(link, session), link
        except SteppewiseError as error:
            notify(error)
            return gr.skip(), gr.skip()

    def refreshed(self, opened: str, session: Session) -> object:
        """Return the list of the articles, if it is shown or what is shown was removed."""
        if opened == links.ARTICLES:
            return self.listing()
        try:
            self._linked(opened, session)
        except QueryError:
            notify(SteppewiseError("The article that was open here has been removed."))
            return self.listing()
        except SteppewiseError:  # a citation of a conversation that is no more
            return self.listing()
        return gr.skip()

    def listing(self) -> str:
        """Return the reader with nothing opened: the list of the articles."""
        return listing_html(self._assistant.articles())

    def _linked(self, link: str, session: Session) -> str:
        id_ = links.article_of(link)
        if id_ is not None:
            return article_html(self._assistant.article(id_))
        if passage := links.passage_of(link):
            return passage_html(self._assistant.article(passage[0]), *passage[1:])
        place = links.citation_of(link)
        if place is None:
            return self.listing()
        turn, position = place
        citation, answer = session.citation(turn, position)
        article = self._assistant.article(citation.article_id)
        explanation = None
        if links.is_about_reasons(link):
            kept = session.turn(turn)
            explanation = self._assistant.explain(
                answer.question, citation, kept.filters, history(session.turns[:turn])
            )
        return citation_html(article, Cited(answer, turn, position, explanation))
