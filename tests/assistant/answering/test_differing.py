"""Tests of assistant.answering.differing."""

import pytest

from assistant.answering.differing import Statement, differing
from assistant.quantities.measures import Measure

QUESTION = "What is the capacity of the Orvel wind farm?"
POWER = {Measure.POWER}


def statement(text: str, article: str = "orvel", date: str | None = "2021") -> Statement:
    return Statement(text, f"About {article}", None, date, article)


def groups(*statements: Statement, question: str = QUESTION) -> list[list[tuple[str, str | None]]]:
    found = differing(question, POWER, statements)
    return [[(figure.amount.text, figure.dated) for figure in group] for group in found]


HAS_50 = statement("The Orvel wind farm has a capacity of 50 MW.")


def test_two_articles_that_differ() -> None:
    other = statement("The capacity of Orvel's wind farm is 0.08 GW.", "marl", "2023-05")
    again = statement("Orvel wind farm, capacity 50 MW.", "third", None)
    assert groups(HAS_50, other, again) == [
        [("50 MW", "2021"), ("50 MW", None)], [("0.08 GW", "2023-05")],
    ]  # fmt: skip


def test_two_dates_of_one_article() -> None:
    early = statement("In 2019 the Orvel wind farm had a capacity of 50 MW.")
    late = statement("By 2026 the capacity of the Orvel wind farm is to reach 80 MW.")
    assert groups(early, late) == [[("50 MW", "2019")], [("80 MW", "2026")]]


@pytest.mark.parametrize(
    "text",
    [
        "The Orvel wind farm has a capacity of 0.05 GW.",  # the same
        "The Orvel wind farm has a capacity of about 51 MW.",
        "The Orvel wind farm has a capacity of 49.8 MW.",  # rounds to it
        "The Orvel wind farm has a capacity of more than 40 MW.",
        "The Marl wind farm has a capacity of 80 MW.",  # another thing
        "All with the Orvel wind farm have a capacity of 80 GW.",  # too far for the same thing
        "The wind farm has a capacity of 80 MW.",
        "The Orvel wind farm makes 80 GWh.",  # another measure
        "The Orvel wind farm has turbines with a capacity of 8 MW each.",  # one of several
        "The Orvel wind farm's capacity grew from 60 MW, then reached a capacity of 80 MW.",
        "The Orvel wind farm has no capacity.",
    ],
)
def test_what_does_not_differ(text: str) -> None:
    assert groups(HAS_50, statement(text, "marl", "2023")) == []


def test_one_article_without_dates_of_its_own_does_not_contradict_itself() -> None:
    assert groups(HAS_50, statement("Orvel wind farm: a capacity of 80 MW.")) == []


def test_nothing_from_nothing() -> None:
    assert groups() == []
    assert groups(HAS_50) == []
    assert groups(HAS_50, HAS_50, question="How much?") == []
