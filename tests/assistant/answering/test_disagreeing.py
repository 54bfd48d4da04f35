"""Tests of assistant.answering.disagreeing."""

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.answering.disagreeing import disagreement
from assistant.answering.finding import find
from assistant.question.understanding import understand
from assistant.weighing.evidence import Evidence
from corpus import Article
from index import Index
from tests.assistant.evidence import make_evidence
from tests.embedder import HashingEmbedder

QUESTION = understand("What is the capacity of the Orvel wind farm?")
ARTICLES = {
    article.id: article
    for article in (
        Article("gazette", "Wind over Orvel", "The Orvel wind farm has a capacity of 50 MW.",
                "Orvel Gazette", "2021-03-04"),
        Article("weekly", "Moor winds", "The Orvel wind farm is new. It has a capacity of 80 MW.",
                "Moor Weekly", "2023-05"),
        Article("blog", "Towers of Orvel", "The capacity of the Orvel wind farm is 65 MW."),
        Article("echo", "Again", "The capacity of the Orvel wind farm is 0.05 GW.", "Echo"),
        Article("years", "Growing",
                "In 2019 the Orvel wind farm had a capacity of 50 MW. "
                "In 2026 the Orvel wind farm is to have a capacity of 90 MW.",
                "Moor Weekly", "2023"),
    )
}  # fmt: skip


def told(article_id: str, begin: str = "", **changes: object) -> Evidence:
    """Return the sentence of an article that begins so, or the whole of it."""
    text = ARTICLES[article_id].text
    start = text.index(begin)
    return make_evidence(text[start:].split(". ")[0], start, article_id=article_id, **changes)


def of(*evidence: Evidence, question: str = QUESTION.text) -> tuple[list[Evidence], str] | None:
    return disagreement(understand(question), evidence, ARTICLES.__getitem__)


GAZETTE, BLOG, ECHO = told("gazette"), told("blog"), told("echo")


def test_two_figures_are_told_with_who_gives_them_and_when() -> None:
    assert of(GAZETTE, BLOG) == (
        [GAZETTE, BLOG],
        "The figures differ: 50 MW (Orvel Gazette, 4 March 2021) and 65 MW (“Towers of Orvel”).",
    )
    assert of(BLOG, GAZETTE) == (
        [BLOG, GAZETTE],
        "The figures differ: 65 MW (“Towers of Orvel”) and 50 MW (Orvel Gazette, 4 March 2021).",
    )


def test_a_sentence_is_read_with_the_one_that_it_leans_on() -> None:
    weekly = told("weekly", "It has", antecedent=(0, 27))
    assert of(GAZETTE, BLOG, weekly) == (
        [GAZETTE, BLOG, weekly],
        "The figures differ: 50 MW (Orvel Gazette, 4 March 2021), 65 MW (“Towers of Orvel”) and "
        "80 MW (Moor Weekly, May 2023).",
    )
    assert of(GAZETTE, told("weekly", "It has")) is None  # of whatever


def test_the_same_figure_is_told_once() -> None:
    assert of(GAZETTE, ECHO, BLOG) == of(GAZETTE, BLOG)
    assert of(GAZETTE, ECHO) is None
    assert of(GAZETTE, GAZETTE) is None


def test_figures_for_two_years_are_told_with_their_years() -> None:
    early, late = told("years", "In 2019"), told("years", "In 2026")
    assert of(late, early) == (
        [late, early],
        "The figures differ: 90 MW (Moor Weekly, 2026) and 50 MW (Moor Weekly, 2019).",
    )


@pytest.mark.parametrize(
    "question",
    [
        "When did the Orvel wind farm get a capacity of MW?",
        "Who has the capacity of the Orvel wind farm?",
        "Which wind farms have the capacity of the Orvel wind farm?",
        "Tell me about the Orvel wind farm.",
    ],
)
def test_only_a_question_for_one_quantity_is_answered_so(question: str) -> None:
    assert of(GAZETTE, BLOG, question=question) is None


def test_sentences_that_do_not_hold_what_is_asked_for_are_left_out() -> None:
    assert of(GAZETTE, told("blog", kind=0.4)) is None
    assert of(told("gazette", kind=0.4), BLOG) is None
    assert of(GAZETTE, told("blog", kind=0.5)) is not None


def test_only_the_best_sentences_are_looked_at() -> None:
    fifteen = [make_evidence("The goats graze.", start, kind=0.0) for start in range(15)]
    assert of(GAZETTE, *fifteen, BLOG) is None
    assert of(GAZETTE, *fifteen[1:], BLOG) == of(GAZETTE, BLOG)


def test_figures_that_the_best_sentence_does_not_give_are_no_answer() -> None:
    other = make_evidence("A wind farm of 12 MW stands in Marl.", article_id="echo")
    assert of(other, GAZETTE, BLOG) is None


def test_nothing_from_nothing() -> None:
    assert of() is None
    assert of(GAZETTE) is None


@pytest.fixture
def index(tmp_path: Path) -> Index:
    made = Index.create(tmp_path / "index", HashingEmbedder())
    made.add([ARTICLES["gazette"], ARTICLES["blog"]])
    return made


def test_what_is_found_is_led_by_how_the_figures_differ(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.answering.finding.confidence", lambda _: 1.0)
    found = find(index, QUESTION, None)
    assert (found.listed, found.reason, found.confidence) == (True, None, 1.0)
    assert {item.text for item in found.chosen} == {GAZETTE.text, BLOG.text}
    assert found.lead is not None
    assert found.lead.text.startswith("The figures differ: ")


def test_a_refusal_tells_no_figures(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.answering.finding.confidence", lambda _: -1.0)
    found = find(index, QUESTION, None)
    assert found.lead is None
    assert found.reason is not None


def test_figures_that_agree_have_no_lead(
    indexed: Callable[..., Index], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.answering.finding.confidence", lambda _: 1.0)
    index = indexed(gazette=GAZETTE.text, echo=ECHO.text)
    assert find(index, QUESTION, None).lead is None
