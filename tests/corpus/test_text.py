"""Tests of corpus.text."""

import unicodedata

import pytest
from hypothesis import given

from corpus.text import (
    ends_sentence,
    is_heading,
    is_list_line,
    is_numbered_heading,
    normalise,
    title_line,
)
from tests.texts import raw_texts


@given(raw_texts)
def test_normalise_is_idempotent_and_clean(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    assert unicodedata.is_normalized("NFC", once)
    odd = {char for char in once if unicodedata.category(char) in {"Cc", "Cs"}} - {"\n"}
    assert odd == set()
    for never in ("\r", "\u00a0", "\u00ad", "\ufeff", "  ", " \n", "\n ", "\n\n\n"):
        assert never not in once
    assert once == once.strip()


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("", ""),
        (" \r\n\t", ""),
        ("One\r\nTwo\rThree", "One\nTwo\nThree"),
        ("One\u2028Two\x85Three\x0bFour", "One\nTwo\nThree\nFour"),
        ("one\n\n\n\n\ntwo", "one\n\ntwo"),
        ("4\u00a0000\u202ftonnes\u2003of \t oats", "4 000 tonnes of oats"),
        ("har\u00adbour\u200b \ufeffwall", "harbour wall"),
        ("bell\x07 tower\x00s", "bell tower s"),
        ("cafe\u0301 in Vell", "café in Vell"),
        ("half \ud83d of a smile", "half \ufffd of a smile"),
        ("a family 👩\u200d👩\u200d👧", "a family 👩\u200d👩\u200d👧"),
        ("\u202eEvil\u202c name", "Evil name"),
    ],
)
def test_normalise(raw: str, clean: str) -> None:
    assert normalise(raw) == clean


def test_a_repeated_paragraph_is_dropped_and_repeated_headings_stay() -> None:
    text = (
        "The weir at Lindow was mended in May.\n\n"
        "Costs\n\nIt took 40 days.\n\n"
        "The weir at Lindow was mended in May.\n\n"
        "Costs\n\nIt took 41 days."
    )
    assert normalise(text) == (
        "The weir at Lindow was mended in May.\n\nCosts\n\nIt took 40 days.\n\n"
        "Costs\n\nIt took 41 days."
    )


def test_a_long_line_without_a_full_stop_is_a_paragraph_that_is_dropped_when_repeated() -> None:
    lead = "a lead of the Vell Courier that goes on for more than twelve words"
    assert normalise(f"{lead}\n\nBody.\n\n{lead}") == f"{lead}\n\nBody."


def test_paragraphs_that_differ_in_a_letter_both_stay() -> None:
    text = "The weir was mended in May.\n\nThe weir was mended in Mai."
    assert normalise(text) == text


def test_hard_wrapped_text_is_unwrapped() -> None:
    wrapped = (
        "The ferry between Lindow and Marl takes twenty-five minutes and it\n"
        "carries forty cars. In winter, when the sound is frozen, passengers\n"
        "walk over the ice.\n\n"
        "Tickets are sold on board."
    )
    assert normalise(wrapped) == (
        "The ferry between Lindow and Marl takes twenty-five minutes and it carries forty cars. "
        "In winter, when the sound is frozen, passengers walk over the ice.\n\n"
        "Tickets are sold on board."
    )


def test_a_hyphen_at_a_line_end_goes_only_if_the_whole_word_is_known() -> None:
    known = "The lighthouse keeper of Orvel lives alone in the light-\nhouse and likes it there."
    assert normalise(known) == (
        "The lighthouse keeper of Orvel lives alone in the lighthouse and likes it there."
    )
    unknown = "The keeper of Orvel is known all over the island as a well-\nread man of the sea."
    assert normalise(unknown) == (
        "The keeper of Orvel is known all over the island as a well-read man of the sea."
    )


def test_lines_of_lists_and_verse_stay_apart() -> None:
    text = "Bring:\n- oats\n- a lamp\n1. Walk\n2. Rest"
    assert normalise(text) == text


@pytest.mark.parametrize(
    ("line", "is_item"),
    [
        ("- oats", True),
        ("• oats", True),
        ("12. oats", True),
        ("(3) oats", True),
        ("[7] oats", True),
        ("1984 was wet", False),
        ("-oats", False),
        ("3.5 tonnes", False),
    ],
)
def test_is_list_line(line: str, is_item: bool) -> None:
    assert is_list_line(line) is is_item


@pytest.mark.parametrize(
    ("line", "ends"),
    [
        ("It rains.", True),
        ("“It rains.”", True),
        ("Does it? (No!)", True),
        ("下雨了。", True),
        ("Rain in Vell", False),
        ("Rain, 3.5 mm", False),
    ],
)
def test_ends_sentence(line: str, ends: bool) -> None:
    assert ends_sentence(line) is ends


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("A new harbour for Vell", True),
        ("It opened in May.", False),
        ("- two cranes", False),
        ("It has:", False),
        ("2019", False),
        (" ".join(["word"] * 18), True),
        (" ".join(["word"] * 19), False),
    ],
)
def test_is_heading(line: str, heading: bool) -> None:
    assert is_heading(line) is heading


@pytest.mark.parametrize(
    ("line", "before", "behind", "heading"),
    [
        ("5. Recommendations", "It rains.", "It is wet.", True),
        ("IV. Recommendations", None, "It is wet.", True),
        ("5. Recommendations", None, None, False),
        ("5. Recommendations", None, "6. Conclusion", False),
        ("5. Recommendations", "4. Discussion", "It is wet.", False),
        ("5. Recommendations", None, "More headings", False),
        ("5. It rains.", None, "It is wet.", False),
        ("5. rye", None, "It is wet.", False),
        ("Recommendations", None, "It is wet.", False),  # it has no number
    ],
)
def test_is_numbered_heading(
    line: str, before: str | None, behind: str | None, heading: bool
) -> None:
    assert is_numbered_heading(line, before, behind) is heading


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("A new harbour for Vell\n\nIt opened in May.", "A new harbour for Vell"),
        ("It opened in May.\n\nIt is deep.", None),
        ("Photo: the Vell Courier\nA new harbour for Vell\nIt opened.", "A new harbour for Vell"),
        ("It opened.\nIt is deep.\nIt is cold.\nA new harbour for Vell", "A new harbour for Vell"),
        ("Harbour\nIt opened.", None),
        ("", None),
    ],
)
def test_title_line(text: str, title: str | None) -> None:
    assert title_line(text) == title
