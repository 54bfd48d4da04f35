"""Tests of index.milvus.address and index.places."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import IndexServerError, place_of
from index.milvus.address import Address


@pytest.mark.parametrize(
    ("text", "uri", "name"),
    [
        ("milvus+http://localhost:19530/news", "http://localhost:19530", "news"),
        ("milvus+https://db.example.org:443/News_2", "https://db.example.org:443", "News_2"),
        ("milvus+http://10.0.0.7/_n", "http://10.0.0.7:19530", "_n"),
        ("MILVUS+HTTP://LOCALHOST:1/news/", "http://localhost:1", "news"),
    ],
)
def test_addresses(text: str, uri: str, name: str) -> None:
    assert place_of(text) == Address(uri, name)


@pytest.mark.parametrize(
    "text",
    [
        "milvus+http://localhost:19530", "milvus+http://localhost:19530/", "milvus+http:///news",
        "milvus+ftp://localhost/news", "milvus+http://localhost:0/news",
        "milvus+http://localhost:65536/news", "milvus+http://localhost:x/news",
        "milvus+http://localhost/2news", "milvus+http://localhost/ne-ws",
        "milvus+http://localhost/news/more", "milvus+http://localhost/news?a=1", "milvus+",
        "milvus+http://localhost/newsé", f"milvus+http://localhost/{'n' * 201}",
    ],
)  # fmt: skip
def test_what_is_no_address(text: str) -> None:
    with pytest.raises(IndexServerError, match=r"is not the address .* milvus\+http://HOST:19530"):
        place_of(text)


def test_a_password_is_not_part_of_it() -> None:
    with pytest.raises(IndexServerError, match="set STEPPEWISE_MILVUS_TOKEN") as caught:
        place_of("milvus+http://root:secret@localhost/news")
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("text", ["index", "/data/milvus", "http://localhost/news", "milvus"])
def test_all_else_is_a_folder(text: str) -> None:
    assert place_of(text) == Path(text)


@given(
    st.sampled_from(["http", "https"]),
    st.from_regex(r"[a-z0-9]([a-z0-9.-]{0,20}[a-z0-9])?", fullmatch=True),
    st.integers(1, 65535),
    st.from_regex("[A-Za-z_][A-Za-z0-9_]{0,30}", fullmatch=True),
)
def test_an_address_is_read_as_it_is_written(scheme: str, host: str, port: int, name: str) -> None:
    address = Address(f"{scheme}://{host}:{port}", name)
    assert Address.parse(str(address)) == address
