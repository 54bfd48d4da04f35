"""Tests of assistant.conversation.following."""

import time

import pytest

from assistant.conversation.following import Message, standalone


def talk(*turns: str) -> list[Message]:
    """Return a conversation in which user and assistant take turns."""
    return [{"role": ("user", "assistant")[n % 2], "content": turn} for n, turn in enumerate(turns)]


FARM = talk("How large is the Orvel wind farm?", "It has 5 MW. [1]")
KEEPER = talk("Who keeps the light of Orvel?", "Tove Aldane lives there with nine cats. [1]")


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        # pronouns
        ("How many masts does it have?", "How many masts does the Orvel wind farm have?"),
        ("Did they like it?", "Did the Orvel wind farm like it?"),
        ("How much did that cost?", "How much did the Orvel wind farm cost?"),
        ("How large is that in hectares?", "How large is the Orvel wind farm in hectares?"),
        # possessives
        ("What is its area?", "What is the Orvel wind farm's area?"),
        ("Who are their neighbours?", "Who are the Orvel wind farm's neighbours?"),
        # whatever there is
        ("What do the articles say about rye?", "Tell me about rye"),
        ("What is known about it?", "Tell me about the Orvel wind farm"),
        ("Give me some information about the Marl dam.", "Tell me about the Marl dam"),
        ("What can you tell me about rye?", "Tell me about rye"),
        ("What does the mayor say about rye?", "What does the mayor say about rye?"),
        # another topic
        ("Let's turn to the railway: who built it?", "Who built the railway?"),
        ("Now let us talk about the Marl dam. How old is it?", "How old is the Marl dam?"),
        (
            "Let's turn to the rye-to-bread deal: who signed it?",
            "Who signed the rye-to-bread deal?",
        ),
        ("As for trade in 1871, how large was it?", "How large was trade? (trade in 1871)"),
        ("As for rye, where does it grow?", "Where does rye grow?"),
        ("Now to wool: what is planned with Peru?", "What is planned with Peru? (wool)"),
        ("Let's switch to wool: what does wool cost?", "What does wool cost?"),
        ("To whom was it sold?", "To whom was the Orvel wind farm sold?"),
        # definite phrases
        ("Who built that plant?", "Who built the Orvel wind farm?"),
        ("Who owns the project?", "Who owns the Orvel wind farm?"),
        # places
        ("Who works there?", "Who works at the Orvel wind farm?"),
        ("Is there a road there?", "Is there a road at the Orvel wind farm?"),
        # ellipsis
        ("And Quillhaven?", "How large is Quillhaven?"),
        ("And in Quillhaven?", "How large is Quillhaven?"),
        ("What about the Marl dam?", "How large is the Marl dam?"),
        ("And when was it opened?", "When was the Orvel wind farm opened?"),
        ("But why?", "Why? (Orvel wind farm)"),
        ("And how many masts?", "How many masts? (Orvel wind farm)"),
    ],
)
def test_what_leans_on_the_last_question(question: str, expected: str) -> None:
    assert standalone(question, FARM) == expected


@pytest.mark.parametrize(
    "question",
    [
        "How high is the Marl dam?",
        "How high is the Marl dam and when was it built?",
        "Is it true that the Marl dam leaks?",
        "Are there ferries in Lindow?",
        "Tell me about the project of Lindow",
        "Which goats are blue?",
    ],
)
def test_a_question_of_its_own_is_left_alone(question: str) -> None:
    assert standalone(question, FARM) == question


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("How old is he?", "How old is Tove Aldane?"),
        ("What did she say?", "What did Tove Aldane say?"),
        ("What is his salary?", "What is Tove Aldane's salary?"),
    ],
)
def test_a_person_is_the_one_that_the_last_answer_named(question: str, expected: str) -> None:
    assert standalone(question, KEEPER) == expected


def test_a_person_whom_the_user_named() -> None:
    history = talk("What does Ines Dorrit tax?", "Parking is taxed. [1]")
    assert standalone("Where does she live?", history) == "Where does Ines Dorrit live?"


def test_the_subject_changes_with_the_conversation() -> None:
    history = [*FARM, *talk("And the Marl dam?", "It is 40 metres high. [1]")]
    assert standalone("When was it built?", history) == "When was the Marl dam built?"


def test_the_subject_stays_over_questions_that_lean_on_it() -> None:
    history = [*FARM, *talk("When was it built?", "In 1990. [1]", "By whom?", "By goats. [1]")]
    assert standalone("Who pays for it?", history) == "Who pays for the Orvel wind farm?"


@pytest.mark.parametrize(
    "history",
    [
        [],
        [{"role": "assistant", "content": "The Orvel wind farm waits for you."}],
        [{"role": "user", "content": [{"type": "image"}]}],
        [{"role": "user"}, {}],
        talk("", "?"),
    ],
)
def test_without_a_subject_a_question_is_left_alone(history: list[Message]) -> None:
    assert standalone("How large is it?", history) == "How large is it?"


def test_a_long_conversation_is_understood_at_once() -> None:
    history = [*FARM, *talk(*["And how large is it?", "It has 5 MW. [1]"] * 100)]
    begin = time.perf_counter()
    assert standalone("Who owns it?", history) == "Who owns the Orvel wind farm?"
    assert time.perf_counter() - begin < 1  # each turn was once understood anew for every other
