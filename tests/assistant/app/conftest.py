"""What the tests of the page share: its records, and serving it."""

import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.app import start
from assistant.records import Records


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Records]:
    """Records beside the index of a test, if it has one."""
    (tmp_path / "index").mkdir(exist_ok=True)
    opened = Records.open(tmp_path / "index")
    yield opened
    opened.close()


@pytest.fixture
def serving(records: Records) -> Iterator[Callable[..., str]]:
    """Return a function that serves the page over an assistant and returns its address."""
    pages = []

    def serve(assistant: Assistant, *, tools: bool = False) -> str:
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        pages.append(start(assistant, records, port=port, tools=tools))
        return str(pages[-1].local_url)

    yield serve
    for page in pages:
        page.close(verbose=False)
