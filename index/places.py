"""Where an index is: in a folder, or on a Milvus server."""

from collections.abc import Mapping
from pathlib import Path

from index.local import LocalStore
from index.milvus.address import Address
from index.milvus.store import MilvusStore
from index.store import Store

Place = Path | Address


def place_of(named: str | Place) -> Place:
    """Return the place that is named: an address of Milvus, and else a folder.

    Raises:
        IndexServerError: If it is meant to be an address, and is none.
    """
    if isinstance(named, str):
        return Address.parse(named) if Address.is_meant(named) else Path(named)
    return named


def store_exists(place: Place) -> bool:
    """Tell whether there is a store.

    Raises:
        IndexServerError: If a server does not answer.
    """
    return LocalStore.exists(place) if isinstance(place, Path) else MilvusStore.exists(place)


def open_store(place: Place) -> Store:
    """Open the store of a place; see the stores for what they raise."""
    return LocalStore(place) if isinstance(place, Path) else MilvusStore(place)


def create_store(place: Place, made_by: Mapping[str, object]) -> Store:
    """Make an empty store; see the stores for what they raise."""
    if isinstance(place, Path):
        return LocalStore.create(place, made_by)
    return MilvusStore.create(place, made_by)
