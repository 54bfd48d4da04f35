"""Where articles give different figures for the same thing, the answer shows them side by side."""

from collections.abc import Callable, Sequence

from assistant.answering.choosing import OF_KIND
from assistant.answering.differing import Figure, Statement, differing
from assistant.lines import long_date
from assistant.question.understanding import Kind, Question
from assistant.weighing.evidence import Evidence
from corpus import Article

_LOOKED_AT = 16  # sentences


def disagreement(
    question: Question, evidence: Sequence[Evidence], article: Callable[[str], Article]
) -> tuple[list[Evidence], str] | None:
    """Return a sentence for each of the figures that differ, and how they do; None if none do.

    Args:
        question: Only one that asks for a quantity can be answered by figures that differ.
        evidence: The sentences that may answer, best first.
        article: Gives the article of an id.
    """
    if question.kind is not Kind.QUANTITY or question.several:
        return None
    told = [item for item in evidence[:_LOOKED_AT] if item.kind >= OF_KIND]
    statements = [_statement(item, article(item.article_id)) for item in told]
    groups = differing(question.text, question.measures, statements)
    if len(groups) <= 1 or groups[0][0].statement != statements[0]:
        return None
    first = [group[0] for group in groups]
    chosen = [told[statements.index(figure.statement)] for figure in first]
    *others, last = map(_told, first)
    return chosen, f"The figures differ: {', '.join(others)} and {last}."


def _statement(item: Evidence, article: Article) -> Statement:
    before = f"{article.text[slice(*item.antecedent)]} " if item.antecedent else ""
    return Statement(
        f"{before}{item.text}", article.title, article.source, article.date, article.id
    )


def _told(figure: Figure) -> str:
    by = figure.statement.source or f"“{figure.statement.title}”"
    dated = figure.dated
    if dated and dated == figure.statement.date:
        dated = long_date(dated)
    return f"{figure.amount.text} ({', '.join(part for part in (by, dated) if part)})"
