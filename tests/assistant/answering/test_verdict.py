"""Tests of assistant.answering.verdict: what is said of two figures, and what is not."""

import pytest

from assistant.answering.verdict import verdict
from assistant.quantities.amounts import parse
from assistant.question.double import compare


def told(question: str, first: str, second: str) -> str | None:
    comparison = compare(question)
    assert comparison is not None
    found = verdict(question, comparison, parse(first), parse(second))
    return found and found.text


@pytest.mark.parametrize(
    ("question", "first", "second", "text"),
    [
        ("Compare the coal savings of Orvel and Marl.", "It saves 843 tons of coal a year.",
         "It saves about 320 tons of coal annually.",
         "The larger figure is that of Orvel: 843 tons per year against about 320 tons per year, "
         "about 2.6 times."),
        ("Which has the higher capacity, Orvel or Marl?", "It has 838 MW.", "It has 0.9 GW.",
         "The higher figure is that of Marl: 0.9 GW against 838 MW, 62 MW more."),
        ("Is Orvel smaller than Marl?", "It has 20 MW.", "It has 50 MW.",
         "The smaller figure is that of Orvel: 20 MW against 50 MW, 30 MW less."),
        ("Which is cheaper, the Orvel dam or the Marl dam?", "It cost $7.5 million.",
         "Its price was $5 million.",
         "The cheaper is the Marl dam: $5 million against $7.5 million, $2.5 million less."),
        ("How much larger is Orvel than Marl?", "It has 50 MW.", "It has 20 MW.",
         "The larger figure is that of Orvel: 50 MW against 20 MW, 30 MW more."),
        ("Which is older, Orvel or Marl?", "It was built in 1905.", "It opened in May 1871.",
         "The older is Marl: May 1871 against 1905."),
        ("Which opened later, Orvel or Marl?", "It opened in 1905.", "It opened in 1871.",
         "The later is Orvel: 1905 against 1871."),
        ("Which is longer, Orvel or Marl?", "It is 12 km long.", "It is 7 to 10 km long.",
         "The longer is Orvel: 12 km against 7 to 10 km."),
        ("Compare the shares of Orvel and Marl.", "Its share is 40%.", "Its share is 38 percent.",
         "The larger figure is that of Orvel: 40% against 38 percent, 2 percentage points more."),
        ("Which has more capacity, Orvel or Marl?", "It has 100 MW.", "It has 0.1 GW.",
         "Both figures are the same: 100 MW and 0.1 GW."),
        ("Compare the coal savings of Orvel and Marl.",
         "That saves 278 tons of coal, lowers emissions by 686 tons.", "It saves 110 tons of coal.",
         "The larger figure is that of Orvel: 278 tons against 110 tons, about 2.5 times."),
        ("Which costs more, Orvel or Marl?", "It costs 5 billion tenge, or $10 million.",
         "It costs $5 million.",
         "The larger figure is that of Orvel: $10 million against $5 million, 2 times."),
        ("Which has more capacity, Orvel or Marl?", "It has 5 MW.", "It has more than 6 MW.",
         "The larger figure is that of Marl: more than 6 MW against 5 MW."),
    ],
)  # fmt: skip
def test_what_is_told(question: str, first: str, second: str, text: str) -> None:
    assert told(question, first, second) == text


@pytest.mark.parametrize(
    ("question", "first", "second"),
    [
        ("Which is cheaper, Orvel or Marl?", "It costs $5 million.", "It costs 9 billion tenge."),
        ("Compare the coal savings of Orvel and Marl.", "It saves 8 tons of coal a year.",
         "It saved 9 tons of coal."),
        ("Compare the coal savings of Orvel and Marl.", "It saves 8 tons of coal.",
         "It avoids 9 tons of methane."),
        ("Which has more capacity, Orvel or Marl?", "It has 5 MW.", "It makes 5 GWh a year."),
        ("Which has more capacity, Orvel or Marl?", "It has 5 MW.", "It is large."),
        ("Which has more capacity, Orvel or Marl?", "It grew from 5 MW, then had 7 MW.", "6 MW."),
        ("Which has more capacity, Orvel or Marl?", "It has 20 turbines of 5 MW each.", "6 MW."),
        ("Which has more capacity, Orvel or Marl?", "It has 7 MW.", "It has more than 6 MW."),
        ("Which has more capacity, Orvel or Marl?", "It has 5 to 7 MW.", "It has 6 MW."),
        ("Which has more capacity, Orvel or Marl?", "It has about 100 MW.", "It has 101 MW."),
        ("Which has more capacity, Orvel or Marl?", "It grew by 9 MW.", "It has 101 MW."),
        ("Which is older, Orvel or Marl?", "It was built in 1905.", "It was praised in 1871."),
        ("Which is older, Orvel or Marl?", "It was built in 2021.", "It was built in July 2021."),
        ("Which is better, Orvel or Marl?", "It has 5 MW.", "It has 6 MW."),
        ("Compare Orvel with Marl.", "It has 5 MW.", "It has 6 MW."),
    ],
)  # fmt: skip
def test_what_is_not_told(question: str, first: str, second: str) -> None:
    assert told(question, first, second) is None


def test_what_a_verdict_rests_on() -> None:
    question = "Which has more capacity, Orvel or Marl?"
    comparison = compare(question)
    assert comparison is not None
    first, second = parse("In 2021 it had 5 MW."), parse("It has 6 MW.")
    found = verdict(question, comparison, first, second)
    assert found is not None
    assert [amount.text for amount in found.amounts] == ["5 MW", "6 MW"]
    assert (found.amounts[0].start, found.amounts[0].end) == (15, 19)
