"""The users of a page, in a file of names and salted hashes of their passwords.

A line is `NAME:scrypt$N$r$p$SALT$HASH`. scrypt needs memory as well as time, which is what makes
guessing dear, and the standard library has it.
"""

import base64
import hashlib
import hmac
import os
import re
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from corpus import SteppewiseError

MIN_PASSWORD = 8
"""The fewest characters of a password."""

_MAX_PASSWORD = 1000
_NAME = re.compile(r"[\w.@+-]{1,64}")
_KIND = "scrypt"
_COST, _BLOCK, _LANES = 2**16, 8, 2  # 64 MB, as OWASP has it
_MAX_COST, _MAX_BLOCK, _MAX_LANES = 2**20, 32, 16
_SALT_BYTES, _HASH_BYTES = 16, 32
_OWNER_ALONE = 0o600
_WAIT_SECONDS = 10.0
_AT_ONCE = 2  # hashes computed, each with its memory


class UserError(SteppewiseError):
    """A name or password that cannot be taken, or a file of users that cannot be used."""


@dataclass(frozen=True, slots=True)
class _Hash:
    cost: int
    block: int
    lanes: int
    salt: bytes
    hash: bytes

    @classmethod
    def of(cls, password: str) -> "_Hash":
        salt = secrets.token_bytes(_SALT_BYTES)
        empty = cls(_COST, _BLOCK, _LANES, salt, bytes(_HASH_BYTES))
        return cls(_COST, _BLOCK, _LANES, salt, empty.computed(password))

    @classmethod
    def read(cls, text: str) -> "_Hash":
        kind, cost, block, lanes, salt, hash_ = text.split("$")
        decoded = (base64.b64decode(part, validate=True) for part in (salt, hash_))
        read = cls(int(cost), int(block), int(lanes), *decoded)
        if kind != _KIND or not read._can_be_computed():
            raise ValueError(text)
        return read

    def _can_be_computed(self) -> bool:
        return (
            1 < self.cost <= _MAX_COST
            and self.cost.bit_count() == 1
            and 0 < self.block <= _MAX_BLOCK
            and 0 < self.lanes <= _MAX_LANES
            and len(self.hash) == _HASH_BYTES
        )

    def __str__(self) -> str:
        salt, hash_ = (base64.b64encode(part).decode() for part in (self.salt, self.hash))
        return f"{_KIND}${self.cost}${self.block}${self.lanes}${salt}${hash_}"

    def computed(self, password: str) -> bytes:
        return hashlib.scrypt(
            password.encode("utf-8", "surrogatepass"),
            salt=self.salt,
            n=self.cost,
            r=self.block,
            p=self.lanes,
            maxmem=2 * 128 * self.block * (self.cost + self.lanes),
            dklen=len(self.hash),
        )


class Users:
    """A file of users. It is read anew for each question, so that a change counts at once."""

    def __init__(self, path: Path) -> None:
        """Take a file, which need not be there before the first user is added."""
        self._path = path
        self._nobody = _Hash.of(secrets.token_urlsafe())
        self._computing = threading.BoundedSemaphore(_AT_ONCE)

    @classmethod
    def open(cls, path: Path) -> "Users":
        """Take a file that has to hold a user.

        Raises:
            UserError: If there is none, or it is not a file of users.
        """
        users = cls(path)
        if not users.names():
            raise UserError(
                f"There are no users in {path}; add one with: steppewise user add NAME "
                f"--file {path}"
            )
        return users

    def names(self) -> list[str]:
        """Return the names, sorted.

        Raises:
            UserError: If the file cannot be read, or is not a file of users.
        """
        return sorted(self._read())

    def set(self, name: str, password: str) -> bool:
        """Add a user or, if the name is known, give them another password; tell whether it is new.

        Raises:
            UserError: If the name or password cannot be taken, or the file not be used.
        """
        if not _NAME.fullmatch(name):
            raise UserError(
                f"{name!r} is no name for a user; take letters, digits and . _ @ + - "
                "only, 64 at most."
            )
        if not MIN_PASSWORD <= len(password) <= _MAX_PASSWORD:
            raise UserError(
                f"The password has {len(password):,} characters; give it {MIN_PASSWORD} to "
                f"{_MAX_PASSWORD:,}."
            )
        made = _Hash.of(password)
        with self._locked():
            hashes = self._read()
            new = name not in hashes
            self._write({**hashes, name: made})
        return new

    def remove(self, name: str) -> None:
        """Remove a user, who is let in no more.

        Raises:
            UserError: If there is none of this name, or the file cannot be used.
        """
        with self._locked():
            hashes = self._read()
            if name not in hashes:
                raise UserError(
                    f"There is no user {name!r} in {self._path}; list them with: steppewise user "
                    f"list --file {self._path}"
                )
            del hashes[name]
            self._write(hashes)

    def verify(self, name: str, password: str) -> bool:
        """Tell whether it is a user's password; for an unknown name that takes as long.

        Raises:
            UserError: If the file cannot be read, or is not a file of users.
        """
        found = self._read().get(name)
        expected = found or self._nobody
        with self._computing:
            computed = expected.computed(password[: _MAX_PASSWORD + 1])
        return hmac.compare_digest(computed, expected.hash) and found is not None

    def _read(self) -> dict[str, _Hash]:
        try:
            lines = self._path.read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            return {}
        except UnicodeDecodeError:
            lines = ["?"]
        except OSError as error:
            raise UserError(
                f"The users in {self._path} cannot be read ({error.strerror}); check the path."
            ) from None
        try:
            return {name: _Hash.read(rest) for name, rest in (one.split(":") for one in lines)}
        except ValueError:
            raise UserError(
                f"{self._path} is not a file of users; make one with: steppewise user add NAME "
                "--file FILE"
            ) from None

    def _write(self, hashes: dict[str, _Hash]) -> None:
        """Write the file, whole or not at all, for its owner alone."""
        new = self._path.with_name(f"{self._path.name}.new")
        text = "".join(f"{name}:{hash_}\n" for name, hash_ in hashes.items())
        try:
            new.unlink(missing_ok=True)
            descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ALONE)
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(descriptor)
            new.replace(self._path)
        except OSError as error:
            raise self._not_writable(error.strerror) from None

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Keep others from writing meanwhile, once none does."""
        from filelock import FileLock, Timeout

        lock = FileLock(f"{self._path}.lock", timeout=_WAIT_SECONDS, mode=_OWNER_ALONE)
        try:
            lock.acquire()
        except Timeout:
            raise self._not_writable("another process writes to it") from None
        except OSError as error:
            raise self._not_writable(error.strerror) from None
        try:
            yield
        finally:
            lock.release()

    def _not_writable(self, why: str | None) -> UserError:
        return UserError(f"The users cannot be written to {self._path} ({why}); check the path.")
