"""The quality of the answers, with the real model: floors that a change may not fall below."""

import re
from pathlib import Path

import pytest

from assistant import Answer, Assistant
from assistant.evaluation import Figures, evaluate, read_questions, summarise
from corpus import bundled_articles
from tests.assistant.conftest import Open
from tests.assistant.evidence import written

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"


class Recorder(Assistant):
    """An assistant that keeps its answers."""

    def __init__(self, assistant: Assistant) -> None:
        super().__init__(assistant._index)
        self.answers: list[Answer] = []

    def ask(self, *args: object, **kwargs: object) -> Answer:
        answer = super().ask(*args, **kwargs)  # type: ignore[arg-type]
        self.answers.append(answer)
        return answer


def measure(assistant: Assistant, questions: Path) -> tuple[Figures, list[Answer]]:
    """Return the figures of the questions without history, and all answers."""
    recorder = Recorder(assistant)
    asked = [question for question in read_questions(questions) if not question.history]
    rows = list(evaluate(recorder, asked))
    return summarise(rows)["", "all"], recorder.answers


def check_citations(assistant: Assistant, answers: list[Answer]) -> None:
    for answer in answers:
        for citation in answer.citations:
            article = assistant.article(citation.article_id)
            assert citation.quote == article.text[citation.start : citation.end]
        again = {citation.number: citation for citation in answer.citations}.values()
        for citation in again:
            assert answer.text[citation.answer_start : citation.answer_end] == written(citation)
        marks = [f"[{citation.number}]" for citation in again]
        ends = [citation.answer_end for citation in again]
        assert marks == [answer.text[end + 1 :].split(maxsplit=1)[0] for end in ends]


@pytest.mark.parametrize(
    ("name", "articles", "questions", "facts", "refused", "falsely_refused"),
    [
        ("bundled_questions", None, 263, 0.78, 0.7, 0.10),
        ("held_out_questions", None, 253, 0.75, 0.7, 0.12),
        ("other_questions", "other_articles", 99, 0.72, 0.6, 0.14),
        ("further_questions", "further_articles", 251, 0.75, 0.6, 0.12),
        ("reworded_questions", None, 134, 0.75, 0.65, 0.12),
        ("fresh_questions", "fresh_articles", 135, 0.75, 0.4, 0.10),
    ],
)
def test_our_own_questions(
    open_articles: Open, name: str, articles: str | None, questions: int,
    facts: float, refused: float, falsely_refused: float,
) -> None:  # fmt: skip
    here = Path(__file__).parent
    assistant = open_articles(here / articles if articles else bundled_articles())
    figures, answers = measure(assistant, here / f"{name}.jsonl")
    check_citations(assistant, answers)
    assert figures.questions == questions
    assert figures.facts is not None
    assert figures.facts >= facts
    assert figures.refused is not None
    assert figures.refused >= refused
    assert figures.falsely_refused is not None
    assert figures.falsely_refused <= falsely_refused
    assert figures.sentences is not None
    assert figures.sentences <= 3


def test_open_questions_over_the_original_articles(open_articles: Open) -> None:
    if not SHARED.is_dir():
        pytest.skip(f"the original articles are not here: {SHARED}")
    assistant = open_articles(SHARED / "articles")
    figures, answers = measure(assistant, SHARED / "questions" / "open.jsonl")
    check_citations(assistant, answers)
    assert figures.questions == 25
    assert figures.facts is not None
    assert figures.facts >= 0.8
    assert figures.refused is not None
    assert figures.refused >= 0.5


def test_a_conversation_over_the_bundled_articles(open_articles: Open) -> None:
    assistant = open_articles(bundled_articles())
    first = assistant.ask("What is the capacity of the Shetpe solar plant?")
    assert "20 MW" in first.citations[0].quote
    history = [
        {"role": "user", "content": first.question},
        {"role": "assistant", "content": first.text},
    ]
    second = assistant.ask("How much land does it occupy?", history)
    assert "44 hectares" in " ".join(citation.quote for citation in second.citations)
    assert second.standalone_question == "How much land does the Shetpe solar plant occupy?"


def test_starters_are_answered_by_the_sentence_they_are_made_from(open_articles: Open) -> None:
    assistant = open_articles(bundled_articles())
    starters = assistant.starters()
    assert 3 <= len(starters) <= 4
    for starter in starters:
        answer = assistant.ask(starter)
        assert not answer.abstained
        assert starter not in answer.suggestions
        assert len(answer.suggestions) <= 3
        assert re.search(r"\d", answer.citations[-1].quote)


@pytest.mark.parametrize(
    "question", ["Who won the chess championship of 1972?", "How do I bake sourdough bread?"]
)
def test_what_has_nothing_to_do_with_the_articles_is_refused(
    open_articles: Open, question: str
) -> None:
    assert open_articles(bundled_articles()).ask(question).abstained
