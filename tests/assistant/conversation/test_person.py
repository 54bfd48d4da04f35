"""Tests of assistant.conversation.person."""

import pytest

from assistant.conversation.person import person
from assistant.conversation.subject import Turn


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        ([("Who runs Orvel?", "Ines Dorrit does.")], "Ines Dorrit"),
        ([("What does Ines Dorrit tax?", "Tove Aldane says goats.")], "Ines Dorrit"),
        ([("Who is Ines Dorrit?", "A mayor."), ("What did Dorrit say?", "No.")], "Ines Dorrit"),
        ([("Where is the Marl dam?", "In Tarn, says Tove Aldane.")], "Tove Aldane"),
        ([("What does Moor Energy Company sell?", "Peat, at Lindow Street.")], None),
        ([("What did Dorrit say?", "No.")], "Dorrit"),
        (
            [("How old is the mill?", "That of Moor Steel is, says Ines Dorrit.")],
            "Ines Dorrit",
        ),
        ([("Who is the boss of Lindow?", "Nobody.")], None),
        ([], None),
    ],
)
def test_person(turns: list[tuple[str, str]], expected: str | None) -> None:
    assert person([Turn(*turn) for turn in turns]) == expected
