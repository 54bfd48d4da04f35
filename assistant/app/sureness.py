"""How sure the assistant is of an answer, in words."""

from assistant.answer import Answer

# The words of the IPCC's scale of likelihood, from the least probability of each.
_SCALE = (
    (0.99, "virtually certain"),
    (0.9, "very likely"),
    (0.66, "likely"),
    (0.33, "about as likely as not"),
    (0.1, "unlikely"),
    (0.0, "very unlikely"),
)


def likelihood(probability: float) -> str:
    """Return a probability in words.

    >>> likelihood(0.93), likelihood(0.5)
    ('very likely', 'about as likely as not')
    """
    return next(words for least, words in _SCALE if probability >= least)


def sureness(answer: Answer) -> str | None:
    """Return how sure it is that what was found answers the question; None if nothing was sought.

    What was counted in the catalogue has citations, and no passages that were searched for; nor has
    what an abbreviation stands for, which is marked in its sentence.
    """
    words = likelihood(answer.confidence)
    if answer.refuses and answer.hits:
        return f"What was found is {words} to answer this"
    if answer.abstained:
        return None
    if not answer.hits:
        defined = any(citation.short for citation in answer.citations)
        return "Defined in the articles" if defined else "Counted in the catalogue"
    return f"{words.capitalize()} to answer the question"
