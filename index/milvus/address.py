"""The address of an index on a Milvus server."""

import re
from dataclasses import dataclass

from index.errors import IndexServerError

TOKEN_VARIABLE = "STEPPEWISE_MILVUS_TOKEN"  # noqa: S105 - the variable's name
"""The environment variable with the server's token, or "user:password"."""

_SCHEME = "milvus+"
_PORT = 19530
_LONGEST = 200  # Milvus allows 255, and the collections have endings
_ADDRESS = re.compile(
    r"milvus\+(?P<scheme>https?)://(?P<host>[\w.-]+)(:(?P<port>\d{1,5}))?/(?P<name>[a-z_]\w*)/?",
    re.ASCII | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Address:
    """Where a server is, and what an index on it is called.

    Attributes:
        uri: The server's: `http://host:port`.
        name: The index's; its collections are named after it.
    """

    uri: str
    name: str

    @staticmethod
    def is_meant(text: str) -> bool:
        """Tell whether a text is to be read as an address, and not as a folder's name."""
        return text.lower().startswith(_SCHEME)

    @classmethod
    def parse(cls, text: str) -> "Address":
        """Read an address; without a port, it is Milvus's own.

        >>> Address.parse("milvus+http://localhost/news")
        Address(uri='http://localhost:19530', name='news')

        Raises:
            IndexServerError: If it is none.
        """
        if "@" in text:
            raise IndexServerError(
                "The address of an index on a Milvus server holds no user and no password; set "
                f"{TOKEN_VARIABLE} to user:password instead."
            )
        found = _ADDRESS.fullmatch(text)
        if (
            not found
            or len(found["name"]) > _LONGEST
            or not 0 < int(found["port"] or _PORT) < 2**16
        ):
            raise IndexServerError(
                f"{text!r} is not the address of an index on a Milvus server; write it as "
                "milvus+http://HOST:19530/NAME, with a NAME of letters, digits and _."
            )
        host, port = found["host"].lower(), int(found["port"] or _PORT)
        return cls(f"{found['scheme'].lower()}://{host}:{port}", found["name"])

    def __str__(self) -> str:
        return f"{_SCHEME}{self.uri}/{self.name}"
