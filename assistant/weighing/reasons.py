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

_CAUSE = re.compile(
    r"\b(?:because|due to|owing to|thanks to|on account of|in view of|as a result of"
    r"|for this reason|reasons?|caused? by|forced by|prompted by|in response to|blam\w+)\b",
    re.IGNORECASE,
)


def names_cause(words: str) -> bool:
    """Tell whether a sentence says of a cause that it is one, in words that mean nothing else.

    >>> names_cause("It was closed because of cracks."), names_cause("It was closed after a storm.")
    (True, False)
    """
    return _CAUSE.search(words) is not None


def gives_reason(words: str) -> bool:
    """Tell whether a sentence says why: a cause, a purpose, or what something follows from.

    >>> gives_reason("The dam was closed because of cracks."), gives_reason("The dam is high.")
    (True, False)
    """
    return _REASON.search(words) is not None
