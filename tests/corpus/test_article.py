"""Tests of corpus.article."""

import hashlib

import pytest

from corpus import Article, LoadError
from corpus.article import one_line


def test_the_hash_is_that_of_the_text() -> None:
    article = Article("a", "A", "Ёлка stood in Vell.")
    assert article.sha256 == hashlib.sha256("Ёлка stood in Vell.".encode()).hexdigest()
    assert article == Article("a", "A", "Ёлка stood in Vell.")
    assert article != Article("a", "B", "Ёлка stood in Vell.")


def test_from_raw_normalises_everything() -> None:
    article = Article.from_raw(
        "Moor & Mill/№ 7", "A\u00a0mill\nin  Vell", "It\u00a0turns.\r\n", source=" The\tCourier ",
        date="2021-03", url="\n",
    )  # fmt: skip
    assert article == Article(
        "Moor & Mill/№ 7", "A mill in Vell", "It turns.", source="The Courier", date="2021-03"
    )


@pytest.mark.parametrize(
    ("raw", "id_"),
    [
        ("mill", "mill"),
        ("doi:10.1/x#3_b", "doi:10.1/x#3_b"),
        ("Types of cheese:19", "Types of cheese:19"),
        ("大桥", "大桥"),
        ("-x?y=1-", "-x?y=1-"),
        ("  a \n b ", "a b"),
    ],
)
def test_an_id_stays_what_it_is_but_on_one_line(raw: str, id_: str) -> None:
    assert Article.from_raw(raw, "T", "Text.").id == id_


def test_a_missing_title_is_the_id_mended() -> None:
    assert Article.from_raw("mill\ud800", " ", "Text.").title == "mill\ufffd"


@pytest.mark.parametrize("date", ["2025", "2025-06", "2025-06-18", "1871-12-31"])
def test_dates_in_iso_8601_are_taken(date: str) -> None:
    assert Article("a", "A", "Text.", date=date).date == date


@pytest.mark.parametrize("date", ["18 June 2025", "2025-6-18", "2025-13", "2025-06-32", "25", ""])
def test_other_dates_are_refused(date: str) -> None:
    with pytest.raises(LoadError, match=f"'a' has the date '{date}'; write it as 2025-06-18"):
        Article("a", "A", "Text.", date=date)


def test_a_blank_id_is_refused() -> None:
    with pytest.raises(LoadError, match="needs an id that is not blank"):
        Article(" ", "A", "Text.")


def test_a_blank_text_is_refused() -> None:
    with pytest.raises(LoadError, match="'a' holds no text"):
        Article.from_raw("a", "A", "\u00ad \n")


def test_half_a_character_is_refused_and_mended_by_from_raw() -> None:
    with pytest.raises(LoadError, match=r"half of a character at 3; .*Article\.from_raw"):
        Article("a", "A", "ab \ud83d.")
    assert Article.from_raw("a", "A", "ab \ud83d.").text == "ab \ufffd."


def test_a_control_character_is_refused_and_mended_by_from_raw() -> None:
    with pytest.raises(LoadError, match=r"control character at 2; .*Article\.from_raw"):
        Article("a", "A", "ab\0.")
    assert Article.from_raw("a", "A", "ab\0c.").text == "ab c."


def test_one_line() -> None:
    assert one_line(" A\u00a0mill\r\n\r\nin\tVell ") == "A mill in Vell"
