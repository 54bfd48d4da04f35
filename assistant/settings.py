"""Where the index is and which model it uses: by option, environment and default."""

import os
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import platformdirs

if TYPE_CHECKING:
    from index import Embedder, Place

INDEX_VARIABLE = "STEPPEWISE_INDEX"
MODEL_VARIABLE = "STEPPEWISE_MODEL"


def default_folder() -> Path:
    """Return the index folder of who names none: in the user's data folder."""
    return _data_folder() / "index"


def records_folder(place: "Place") -> Path:
    """Return where the records of an index are kept.

    Those of a folder stand beside its index in it; those of an index on a server stay on this
    machine, in the user's data folder.
    """
    if isinstance(place, Path):
        return place
    folder = _data_folder() / "records" / quote(str(place), safe="+")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _data_folder() -> Path:
    return Path(platformdirs.user_data_dir("steppewise", appauthor=False))


def configured_embedder() -> "Embedder":
    """Return the model that `STEPPEWISE_MODEL` names, else the packaged one."""
    from index import PACKAGED_MODEL, SentenceTransformerEmbedder

    return SentenceTransformerEmbedder(os.environ.get(MODEL_VARIABLE) or PACKAGED_MODEL)
