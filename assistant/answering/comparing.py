"""Comparing what was found for the two sides of a question, where it can be compared safely."""

from collections.abc import Callable, Sequence

from assistant.answering.composing import Lead
from assistant.answering.finding import Finding
from assistant.answering.verdict import verdict
from assistant.language.names import names
from assistant.language.stems import content, distinctive, speaks_of
from assistant.quantities.amounts import Amount, parse
from assistant.question.double import compare, split_double
from assistant.quoting import Quote
from assistant.weighing.evidence import Evidence
from corpus import Article


def compared(
    question: str, findings: Sequence[Finding], article: Callable[[str], Article]
) -> Lead | None:
    """Return a sentence that says which side has more, or None if that is not certain.

    Args:
        question: As it was understood.
        findings: What was found for each of its parts.
        article: Gives the article of an id.
    """
    comparison = compare(question)
    if comparison is None or len(findings) != len(comparison.sides):
        return None
    if any(finding.reason is not None for finding in findings):
        return None
    first, second = (finding.chosen[0] for finding in findings)
    told = verdict(
        question,
        comparison,
        _amounts(comparison.sides[0], first, article(first.article_id).text),
        _amounts(comparison.sides[1], second, article(second.article_id).text),
    )
    if told is None:
        return None
    quotes = tuple(Quote(item.article_id, item.start, item.end) for item in (first, second))
    if quotes[0] == quotes[1] and told.amounts[0] == told.amounts[1]:
        return None
    return Lead(told.text, quotes)


def missing(question: str, findings: Sequence[Finding]) -> str | None:
    """Return what of a double question is not answered, with the reasons, or None if all is.

    Args:
        question: As it was understood.
        findings: What was found for each of its parts.
    """
    comparison = compare(question)
    names = comparison.sides if comparison else split_double(question)
    told = [
        f"The articles do not tell this of {name}. {finding.reason}"
        if comparison
        else f"The articles do not answer: “{name.rstrip('?')}?” {finding.reason}"
        for name, finding in zip(names, findings, strict=False)
        if finding.reason is not None
    ]
    return " ".join(told) or None


def _amounts(side: str, evidence: Evidence, text: str) -> list[Amount]:
    """Return the amounts of a sentence that speaks of a side, without those of something else."""
    before = text[slice(*evidence.antecedent)] if evidence.antecedent else ""
    if not speaks_of(side, f"{before} {evidence.text}"):
        return []
    words = evidence.text[:1].lower() + evidence.text[1:]  # a capital there makes no name
    found = parse(evidence.text)
    borders = [0, *(border for amount in found for border in (amount.start, amount.end)), None]
    return [
        amount
        for position, amount in enumerate(found)
        if _is_of(
            side,
            words[borders[2 * position] : amount.start],
            words[amount.end : borders[2 * position + 3]],
        )
    ]


def _is_of(side: str, before: str, behind: str) -> bool:
    """Tell whether the name next before an amount, if there is any, is not of another thing."""
    named = names(before)
    return not named or bool(content(f"{named[-1]} {behind}") & distinctive(side))
