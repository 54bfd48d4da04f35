"""Normalising a text, once, so that everything later can count characters in it.

`normalise` is idempotent: a text that went through it comes out of it unchanged.
"""

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# Marks without a width that split words for search: soft hyphen, zero-width space, word joiner,
# byte order mark, and the direction marks. The joiners U+200C and U+200D shape letters and emoji.
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_SPACES = re.compile(r"[^\S\n]+")
_LIST_MARK = re.compile(r"(?:[-*•–—·]|\(?\d{1,3}[.)]|\[\d{1,3}\])\s")
_NUMBERED = re.compile(r"(?:\d{1,2}|[IVX]{1,4})[.)]\s(?=[A-ZА-ЯЁ])")
_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")

_LETTER = re.compile(r"[^\W\d_]")
_CREDIT = re.compile(r"\b(?:photo|image|picture|courtesy|credit)\b|https?://|www\.", re.IGNORECASE)

_LONGEST_HEADING = 18  # words
_WIDEST_WRAP = 120  # columns; a longer line is a paragraph that nothing has wrapped
_LONG_LINE = 12  # words; a repeated line this long is a paragraph even without a full stop


def normalise(text: str) -> str:
    r"""Return `text` in the one form in which it is indexed, quoted and counted.

    Unicode NFC; line ends as "\n", at most one blank line between paragraphs; runs of spaces,
    non-breaking ones included, as one space; no control characters, soft hyphens or byte order
    marks; paragraphs that were wrapped to a width unwrapped; a paragraph that repeats an earlier
    one to the letter dropped.
    """
    previous = None
    while previous != text:  # Undoing one thing can uncover another, such as a letter to compose.
        previous, text = text, _normalise_once(text)
    return text


def _normalise_once(text: str) -> str:
    text = _LINE_ENDS.sub("\n", text)
    text = _SURROGATE.sub("\ufffd", text)
    text = _CONTROL.sub(" ", _INVISIBLE.sub("", text))
    text = unicodedata.normalize("NFC", _SPACES.sub(" ", text))
    lines = [line.strip() for line in text.split("\n")]
    blocks = [_unwrap(block) for block in _blocks(lines)]
    return "\n\n".join("\n".join(block) for block in _drop_repeats(blocks) if block)


def is_list_line(line: str) -> bool:
    """Tell whether a line opens with a bullet or a number, as the items of a list do."""
    return _LIST_MARK.match(line) is not None


def ends_sentence(line: str) -> bool:
    """Tell whether a line ends as a sentence does; headlines and list lines mostly do not."""
    return _SENTENCE_END.search(line) is not None


def is_heading(line: str) -> bool:
    """Tell whether a whole line reads as a headline: short, no stop at its end, not a list item."""
    return (
        not ends_sentence(line)
        and not is_list_line(line)
        and not line.endswith((",", ";", ":"))
        and len(line.split()) <= _LONGEST_HEADING
        and _LETTER.search(line) is not None
    )


def is_numbered_heading(line: str, before: str | None, behind: str | None) -> bool:
    """Tell whether a line such as "5. Recommendations" is a headline, and no item of a list.

    It has no list line beside it, and a sentence behind it.

    Args:
        line: The line.
        before: The line before it, if there is one.
        behind: The line behind it, if there is one.
    """
    match = _NUMBERED.match(line)
    if match is None or behind is None or (before and is_list_line(before)):
        return False
    return is_heading(line[match.end() :]) and ends_sentence(behind) and not is_list_line(behind)


def title_line(text: str) -> str | None:
    """Return the line of a raw text that reads as its title, or None.

    It stands among the first three lines, or is the very last one, as where a page's headline was
    copied behind its text. A photo's credit and a line with an address are no titles.
    """
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    for line in [*lines[:3], *lines[-1:]]:
        if is_heading(line) and len(line.split()) > 1 and not _CREDIT.search(line):
            return line
    return None


def _blocks(lines: list[str]) -> list[list[str]]:
    """Group lines into runs without a blank line between them."""
    blocks: list[list[str]] = [[]]
    for line in lines:
        if line:
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    return blocks


def _unwrap(lines: list[str]) -> list[str]:
    """Join the lines of paragraphs that were wrapped to a width, as in e-mail and PDF.

    A wrapped paragraph shows itself by lines that go on in lower case. Where a block has enough
    of those, a line that nearly fills the width is joined with the next one.
    """
    width = max(map(len, lines), default=0)
    going_on = sum(line[0].islower() for line in lines[1:])
    if width > _WIDEST_WRAP or going_on == 0 or going_on * 3 < len(lines) - 1:
        return lines
    words = {word.strip(".,;:!?\"'()").lower() for line in lines for word in line.split()}
    joined = [lines[0]]
    last = lines[0]
    for line in lines[1:]:
        if not is_list_line(line) and (line[0].islower() or len(last) >= 0.75 * width):
            joined[-1] = _join(joined[-1], line, words)
        else:
            joined.append(line)
        last = line
    return joined


def _join(left: str, right: str, words: set[str]) -> str:
    """Join two lines; a hyphen goes if the whole word stands elsewhere in the block."""
    if not (re.search(r"\w-$", left) and right[0].islower()):
        return f"{left} {right}"
    whole = left.rsplit(" ", 1)[-1][:-1] + right.split(" ", 1)[0]
    hyphenated = whole.strip(".,;:!?\"'()").lower() in words
    return (left[:-1] if hyphenated else left) + right


def _drop_repeats(blocks: list[list[str]]) -> list[list[str]]:
    """Drop every paragraph that stood before; headings and list lines may recur."""
    seen: set[str] = set()
    kept: list[list[str]] = []
    for block in blocks:
        kept.append([])
        for line in block:
            if ends_sentence(line) or len(line.split()) >= _LONG_LINE:
                if line in seen:
                    continue
                seen.add(line)
            kept[-1].append(line)
    return kept
