"""Evidence for tests, made of what a test wants to say about it."""

from dataclasses import replace

from assistant.answer import Citation
from assistant.weighing.evidence import Evidence
from assistant.weighing.fit import Fit

FIT = Fit(share=0.5, number=1.0, negated=False)


def make_evidence(text: str = "Mill", start: int = 0, **changes: object) -> Evidence:
    """Return middling evidence, but for the changes."""
    plain = Evidence("mill", start, start + len(text), text, None, None, (), cosine=0.5,
                     coverage=0.5, focus=1.0, rest=0.5, passage=0.5, kind=1.0, short=None,
                     names=0.0, aside=False, covered=frozenset({"mill"}), fit=FIT)  # fmt: skip
    return replace(plain, **changes)


def written(citation: Citation) -> str:
    """Return how an answer writes what it quotes: the short answer in bold type."""
    if citation.short is None:
        return citation.quote
    begin, end = (place - citation.start for place in citation.short)
    return f"{citation.quote[:begin]}**{citation.quote[begin:end]}**{citation.quote[end:]}"
