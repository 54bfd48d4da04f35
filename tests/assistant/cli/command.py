"""The command line as a process of its own, with the embedder of the tests: ARGUMENTS…

It takes `STEPPEWISE_TEST_DELAY` seconds for each text that it embeds.
"""

import os
import time
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from assistant import cli, settings
from tests.embedder import HashingEmbedder


class SlowEmbedder(HashingEmbedder):
    """As slow as a model on a large text."""

    def embed(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Return the vectors of the texts after the delay."""
        time.sleep(float(os.environ.get("STEPPEWISE_TEST_DELAY", "0")) * len(texts))
        return super().embed(texts)


if __name__ == "__main__":
    settings.configured_embedder = SlowEmbedder
    cli.main(prog_name="steppewise")
