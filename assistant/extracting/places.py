"""Where: the phrases of a sentence that say a place, by name, by distance, or by a common noun."""

import re
from collections.abc import Iterator

from assistant.extracting.named import mentions
from assistant.language.geography import is_country
from index.words import FUNCTION_WORDS

_AWAY = re.compile(
    r"(?:(?:about|around|some|roughly|nearly|just)\s)?\d[\d.,]*\s?(?:km|kilomet(?:er|re)s|miles|m|"
    r"met(?:er|re)s)\s(?:to\sthe\s)?(?:(?:north|south|east|west)\w*\s(?:of|from)|away\sfrom|from|"
    r"off|outside|(?:up|down)stream\s(?:of|from))\s",
    re.IGNORECASE,
)
_COMMON = re.compile(
    r"\b(?:in|at|on|near|along|under|inside|outside|beside|beneath|above|between|across|off)\s"
    r"(?P<place>(?:the|a|an|its|their)\s(?:[a-z-]+\s){0,2}(?P<noun>[a-z-]{3,}))\b(?!\s(?:of|to)\b)"
)
_NO_PLACE = re.compile(
    r"(?:years?|months?|weeks?|days?|centur(?:y|ies)|time|period|end|beginning|start|way|case|"
    r"future|past|form|course|basis|result|rate|price|cost|amount|project|agreement|deal|war|"
    r"spring|summer|autumn|winter|morning|evening|process|use|fact|name|number|same|total|first|"
    r"last|event|summit|meeting|visit|talks|report|article|sector|field|industry|market)s?$"
)
_LIKELY = 0.5  # that a name is a place, to be told with its distance
_UNLIKELY = 0.2  # below it, a name is none
_LIKELY_WITHIN, _LIKELY_AROUND = 0.6, 0.35  # of two that are one place, one in the other
_WORDS_AWAY = 4  # the most between a distance and the name that it is from
_LINKED = re.compile(r"(?:,\s(?:in\s)?|\sin\s|\sof\s|\son\sthe\s|['’]s\s\w+,\s)(?:the\s)?$")


def places(words: str, *, whole: bool = True) -> Iterator[tuple[int, int, float]]:
    """Yield the spans that say where, each with how likely it is a place, from 0 to 1.

    Args:
        words: A sentence.
        whole: Whether a place is given with its distance and with what it lies in, or each name
            by itself.

    >>> words = "The mill stands 5 km north of Orvel, Marl Region, in the hills."
    >>> [words[start:end] for start, end, likely in places(words) if likely >= 0.5]
    ['5 km north of Orvel, Marl Region', 'the hills']
    """
    for start, end, likely in _named(words, whole=whole):
        away = next((match for match in _AWAY.finditer(words) if match.end() <= start), None)
        if (
            whole
            and away
            and likely >= _LIKELY
            and len(words[away.end() : start].split()) <= _WORDS_AWAY
        ):
            yield away.start(), end, 1.0
        else:
            yield start, end, likely
    for match in _COMMON.finditer(words):
        noun = match.group("noun")
        if noun not in FUNCTION_WORDS and not _NO_PLACE.match(noun):
            yield *match.span("place"), 0.5


def _named(words: str, *, whole: bool) -> list[tuple[int, int, float]]:
    """Return the named places, one that lies in the next as one with it: "Orvel, Marl Region"."""
    chained: list[tuple[int, int, float]] = []
    for mention in mentions(words):
        if mention.place < _UNLIKELY:
            continue
        if (
            whole
            and chained
            and mention.place >= _LIKELY_AROUND
            and chained[-1][2] >= _LIKELY_WITHIN
            and chained[-1][1] < mention.start
            and not is_country(words[chained[-1][0] : chained[-1][1]])
            and _LINKED.fullmatch(words, chained[-1][1], mention.start)
        ):
            start, _, likely = chained[-1]
            chained[-1] = (start, mention.end, max(likely, mention.place))
        else:
            chained.append((mention.start, mention.end, mention.place))
    return chained
