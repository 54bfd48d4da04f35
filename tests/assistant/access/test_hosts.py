"""Tests of assistant.access.hosts."""

import socket

import pytest

from assistant.access import check_host
from corpus import SteppewiseError


@pytest.mark.parametrize("host", ["127.0.0.1", "127.9.8.7", "127.1", "::1", "localhost"])
def test_this_machine_needs_no_users(host: str) -> None:
    check_host(host, with_users=False)


@pytest.mark.parametrize(
    "host",
    [
        "0.0.0.0",
        "0",
        "::",
        "",
        "192.0.2.1",
        "nowhere.invalid",
        "128.0.0.1",
        "a" * 99,
        "\ud800",
        " ",
    ],
)
def test_what_others_may_reach_needs_users(host: str) -> None:
    check_host(host, with_users=True)
    with pytest.raises(SteppewiseError, match=r"with --auth FILE .*, or leave out --host\.$"):
        check_host(host, with_users=False)


@pytest.mark.parametrize(
    ("addresses", "taken"),
    [(["127.0.1.1"], True), (["127.0.0.1", "192.0.2.1"], False), (["fe80::1%eth0"], False)],
)
def test_a_name_stands_for_all_its_addresses(
    monkeypatch: pytest.MonkeyPatch, addresses: list[str], taken: bool
) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, 0)) for one in addresses]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_: found)
    if taken:
        check_host("desk", with_users=False)
    else:
        with pytest.raises(SteppewiseError, match="Anyone who can reach desk"):
            check_host("desk", with_users=False)
