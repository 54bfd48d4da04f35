"""Runs of capitalised words: what may be a name in a sentence."""

import re
from collections.abc import Iterator

from assistant.quantities.units import UNIT
from index.words import FUNCTION_WORDS

_CAPITALISED = r"(?:[A-ZÀ-ÞŁŚŻА-ЯЁ][\w’&]*(?:['.-][\w&]+)*|&)"
_LINK = (
    r"(?:of(?:\sthe)?|(?:(?<=Cent[er]{2}\s)|(?<=Institute\s)|(?<=Bank\s)|(?<=Agency\s)|(?<=Fund\s)|"
    r"(?<=Minister\s)|(?<=Council\s))for|de(?:\s?la)?|du|von|van|bin|ibn|al|der|"
    r"and\s(?=(?:Development|Techn\w+|Trade|Construction|Engineering|Energy|Investment|"
    r"Environment\w*|Industrial|Economic)\b))"
)
_RUN = re.compile(
    rf"(?<![\w'’])(?<![a-z]-)(?:al-)?{_CAPITALISED}(?:(?:\s|,\s(?=(?:Ltd|Inc|LLC|JSC)\b))(?:{_LINK}\s)?{_CAPITALISED})*\.?"
)
_TIME = re.compile(
    r"(?:(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|I|II|III|AD|BC)\b\.?\s?)+$"
)
_OPENERS = re.compile(
    r"(?:\w+(?:ly|ing|ed|tion|ment|ness|ity|ance|ence)|Every|Since|Such|Another|Despite|Although|"
    r"While|Today|Now|Here|Thus|However|Meanwhile|Many|Several|Some|Few|Yet|According|Like|Unlike|"
    r"Based|Among|Against|Along|Following|Because|Once|Even|Still|Instead|Later|Next|First|Second|"
    r"Third|Finally|Work|People|Plans|Together|Perhaps|Nearly|Almost|Around|Over|Under|Two|Three|"
    r"Four|Five|Six|Seven|Eight|Nine|Ten|One|Without|Within|Upon|Whereas|Though|Unless|Until)$"
)


def runs(words: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of the runs of capitalised words that may be names.

    Words that are capitalised because the sentence begins with them are left out in front of
    others, as are possessives, months and days.

    >>> words = "In March the Bank of Orvel, Ines Dorrit's, closed."
    >>> [words[start:end] for start, end in runs(words)]
    ['Bank of Orvel', 'Ines Dorrit']
    """
    for match in _RUN.finditer(words):
        start, end = _trimmed(words, *match.span())
        if start < end and not _TIME.match(words[start:end]) and not _is_unit(words, start, end):
            yield start, end


def _is_unit(words: str, start: int, end: int) -> bool:
    """Tell whether capitals are a unit's, behind a number: "1.7 GW"."""
    return words[: start - 1][-1:].isdigit() and re.fullmatch(UNIT, words[start:end]) is not None


def is_opener(word: str) -> bool:
    """Tell whether a word is likelier to begin a sentence than to be a name."""
    return _OPENERS.match(word) is not None


def _trimmed(words: str, start: int, end: int) -> tuple[int, int]:
    """Drop the words before a name that are capitalised because the sentence begins with them."""
    while start < end:
        first = re.match(r"[\w'’-]+", words[start:end])
        if first is None:
            start += 1
        elif first.group().lower() in FUNCTION_WORDS or (
            _OPENERS.match(first.group()) and first.end() < end - start and begins(words, start)
        ):
            start += first.end()
            while start < end and words[start] in " ,":
                start += 1
        else:
            break
    if re.search(r"\b(?:[A-Z]\.){2,}$", words[start:end]):
        return start, end
    if possessive := re.search(r"['’]s?$", words[start:end]):
        end = start + possessive.start()
    while end > start and words[end - 1] in ".&,' ":
        end -= 1
    return start, end


def begins(words: str, start: int) -> bool:
    """Tell whether a word begins a sentence or a quotation."""
    return not re.search(r"\w", words[:start]) or words[start - 2 : start - 1] in {":", '"', "“"}
