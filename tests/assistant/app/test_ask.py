"""What questions, buttons and links do on the server."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple

import gradio
import pytest

from assistant import Assistant
from assistant.app.ask import AskView
from assistant.app.reader import Reader
from assistant.app.session import Session
from assistant.records import Rating, Records
from corpus import Article
from index import Index
from tests.embedder import HashingEmbedder

WHO = "Who lives in Orvel?"


class Page(NamedTuple):
    ask: AskView
    reader: Reader
    records: Records


@pytest.fixture
def notices(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The notices that were shown."""
    shown: list[str] = []
    monkeypatch.setattr(gradio, "Warning", lambda message, **_: shown.append(message))
    return shown


@pytest.fixture
def page(tmp_path: Path, embedder: HashingEmbedder, towns: list[Article]) -> Page:
    index = Index.create(tmp_path / "index", embedder)
    index.add(towns)
    index.close()
    assistant = Assistant.open(tmp_path / "index", embedder)
    records = Records.open(tmp_path / "index")
    with gradio.Blocks():
        return Page(AskView(assistant, records), Reader(assistant), records)


def sent(**data: Any) -> Any:
    return SimpleNamespace(**data)


VISITOR: Any = SimpleNamespace(username="ann", cookies={})


@pytest.mark.parametrize("question", ["?!", "🐑", "x" * 100_000])
def test_what_is_no_question_stays_in_its_field(
    page: Page, notices: list[str], question: str
) -> None:
    for _, session, held, _ in page.ask.ask(question, Session(), [], "", "", VISITOR):
        assert (session, held) == (Session(), question)
    assert len(notices) == 1
    assert "x" * 200 not in notices[0]


@pytest.mark.parametrize("question", ["", " \n "])
def test_nothing_is_not_asked(page: Page, notices: list[str], question: str) -> None:
    assert list(page.ask.ask(question, Session(), [], "", "", VISITOR)) == []
    assert notices == []


@pytest.mark.parametrize(("since", "until"), [("June", ""), ("2025-6", None), ("2025", "2024")])
def test_a_bad_date_is_noticed(
    page: Page, notices: list[str], since: str, until: str | None
) -> None:
    [(_, session, held, _)] = page.ask.ask(WHO, Session(), None, since, until, VISITOR)
    assert (session, held) == (Session(), WHO)
    assert len(notices) == 1


def test_notices_are_escaped(page: Page, notices: list[str]) -> None:
    list(page.ask.ask(WHO, Session(), [], "<img src=x>", "", VISITOR))
    assert "&#60;img src&#61;x&#62;" in notices[0]


def test_an_answer_is_shown_when_it_is_kept_unless_it_was_stopped(page: Page) -> None:
    steps = page.ask.ask(WHO, Session(), [], "", "", VISITOR)
    assert next(steps)[1:3] == (Session(), "")
    assert next(steps) == (gradio.skip(),) * 4
    assert page.records.conversations("user:ann") == []
    kept = next(steps)[1]
    assert [turn.answer.question for turn in kept.turns] == [WHO]
    assert page.records.turns("user:ann", kept.conversation) == kept.turns
    assert list(steps) == []


def test_an_edited_question_replaces_its_turn_and_those_after_it(page: Page) -> None:
    session = Session()
    for question in ("Who lives in Orvel?", "What do trams run on?", "How wide is the mirror?"):
        *_, (_, session, _, _) = page.ask.ask(question, session, [], "", "", VISITOR)
    _, edited, held, _ = page.ask.edit(session, sent(value="1"))
    assert (held, edited.editing) == ("What do trams run on?", 1)
    *_, (_, session, _, _) = page.ask.ask("How many stops?", edited, [], "", "", VISITOR)
    kept = page.records.turns("user:ann", str(session.conversation))
    assert [turn.answer.question for turn in kept] == ["Who lives in Orvel?", "How many stops?"]
    assert (session.turns, session.editing) == (kept, None)


def test_a_deleted_conversation_is_noticed_and_its_answer_still_shown(
    page: Page, notices: list[str]
) -> None:
    *_, (_, session, _, _) = page.ask.ask(WHO, Session(), [], "", "", VISITOR)
    page.records.delete("user:ann", str(session.conversation))
    *_, (_, session, _, _) = page.ask.ask(WHO, session, [], "", "", VISITOR)
    assert len(session.turns) == 2
    assert notices == [
        "This conversation is no longer here&#59; choose another&#44; or begin a new one&#46;"
    ]


def test_ratings_are_kept_changed_and_taken_back(page: Page) -> None:
    *_, (_, session, _, _) = page.ask.ask(WHO, Session(), [], "", "", VISITOR)

    def kept() -> Rating | None:
        return page.records.turns("user:ann", str(session.conversation))[0].rating

    session = page.ask.rate(session, sent(value="0", helpful="no"), VISITOR)[1]
    assert kept() == Rating(False)
    session = page.ask.comment(session, sent(value="0", text=" Too long. "), VISITOR)[1]
    assert kept() == Rating(False, "Too long.")
    session = page.ask.rate(session, sent(value="0", helpful="yes"), VISITOR)[1]
    assert kept() == Rating(True)
    session = page.ask.rate(session, sent(value="0", helpful="yes"), VISITOR)[1]
    assert kept() is None
    assert session.turns[0].rating is None


def test_stopping_puts_the_question_back_unless_another_was_begun(page: Page) -> None:
    assert page.ask.stop("", Session(), sent(question=WHO))[2] == WHO
    assert page.ask.stop("Some", Session(), sent(question=WHO))[2] == "Some"


@pytest.mark.parametrize("link", ["#cite-0-0", "#cite-5-9", "#article-nowhere", "#article-"])
def test_links_to_nothing_are_noticed(page: Page, notices: list[str], link: str) -> None:
    page.reader.open(Session(), sent(link=link))
    assert len(notices) == 1


def test_links_open_articles_and_their_list(page: Page, notices: list[str]) -> None:
    assert "<h2>A tramway for Quillhaven</h2>" in str(
        page.reader.open(Session(), sent(link="#article-quill-tramway"))
    )
    listing = page.reader.open(Session(), sent(link="#articles"))
    assert listing == (page.reader.listing(), "#articles")
    assert notices == []


def test_a_passage_opens_at_its_place(page: Page) -> None:
    assert '<mark class="cited">Quillhaven opened' in str(
        page.reader.open(Session(), sent(link="#passage-quill-tramway:0-17"))
    )


def test_publishers_are_those_of_the_collection(page: Page) -> None:
    assert page.ask.scope.refreshed().choices == [
        ("Moor Weekly", "Moor Weekly"),
        ("Orvel Gazette", "Orvel Gazette"),
    ]


def test_filters_say_what_they_leave_to_search(page: Page) -> None:
    left = page.ask.scope.left_html
    assert left([], "", None) == ""
    assert "2 articles&#44; 2 passages&#58; only Moor Weekly" in left(["Moor Weekly"], "", "")
    assert "These leave no article to search." in left(["Moor Weekly"], "2024", "")
    assert "&#39;&#60;b&#62;&#39; is not a date" in left([], "<b>", "")


def test_a_page_opens_on_the_conversation_that_was_on_it(page: Page, notices: list[str]) -> None:
    *_, (_, session, _, _) = page.ask.ask(WHO, Session(), [], "", "", VISITOR)

    def arrived(conversation: str, visitor: Any = VISITOR) -> Any:
        event = sent(question="", conversation=conversation)
        [(_, opened, _, _)] = page.ask.arrive([], "", "", event, visitor)
        return opened

    assert arrived(str(session.conversation)) == session
    assert not isinstance(arrived("gone"), Session)
    stranger = SimpleNamespace(username="bob", cookies={})
    assert not isinstance(arrived(str(session.conversation), stranger), Session)
    assert notices == []


def test_a_button_of_a_conversation_that_is_gone_is_noticed(page: Page, notices: list[str]) -> None:
    gone = SimpleNamespace(value="0", helpful="yes", text="So so.")
    request: Any = SimpleNamespace(username="ann", cookies={})
    page.ask.edit(Session(), gone)
    page.ask.rate(Session(), gone, request)
    page.ask.comment(Session(), gone, request)
    assert (
        notices
        == [
            "This conversation is no longer known here&#59; ask once more&#46;",
        ]
        * 3
    )
