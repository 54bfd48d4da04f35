"""What clicks and questions do that never gets as far as an answer."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import gradio
import pytest

from assistant import Assistant
from assistant.app.actions import Actions, clicked_question
from corpus import Article
from index import Index
from tests.embedder import HashingEmbedder


@pytest.fixture
def notices(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The notices that were shown."""
    shown: list[str] = []
    monkeypatch.setattr(gradio, "Warning", lambda message, **_: shown.append(message))
    return shown


@pytest.fixture
def actions(tmp_path: Path, embedder: HashingEmbedder, towns: list[Article]) -> Actions:
    index = Index.create(tmp_path / "index", embedder)
    index.add(towns)
    index.close()
    return Actions(Assistant.open(tmp_path / "index", embedder))


def click(link: str) -> Any:
    return SimpleNamespace(link=link)


@pytest.mark.parametrize("question", ["", " \n ", "?!", "🐑", "x" * 100_000])
def test_what_is_no_question_stays_in_its_field(
    actions: Actions, notices: list[str], question: str
) -> None:
    assert list(actions.ask(question, (), [], "", "")) == [([], (), question)]
    assert len(notices) == 1
    assert "x" * 200 not in notices[0]


@pytest.mark.parametrize(("since", "until"), [("June", ""), ("2025-6", None), ("2025", "2024")])
def test_a_bad_date_is_noticed(
    actions: Actions, notices: list[str], since: str, until: str | None
) -> None:
    assert list(actions.ask("Who lives in Orvel?", (), None, since, until)) == [
        ([], (), "Who lives in Orvel?")
    ]
    assert len(notices) == 1


def test_notices_are_escaped(actions: Actions, notices: list[str]) -> None:
    list(actions.ask("Who lives in Orvel?", (), [], "<img src=x>", ""))
    assert "&#60;img src&#61;x&#62;" in notices[0]


@pytest.mark.parametrize("link", ["#cite-0-0", "#cite-5-9", "#article-nowhere", "#article-"])
def test_links_to_nothing_are_noticed(actions: Actions, notices: list[str], link: str) -> None:
    actions.follow((), click(link))
    assert len(notices) == 1


def test_links_open_articles_and_their_list(actions: Actions, notices: list[str]) -> None:
    assert "<h2>A tramway for Quillhaven</h2>" in actions.follow(
        (), click("#article-quill-tramway")
    )
    assert actions.follow((), click("#articles")) == actions.listing()
    assert notices == []


def test_a_clicked_question_is_asked() -> None:
    assert clicked_question(click("#ask-Who%20is%20it%3F")) == "Who is it?"
    assert clicked_question(click("#cite-0-0")) == ""


def test_publishers_are_those_of_the_collection(actions: Actions) -> None:
    assert actions.publishers() == ["Moor Weekly", "Orvel Gazette"]
