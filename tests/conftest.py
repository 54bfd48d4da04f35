"""What the tests share: articles of invented towns, embedders, and an index of them."""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from corpus import Article
from index import Index, Place, SentenceTransformerEmbedder
from index.milvus.address import Address
from tests.embedder import HashingEmbedder
from tests.stores import MilvusServer, start_milvus

# The same examples every time, so that a run fails for what was changed and for nothing else.
settings.register_profile(
    "steppewise",
    derandomize=True,
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("steppewise")


@pytest.fixture(scope="session")
def model() -> SentenceTransformerEmbedder:
    """The packaged model; it takes seconds to load, so there is one."""
    return SentenceTransformerEmbedder()


@pytest.fixture
def embedder() -> HashingEmbedder:
    """An embedder without a model, which counts what it embeds."""
    return HashingEmbedder()


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    """Return a function that writes a file below the test's own folder."""

    def write_file(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write_file


@pytest.fixture
def towns() -> list[Article]:
    """Four articles, of four towns that do not exist, each with words that only it has."""
    return [
        Article(
            "orvel-lighthouse",
            "The lighthouse of Orvel",
            "The lighthouse of Orvel was built in 1871. Its lamp is seen 31.5 kilometres away.\n\n"
            "Keeper Tove Aldane lives there with nine cats.",
            source="Orvel Gazette",
            date="2021-03-04",
            url="https://gazette.example/lighthouse",
        ),
        Article(
            "brenmoor-cheese",
            "Cheese from Brenmoor",
            "Dairies in Brenmoor make 412 tonnes of blue cheese a year. Goats graze on heather.\n\n"
            "The recipe came with a miller from Orvel.",
            source="Moor Weekly",
            date="2022-07",
        ),
        Article(
            "quill-tramway",
            "A tramway for Quillhaven",
            "Quillhaven opened a tramway with 17 stops. Trams run on hydrogen every 6 minutes.\n\n"
            "Mayor Ines Dorrit paid for it with a tax on parking.",
            source="Moor Weekly",
            date="2023",
        ),
        Article(
            "sandry-observatory",
            "The observatory on Mount Sandry",
            "Astronomers on Mount Sandry found a comet in 2019. The telescope's mirror is 4.2 "
            "metres wide.\n\nSheep keep the grass short around the dome.",
        ),
    ]


@pytest.fixture(scope="session")
def milvus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MilvusServer]:
    """A Milvus server on this machine; it takes seconds to start, so there is one."""
    with start_milvus(tmp_path_factory.mktemp("milvus")) as server:
        yield server


_numbers = count()


@pytest.fixture
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """Where an index can be made: in a folder, or where `tests.stores.every_store` says."""
    if getattr(request, "param", "local") == "local":
        return tmp_path / "index"
    server: MilvusServer = request.getfixturevalue("milvus")
    return Address(server.uri, f"test{next(_numbers)}")


@pytest.fixture
def index(place: Place, embedder: HashingEmbedder, towns: list[Article]) -> Iterator[Index]:
    """An index that holds the towns."""
    made = Index.create(place, embedder)
    made.add(towns)
    yield made
    made.close()
