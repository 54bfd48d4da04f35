"""Tests of what a process imports before it answers: what takes seconds is not needed for that."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus import Article
from index import Index, SentenceTransformerEmbedder

ROOT = Path(__file__).parents[2]
MODULES = """
import json, sys
from assistant.cli import main
try:
    main(sys.argv[1:], prog_name="steppewise")
finally:
    print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})), file=sys.stderr)
"""
SLOW = {"torch", "transformers", "sentence_transformers", "huggingface_hub", "onnx", "gradio",
        "langchain_text_splitters", "trafilatura", "pypdf", "docx", "dateparser", "markdown_it",
        "pydantic", "pint", "sklearn", "scipy", "pandas", "pymilvus", "grpc"}  # fmt: skip


@pytest.fixture
def folder(
    tmp_path: Path, towns: list[Article], model: SentenceTransformerEmbedder
) -> Iterator[Path]:
    index = Index.create(tmp_path / "towns", model)
    index.add(towns)
    index.close()
    return tmp_path / "towns"


def run(*arguments: object) -> tuple[int, str, set[str]]:
    """Return the exit code of a command, what it printed, and what it imported."""
    done = subprocess.run(
        [sys.executable, "-c", MODULES, *map(str, arguments)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout, set(json.loads(done.stderr.splitlines()[-1]))


def test_a_first_answer(folder: Path) -> None:
    code, out, imported = run("ask", "When was the lighthouse of Orvel built?", "--index", folder)
    assert (code, out.partition("\n")[0]) == (
        0, "The lighthouse of Orvel was built in **1871**. [1]",
    )  # fmt: skip
    assert {"onnxruntime", "tokenizers", "faiss"} < imported
    assert imported & SLOW == set()


def test_passages(folder: Path) -> None:
    code, out, imported = run("search", "cheese", "-k", 1, "--index", folder)
    assert (code, out.partition("  ")[0]) == (0, "1. Cheese from Brenmoor")
    assert imported & SLOW == set()


@pytest.mark.parametrize("command", ["status", "articles"])
def test_what_asks_nothing_loads_no_model(folder: Path, command: str) -> None:
    code, out, imported = run(command, "--index", folder)
    assert (code, "4" in out) == (0, True)
    assert imported & (SLOW | {"onnxruntime", "tokenizers"}) == set()


@pytest.mark.parametrize(
    ("arguments", "code"), [(["--help"], 0), (["ask", "--help"], 0), (["nosuch"], 2), (["ask"], 2)]
)
def test_help_and_mistakes_load_nothing(arguments: list[str], code: int) -> None:
    exit_code, _, imported = run(*arguments)
    assert exit_code == code
    assert "click" in imported
    assert imported & (SLOW | {"index", "numpy", "faiss", "rich"}) == set()
