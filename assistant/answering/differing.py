"""Figures that differ: the same thing measured otherwise by another article, or at another date."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from assistant.language.stems import content, widened
from assistant.quantities.amounts import Amount, parse
from assistant.quantities.measures import Measure
from assistant.quantities.periods import is_change

_MOST_APART = 10  # times that two figures can be apart and still be of the same thing
_INEXACT = 0.05  # of an amount that is given as "about" so much


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence that may give a figure.

    Attributes:
        text: The sentence, with the one that says what it is about in front of it, if it needs one.
        title: The title of its article.
        source: Who published it.
        date: When, in ISO 8601.
        article_id: The article.
    """

    text: str
    title: str
    source: str | None
    date: str | None
    article_id: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that a statement gives for what a question asks.

    Attributes:
        amount: The figure.
        statement: What gives it.
        dated: The date that its own sentence gives it for, such as "2023", else its article's.
    """

    amount: Amount
    statement: Statement
    dated: str | None


def differing(
    question: str, measures: Iterable[Measure], statements: Sequence[Statement]
) -> list[list[Figure]]:
    """Return the figures that differ, in a group for each value, in the order of the statements.

    Nothing is returned unless at least two groups of the same unit and period contradict each
    other, from two articles or for two dates of one, and all cover the same words of the question,
    among them each of its names. Ranges that overlap and amounts that round to each other agree.

    Args:
        question: That the statements answer.
        measures: What it asks for.
        statements: The sentences chosen for it, best first.
    """
    wanted = frozenset(measures)
    asked = content(question) - content("total much how large long high")
    figures = [
        figure
        for statement in statements
        if _covers(statement.text, asked) and (figure := _figure(statement, wanted, asked))
    ]
    if not figures:
        return []
    best = figures[0].amount
    figures = [
        figure
        for figure in figures
        if (figure.amount.unit, figure.amount.per) == (best.unit, best.per)
        and best.low <= figure.amount.high * _MOST_APART
        and figure.amount.low <= best.high * _MOST_APART
    ]
    groups: list[list[Figure]] = []
    for figure in figures:
        same = next((group for group in groups if _agree(group[0].amount, figure.amount)), None)
        if same is None:
            groups.append([figure])
        else:
            same.append(figure)
    return groups if any(_apart(*pair) for pair in combinations(groups, 2)) else []


def _covers(text: str, asked: frozenset[str]) -> bool:
    """Tell whether a sentence has each word of the question, or one that answers for it."""
    words = content(text)
    return bool(asked) and all(words & widened({term}) for term in asked - _UNITS)


_UNITS = content("megawatts gigawatts kilowatt hours tons tonnes percent hectares dollars tenge")
"""Words that the unit of a figure says in its own way."""


def _figure(
    statement: Statement, wanted: frozenset[Measure], asked: frozenset[str]
) -> Figure | None:
    """Return the one amount of a statement that is asked for, or None; a change is none."""
    amounts = parse(statement.text)
    found = [amount for amount in amounts if amount.measure in wanted]
    if len(found) > 1:
        most = max(len(content(amount.near) & widened(asked)) for amount in found)
        found = [item for item in found if len(content(item.near) & widened(asked)) == most]
    if len(found) != 1 or is_change(found[0].near):
        return None
    dates = [amount.text for amount in amounts if amount.measure is Measure.DATE]
    return Figure(found[0], statement, dates[0] if len(dates) == 1 else statement.date)


def _agree(one: Amount, other: Amount) -> bool:
    """Tell whether two amounts can both be true of the same thing."""
    margin = _INEXACT * (one.about or other.about)
    return (
        one.low * (1 - margin) <= other.high * (1 + margin)
        and other.low * (1 - margin) <= one.high * (1 + margin)
    ) or _rounds(one, other)


def _rounds(one: Amount, other: Amount) -> bool:
    """Tell whether one amount is the other with fewer digits: 2.6 GW for 2,587 MW."""
    if one.low != one.high or other.low != other.high:
        return False
    return any(
        rough.style.write(rough.low) == rough.style.write(_to_digits_of(rough, fine.low))
        for rough, fine in ((one, other), (other, one))
    )


def _to_digits_of(rough: Amount, value: float) -> float:
    """Round a value to as many decimals as an amount is written with."""
    written = rough.style.write(rough.low)
    number = "".join(letter for letter in written if letter.isdigit() or letter == ".")
    decimals = len(number.partition(".")[2])
    return round(value / rough.style.step, decimals) * rough.style.step


def _apart(one: Sequence[Figure], other: Sequence[Figure]) -> bool:
    """Tell whether two groups come from two articles, or are for two dates of one."""
    return any(
        mine.statement.article_id != theirs.statement.article_id or mine.dated != theirs.dated
        for mine in one
        for theirs in other
    )
