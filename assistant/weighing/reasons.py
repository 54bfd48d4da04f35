"""Reasons: the words by which English says why."""

import re

_REASON = re.compile(
    r"\b(?:because|since|due to|owing to|thanks to|on account of|in view of|given (?:the|that|its)"
    r"|so that|in order to|therefore|thus|hence|consequently|as a result|for this reason"
    r"|reasons?|causes?|caused|led to|leads? to|results? (?:in|from)|resulted (?:in|from)"
    r"|driven by|prompted|forced|helps?|helped|allows?|allowed|enables?|enabled|ensures?"
    r"|aims?|aimed|purpose|goal|meant to|intended|designed to|blam\w+|explain\w*"
    r"|in response to|after|amid|as (?:it|they|the|he|she|this|these|its|their)\b"
    r"|(?:want|need|plan|seek|hope|try|tries|tried)(?:s|ed)? to"
    r"|to (?!the\b|a\b|an\b|its\b)[a-z]+)\b",
    re.IGNORECASE,
)


def gives_reason(words: str) -> bool:
    """Tell whether a sentence says why: a cause, a purpose, or what something follows from.

    >>> gives_reason("The dam was closed because of cracks."), gives_reason("The dam is high.")
    (True, False)
    """
    return _REASON.search(words) is not None
