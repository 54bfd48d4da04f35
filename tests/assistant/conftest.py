"""What the tests of the assistant share: an assistant over the invented towns."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import torch

from assistant import Assistant
from corpus import Article, load
from index import Index, SentenceTransformerEmbedder
from tests.embedder import HashingEmbedder

Open = Callable[[Path], Assistant]


@pytest.fixture
def assistant(index: Index) -> Assistant:
    """An assistant over the towns."""
    return Assistant(index)


@pytest.fixture
def indexed(tmp_path: Path) -> Callable[..., Index]:
    """Return a function that makes an index of articles, given as texts by their ids."""

    def make(**texts: str) -> Index:
        made = Index.create(tmp_path / "made", HashingEmbedder())
        made.add(Article(id_, f"About {id_}", text) for id_, text in texts.items())
        return made

    return make


@pytest.fixture(scope="session")
def open_articles(
    tmp_path_factory: pytest.TempPathFactory, model: SentenceTransformerEmbedder
) -> Iterator[Open]:
    """Return a function that gives an assistant over a folder of articles."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)  # where other work runs beside it, several take ten times as long
    made: dict[Path, Assistant] = {}

    def over(folder: Path) -> Assistant:
        if folder not in made:
            index = Index.create(tmp_path_factory.mktemp("quality") / "index", model)
            articles = [item for item in load([folder]) if isinstance(item, Article)]
            assert len(articles) == len(list(folder.iterdir()))
            index.add(articles)
            made[folder] = Assistant(index)
        return made[folder]

    yield over
    torch.set_num_threads(threads)


@pytest.fixture(autouse=True)
def _confidence_of_the_stand_in(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Weigh the stand-in's log-odds by coefficients that fit them, where no real model is used."""
    if "model" not in request.fixturenames:
        fitting = {"cosine": -0.444, "coverage": -0.708, "kind": 1.167, "names": -2.978,
                   "number": 0.804, "negated": -2.005, "cross": 0.335}  # fmt: skip
        monkeypatch.setattr("assistant.weighing.model.CONFIDENCE", fitting)
        monkeypatch.setattr("assistant.weighing.model.INTERCEPT", 0.767)
