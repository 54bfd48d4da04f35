"""Which of two sides has more: said only where both figures measure the same of both."""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.language.stems import content, widened
from assistant.quantities.amounts import Amount
from assistant.quantities.measures import Measure
from assistant.quantities.periods import is_change
from assistant.question.double import Comparison
from assistant.question.understanding import understand


@dataclass(frozen=True, slots=True)
class Verdict:
    """A sentence that compares two figures.

    Attributes:
        text: The sentence.
        amounts: What it rests on: the figure of the first side and of the second.
    """

    text: str
    amounts: tuple[Amount, Amount]


_YEARS_APART = 2  # from which a difference of dates is told
_WHOLE_FROM = 10  # times; fewer are told with a decimal
_SMALLER = frozenset("smaller less fewer lower lighter shorter".split())
_LARGER = frozenset("larger bigger greater more higher taller longer deeper wider heavier".split())
_COSTLIER = frozenset({"costlier", "more expensive", "more costly"})
_CHEAPER = frozenset({"cheaper", "less expensive", "less costly"})
_EARLIER = frozenset("older earlier first sooner".split())
_LATER = frozenset("newer younger later last".split())
_FIGURE = {
    **dict.fromkeys(("", "more", "larger", "bigger", "greater"), "larger"),
    **dict.fromkeys(("less", "fewer", "smaller"), "smaller"),
    "higher": "higher",
    "lower": "lower",
}
# What is compared, by the words of the question; of several measures the first that both have.
_ASKED = tuple(
    (re.compile(rf"\b(?:{words})\b"), measures)
    for words, measures in (
        (
            r"capacit(?:y|ies)|\w*watts?|[kmgt]w|powerful",
            (Measure.POWER, Measure.MASS, Measure.VOLUME),
        ),
        (
            r"costs?|prices?|budgets?|expensive|cheap\w*|costl\w+|invest\w*|worth|loans?|revenue",
            (Measure.MONEY,),
        ),
        (r"coal|co2|carbon|emissions?|tons?|tonnes?", (Measure.MASS,)),
        (r"electricity|energy|generat\w+|\w*wh|power", (Measure.ENERGY, Measure.POWER)),
        (r"outputs?|produc\w+", (Measure.ENERGY, Measure.MASS, Measure.VOLUME)),
        (r"area|land|hectares?", (Measure.AREA,)),
        (r"shares?|percent\w*", (Measure.SHARE,)),
        (r"takes?|took|lasts?|durations?|lifetime", (Measure.DURATION,)),
        (r"long\w*|short\w*|lengths?|heights?|high|tall\w*|deep\w*|wide\w*|distances?",
         (Measure.LENGTH,)),
    )
)  # fmt: skip
_SIZE = re.compile(r"\b(?:sizes?|large|larger|bigger|smaller)\b")
_SIZED = frozenset(
    {Measure.POWER, Measure.ENERGY, Measure.MASS, Measure.AREA, Measure.VOLUME, Measure.LENGTH}
)
_LOOSE = frozenset({Measure.POWER, Measure.ENERGY})
"""Measures of which a thing has one; the others need the words that say of what they are."""

_SUBSTANCES = frozenset({Measure.MASS, Measure.VOLUME})
_ORIGIN = content(
    "built build building opened founded completed launched established commissioned created begun "
    "began started inaugurated construction"
)
_INEXACT = 0.05  # of an amount that is given as "about" so much
_CLOSE = 1.15  # times; nearer ones are told by their difference


def verdict(
    question: str,
    comparison: Comparison,
    first: Sequence[Amount],
    second: Sequence[Amount],
) -> Verdict | None:
    """Compare two sides by the one figure of each that the question asks for, or do not.

    Args:
        question: As it was asked.
        comparison: What it compares, by `compare`.
        first: The amounts that were found for its first side.
        second: The same for the second.
    """
    word = comparison.comparative
    if word not in {*_SMALLER, *_LARGER, *_COSTLIER, *_CHEAPER, *_EARLIER, *_LATER, ""}:
        return None
    asked = _asked_terms(question, comparison)
    for measure in _measures(question, comparison, first, second):
        pairs = [
            (one, other)
            for unit in dict.fromkeys(amount.unit for amount in first if amount.measure is measure)
            if (one := _only(first, unit, asked, comparison.sides[0]))
            and (other := _only(second, unit, asked, comparison.sides[1]))
        ]
        if pairs:
            one, other = pairs[0]
            return _compared(comparison, one, other) if _alike(one, other, asked) else None
    return None


def _asked_terms(question: str, comparison: Comparison) -> frozenset[str]:
    """Return the words of a question that say what is compared, without the sides' names."""
    besides = (
        f"compare difference which than much {comparison.comparative} {' '.join(comparison.sides)}"
    )
    plain = "how old large long high wide deep total"
    money = content("cost price") if comparison.comparative in _CHEAPER | _COSTLIER else frozenset()
    return content(question) - content(besides) - content(plain) | money


def _measures(
    question: str, comparison: Comparison, first: Sequence[Amount], second: Sequence[Amount]
) -> Iterable[Measure]:
    """Return what may be compared, the best first."""
    both = {amount.measure for amount in first} & {amount.measure for amount in second}
    if comparison.comparative in _EARLIER | _LATER:
        return both & {Measure.DATE}
    lower = f"{question} {comparison.questions[0]}".lower()
    for name in comparison.sides:
        lower = lower.replace(name.lower(), " ")
    for pattern, measures in _ASKED:
        if pattern.search(lower):
            return [measure for measure in measures if measure in both]
    sized = _SIZED if _SIZE.search(lower) else frozenset()
    either = both & (understand(comparison.questions[0]).measures or sized)
    return either if len(either) == 1 else ()


def _only(amounts: Sequence[Amount], unit: str, asked: frozenset[str], side: str) -> Amount | None:
    """Return the amount in a unit that has most of the words asked for near it, if it is one."""
    scores = {
        amount: (
            2 * len(content(amount.near) & asked) + len(content(amount.near) & widened(asked))
            + len(content(amount.near) & content(side))
        )
        for amount in amounts
        if amount.unit == unit
    }  # fmt: skip
    best = [amount for amount, score in scores.items() if score == max(scores.values())]
    return best[0] if len(best) == 1 else None


def _alike(one: Amount, other: Amount, asked: frozenset[str]) -> bool:
    """Tell whether two amounts of a measure are of the same thing, as far as words tell."""
    if one.per != other.per or is_change(one.near) != is_change(other.near):
        return False
    near = content(one.near), content(other.near)
    if one.measure is Measure.DATE and not asked:
        return bool(near[0] & _ORIGIN and near[1] & _ORIGIN)
    if one.measure in _LOOSE:
        return True
    if asked:
        said = [{term for term in asked if words & widened({term})} for words in near]
        if one.measure in _SUBSTANCES and said[0] != said[1]:
            return False
        return bool(said[0] and said[1])
    return bool(near[0] & near[1])


def _compared(comparison: Comparison, one: Amount, other: Amount) -> Verdict | None:
    """Write which side has more, or that they have the same; nothing if neither is certain."""
    word = comparison.comparative
    if _is_same(one, other):
        told = one.text if one.text == other.text else f"{one.text} and {other.text}"
        what = "dates" if one.measure is Measure.DATE else "figures"
        return Verdict(f"Both {what} are the same: {told}{_per(one)}.", (one, other))
    if _least(one) > _most(other):
        greater = 0
    elif _least(other) > _most(one):
        greater = 1
    else:
        return None
    wants_less = word in _SMALLER | _CHEAPER | _EARLIER or (
        one.measure is Measure.DATE and not word
    )
    won = 1 - greater if wants_less else greater
    figures = (one, other)[won], (one, other)[1 - won]
    name = re.sub(r"^The ", "the ", comparison.sides[won])
    if one.measure is Measure.DATE:
        opening = f"The {word or 'earlier'} is {name}"
    elif word in _FIGURE:
        opening = f"The {_FIGURE[word]} figure is that of {name}"
    else:
        opening = f"The {word} is {name}"
    told = f"{_told(figures[0])} against {_told(figures[1])}"
    difference = comparison.difference or (wants_less and one.measure is not Measure.DATE)
    by = _by_how_much(*figures, difference=difference)
    return Verdict(f"{opening}: {told}{by}.", (one, other))


def _is_same(one: Amount, other: Amount) -> bool:
    exact = not (one.about or other.about) and math.isfinite(one.high)
    return exact and all(
        math.isclose(mine, theirs, rel_tol=1e-9)
        for mine, theirs in ((one.low, other.low), (one.high, other.high))
    ) and one.qualifier == other.qualifier  # fmt: skip


def _least(amount: Amount) -> float:
    return amount.low * (1 - _INEXACT * amount.about)


def _most(amount: Amount) -> float:
    return amount.high * (1 + _INEXACT * amount.about)


def _told(amount: Amount) -> str:
    return f"{amount.qualifier} {amount.text}{_per(amount)}".strip()


def _per(amount: Amount) -> str:
    if amount.per == "one":
        return " each"
    return f" per {amount.per}" if amount.per else ""


def _by_how_much(winner: Amount, loser: Amount, *, difference: bool) -> str:
    """Return by how much two single amounts differ: ", about 2.4 times" or ", 62 MW more"."""
    gap = abs(winner.low - loser.low)
    if winner.measure is Measure.DATE:
        years = gap / 365.25
        return f", about {years:.0f} years apart" if difference and years >= _YEARS_APART else ""
    if winner.low != winner.high or loser.low != loser.high or not min(winner.low, loser.low):
        return ""
    about = "about " if winner.about or loser.about else ""
    ratio = winner.low / loser.low
    if ratio >= _CLOSE and not difference:
        rounded = round(ratio, 1 if ratio < _WHOLE_FROM else None)
        inexact = about or ("" if math.isclose(ratio, rounded, rel_tol=1e-9) else "about ")
        return f", {inexact}{rounded:g} times"
    more = "more" if winner.low > loser.low else "less"
    if winner.measure is Measure.SHARE:
        return f", {about}{gap:g} percentage points {more}"
    style = min(winner.style, loser.style, key=lambda style: style.step)
    return f", {about}{style.write(gap)} {more}"
