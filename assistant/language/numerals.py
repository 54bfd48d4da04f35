"""Numbers as English writes them: in digits, in words, and with a scale such as "million"."""

import re

_ONES = """
    one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen
""".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_WORDS = {
    **{word: float(value) for value, word in enumerate(_ONES, start=1)},
    **{word: 10.0 * value for value, word in enumerate(_TENS, start=2)},
    "half": 0.5, "half a": 0.5, "half an": 0.5,
    "dozen": 12.0, "a dozen": 12.0, "half a dozen": 6.0,
    "a hundred": 1e2, "a thousand": 1e3, "a million": 1e6, "a billion": 1e9, "a trillion": 1e12,
}  # fmt: skip
_SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    "k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "b": 1e9, "bn": 1e9, "bln": 1e9, "tn": 1e12,
}  # fmt: skip
_NO_BREAK = "\u00a0\u2009\u202f"


def _any(words: list[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_DIGITS = (
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?"  # 1,234,567.8
    rf"|\d{{1,3}}(?:[{_NO_BREAK}’']\d{{3}})+(?:[.,]\d+)?"  # the same with apostrophes
    r"|\d{1,3}(?: \d{3}){2,}(?:[.,]\d+)?"  # 1 234 567,8
    r"|\d+,\d{1,2}"  # 5,6
    r"|\d+(?:\.\d+)?"
)
# No part of a longer number, of a code such as "A380", nor of "two hundred and fifty".
NUMBER = (
    rf"(?:(?<![\w.,])(?<![A-Za-z]-)(?:{_DIGITS})(?![.,’']?\d)"
    rf"|(?<![\w-])(?<!hundred\sand\s)(?<!thousand\sand\s)(?<!million\sand\s)(?<!and\sa\s)"
    rf"(?i:(?:{_any(_TENS)})-(?:{_any(_ONES[:9])})|(?:{_any([*_WORDS])})(?:\sand\sa\shalf)?)\b)"
)
"""A pattern of numbers."""

SCALE = rf"(?:(?:[\s-]?(?i:{_any([*_SCALES])})\b){{0,2}})"
"""A pattern of what may stand behind a number; it fits nothing, too."""


def number(text: str) -> float:
    """Return the value of what `NUMBER` matched.

    >>> number("1,234.5"), number("5,6"), number("twenty-five"), number("two and a half")
    (1234.5, 5.6, 25.0, 2.5)
    """
    words, half, _ = re.sub(r"\s", " ", text.lower()).partition(" and a half")
    if words[0].isalpha():
        return sum(_WORDS[part] for part in words.split("-")) + 0.5 * bool(half)
    digits = re.sub(rf"(?<=\d)[{_NO_BREAK}’' ](?=\d)", "", words)
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", digits) and digits == words:
        return float(digits.replace(",", ""))
    return float(digits.replace(",", "."))


def scale(text: str) -> float:
    """Return what a number is multiplied by for what `SCALE` matched behind it.

    >>> scale(" hundred million"), scale("bn"), scale("")
    (100000000.0, 1000000000.0, 1.0)
    """
    product = 1.0
    for word in re.findall(r"[a-z]+", text.lower()):
        product *= _SCALES[word]
    return product
