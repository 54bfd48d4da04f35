"""Tests of corpus.encoding."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import LoadError
from corpus.encoding import decode

_MARKED = {
    "utf-8": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
}
_plain = st.text(st.characters(exclude_categories=["Cc", "Cs"]) | st.just("\n"), min_size=1).filter(
    lambda text: text[0] != "\ufeff"
)

RUSSIAN = (
    "Мост через реку Велль открыли в мае. Его строили четыре года, и он стоил городу пять "
    "миллионов крон. Теперь по нему ходят трамваи, а старый паром продан."
)


@given(_plain, st.sampled_from(sorted(_MARKED)))
def test_a_byte_order_mark_tells_the_encoding(text: str, encoding: str) -> None:
    assert decode(_MARKED[encoding] + text.encode(encoding), "a.txt") == text


@given(_plain)
def test_utf_8_needs_no_mark(text: str) -> None:
    assert decode(text.encode(), "a.txt") == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_found_by_its_zeros(encoding: str) -> None:
    text = "The mill of Vell turns in the wind."
    assert decode(text.encode(encoding), "a.txt") == text


@pytest.mark.parametrize("encoding", ["windows-1251", "koi8-r"])
def test_cyrillic_encodings_are_guessed(encoding: str) -> None:
    assert decode(RUSSIAN.encode(encoding), "a.txt") == RUSSIAN


def test_windows_1252_is_guessed() -> None:
    text = "Das Café in Ävell öffnete früh, und überall saßen Gäste mit Büchern und Kännchen."
    assert decode(text.encode("windows-1252"), "a.txt") == text


PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0\0\0\1\0\x08\6\0\0\0\\r\xa8f" + bytes(range(256)) * 4


@pytest.mark.parametrize(
    "data",
    [
        PNG,
        b"\x7fELF\2\1\1" + bytes(200) + b"text" * 9,
        bytes(range(32)) * 10,
        codecs.BOM_UTF16_LE + b"a",  # half of a character
        codecs.BOM_UTF8 + b"caf\xe9",
        codecs.BOM_UTF32_LE + b"\xff\xff\xff\xff",
    ],
)
def test_bytes_that_are_no_text_are_refused(data: bytes) -> None:
    with pytest.raises(LoadError, match=r"^notes\.txt is not a text \(is it an image"):
        decode(data, "notes.txt")


def test_a_few_control_characters_are_forgiven() -> None:
    text = "A page\x0cbreak and one bell\x07 in a text of more than fifty characters."
    assert decode(text.encode(), "a.txt") == text
