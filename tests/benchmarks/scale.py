"""How the cost of the index grows with the collection: python -m tests.benchmarks.scale FOLDER.

Makes generated collections of growing size in a folder, if they are not there yet, searches each in
a process of its own, and writes what it took into scale.json beside this file, stage by stage.
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

import index.searching as index_searching
from corpus import Article
from index import Filters, Index, SentenceTransformerEmbedder
from index.codes import decode_bytes
from index.lexical import LexicalIndex
from index.local import LocalStore
from index.searchable import Searchable
from index.words import FUNCTION_WORDS
from tests.benchmarks.generated import Generated, Prepared
from tests.benchmarks.realistic import Realistic, real_vectors

RESULTS = Path(__file__).with_name("scale.json")
SIZES = (1_000, 10_000, 100_000, 1_000_000)
FILTERS = {
    "none": None,
    "a publisher, 22 %": Filters(sources=("source-00",)),
    "a publisher, 3 %": Filters(sources=("source-19",)),
    "a year, 22 %": Filters(since="2023", until="2023"),
    "a month, 0.2 %": Filters(since="2010-06", until="2010-06"),
}
_QUERIES = 100
_ADDED = 20
_SENTENCES = 8_000
_DIMENSION = 384


def build(folder: Path, passages: int, generated: Generated) -> None:
    """Make an index of a generated collection."""
    made_by = {"model": "prepared", "model_sha256": "prepared", "dimension": _DIMENSION,
               "passage_characters": 1000}  # fmt: skip
    store = LocalStore.create(folder, made_by)
    with store.writing() as writer:
        articles = generated.articles(passages)
        while some := list(islice(articles, 200)):
            writer.put(some)
    store.close()


class Timer:
    """Adds up how long functions take that are watched."""

    def __init__(self) -> None:
        self.taken: dict[str, float] = defaultdict(float)

    @contextmanager
    def watch(self, *watched: tuple[str, Any, str]) -> Iterator[None]:
        """Watch functions inside it: a stage's name, where the function is, and its name there."""
        before = [(owner, name, getattr(owner, name)) for _, owner, name in watched]
        for (stage, owner, name), (_, _, function) in zip(watched, before, strict=True):
            setattr(owner, name, self._timed(stage, function))
        yield
        for owner, name, function in before:
            setattr(owner, name, function)

    def _timed(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*values: Any, **named: Any) -> Any:
            begin = time.perf_counter()
            try:
                return function(*values, **named)
            finally:
                self.taken[stage] += time.perf_counter() - begin

        return call


def measure(folder: Path) -> dict[str, Any]:
    """Search an index, add to it, and return what that took; times in milliseconds."""
    embedder = Prepared(_DIMENSION)
    begin = time.perf_counter()
    index = Index.open(folder, embedder)
    store: LocalStore = index._store  # type: ignore[assignment]
    store.frequency("anything")  # opens the search files
    opened = time.perf_counter() - begin
    passages = int(folder.name)  # without the few that an earlier run has added
    queries = _queries(store, passages, embedder)
    stages = {name: _search(index, queries, filters) for name, filters in FILTERS.items()}
    memory = _most_memory()  # before the exact search
    found: dict[str, Any] = {
        "passages": passages,
        "open": opened * 1000,
        "search": stages,
        "recall": {name: _recall(store, queries, embedder, of) for name, of in FILTERS.items()},
        "megabytes": memory,
        "bytes": {
            "catalogue": _size(folder, "catalogue.sqlite"),
            "search files": _size(folder / "caches" / str(index.generation), "**/*"),
        },
    }  # fmt: skip
    found["add"] = _add(index, embedder)
    index.close()
    return found


def _queries(store: LocalStore, passages: int, embedder: Prepared) -> list[str]:
    """Return queries of words of a passage, and prepare vectors that are near its own."""
    draw = np.random.default_rng(3)
    numbers = sorted(draw.choice(np.arange(1, passages + 1), _QUERIES, replace=False).tolist())
    vectors = decode_bytes(store._catalogue.codes(numbers))
    vectors += 0.5 * vectors[draw.permutation(len(vectors))]  # as far as a question is
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    queries = []
    for number, vector in zip(numbers, vectors, strict=True):
        words = store.found([number])[number].passage.text.lower().replace(".", "").split()
        content = [word for word in words if word not in FUNCTION_WORDS]
        query = f"what is the {' '.join(draw.choice(content, 4, replace=False))}"
        embedder.vectors[query] = vector
        queries.append(query)
    return queries


def _search(
    index: Index, queries: list[str], filters: Filters | None
) -> dict[str, tuple[float, float]]:
    """Return the median and the 95th percentile of each stage over the queries."""
    taken: dict[str, list[float]] = defaultdict(list)
    index.search(queries[0], 10, filters)
    for query in queries:
        timer = Timer()
        with timer.watch(
            ("dense", Searchable, "dense"), ("lexical", LexicalIndex, "search"),
            ("rows", LocalStore, "found"), ("rescoring", index_searching, "rescore"),
            ("all", index, "search"),
        ):  # fmt: skip
            index.search(query, 10, filters)
        for stage, seconds in timer.taken.items():
            taken[stage].append(seconds * 1000)
    return {
        stage: (statistics.median(times), float(np.percentile(times, 95)))
        for stage, times in taken.items()
    }


def _recall(
    store: LocalStore, queries: list[str], embedder: Prepared, filters: Filters | None
) -> float:
    """Return the share of the ten nearest passages, by an exact search, that are found."""
    vectors = embedder.embed(queries)
    searchable = store._searchable()
    _, allowed = searchable.columns.passing(filters)
    numbers = np.flatnonzero(allowed)
    best = np.full((len(queries), 0), -1.0, np.float32)
    nearest = np.full((len(queries), 0), 0, np.int64)
    for start in range(0, len(numbers), 50_000):
        some = numbers[start : start + 50_000]
        cosines = vectors @ decode_bytes(store._catalogue.codes(some.tolist())).T
        best = np.concatenate([best, cosines], axis=1)
        nearest = np.concatenate([nearest, np.broadcast_to(some, cosines.shape)], axis=1)
        order = np.argsort(-best, axis=1)[:, :10]
        best = np.take_along_axis(best, order, axis=1)
        nearest = np.take_along_axis(nearest, order, axis=1)
    shares = [
        len({*expected.tolist()} & {*searchable.dense(vector, 100, filters)[0][:10].tolist()})
        / len(expected)
        for vector, expected in zip(vectors, nearest, strict=True)
        if len(expected)
    ]
    return statistics.mean(shares) if shares else 1.0


def _add(index: Index, embedder: Prepared) -> dict[str, float]:
    """Add articles one by one until each can be found; remove one; return the times."""
    draw = np.random.default_rng(int(time.time()))
    taken = []
    for _ in range(_ADDED):
        number = draw.integers(2**31)
        article = Article(f"new-{number}", f"New{number}", f"The ferry{number} of Lindow floats.")
        vector = draw.standard_normal(_DIMENSION).astype(np.float32)
        vector /= np.linalg.norm(vector)
        for text in (f"{article.title}. {article.text}", f"ferry{number}"):
            embedder.vectors[text] = vector
        begin = time.perf_counter()
        index.add([article])
        [hit] = index.search(f"ferry{number}", 1)
        taken.append((time.perf_counter() - begin) * 1000)
        if hit.article_id != article.id:
            raise SystemExit(f"{article.id} was not found")
    begin = time.perf_counter()
    index.remove([article.id])
    removed = (time.perf_counter() - begin) * 1000
    return {"median": statistics.median(taken), "most": max(taken), "remove": removed}


def _most_memory() -> float:
    """Return the most megabytes this process had in memory, files that it maps among them."""
    status = Path("/proc/self/status")
    if status.is_file():  # what the system counts otherwise begins with the parent's
        for line in status.read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _size(folder: Path, pattern: str) -> int:
    return sum(path.stat().st_size for path in folder.glob(pattern) if path.is_file())


def main() -> None:
    """Build, measure and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="where the collections are made and kept")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(measure(options.measure)))
        return
    rows = []
    for size in options.sizes:
        place = options.folder / str(size)
        if not LocalStore.exists(place):
            kept = options.folder / "real.npy"
            real = real_vectors(SentenceTransformerEmbedder(), _SENTENCES, kept)
            build(place, size, Generated(Realistic(real, seed=1), seed=1))
        command = [sys.executable, "-m", "tests.benchmarks.scale", str(options.folder),
                   "--measure", str(place)]  # fmt: skip
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
        rows.append(json.loads(done.stdout))
        print(json.dumps(rows[-1], indent=1))
    RESULTS.write_text(json.dumps(rows, indent=1) + "\n")


if __name__ == "__main__":
    main()
