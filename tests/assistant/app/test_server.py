"""Serving: the address it is ready at, and a port that is taken."""

import socket
from pathlib import Path
from urllib.request import ProxyHandler, build_opener

import pytest

from assistant import Assistant
from assistant.access import Users
from assistant.app import serving, start
from assistant.records import Records
from corpus import SteppewiseError
from index import Index
from tests.embedder import HashingEmbedder

_open = build_opener(ProxyHandler({})).open


@pytest.fixture
def assistant(tmp_path: Path, embedder: HashingEmbedder) -> Assistant:
    Index.create(tmp_path / "index", embedder).close()
    return Assistant.open(tmp_path / "index", embedder)


def test_the_page_is_served_until_interrupted(
    assistant: Assistant, records: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = start(assistant, records)
    address = str(page.local_url)
    assert address.startswith("http://127.0.0.1:")
    seen = []

    def interrupt(_: float) -> None:
        seen.append(_open(address).read())
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("assistant.app.server.time.sleep", interrupt)
        with serving(page):
            assert seen == []
    assert b"Steppewise" in seen[0]
    with pytest.raises(OSError, match="refused"):
        _open(address)


def test_it_may_be_interrupted_before_it_has_said_where_the_page_is(
    assistant: Assistant, records: Records
) -> None:
    page = start(assistant, records)
    with serving(page):
        raise KeyboardInterrupt
    with pytest.raises(OSError, match="refused"):
        _open(str(page.local_url))


def test_a_port_that_another_program_takes_first_is_passed_over(
    assistant: Assistant, records: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, socket.create_server(("", 0)) as free:
        ports = [taken.getsockname()[1], free.getsockname()[1]]
        free.close()
        monkeypatch.setattr("assistant.app.server.free_ports", lambda *_: iter(ports))
        page = start(assistant, records)
        assert page.local_url == f"http://127.0.0.1:{ports[1]}/"
        page.close(verbose=False)


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
