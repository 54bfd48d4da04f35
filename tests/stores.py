"""The stores that tests run over: a folder, and a Milvus server on this machine."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import pytest

from index import Hit
from index.milvus.address import Address
from index.milvus.server import Server

_MISSING = [package for package in ("pymilvus", "milvus_lite") if find_spec(package) is None]
_SECONDS_TO_START = 120.0
_SECONDS_TO_END = 10.0  # of its own accord, after which it is made to

NEARLY_EQUAL = 0.01
"""How far the scores of a passage in the two stores may be apart: the engine of the local one
rounds the lengths of texts, and it keeps vectors in 8 bits a component."""

needs_milvus = pytest.mark.skipif(
    bool(_MISSING), reason=f"not installed: {', '.join(_MISSING)}; pip install 'steppewise[test]'"
)

every_store = pytest.mark.parametrize(
    "place", ["local", pytest.param("milvus", marks=needs_milvus)], indirect=True
)
"""Run a test once for each store, by its fixture `place` or by one that needs it, as `index`."""


on_milvus = pytest.mark.parametrize(
    "place", [pytest.param("milvus", marks=needs_milvus)], indirect=True
)
"""Run a test on the Milvus server only."""


@dataclass(frozen=True, slots=True)
class MilvusServer:
    """Milvus Lite in a process of its own, which speaks Milvus's protocol over a socket."""

    uri: str

    def flush(self, name: str) -> None:
        """Have an index's passages moved from where they were written to where they last."""
        server = Server(Address(self.uri, name))
        server._client.flush(name)
        server.close()


@contextmanager
def start_milvus(folder: Path) -> Iterator[MilvusServer]:
    """Start a server that keeps its files in a folder, and wait until it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable, "-m", "milvus_lite", "server", "--data-dir", str(folder / "data"),
        "--host", "127.0.0.1", "--port", str(port),
        "--max-workers", "1",  # Milvus Lite, other than Milvus, is not safe for writes at once
    ]  # fmt: skip
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)
    try:
        deadline = time.monotonic() + _SECONDS_TO_START
        while not _listens(port):
            assert process.poll() is None, (folder / "log").read_text()
            assert time.monotonic() < deadline, "the server does not listen"
            time.sleep(0.05)
        yield MilvusServer(f"http://127.0.0.1:{port}")
    finally:
        process.terminate()
        try:
            process.wait(_SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _listens(port: int) -> bool:
    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", port)) == 0


def check_alike(ours: list[Hit], theirs: list[Hit]) -> None:
    """Check that two rankings are the same, but for passages with nearly the same scores."""
    by_span = {(hit.article_id, hit.start, hit.end): hit for hit in theirs}
    assert [hit.score for hit in ours] == pytest.approx(
        [hit.score for hit in theirs], abs=NEARLY_EQUAL
    )
    for hit in ours:
        other = by_span.get((hit.article_id, hit.start, hit.end))
        if other:
            assert (other.text, other.title) == (hit.text, hit.title)
            assert other.score == pytest.approx(hit.score, abs=NEARLY_EQUAL)
        else:
            assert hit.score - ours[-1].score < NEARLY_EQUAL
