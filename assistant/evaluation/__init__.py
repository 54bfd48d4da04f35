"""Measuring: questions with known answers, asked, judged and counted."""

from assistant.evaluation.asking import Row, evaluate
from assistant.evaluation.compare import Change, Comparison, compare, read_rows
from assistant.evaluation.feedback import as_questions
from assistant.evaluation.figures import Figures, summarise
from assistant.evaluation.metrics import MetricsMissingError, Ranking
from assistant.evaluation.questions import KnownQuestion, QuestionFileError, read_questions
from assistant.evaluation.report import Sheet, as_json, figures_sheet, markdown, ways_sheet
from assistant.evaluation.retrieval import Way
from assistant.evaluation.running import run
from assistant.evaluation.sets import QuestionSet, corpus_index, read_sets

__all__ = [
    "Change",
    "Comparison",
    "Figures",
    "KnownQuestion",
    "MetricsMissingError",
    "QuestionFileError",
    "QuestionSet",
    "Ranking",
    "Row",
    "Sheet",
    "Way",
    "as_json",
    "as_questions",
    "compare",
    "corpus_index",
    "evaluate",
    "figures_sheet",
    "markdown",
    "read_questions",
    "read_rows",
    "read_sets",
    "run",
    "summarise",
    "ways_sheet",
]
