"""Where the index is and which model it uses: by option, environment and default."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

if TYPE_CHECKING:
    from index import Embedder

INDEX_VARIABLE = "STEPPEWISE_INDEX"
MODEL_VARIABLE = "STEPPEWISE_MODEL"


def default_folder() -> Path:
    """Return the index folder of who names none: in the user's data folder."""
    return Path(platformdirs.user_data_dir("steppewise", appauthor=False)) / "index"


def configured_embedder() -> "Embedder":
    """Return the model that `STEPPEWISE_MODEL` names, else the packaged one."""
    from index import PACKAGED_MODEL, SentenceTransformerEmbedder

    return SentenceTransformerEmbedder(os.environ.get(MODEL_VARIABLE) or PACKAGED_MODEL)
