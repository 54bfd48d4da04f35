"""What clicks and questions do that never gets as far as an answer."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple

import gradio
import pytest

from assistant import Assistant
from assistant.app.ask import AskView, clicked_question
from assistant.app.reader import Reader
from assistant.app.session import Session
from corpus import Article
from index import Index
from tests.embedder import HashingEmbedder


class Page(NamedTuple):
    ask: AskView
    reader: Reader


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
    with gradio.Blocks():
        return Page(AskView(assistant), Reader(assistant))


def click(link: str) -> Any:
    return SimpleNamespace(link=link)


@pytest.mark.parametrize("question", ["", " \n ", "?!", "🐑", "x" * 100_000])
def test_what_is_no_question_stays_in_its_field(
    page: Page, notices: list[str], question: str
) -> None:
    assert list(page.ask.ask(question, Session(), [], "", "")) == [([], Session(), question)]
    assert len(notices) == 1
    assert "x" * 200 not in notices[0]


@pytest.mark.parametrize(("since", "until"), [("June", ""), ("2025-6", None), ("2025", "2024")])
def test_a_bad_date_is_noticed(
    page: Page, notices: list[str], since: str, until: str | None
) -> None:
    assert list(page.ask.ask("Who lives in Orvel?", Session(), None, since, until)) == [
        ([], Session(), "Who lives in Orvel?")
    ]
    assert len(notices) == 1


def test_notices_are_escaped(page: Page, notices: list[str]) -> None:
    list(page.ask.ask("Who lives in Orvel?", Session(), [], "<img src=x>", ""))
    assert "&#60;img src&#61;x&#62;" in notices[0]


@pytest.mark.parametrize("link", ["#cite-0-0", "#cite-5-9", "#article-nowhere", "#article-"])
def test_links_to_nothing_are_noticed(page: Page, notices: list[str], link: str) -> None:
    page.reader.open(Session(), click(link))
    assert len(notices) == 1


def test_links_open_articles_and_their_list(page: Page, notices: list[str]) -> None:
    assert "<h2>A tramway for Quillhaven</h2>" in str(
        page.reader.open(Session(), click("#article-quill-tramway"))
    )
    assert page.reader.open(Session(), click("#articles")) == page.reader.listing()
    assert notices == []


def test_a_clicked_question_is_asked() -> None:
    assert clicked_question(click("#ask-Who%20is%20it%3F")) == "Who is it?"
    assert clicked_question(click("#cite-0-0")) == ""


def test_publishers_are_those_of_the_collection(page: Page) -> None:
    assert page.ask.scope.refreshed().choices == [
        ("Moor Weekly", "Moor Weekly"),
        ("Orvel Gazette", "Orvel Gazette"),
    ]
