"""What the cross-encoder is trained on: questions with the sentences that the sieve finds.

    python -m assistant.evaluation.lessons SET… --besides FILE… --to LESSONS.jsonl

Every question of a prepared set, public or our own, is asked of its collection; with --within, of
the articles alone that it was written for: many of the invented questions name nothing, and could
be about others too. Questions about a text that the files behind --besides ask about are left out,
whatever set it comes from, so that the model can be checked on them.
"""

import argparse
import json
import random
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from assistant.evaluation.metrics import holds
from assistant.evaluation.sets import CORPUS, QUERIES, corpus_index
from assistant.question.understanding import Question, understand
from assistant.settings import configured_embedder
from assistant.weighing.evidence import Evidence, sieve
from assistant.weighing.reading import candidates
from index import Candidate, Filters, Index

_CANDIDATES = 16  # of a question
_STRANGE = 7  # of the questions of the first set, one of another set is asked of its collection


@dataclass(frozen=True, slots=True)
class Lesson:
    """A question with sentences that were found for it.

    Attributes:
        query: As it was understood.
        right: Those that answer, each with the words in it that do.
        wrong: Those that do not, the most promising first. What holds the answer's words and was
            not said to answer is in neither.
    """

    query: str
    right: Sequence[tuple[Candidate, str]]
    wrong: Sequence[Candidate]


def lessons(
    folder: Path, index: Index, besides: frozenset[str], *, within: bool = False
) -> Iterator[Lesson]:
    """Yield what is found for the questions of a prepared set that stand alone.

    Args:
        folder: Of the set.
        index: Of its collection.
        besides: The texts that no question may be about.
        within: Whether to look in the articles alone that a question was written for.
    """
    texts = _texts(folder)
    for fields in read_lines(folder / QUERIES):
        question = understand(fields["question"])
        if fields.get("history") or question.parts or texts_about(fields, texts) & besides:
            continue
        golds = fields.get("answers") or [fields.get("answer")]
        right: list[tuple[Candidate, str]] = []
        wrong: list[Candidate] = []
        filters = Filters(articles=written_for(fields)) if within else None
        read_as, found = _found(index, question, filters)
        for evidence, part in found:
            held = [gold for gold in golds if gold and holds(part.sentence, gold)]
            if not held:
                wrong.append(part)
            elif any(
                gold["doc_id"] == evidence.article_id
                and evidence.start < gold["end"]
                and gold["start"] < evidence.end
                for gold in fields["evidence"]
            ):
                right.append((part, held[0]))
        yield Lesson(read_as, right, wrong)


def strange_lessons(index: Index, queries: Sequence[str]) -> Iterator[Lesson]:
    """Yield what an index has for questions about something else: nothing that answers."""
    for query in queries:
        read_as, found = _found(index, understand(query))
        yield Lesson(read_as, [], [one for _, one in found])


def _found(
    index: Index, question: Question, filters: Filters | None = None
) -> tuple[str, list[tuple[Evidence, Candidate]]]:
    """Return a question as it is read, and what is read of the sentences found for it."""
    sieved, hits = sieve(index, question, filters)
    best = sieved[:_CANDIDATES]
    read_as, read = candidates(index, question.text, best, hits)
    return read_as, [(item, part) for item, parts in zip(best, read, strict=True) for part in parts]


def about(fields: dict[str, Any]) -> frozenset[str]:
    """Return the ids of the articles that a line of a prepared set is about."""
    return frozenset([*(one["doc_id"] for one in fields["evidence"]), *written_for(fields)])


def written_for(fields: dict[str, Any]) -> tuple[str, ...]:
    """Return the ids of the articles that a line was written for: of one, or of a group."""
    written = fields.get("written_for", ())
    return (written,) if isinstance(written, str) else tuple(written)


def texts_about(fields: dict[str, Any], texts: Mapping[str, str]) -> frozenset[str]:
    """Return the texts that a line of a prepared set is about, of those of its set by their ids."""
    return frozenset(texts[id_] for id_ in about(fields))


@cache
def _texts(folder: Path) -> Mapping[str, str]:
    """Return the words of the texts of a prepared set, by their ids."""
    lines = read_lines(folder / CORPUS)
    return {line["id"]: " ".join(re.findall(r"\w+", line["text"].lower())) for line in lines}


def read_lines(path: Path) -> list[dict[str, Any]]:
    """Return the objects of a file of JSON Lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def write_lessons(some: Sequence[Lesson], path: Path) -> None:
    """Write lessons, one a line of JSON Lines."""
    lines = [json.dumps(asdict(lesson), ensure_ascii=False) + "\n" for lesson in some]
    path.write_text("".join(lines), encoding="utf-8")


def read_lessons(path: Path) -> list[Lesson]:
    """Return what `write_lessons` wrote."""
    return [
        Lesson(
            fields["query"],
            [(Candidate(*one), answer) for one, answer in fields["right"]],
            [Candidate(*one) for one in fields["wrong"]],
        )
        for fields in read_lines(path)
    ]


def main(arguments: Sequence[str]) -> None:
    """Find the lessons of sets, and write them."""
    parser = argparse.ArgumentParser(prog="assistant.evaluation.lessons")
    parser.add_argument("sets", nargs="+", type=Path)
    parser.add_argument("--besides", nargs="*", type=Path, default=[])
    parser.add_argument("--within", action="store_true")
    parser.add_argument("--to", type=Path, required=True)
    options = parser.parse_args(arguments)
    besides = frozenset[str]().union(
        *(
            texts_about(fields, _texts(file.parent))
            for file in options.besides
            for fields in read_lines(file)
        )
    )
    embedder = configured_embedder()
    indexes = [(folder, corpus_index(folder / CORPUS, embedder)) for folder in options.sets]
    own, *others = [
        list(lessons(folder, index, besides, within=options.within)) for folder, index in indexes
    ]
    queries = [lesson.query for each in others for lesson in each]
    some = random.Random(1).sample(queries, min(len(queries), len(own) // _STRANGE))  # noqa: S311
    strange = strange_lessons(indexes[0][1], some)
    write_lessons([*own, *strange, *(lesson for each in others for lesson in each)], options.to)


if __name__ == "__main__":
    main(sys.argv[1:])
