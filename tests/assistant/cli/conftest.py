"""What the tests of the command line share: a person with an empty home, and an index."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from assistant import cli, settings
from corpus import Article
from index import Index
from tests.assistant.cli.support import Run
from tests.embedder import HashingEmbedder


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A person with an empty home, whose model is that of the tests."""
    for name in ("STEPPEWISE_INDEX", "STEPPEWISE_MODEL", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(settings, "configured_embedder", HashingEmbedder)
    return tmp_path


@pytest.fixture
def run() -> Run:
    """Return a function that runs a command and checks that nothing was raised or coloured."""

    def invoke(*arguments: object) -> Result:
        result = CliRunner().invoke(
            cli.main, [str(argument) for argument in arguments], prog_name="steppewise"
        )
        assert result.exception is None or isinstance(result.exception, SystemExit)
        assert "Traceback" not in result.output
        assert "\x1b" not in result.output
        return result

    return invoke


@pytest.fixture
def folder(tmp_path: Path, towns: list[Article]) -> Path:
    """An index of the towns."""
    index = Index.create(tmp_path / "towns", HashingEmbedder())
    index.add(towns)
    index.close()
    return tmp_path / "towns"
