"""Sets of questions: files and folders, and the index that each is asked of."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.adding import add
from assistant.evaluation.questions import (
    KnownQuestion,
    QuestionFileError,
    read_questions,
    spread,
)
from index import Embedder, Index, cache_folder
from index.reading import FORMAT

CORPUS = "corpus.jsonl"
QUERIES = "queries.jsonl"
_WHOLE_PARAGRAPHS = 100_000  # characters; a paragraph of a public set is one passage


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """The questions of one file.

    Attributes:
        name: Of the set in results.
        questions: In the order of the file.
        corpus: The collection that they are asked of; None for the index of whoever asks.
    """

    name: str
    questions: tuple[KnownQuestion, ...]
    corpus: Path | None


def read_sets(paths: Sequence[Path], limit: int | None = None) -> list[QuestionSet]:
    """Read sets of questions: `.jsonl` files and folders with `corpus.jsonl` and `queries.jsonl`.

    Args:
        paths: Files and folders.
        limit: The most questions of each, evenly spaced over the file; all if None.

    Raises:
        QuestionFileError: If one of them cannot be read, or is given twice.
    """
    files = [path / QUERIES if path.is_dir() else path for path in paths]
    for file, times in Counter(file.resolve() for file in files).items():
        if times > 1:
            raise QuestionFileError(f"{file} is given {times} times; give it once.")
    sets = [_read_set(file, limit) for file in files]
    names = Counter(one.name for one in sets)
    return [
        one if names[one.name] == 1 else QuestionSet(str(path), one.questions, one.corpus)
        for one, path in zip(sets, paths, strict=True)
    ]


def corpus_index(corpus: Path, embedder: Embedder) -> Index:
    """Open the index of a public set's collection, kept in the user's cache folder.

    It is made at first use, with a bar, one passage for each paragraph. An index belongs to what is
    in the collection and to the model; one that was interrupted is gone on with.

    Raises:
        KeyboardInterrupt: If the user interrupts it.
        SteppewiseError: If the collection cannot be read or the index not be written.
    """
    with corpus.open("rb") as file:
        content = hashlib.file_digest(file, "sha256").hexdigest()
    made_of = f"{content} {embedder.sha256} {FORMAT} {_WHOLE_PARAGRAPHS}"
    key = hashlib.sha256(made_of.encode()).hexdigest()[:16]
    folder = cache_folder() / "evaluation" / f"{corpus.resolve().parent.name}-{key}"
    if not Index.exists(folder):
        unfinished = folder.with_name(f"{folder.name}.new")
        added = add(
            unfinished, embedder, [corpus], skip_bad=False, passage_characters=_WHOLE_PARAGRAPHS
        )
        if added.interrupted:
            raise KeyboardInterrupt
        if added.refusals:
            raise QuestionFileError(added.refusals[0].reason)
        _put_in_place(unfinished, folder)
    return Index.open(folder, embedder)


def _put_in_place(unfinished: Path, folder: Path) -> None:
    try:
        unfinished.rename(folder)
    except OSError:
        if not Index.exists(folder):  # else another process was first
            raise


def _read_set(file: Path, limit: int | None) -> QuestionSet:
    questions = tuple(spread(read_questions(file), limit))
    if questions[0].evidence is None:
        return QuestionSet(file.stem, questions, None)
    corpus = file.parent / CORPUS
    if not corpus.is_file():
        raise QuestionFileError(
            f"The questions in {file} are about a collection; put its {CORPUS} beside them."
        )
    folder = file.resolve().parent.name
    name = folder if file.name == QUERIES else f"{folder}/{file.stem}"
    return QuestionSet(name, questions, corpus)
