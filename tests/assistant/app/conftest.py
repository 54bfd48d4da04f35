"""What the tests of the page share: serving it."""

import socket
from collections.abc import Callable, Iterator

import pytest

from assistant import Assistant
from assistant.app import start


@pytest.fixture
def serving() -> Iterator[Callable[..., str]]:
    """Return a function that serves the page over an assistant and returns its address."""
    pages = []

    def serve(assistant: Assistant, *, tools: bool = False) -> str:
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        pages.append(start(assistant, port=port, tools=tools))
        return str(pages[-1].local_url)

    yield serve
    for page in pages:
        page.close(verbose=False)
