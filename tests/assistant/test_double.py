"""Tests of assistant.double."""

import pytest

from assistant.double import split_double

DOUBLE = [
    ("Compare the costs of the Orvel dam and the Marl dam.",
     ("the costs of the Orvel dam", "the costs of the Marl dam")),
    ("What is the difference in height between Orvel and Marl?",
     ("What is the difference in height between Orvel",
      "What is the difference in height between Marl")),
    ("Which is larger, the Orvel dam or the Marl dam?",
     ("Which is larger the Orvel dam", "Which is larger the Marl dam")),
    ("Is the Orvel dam or the Marl dam older?",
     ("Is the Orvel dam older", "Is the Marl dam older")),
    ("Is the Orvel dam larger than the Marl dam?",
     ("Is the Orvel dam larger", "Is the Marl dam larger")),
    ("Is the Orvel dam much larger than the Marl dam?",
     ("Is the Orvel dam much larger", "Is the Marl dam much larger")),
    ("How does the cost of Orvel compare with that of Marl?",
     ("How does the cost of Orvel", "How does the cost of Marl")),
    ("What is the output of the Orvel dam versus the Marl dam?",
     ("What is the output of the Orvel dam", "What is the output of the Marl dam")),
    ("How do the costs of Orvel and Marl compare?",
     ("How do the costs of Orvel compare", "How do the costs of Marl compare")),
    ("The Orvel dam vs. the Marl dam", ("The Orvel dam", "the Marl dam")),
    ("Who built the Orvel dam and when was it opened?",
     ("Who built the Orvel dam", "when was it opened? (Orvel dam)")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "parts"), DOUBLE)
def test_double_questions(text: str, parts: tuple[str, str]) -> None:
    assert split_double(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "How high is the Orvel dam?",
        "Who signed the deal of Orvel and Marl?",
        "What is made in Orvel and Marl?",
        "Who is it and where does it live?",  # names nothing that the second could be about
        "",
        "and when?",
    ],
)
def test_single_questions(text: str) -> None:
    assert split_double(text) == ()
