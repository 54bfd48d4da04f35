"""Tests of assistant.weighing.reasons."""

import pytest

from assistant.weighing.reasons import gives_reason


@pytest.mark.parametrize(
    "words",
    [
        "The mill stands still because the sails burned.",
        "SINCE the river froze, no ferry runs.",
        "Owing to a storm the tram was late.",
        "Given that goats graze there, the field is bare.",
        "The lamp was lit so that ships would turn.",
        "The keeper left in order to marry.",
        "It rained; therefore nobody came.",
        "A storm led to the loss of two sails.",
        "The fire resulted in new rules.",
        "The tax is meant to pay for trams.",
        "The mayor blamed the frost.",
        "She explained the delay with fog.",
        "The bell rang amid the fog.",
        "The mill closed as it had no miller.",
        "Vell wants to sell flour.",
        "Orr built it to grind barley.",
        "The dam ensures water.",
    ],
)
def test_a_sentence_that_says_why(words: str) -> None:
    assert gives_reason(words)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "The mill of Vell has four sails.",
        "He walked to the mill.",
        "She rode to a town.",
        "It was sold to its miller.",
        "The ferry runs to 9 villages.",
        "It is as high as a tree.",
        "The thusly named mill is old.",  # a word within another
        "Reasonable goats graze.",
        "The Afternoon Post wrote of it.",
    ],
)
def test_a_sentence_that_does_not(words: str) -> None:
    assert not gives_reason(words)
