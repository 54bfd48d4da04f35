"""Tests of assistant.answering.finding."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from assistant.answering import finding as finding_module
from assistant.answering.finding import Finding, find, told_by
from assistant.question.understanding import understand
from assistant.weighing.evidence import ABSENT, IN_LEAD
from index import Filters, Index
from tests.assistant.evidence import make_evidence


def test_an_answer_has_no_reason(index: Index) -> None:
    found = find(index, understand("When was the lighthouse of Orvel built?"), None)
    assert found.reason is None
    assert found.chosen[0].text == "The lighthouse of Orvel was built in 1871."
    assert found.hits[0].article_id == "orvel-lighthouse"
    assert finding_module.THRESHOLD <= found.confidence <= 1


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("What is the capital of Peru?", "They do not mention “capital” and “Peru”."),
        ("How many zeppelins land in Orvel?",
         "They do not mention “zeppelins” and “land”. The nearest passage, in “The lighthouse of "
         "Orvel” (Orvel Gazette, 4 March 2021), speaks of “Orvel”, but gives no such number."),
        ("Who is the minister of tax in Xanadu, Yst, Zembla and Erewhon?",
         "They do not mention “minister”, “Xanadu” and “Yst”. The nearest passage, in “A tramway "
         "for Quillhaven” (Moor Weekly, 2023), speaks of “tax”, but gives no name for it."),
    ],
)  # fmt: skip
def test_words_that_no_article_has_are_the_reason(index: Index, question: str, reason: str) -> None:
    found = find(index, understand(question), None)
    assert found.reason == reason
    assert found.confidence <= finding_module.THRESHOLD


def test_a_missing_kind_is_the_reason(indexed: Callable[..., Index]) -> None:
    index = indexed(vell="The mill was built of oak.", orr="Orr is somewhere else, he said.")
    found = find(index, understand("When was the mill there built?"), None)
    assert found.reason == (
        "The nearest passage, in “About vell”, speaks of “mill” and “built”, "
        "but gives no date for it."
    )


def test_a_passage_without_a_word_of_the_question_is_not_described(
    indexed: Callable[..., Index],
) -> None:
    index = indexed(vell="The mill was built of oak in 1871.", orr="Kandor has goats.")
    found = find(index, understand("When did Kandor have goats?"),
                 Filters(articles=("vell",)))  # fmt: skip
    assert found.reason == "No passage is close enough to the question."


def test_nothing_is_found_where_nothing_is(indexed: Callable[..., Index]) -> None:
    found = find(indexed(), understand("When was it?"), None)
    assert (found.chosen, found.hits, found.confidence) == ([], [], 0.0)
    assert found.reason == "No passage was found."


def test_one_side_is_the_best_sentence_and_one_that_may_be_it_as_well() -> None:
    best, good, other, weak = (
        make_evidence(words, cross=cross)
        for words, cross in (("A 1.", 5.0), ("B 2.", 4.0), ("C 3.", 3.9), ("D 4.", -9.0))
    )
    side = Finding([best, good, other, weak], [], 0.9, None)
    assert side.shortened().chosen == [best, good]
    assert side.shortened().lines == [[best, good]]
    assert replace(side, chosen=[best, weak]).shortened().chosen == [best]
    assert replace(side, chosen=[]).shortened().chosen == []
    assert side.lines == [[best, good, other, weak]]
    listed = replace(side, listed=True)
    assert listed.lines == [[best], [good], [other], [weak]]
    assert listed.shortened().chosen == [best]


def test_half_the_confidence_is_enough_beside_an_answer(index: Index) -> None:
    answered = find(index, understand("When was the lighthouse of Orvel built?"), None)
    doubtful = replace(answered, reason="No.", confidence=finding_module.THRESHOLD / 2)
    hopeless = replace(doubtful, confidence=finding_module.THRESHOLD / 2 - 0.01)
    assert doubtful.beside([answered, doubtful]).reason is None
    assert hopeless.beside([answered, hopeless]).reason == "No."
    assert doubtful.beside([doubtful, hopeless]).reason == "No."
    assert answered.beside([doubtful, answered]) == answered
    of_another = replace(answered.chosen[0], names=IN_LEAD + 0.05)
    assert replace(doubtful, chosen=[of_another]).beside([answered]).reason == "No."


@pytest.mark.parametrize(
    ("text", "short", "single"),
    [
        ("In 2018 the yard took 74,000 boxes.", "74,000 boxes", True),
        ("The yard took 74,000 boxes and 9 tractors.", "74,000 boxes", False),
        ("The yard took 5 tons, of 74,000 boxes.", "5 tons", True),
        ("The yard took 5 tons in May and 6 tons in June.", "5 tons", False),
        ("Of 12 yards, the yard took 5 tons.", "5 tons", True),
    ],
)
def test_a_figure_was_told_if_it_is_the_only_one_of_its_measure(
    text: str, short: str, single: bool
) -> None:
    span = (text.index(short), text.index(short) + len(short))
    finding = Finding([make_evidence(text, short=span)], [], 0.9, None)
    assert told_by([finding]) == ({("mill", span)} if single else set())


@pytest.mark.parametrize("names", [ABSENT, 1.0])
@pytest.mark.parametrize(
    ("cross", "better_by", "text"),
    [
        (2.0, 5, "Orvel has 20 lamps."),  # it answers to the cross-encoder
        (-0.5, 0.5, "Orvel has 20 lamps."),
        (-0.5, 5, "Marl has 9."),
    ],
)
def test_another_thing_of_the_sort_is_not_the_best_beside_an_answer_or_by_a_trifle(
    index: Index,
    monkeypatch: pytest.MonkeyPatch,
    cross: float,
    better_by: float,
    text: str,
    names: float,
) -> None:
    own = make_evidence("Orvel has 20 lamps.", coverage=1.0, cross=cross)
    other = make_evidence("Marl has 9.", coverage=1.0, cross=cross + better_by, names=names)
    monkeypatch.setattr(finding_module, "find_evidence", lambda *_: ([other, own], []))
    found = find(index, understand("How many lamps has the lighthouse of Orvel?"), None)
    assert found.chosen[0].text == text


@pytest.mark.parametrize(
    ("first", "second", "answered"),
    [
        ({"cross": -9.0}, {"cross": 4.0}, True),
        ({"cross": -9.0}, {"cross": 4.0, "kind": 0.35}, False),  # it holds no number
        ({"cross": -9.0, "names": 1.0}, {"cross": 4.0}, False),  # the first is of something else
        ({"cross": 4.0, "kind": 0.35}, {"cross": -9.0}, True),
    ],
)
def test_the_best_sentence_is_as_sure_as_a_surer_one_of_the_kind_asked_for(
    index: Index,
    monkeypatch: pytest.MonkeyPatch,
    first: dict[str, float],
    second: dict[str, float],
    answered: bool,
) -> None:
    chosen = [make_evidence("Orvel has 20.", **first), make_evidence("Marl, 9.", **second)]
    monkeypatch.setattr(finding_module, "find_evidence", lambda *_: (chosen, []))
    monkeypatch.setattr(finding_module, "choose", lambda *_: chosen)
    found = find(index, understand("How many lamps has the lighthouse of Orvel?"), None)
    assert (found.reason is None) is answered
