"""Serving: the address it is ready at, and a port that is taken."""

import socket
from pathlib import Path
from urllib.request import ProxyHandler, build_opener

import pytest

from assistant import Assistant
from assistant.access import Users
from assistant.app import launch, start
from assistant.records import Records
from corpus import SteppewiseError
from index import Index
from tests.embedder import HashingEmbedder

_open = build_opener(ProxyHandler({})).open


@pytest.fixture
def assistant(tmp_path: Path, embedder: HashingEmbedder) -> Assistant:
    Index.create(tmp_path / "index", embedder).close()
    return Assistant.open(tmp_path / "index", embedder)


def test_launch_serves_until_interrupted(assistant: Assistant, records: Records) -> None:
    addresses = []

    def look(address: str) -> None:
        addresses.append(address)
        assert b"Steppewise" in _open(address).read()
        raise KeyboardInterrupt

    launch(assistant, records, open_browser=False, on_ready=look)
    assert addresses[0].startswith("http://127.0.0.1:")
    with pytest.raises(OSError, match="refused"):
        _open(addresses[0])


def test_a_taken_port_is_said_in_one_sentence(assistant: Assistant, records: Records) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SteppewiseError, match=rf"port {port} of 127.0.0.1 \(Address already"):
            start(assistant, records, port=port)


def test_a_place_that_is_not_here_is_said_in_one_sentence(
    assistant: Assistant, records: Records, tmp_path: Path
) -> None:
    for host in ("192.0.2.1", "nowhere.invalid", "::1"):
        with pytest.raises(SteppewiseError) as caught:
            start(assistant, records, host=host, users=Users(tmp_path / "users"))
        assert str(caught.value).startswith(f"The page cannot be served on port 7860 of {host} (")
    with pytest.raises(SteppewiseError, match=r"port 70000 of 127.0.0.1 \(there is no such port"):
        start(assistant, records, port=70000)


def test_a_place_that_others_reach_wants_users(assistant: Assistant, records: Records) -> None:
    for host in ("0.0.0.0", "192.0.2.1", "nowhere.invalid"):
        with pytest.raises(SteppewiseError, match=rf"Anyone who can reach {host} could use the"):
            start(assistant, records, host=host)
