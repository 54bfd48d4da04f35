"""Tests of index.milvus: what can be wrong is said in one sentence each."""

import base64
import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from corpus import Article
from index import (
    Index,
    IndexDamagedError,
    IndexMismatchError,
    IndexMissingError,
    IndexServerError,
    Place,
)
from index.milvus import server as server_module
from index.milvus.rows import META, TERMS, meta_row
from index.milvus.server import Server
from tests.embedder import HashingEmbedder
from tests.stores import needs_milvus, on_milvus, start_milvus

TOKEN = "root:Milvus"


class OtherEmbedder(HashingEmbedder):
    name = "other"
    sha256 = "0" * 64


@pytest.fixture
def guarded_uri(tmp_path: Path) -> Iterator[str]:
    """A server that wants a token, and refuses others as Milvus does."""
    import grpc
    from milvus_lite.adapter.grpc.servicer import MilvusServicer
    from milvus_lite.db import MilvusLite
    from pymilvus.grpc_gen import milvus_pb2_grpc

    class Guard(grpc.ServerInterceptor):
        def intercept_service(self, continuation: Callable, details: object) -> object:
            given = dict(details.invocation_metadata).get("authorization")
            if given == base64.b64encode(TOKEN.encode()).decode():
                return continuation(details)
            return grpc.unary_unary_rpc_method_handler(
                lambda _, context: context.abort(
                    grpc.StatusCode.UNAUTHENTICATED, "auth check failure"
                )
            )

    database = MilvusLite(str(tmp_path / "data"))
    server = grpc.server(ThreadPoolExecutor(1), interceptors=[Guard()])
    milvus_pb2_grpc.add_MilvusServiceServicer_to_server(MilvusServicer(database), server)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    yield f"http://127.0.0.1:{port}"
    server.stop(0).wait()
    database.close()


@needs_milvus
class TestServers:
    def test_no_server(self) -> None:
        with pytest.raises(
            IndexServerError,
            match=r"Milvus server to be reached at http://127\.0\.0\.1:1; start",
        ):
            Index.exists("milvus+http://127.0.0.1:1/news")

    @pytest.mark.parametrize("token", ["", "root:wrong"])
    def test_another_token(
        self, guarded_uri: str, token: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("STEPPEWISE_MILVUS_TOKEN", token)
        with pytest.raises(
            IndexServerError, match="does not accept the token; set STEPPEWISE_MILVUS_TOKEN"
        ):
            Index.open(f"milvus+{guarded_uri}/news", HashingEmbedder())

    def test_a_server_that_ends_meanwhile(self, tmp_path: Path) -> None:
        with start_milvus(tmp_path) as server:
            index = Index.create(f"milvus+{server.uri}/news", HashingEmbedder())
        with pytest.raises(IndexServerError, match="no Milvus server to be reached"):
            index.search("Orvel")

    def test_the_token_comes_from_the_environment(
        self, guarded_uri: str, monkeypatch: pytest.MonkeyPatch, towns: list[Article]
    ) -> None:
        monkeypatch.setenv("STEPPEWISE_MILVUS_TOKEN", TOKEN)
        index = Index.create(f"milvus+{guarded_uri}/news", HashingEmbedder())
        index.add(towns[:1])
        assert index.article(towns[0].id) == towns[0]
        index.close()


def test_without_the_package_the_error_says_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(server_module, "find_spec", lambda _: None)
    with pytest.raises(
        IndexServerError, match=r"needs the package pymilvus; install it with: pip install 'steppe"
    ):
        Index.exists("milvus+http://127.0.0.1:1/news")


@on_milvus
class TestIndexes:
    def test_no_index(self, place: Place) -> None:
        assert not Index.exists(place)
        with pytest.raises(IndexMissingError, match=r"no index at milvus\+http.* --index milvus"):
            Index.open(place, HashingEmbedder())

    def test_an_index_is_not_made_over_another(self, index: Index) -> None:
        with pytest.raises(IndexMismatchError, match=r"an index at milvus\+http.* already; open"):
            Index.create(index.place, HashingEmbedder())
        assert index.counts() == (4, 4)

    def test_another_model_is_refused(self, index: Index) -> None:
        with pytest.raises(
            IndexMismatchError, match="with the model 'hashing', not 'other'; set STEPPEWISE_MODEL"
        ):
            Index.open(index.place, OtherEmbedder())

    def test_another_format_is_refused(self, index: Index) -> None:
        server = Server(index.place)
        server.write(META, [meta_row("made_by", json.dumps({"format": "milvus 0"}))])
        with pytest.raises(IndexMismatchError, match="has the format 'milvus 0' and this version"):
            Index.open(index.place, HashingEmbedder())

    def test_a_collection_that_is_gone(self, index: Index) -> None:
        server = Server(index.place)
        server._client.drop_collection(index.place.name + TERMS)
        server.close()
        with pytest.raises(IndexDamagedError, match=f"lacks the collection {index.place.name}_te"):
            index.check()

    def test_what_the_server_refuses_is_told_in_its_words(self, index: Index) -> None:
        with pytest.raises(IndexServerError, match=r"cannot do what it was asked: .*max_length"):
            index.add([Article("a" * 70_000, "A", "It turns.")])
        assert index.counts() == (4, 4)

    def test_a_making_that_was_interrupted_is_completed(
        self, place: Place, towns: list[Article], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        made: list[str] = []
        make = Server._make_index

        def interrupt(self: Server, name: str, definition: dict[str, object]) -> None:
            if len(made) == 7:
                raise KeyboardInterrupt
            made.append(name)
            make(self, name, definition)

        with monkeypatch.context() as patch:
            patch.setattr(Server, "_make_index", interrupt)
            with pytest.raises(KeyboardInterrupt):
                Index.create(place, HashingEmbedder())
        assert not Index.exists(place)
        index = Index.create(place, HashingEmbedder())
        index.add(towns)
        assert index.search("lighthouse", 1)[0].article_id == "orvel-lighthouse"
