"""Double questions: comparisons, and two questions joined by "and"."""

import re

from assistant.names import names, topic

_A_AND_B = (
    r"(?P<a>[^,?]+?)\s+(?:and|or|with|to|versus|vs\.?)\s+(?:that of |those of )?(?P<b>[^?.]+)"
)
_COMPARATIVE = (
    r"(?:more|less|fewer|older|newer|better|"
    r"(?:larg|bigg|small|high|low|long|short|earli|lat|cheap|fast|strong)er)"
)
_VERB = r"(?:is|are|was|were|does|do|did|has|have)"
_OF = r"\b(?:of|for|at|in)\b"
# Ways to compare two things in English; each leaves a frame that is asked of either.
_COMPARISONS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # Compare the costs of A and B
        rf"^compare\s+(?P<frame>(?:.*?\b(?:of|between|for|at|in)\b)?)\s*{_A_AND_B}",
        # What is the difference between A and B?
        rf"^(?P<frame>.*\bdifferences? (?:in .*)?between)\s+{_A_AND_B}",
        # Which is larger, A or B?
        rf"^(?P<frame>.*\b{_COMPARATIVE}\b.*?)[,:]\s*{_A_AND_B}",
        # Is A or B larger?
        rf"^(?P<frame>{_VERB})\s+(?P<a>[^,?]+?)\s+or\s+(?P<b>.+?)\s+(?P<rest>{_COMPARATIVE}\b.*)",
        # Is A larger than B?
        rf"^(?P<frame>{_VERB})\s+(?P<a>.+?)\s+(?P<rest>(?:(?:much|far|even) )?"
        rf"{_COMPARATIVE}\b.*?)\s+than\s+(?P<b>[^?.]+)",
        # How does the cost of A compare with that of B? Output of A versus B
        rf"^(?P<frame>.*{_OF})\s+(?P<a>[^,?]+?)\s+(?:compared?|versus|vs\.?)\s+(?:(?:with|to)\s+)?"
        r"(?:that of |those of )?(?P<b>[^?.]+)",
        # How do the costs of A and B compare?
        rf"^(?P<frame>how .*?{_OF})\s+(?P<a>[^,?]+?)\s+and\s+(?P<b>[^?.]+?)\s+(?P<rest>compare)\b",
        # A versus B
        r"^(?P<frame>)(?P<a>[^,?]+?)\s+(?:versus|vs\.?)\s+(?P<b>[^?.]+)",
    )
)
_SECOND = re.compile(r",?\s+and\s+(?=(?:how|what|who|whom|when|where|which|why)\b)", re.IGNORECASE)


def split_double(text: str) -> tuple[str, ...]:
    """Return the questions that a double question is made of, or none if it is a single one.

    >>> split_double("Which is older, the Aral dam or the Tobol dam?")
    ('Which is older the Aral dam', 'Which is older the Tobol dam')
    >>> split_double("Who built the Aral dam and when was it opened?")
    ('Who built the Aral dam', 'when was it opened? (Aral dam)')
    """
    for pattern in _COMPARISONS:
        if match := pattern.search(text.strip()):
            groups = match.groupdict(default="")
            asked = (f"{groups['frame']} {groups[side]} {groups.get('rest', '')}" for side in "ab")
            return tuple(" ".join(question.split()).rstrip("?!. ") for question in asked)
    first, *others = _SECOND.split(text)
    if not others or not names(first):
        return ()
    subject = topic(first)
    return (first, *(f"{other} ({subject})" if subject else other for other in others))
