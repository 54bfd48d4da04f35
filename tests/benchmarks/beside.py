"""Steppewise beside the plain pipeline, in one run: python -m tests.benchmarks.beside.

Both do the same on the same passages, in turns; what counts is the ratio of the medians. Prints a
table for the README.
"""

import contextlib
import json
import os
import platform
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.error import URLError
from urllib.request import urlopen

import numpy as np

from assistant import Assistant
from assistant.evaluation.metrics import rank_figures
from corpus import Article, load
from index import Index, SentenceTransformerEmbedder
from index.passages import split_passages
from tests.benchmarks.plain import Plain

ROOT = Path(__file__).parents[2]
QUESTIONS = ROOT / "tests/assistant/bundled_questions.jsonl"
PUBLIC = ROOT.parent / "shared/evaluation/squad2_dev"
HELLO = """
import sys, gradio
gradio.Interface(lambda name: f"Hello {name}!", "textbox", "textbox").launch(
    server_port=int(sys.argv[1]), quiet=True)
"""
_PROCESSES = 7
_PAGES = 5
_BATCHES = 5
_AT_A_TIME = 10  # questions
_PARAGRAPHS = 300  # of the public set
_LONGEST_WAIT = 60  # seconds, for a page

Run = Callable[[], object]


class Row(NamedTuple):
    """What was compared, and the medians in milliseconds; `plain` is None without a counterpart."""

    what: str
    ours: float
    plain: float | None
    note: str = ""

    def __str__(self) -> str:
        """Return the row as Markdown."""
        plain = "–" if self.plain is None else f"{self.plain:,.0f} ms"
        ratio = "–" if self.plain is None else f"{self.plain / self.ours:.1f}"
        ours = f"{self.ours:,.0f} ms" if self.ours >= 100 else f"{self.ours:.1f} ms"
        return f"| {self.what} | {ours} | {plain} | {ratio} | {self.note} |"


def in_turns(times: int, *runs: Run) -> list[float]:
    """Return the median milliseconds of each, run one after another, so many times."""
    taken: list[list[float]] = [[] for _ in runs]
    for _ in range(times):
        for run, own in zip(runs, taken, strict=True):
            begin = time.perf_counter()
            run()
            own.append(1000 * (time.perf_counter() - begin))
    return [statistics.median(own) for own in taken]


def steppewise(*arguments: str, exits: Sequence[int] = (0,)) -> Run:
    """Return what runs a command in a process of its own."""
    return program(str(Path(sys.executable).with_name("steppewise")), *arguments, exits=exits)


def program(*command: str, exits: Sequence[int] = (0,)) -> Run:
    """Return what runs a program; another exit code than these ends the benchmark."""

    def run() -> None:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode not in exits:
            raise SystemExit(f"{' '.join(command)} failed:\n{done.stderr}")

    return run


def page(*command: str) -> Run:
    """Return what starts a page on a free port, waits until it answers, and ends it."""

    def run() -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        environment = {**os.environ, "GRADIO_ANALYTICS_ENABLED": "False"}
        with subprocess.Popen(
            [*command, str(port)], cwd=ROOT, env=environment,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        ) as server:  # fmt: skip
            try:
                _wait_for(f"http://127.0.0.1:{port}/")
            finally:
                server.terminate()

    return run


def _wait_for(url: str) -> None:
    until = time.monotonic() + _LONGEST_WAIT
    while time.monotonic() < until:
        with contextlib.suppress(URLError, ConnectionError), urlopen(url) as answer:
            if answer.status == 200:
                return
        time.sleep(0.01)
    raise SystemExit(f"{url} did not answer within {_LONGEST_WAIT} seconds.")


def processes(folder: Path) -> Iterator[Row]:
    """Compare what is done by a process of its own."""
    question = "How many turbines does the Zhanatas wind farm have?"
    index = str(folder / "index")
    plain = program(sys.executable, "-m", "tests.benchmarks.plain", str(folder / "plain"), question)
    ask = steppewise("ask", question, "--index", index)
    yield Row("the first answer, index there: `ask`", *in_turns(_PROCESSES, ask, plain))
    bare = program(sys.executable, "-c", "")
    for what, command, code in (
        ("`--help`", ["--help"], 0),
        ("`status`", ["status", "--index", index], 0),
        ("a mistake: `ask` without an index", ["ask", "Why?", "--index", f"{folder}/none"], 2),
    ):
        ours, python = in_turns(_PROCESSES, steppewise(*command, exits=[code]), bare)
        yield Row(what, ours, None, f"Python alone {python:.0f} ms")
    chat = page(
        str(Path(sys.executable).with_name("steppewise")), "chat", "--index", index,
        "--no-browser", "--port",
    )  # fmt: skip
    hello = page(sys.executable, "-c", HELLO)
    note = "beside Gradio's hello-world"
    yield Row("the page answers: `chat`", *in_turns(_PAGES, chat, hello), note)


def questions(folder: Path, plain: Plain) -> Iterator[Row]:
    """Compare questions in a warm process, each asked once of either."""
    known = [json.loads(line) for line in QUESTIONS.read_text().splitlines()]
    asked = [one["question"] for one in known if not one["history"]]
    assistant = Assistant.open(folder / "index")
    for question in asked[::2]:
        assistant.ask(question)
        plain.search(question)
    ours: list[float] = []
    theirs: list[float] = []
    rest = asked[1::2]
    for begin in range(0, len(rest), _AT_A_TIME):
        for question in rest[begin : begin + _AT_A_TIME]:
            ours += in_turns(1, lambda: assistant.ask(question))  # noqa: B023
        for question in rest[begin : begin + _AT_A_TIME]:
            theirs += in_turns(1, lambda: plain.search(question))  # noqa: B023
    high = float(np.percentile(ours, 95))
    note = f"an answer with suggestions beside ten passages; p95 {high:.0f} ms"
    yield Row("a question, warm", statistics.median(ours), statistics.median(theirs), note)


def embedding(texts: Sequence[str], plain: Plain) -> Iterator[Row]:
    """Compare embedding passages, and the nDCG@10 of the dense search with either's vectors."""
    ours = SentenceTransformerEmbedder()
    ours.embed(texts[:4])
    some = list(texts[:64])
    times = in_turns(
        _BATCHES, lambda: ours.embed(some), lambda: plain.model.encode(some)
    )  # fmt: skip
    note = f"{1000 * len(some) / times[0]:.0f} and {1000 * len(some) / times[1]:.0f} a second"
    yield Row(f"embedding {len(some)} passages", *times, f"{note}{quality(ours, plain)}")


def quality(ours: SentenceTransformerEmbedder, plain: Plain) -> str:
    """Return the nDCG@10 on a part of squad2 with the vectors of either, if the set is there."""
    if not PUBLIC.is_dir():
        return ""
    lines = (PUBLIC / "corpus.jsonl").read_text().splitlines()[:_PARAGRAPHS]
    texts = {(one := json.loads(line))["id"]: one["text"] for line in lines}
    asked = [json.loads(line) for line in (PUBLIC / "queries.jsonl").read_text().splitlines()]
    relevant = [{part["doc_id"] for part in one["evidence"]} for one in asked]
    asked, relevant = zip(
        *(
            (one["question"], ids)
            for one, ids in zip(asked, relevant, strict=True)
            if one["answers"] and ids and ids <= texts.keys()
        ),
        strict=True,
    )
    figures = []
    for embed in (ours.embed, plain.model.encode):
        passages = np.asarray(embed(list(texts.values())))
        queries = np.asarray(embed(asked))
        best = np.argsort(-(queries @ passages.T), axis=1)[:, :10]
        ids = np.array(list(texts))
        ranked = (
            rank_figures(ids[row].tolist(), right).ndcg_10
            for row, right in zip(best, relevant, strict=True)
        )
        figures.append(statistics.mean(ranked))
    return f"; nDCG@10 {figures[0]:.3f} and {figures[1]:.3f} on {len(asked)} questions of squad2"


def adding(folder: Path) -> Iterator[Row]:
    """Compare adding a collection with adding it again unchanged."""
    articles = read("corpus/articles", "tests/assistant/other_articles")
    embedder = SentenceTransformerEmbedder()
    embedder.embed(["The graph is loaded."])
    first, again = [], []
    for number in range(_BATCHES):
        index = Index.create(folder / f"added-{number}", embedder)
        first += in_turns(1, lambda: index.add(articles))  # noqa: B023
        again += in_turns(1, lambda: index.add(articles))  # noqa: B023
        index.close()
    note = f"{len(articles)} articles; beside adding them first"
    yield Row("adding what is unchanged", statistics.median(again), statistics.median(first), note)


def read(*folders: str) -> list[Article]:
    """Return the articles in folders of the project."""
    found = load(ROOT / folder for folder in folders)
    return [one for one in found if isinstance(one, Article)]


def machine() -> str:
    """Return what the benchmark runs on."""
    cpu = platform.processor() or platform.machine()
    with contextlib.suppress(OSError):
        for line in Path("/proc/cpuinfo").read_text().splitlines():
            if line.startswith("model name"):
                cpu = line.partition(":")[2].strip()
                break
    return f"{cpu}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        articles = read("corpus/articles")
        texts = [one.text for article in articles for one in split_passages(article)]
        plain = Plain()
        plain.add(texts)
        plain.write(folder / "plain")
        index = Index.create(folder / "index")
        index.add(articles)
        index.close()
        print(f"{machine()}; {len(texts)} passages.\n")
        print("| | Steppewise | plain pipeline | times as fast | |\n|---|---:|---:|---:|---|")
        for rows in (
            processes(folder), questions(folder, plain), embedding(texts, plain), adding(folder),
        ):  # fmt: skip
            for row in rows:
                print(row, flush=True)


if __name__ == "__main__":
    main()
