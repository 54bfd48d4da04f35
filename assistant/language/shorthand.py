"""Shorthand: abbreviations written out, so that "CO2" and "carbon dioxide" read alike."""

import re
from collections.abc import Iterable, Mapping
from functools import partial

from assistant.language.abbreviations import definitions

_COMMON = {
    "BESS": "battery energy storage system",
    "CH4": "methane",
    "CHP": "combined heat and power",
    "CO2": "carbon dioxide",
    "CO₂": "carbon dioxide",
    "EV": "electric vehicle",
    "FDI": "foreign direct investment",
    "GDP": "gross domestic product",
    "GHG": "greenhouse gas",
    "HPP": "hydropower plant",
    "LNG": "liquefied natural gas",
    "MOU": "memorandum of understanding",
    "MoU": "memorandum of understanding",
    "NEV": "new energy vehicle",
    "NPP": "nuclear power plant",
    "PPA": "power purchase agreement",
    "PV": "photovoltaic",
    "SO2": "sulphur dioxide",
    "SPP": "solar power plant",
    "TPP": "thermal power plant",
    "WPP": "wind power plant",
}
"""What writers on energy and the environment abbreviate without saying what it stands for."""


def meanings(query: str, texts: Iterable[str]) -> Mapping[str, str]:
    """Return what those abbreviations stand for that a query has, or the words for.

    They are the common ones, and those that texts define.
    """
    defined = {short: text[start:end] for text in texts for short, start, end in definitions(text)}
    return {
        short: long
        for short, long in (_COMMON | defined).items()
        if long.lower() in query.lower() or _one(short).search(query)
    }


def with_common(question: str, texts: Iterable[str]) -> str:
    """Return a question with the words behind a common abbreviation that texts do not write.

    >>> with_common("How much CO2 is spared?", ["It spares carbon dioxide."])
    'How much CO2 (carbon dioxide) is spared?'
    """
    together = "\n".join(texts)
    for short, long in _COMMON.items():
        match = _one(short).search(question)
        told = long in question.lower() or _one(short).search(together)
        if match and not told and long in together.lower():
            return f"{question[: match.end()]} ({long}){question[match.end() :]}"
    return question


def spelt_out(text: str, known: Mapping[str, str]) -> str:
    """Return a text with the words for its abbreviations, once where it writes both.

    >>> known = {"OWB": "Orvel Wool Board", "EV": "electric vehicle", "CO2": "carbon dioxide"}
    >>> spelt_out("The OWB (Orvel Wool Board) has 2 EVs, which spares CO2.", known)
    'The Orvel Wool Board has 2 electric vehicles, which spares carbon dioxide.'
    """
    for short, long in known.items():
        if (one := _one(short)).search(text):
            words = rf"(?P<words>(?i:{re.escape(long)}s?))"
            text = re.sub(rf"\b{words} \({one.pattern}\)", r"\g<words>", text)
            text = re.sub(rf"{one.pattern} \({words}\)", r"\g<words>", text)
            text = one.sub(partial(_in_full, long), text)
    return text


def _one(short: str) -> re.Pattern[str]:
    """Return a pattern of an abbreviation, or several; that of a substance may have small letters.

    "co2" is plain where "ev" is not.
    """
    pattern = re.escape(short) if short.isalpha() else rf"(?i:{re.escape(short)})"
    return re.compile(rf"(?<![\w-]){pattern}s?(?!\w)")


def _in_full(long: str, match: re.Match[str]) -> str:
    several = match.group().endswith("s") and not long.endswith("s")
    return f"{long}{'s' * several}"
