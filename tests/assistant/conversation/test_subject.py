"""Tests of assistant.conversation.subject."""

import pytest

from assistant.conversation.subject import (
    Turn,
    answered,
    called,
    items,
    main_topic,
    place,
    subjects,
    thing,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What is the price of rye?", "rye"),  # what it is said of, not the price
        ("Which mills does Lindow own?", "Lindow"),  # not what is asked for
        ("How is rye stored in Lindow?", "rye"),  # not where
        ("Who put money into Orvel?", "Orvel"),  # a name before other nouns
        ("What is the use of drying a fish?", "fish"),
        ("Tell me more about the making of glass", "glass"),
    ],
)
def test_the_likeliest_subject(text: str, expected: str) -> None:
    assert subjects(text)[0].text == expected


@pytest.mark.parametrize(
    ("question", "answer", "expected"),
    [
        ("How high is the Marl dam?", "40 m.", "the Marl dam"),
        ("Who built the plant in Orvel?", "Goats.", "the plant in Orvel"),
        ("What are Orvel's taxes?", "Low.", "Orvel"),
        ("Who built the wind farm of Orvel?", "Goats.", "the wind farm of Orvel"),
        ("What is the length of the railway of the Marl?", "4 km.", "the railway of the Marl"),
        ("What is the capital of Orvel?", "Tarn.", "Orvel"),
        ("Which party of Orvel won?", "Goats.", "Orvel"),
        ("Which mill is the oldest?", "The oldest is the Tarn mill.", "the Tarn mill"),
    ],
)
def test_it_is(question: str, answer: str, expected: str) -> None:
    assert thing([Turn(question, answer)]) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("How did cafes and tea shops begin?", "cafes and tea shops"),
        ("How many goats does Orvel have?", "the goats of Orvel"),
        ("What does Moor Steel sell?", "Moor Steel"),
    ],
)
def test_they_are(question: str, expected: str) -> None:
    assert thing([Turn(question, "")], plural=True) == expected


def test_what_was_called_so() -> None:
    turns = [Turn("Who owns the Tarn mill?", "The Lindow salt mill does."), Turn("Why?", "")]
    assert called("mill", turns) == "the Tarn mill"
    assert called("dam", turns) is None


def test_what_was_answered() -> None:
    turn = Turn("Which company built the dam?", "Moor Steel built the dam.")
    assert answered("company", turn) == "Moor Steel"
    assert answered("dam", turn) is None


def test_where_there_is() -> None:
    assert place([Turn("Where is the Orvel light?", "It stands in Brenmoor.")]) == "in Brenmoor"
    assert place([Turn("How old is the Orvel light?", "Old.")]) == "at the Orvel light"
    assert place([Turn("How old is Orvel?", "Old.")]) == "in Orvel"
    assert place([]) is None


def test_what_is_listed() -> None:
    both = Turn("Compare Orvel and Lindow.", "Lindow is older.")
    assert items(both, "one") == ["Orvel", "Lindow"]
    told = Turn("Which mills are planned?", "The Tarn mill of Lindow is.\nThe Fell mill may be.")
    assert items(told, "one") == ["the Tarn mill", "the Fell mill"]
    assert items(Turn("How old is Orvel?", "Old."), "one") == []


def test_the_topic_is_what_most_turns_say() -> None:
    turns = [
        Turn("How is blue cheese made?", "Blue cheese is made of milk."),
        Turn("Does blue cheese contain penicillin?", "Blue cheese does."),
    ]
    assert main_topic(turns) == "blue cheese"
    assert main_topic([]) == ""
