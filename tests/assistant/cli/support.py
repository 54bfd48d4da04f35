"""What the tests of the command line look at."""

from collections.abc import Callable
from pathlib import Path

from click.testing import Result

from corpus import Article
from index import Index
from tests.embedder import HashingEmbedder

ROOT = Path(__file__).parents[3]
Write = Callable[[str, str | bytes], Path]
Run = Callable[..., Result]


def stored(folder: Path) -> list[Article]:
    index = Index.open(folder, HashingEmbedder())
    articles = [index.article(item.id) for item in index.articles()]
    index.close()
    return articles


def check_mistake(result: Result, sentence: str) -> None:
    """Check that a command ended in one sentence, on one line."""
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert result.stderr.startswith("Error: ")
    assert sentence in result.stderr
