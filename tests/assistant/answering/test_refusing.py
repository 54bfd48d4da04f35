"""Tests of assistant.answering.refusing."""

from collections.abc import Callable, Sequence

import numpy as np
import pytest

from assistant.answering.refusing import why_not
from assistant.question.understanding import understand
from assistant.weighing.evidence import Evidence
from assistant.weighing.reading import find_evidence
from corpus import Article
from index import Alignment, Index
from tests.assistant.evidence import make_evidence

MILL = "The mill of Vell grinds barley. Its sails are of oak."
WHERE = "The nearest passage, in “The mill of Vell” (Vell Post, 4 March 2021), speaks of"


@pytest.fixture
def index(indexed: Callable[..., Index]) -> Index:
    made = indexed(ferry="The ferry of Marl carries goats.")
    made.add([Article("mill", "The mill of Vell", MILL, "Vell Post", "2021-03-04")])
    return made


def reason(index: Index, question: str, best: Evidence | None = None) -> str:
    understood = understand(question)
    evidence, hits = find_evidence(index, understood, None)
    return why_not(index, understood, best or evidence[0], hits)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What is the capital of Peru?", "They do not mention “capital” and “Peru”."),
        ("Is there a zeppelin?", "They do not mention “zeppelin”."),
        ("Is a zeppelin a zeppelin?", "They do not mention “zeppelin”."),
        ("Are there zeppelins, llamas, trombones and Xylopia?",
         "They do not mention “zeppelins”, “llamas” and “trombones”."),
    ],
)  # fmt: skip
def test_words_that_no_article_has(index: Index, question: str, expected: str) -> None:
    assert reason(index, question) == expected


@pytest.mark.parametrize(
    ("question", "lacking"),
    [
        ("When does the mill of Vell grind?", "gives no date for it"),
        ("How much barley does the mill of Vell grind?", "gives no amount of the kind asked for"),
        ("How many sails has the mill of Vell?", "gives no such number"),
        ("Who has the mill of Vell?", "gives no name for it"),
        ("Where does the mill of Vell grind?", "gives no place for it"),
        ("Why does the mill of Vell grind?", "gives no reason for it"),
        ("Does the mill of Vell grind?", "no sentence of it says this"),
    ],
)
def test_what_is_asked_for_and_missing(index: Index, question: str, lacking: str) -> None:
    said = reason(index, question, make_evidence(article_id="mill", kind=0.0))
    assert said.startswith(WHERE)
    assert said.endswith(f", but {lacking}.")


def test_a_sentence_of_the_kind_asked_for_does_not_lack_it(index: Index) -> None:
    best = make_evidence(article_id="mill", kind=0.5)
    assert reason(index, "When does the mill grind?", best) == (
        f"{WHERE} “mill” and “grind”, but no sentence of it says this."
    )


def test_words_that_only_other_articles_have(index: Index) -> None:
    best = make_evidence(article_id="mill")
    assert reason(index, "Does the mill of Vell grind goats?", best) == (
        f"{WHERE} “mill”, “Vell” and “grind”, but not of “goats”."
    )
    assert reason(index, "Does the mill grind goats at the ferry of Marl?", best) == (
        f"{WHERE} “mill” and “grind”, but not of “goats”, “ferry” or “Marl”."
    )


def test_a_word_in_another_form_is_not_lacking(index: Index) -> None:
    best = make_evidence(article_id="mill", kind=1.0)
    assert reason(index, "Does the sail grind?", best) == (
        f"{WHERE} “sail” and “grind”, but no sentence of it says this."
    )


def test_words_that_no_article_has_are_named_once_and_before_the_nearest_passage(
    index: Index,
) -> None:
    best = make_evidence(article_id="mill", kind=0.0)
    assert reason(index, "When did the mill of Vell fly a zeppelin?", best) == (
        f"They do not mention “fly” and “zeppelin”. {WHERE} “mill” and “Vell”, but gives no date "
        "for it."
    )


def test_if_only_unknown_words_are_missing_no_more_is_said_to_lack(index: Index) -> None:
    best = make_evidence(article_id="mill", kind=1.0)
    assert reason(index, "When did the mill of Vell fly?", best) == (
        f"They do not mention “fly”. {WHERE} “mill” and “Vell”."
    )


def test_the_title_counts_as_the_passage_and_an_article_without_date_has_its_title_alone(
    indexed: Callable[..., Index],
) -> None:
    index = indexed(goats="They eat heather.")
    assert reason(index, "When do goats eat heather?") == (
        "The nearest passage, in “About goats”, speaks of “goats”, “eat” and “heather”, but gives "
        "no date for it."
    )


def test_without_a_word_of_the_question_no_passage_is_near(index: Index) -> None:
    best = make_evidence(article_id="mill")
    assert reason(index, "Where are goats?", best) == "No passage is close enough to the question."


def test_a_sentence_of_no_passage_found_is_not_told(index: Index) -> None:
    close = "No passage is close enough to the question."
    best = make_evidence(article_id="mill")
    assert why_not(index, understand("Where is the mill?"), best, []) == close
    assert reason(index, "Where is the mill?", make_evidence(start=len(MILL) + 9)) == close


def test_a_word_with_a_near_one_is_neither_held_nor_lacking(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    def align(_: Index, query: str, texts: Sequence[str]) -> Alignment:
        near = np.array([[1.0, 0.5, 0.4]], np.float32)
        return Alignment(["mill", "goats", "ferry"], np.ones(3, np.float32), near)

    question = understand("Does the mill have goats on the ferry?")
    _, hits = find_evidence(index, question, None)
    monkeypatch.setattr(Index, "align", align)
    best = make_evidence(article_id="mill")
    assert why_not(index, question, best, hits) == f"{WHERE} “mill”, but not of “ferry”."


def test_the_passage_is_the_one_that_the_sentence_stands_in(
    indexed: Callable[..., Index],
) -> None:
    filler = " ".join(f"Corn {number} grows by the river and is cut late." for number in range(60))
    text = f"The mill turns and the mill grinds.\n\n{filler}\n\nGoats of the ferry swim."
    index = indexed(vell=text)
    question = understand("When does the mill have goats?")
    _, hits = find_evidence(index, question, None)
    assert len(hits) > 1
    said = {
        start: why_not(index, question, make_evidence(article_id="vell", start=start), hits)
        for start in (0, text.index("Goats"))
    }
    assert [words.partition("speaks of ")[2] for words in said.values()] == [
        "“mill”, but not of “goats”.", "“goats”, but not of “mill”.",
    ]  # fmt: skip
