"""The ports that a page can be served on."""

import errno
import socket
from collections.abc import Iterator

from corpus import SteppewiseError

_PORTS = range(7860, 7960)


def free_ports(host: str, port: int | None) -> Iterator[int]:
    """Yield `port` or, if it is None, the free ones from 7860, each listened on for a moment.

    Gradio takes long to find out that a port is taken. Another program may still be faster.

    Raises:
        SteppewiseError: If one cannot listen there.
    """
    for candidate in _PORTS if port is None else [port]:
        try:
            socket.create_server((host, candidate)).close()
        except (OSError, OverflowError) as error:
            reason = getattr(error, "strerror", None) or "there is no such port"
            if port is None and isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
                continue
            raise SteppewiseError(
                f"The page cannot be served on port {candidate} of {host} ({reason}); "
                "choose others with --port and --host."
            ) from None
        yield candidate
    raise SteppewiseError(
        f"The ports of {host} from {_PORTS[0]} to {_PORTS[-1]} are taken; choose one with --port."
        if port is None
        else f"Port {port} of {host} was just taken; choose another with --port."
    )
