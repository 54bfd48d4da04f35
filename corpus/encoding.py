"""From bytes to text, whatever encoding a file is in; bytes that are no text are refused."""

import codecs

from corpus.errors import LoadError

_BYTE_ORDER_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",  # before UTF-16, whose mark is its beginning
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_MOST_CONTROLS = 0.02  # share of control characters above which bytes are no text
_SAMPLE = 100_000


def decode(data: bytes, name: str) -> str:
    """Return the text in `data`: by its byte order mark, as UTF-8, or by charset-normalizer.

    Raises:
        LoadError: If the bytes are not text.
    """
    for mark, encoding in _BYTE_ORDER_MARKS.items():
        if data.startswith(mark):
            return _strict(data, encoding, name)
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return _guessed(data, name)
    if "\0" in text[:_SAMPLE]:
        return _guessed(data, name)
    return _checked(text, name)


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return _checked(data.decode(encoding), name)
    except UnicodeDecodeError:
        raise _not_text(name) from None


def _guessed(data: bytes, name: str) -> str:
    if 2 * data[:_SAMPLE].count(0) > 0.5 * len(data[:_SAMPLE]):
        zeros_first = data[:_SAMPLE:2].count(0) > data[1:_SAMPLE:2].count(0)
        return _strict(data, "utf-16-be" if zeros_first else "utf-16-le", name)
    import charset_normalizer

    best = None if b"\0" in data[:_SAMPLE] else charset_normalizer.from_bytes(data).best()
    if best is None:
        raise _not_text(name)
    return _checked(str(best), name)


def _checked(text: str, name: str) -> str:
    sample = text[:_SAMPLE]
    controls = sum(char < " " and char not in "\t\n\r\f" for char in sample)
    if controls > _MOST_CONTROLS * len(sample):
        raise _not_text(name)
    return text


def _not_text(name: str) -> LoadError:
    return LoadError(
        f"{name} is not a text (is it an image or a program?); give the text, or leave it out."
    )
