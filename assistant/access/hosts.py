"""Which addresses only this machine can reach."""

import ipaddress
import socket

from corpus import SteppewiseError


def check_host(host: str, *, with_users: bool) -> None:
    """Check that a page without users is served to this machine alone.

    Raises:
        SteppewiseError: If others could reach it.
    """
    if not with_users and not _is_loopback(host):
        raise SteppewiseError(
            f"Anyone who can reach {host or 'this machine'} could use the page; name the users "
            "with --auth FILE (made by: steppewise user add NAME --file FILE), or leave out --host."
        )


def _is_loopback(host: str) -> bool:
    """Tell whether all that a name or number stands for is a loopback address."""
    if not host:  # all addresses of the machine
        return False
    try:
        found = socket.getaddrinfo(host, None)
    except (OSError, UnicodeError):
        return False
    return all(ipaddress.ip_address(info[4][0]).is_loopback for info in found)
