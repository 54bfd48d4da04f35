"""An evaluation from beginning to end, with a bar for each set."""

import logging
from collections.abc import Callable, Sequence

from assistant.adding import progress
from assistant.assistant import Assistant
from assistant.evaluation.asking import Row, evaluate
from assistant.evaluation.metrics import check_libraries
from assistant.evaluation.sets import QuestionSet, corpus_index
from index import Embedder

_log = logging.getLogger(__name__)


def run(
    sets: Sequence[QuestionSet],
    open_own: Callable[[], Assistant],
    embedder: Embedder,
    *,
    retrieval_only: bool = False,
) -> list[Row]:
    """Ask the questions of all sets and return how each was answered.

    Args:
        sets: What to ask.
        open_own: Opens what a set without a collection of its own is asked of.
        embedder: The model of the other indexes.
        retrieval_only: Search without asking.

    Raises:
        SteppewiseError: If a library, an index or a collection is missing or cannot be read.
    """
    check_libraries()
    rows: list[Row] = []
    for one in sets:
        assistant = Assistant(corpus_index(one.corpus, embedder)) if one.corpus else open_own()
        _note_missing(one, assistant)
        with progress(f"Asking {one.name}", len(one.questions)) as advance:
            for row in evaluate(assistant, one.questions, one.name, retrieval_only=retrieval_only):
                rows.append(row)
                advance()
    return rows


def _note_missing(one: QuestionSet, assistant: Assistant) -> None:
    """Warn of articles that are to be found and are not there, which lowers every figure."""
    wanted = {id_ for question in one.questions for id_ in question.evidence or ()}
    if missing := sorted(wanted - {article.id for article in assistant.articles()}):
        _log.warning(
            "Of the %d articles that %s asks for, its collection lacks %d, such as %r.",
            len(wanted), one.name, len(missing), missing[0],
        )  # fmt: skip
