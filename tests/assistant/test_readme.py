"""What the README shows is what comes out."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from assistant import cli, settings
from corpus import bundled_articles
from index import SentenceTransformerEmbedder
from tests.assistant.conftest import Open

README = Path(__file__).parents[2] / "README.md"
COMMAND = re.compile(r'\$ steppewise ask "([^"]+)"\n((?:(?!\$ ).*\n)+)')


def examples() -> list[tuple[str, str]]:
    """Return the questions of the README's example, each with what it shows below it."""
    (console,) = re.findall(r"```console\n(.*?)```", README.read_text(), re.DOTALL)
    return COMMAND.findall(console)


def test_both_an_answer_and_an_abstention_are_shown() -> None:
    assert [question.split()[0] for question, _ in examples()] == ["Compare", "What"]


@pytest.mark.parametrize(("question", "output"), examples())
def test_the_example_is_real(
    question: str,
    output: str,
    open_articles: Open,
    model: SentenceTransformerEmbedder,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = open_articles(bundled_articles())._index.place
    monkeypatch.setattr(settings, "configured_embedder", lambda: model)
    result = CliRunner().invoke(cli.main, ["ask", question, "--index", str(folder)])
    assert result.stdout == output
