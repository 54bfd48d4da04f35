"""A Milvus server, asked through pymilvus: the collections of one index and what is in them."""

import logging
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from importlib.util import find_spec
from itertools import islice
from typing import Any

import numpy as np
import numpy.typing as npt

from index.errors import IndexServerError
from index.milvus.address import TOKEN_VARIABLE, Address
from index.milvus.collections import define
from index.milvus.rows import PASSAGES, Row
from index.store import Scored

_CONNECT_SECONDS = 30.0
_ANSWER_SECONDS = 60.0
_NEVER = 2**31 - 1  # as gRPC says it
_MOST_ROWS = 16_384  # that Milvus returns at once
_ROWS_AT_ONCE = 500  # of passages, about 5 MB of the 64 that a message may have


class Server:
    """The collections of one index; the suffixes of their names are those of `rows`."""

    def __init__(self, address: Address) -> None:
        """Connect.

        Raises:
            IndexServerError: If pymilvus is not installed, or the server does not let us in.
        """
        if find_spec("pymilvus") is None:
            raise IndexServerError(
                f"The index {address} needs the package pymilvus; "
                "install it with: pip install 'steppewise[milvus]'"
            )
        from pymilvus import MilvusClient  # takes 1 s

        logging.getLogger("pymilvus").setLevel(logging.CRITICAL)  # it prints what it raises too
        self._address = address
        self._wrote = False
        with self._guarded():
            self._client = MilvusClient(
                address.uri,
                token=os.environ.get(TOKEN_VARIABLE, ""),
                timeout=_CONNECT_SECONDS,
                dedicated=True,
                # Every call has a deadline, and servers hang up on who pings them often.
                grpc_options={"grpc.keepalive_time_ms": _NEVER},
            )

    def close(self) -> None:
        """End the connection."""
        self._client.close()

    def has(self, suffix: str) -> bool:
        """Tell whether there is a collection."""
        with self._guarded():
            return bool(self._client.has_collection(self._name(suffix), timeout=_ANSWER_SECONDS))

    def create(self, dimension: int) -> None:
        """Make the collections that are missing; another process may be making them too.

        Args:
            dimension: Of the vectors.
        """
        for suffix, (schema, indexes) in define(dimension).items():
            name = self._name(suffix)
            self._ensure(
                partial(self.has, suffix),
                partial(
                    self._client.create_collection,
                    name,
                    schema=schema,
                    consistency_level="Bounded",
                    timeout=_ANSWER_SECONDS,
                ),
            )
            for index in indexes:
                self._ensure(
                    partial(self._has_index, name, index["field_name"]),
                    partial(self._make_index, name, index),
                )
            with self._guarded():
                self._client.load_collection(name, timeout=_ANSWER_SECONDS)

    def query(
        self, suffix: str, where: str, fields: Sequence[str], *, strong: bool = False
    ) -> list[Row]:
        """Return the rows that meet a condition, with some of their fields, in any order.

        Args:
            suffix: Of the collection.
            where: The condition; "" for all rows.
            fields: Their names.
            strong: Whether all that any machine has written has to be seen.
        """
        how = self._reading(strong=strong)
        with self._guarded():
            found = self._client.query(
                self._name(suffix),
                filter=where,
                output_fields=list(fields),
                limit=_MOST_ROWS,
                **how,
            )
            if len(found) < _MOST_ROWS:
                return list(found)
            rows: list[Row] = []
            pages = self._client.query_iterator(
                self._name(suffix), filter=where, output_fields=list(fields), **how
            )
            while page := pages.next():
                rows += page
            pages.close()
            return rows

    def count(self, suffix: str, where: str = "") -> int:
        """Return the number of rows that meet a condition."""
        with self._guarded():
            counted = self._client.query(
                self._name(suffix),
                filter=where,
                output_fields=["count(*)"],
                **self._reading(strong=False),
            )
        return int(counted[0]["count(*)"])

    def nearest(self, vector: npt.NDArray[np.float32], where: str, limit: int) -> Scored:
        """Return the numbers and cosines of the passages nearest to a vector, best first."""
        return self._search("vector", vector, "COSINE", where, limit)

    def with_words(self, words: str, where: str, limit: int) -> Scored:
        """Return the numbers and BM25 scores of the passages with most of some words."""
        return self._search("bm25", words, "BM25", where, limit)

    def write(self, suffix: str, rows: Iterator[Row] | Sequence[Row]) -> None:
        """Write rows, each in the place of the one that has its key."""
        remaining = iter(rows)
        self._wrote = True
        while batch := list(islice(remaining, _ROWS_AT_ONCE)):
            with self._guarded():
                self._client.upsert(self._name(suffix), batch, timeout=_ANSWER_SECONDS)

    def delete(self, suffix: str, where: str) -> None:
        """Delete the rows that meet a condition."""
        self._wrote = True
        with self._guarded():
            self._client.delete(self._name(suffix), filter=where, timeout=_ANSWER_SECONDS)

    def _ensure(self, done: Callable[[], bool], make: Callable[[], object]) -> None:
        """Make what is not there yet; another process may be making it at the same time."""
        try:
            if not done():
                with self._guarded():
                    make()
        except IndexServerError:
            if not done():
                raise

    def _has_index(self, name: str, field: str) -> bool:
        with self._guarded():
            return field in self._client.list_indexes(name, timeout=_ANSWER_SECONDS)

    def _make_index(self, name: str, index: Row) -> None:
        indexes = self._client.prepare_index_params()
        indexes.add_index(index_name=index["field_name"], **index)
        # Not waiting, which takes pymilvus half a second each: there is nothing to index yet.
        self._client.create_index(name, indexes, timeout=_ANSWER_SECONDS, sync=False)

    def _search(
        self,
        field: str,
        query: npt.NDArray[np.float32] | str,
        metric: str,
        where: str,
        limit: int,
    ) -> Scored:
        with self._guarded():
            [hits] = self._client.search(
                self._name(PASSAGES),
                data=[query],
                anns_field=field,
                filter=where,
                limit=limit,
                search_params={"metric_type": metric},
                **self._reading(strong=False),
            )
        numbers = np.array([hit["number"] for hit in hits], np.int64)
        scores = np.array([hit["distance"] for hit in hits], np.float32)
        if metric == "BM25":
            scores = np.abs(scores)  # Milvus Lite gives the negative of what Milvus gives
        order = np.lexsort((numbers, -scores))
        return numbers[order], scores[order]

    def _reading(self, *, strong: bool) -> Mapping[str, Any]:
        """Return how to read: a process that has written sees at least what it wrote."""
        level = "Strong" if strong else "Session" if self._wrote else "Bounded"
        return {"consistency_level": level, "timeout": _ANSWER_SECONDS}

    def _name(self, suffix: str) -> str:
        return self._address.name + suffix

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        """Turn what pymilvus raises into one sentence.

        Raises:
            IndexServerError: If the server cannot be reached, refuses the token or fails.
        """
        from grpc import RpcError
        from pymilvus.client.types import Status
        from pymilvus.exceptions import MilvusException

        uri = self._address.uri
        try:
            yield
        except (MilvusException, RpcError) as error:
            if _is_refusal(error):
                raise IndexServerError(
                    f"The Milvus server at {uri} does not accept the token; set {TOKEN_VARIABLE} "
                    "to its token, or to user:password."
                ) from None
            if isinstance(error, RpcError) or error.code == Status.CONNECT_FAILED:
                raise IndexServerError(
                    f"There is no Milvus server to be reached at {uri}; start it, or correct "
                    "the address."
                ) from None
            raise IndexServerError(
                f"The Milvus server at {uri} cannot do what it was asked: {error.message}"
            ) from None


def _is_refusal(error: BaseException | None) -> bool:
    """Tell whether the server refused to let us in; pymilvus reports that as having no answer."""
    from grpc import RpcError, StatusCode

    seen: list[BaseException] = []  # pymilvus raises errors from themselves
    while error is not None and error not in seen:
        seen.append(error)
        if isinstance(error, RpcError) and error.code() in {
            StatusCode.UNAUTHENTICATED,
            StatusCode.PERMISSION_DENIED,
        }:
            return True
        error = error.__cause__
    return False
