"""Tests of assistant.lines: what a line rests on, and its marks."""

import pytest

from assistant.lines import Line, Source, listed, opening, written
from corpus import Article

MILL = Article("mill", "The mill", "The mill\n\nIt turns. It grinds oats.", "Gazette", "2021-03-04")
GOAT = Article("goat", "Goats", "About goats\n\nDr. Orr kept goats. They graze.")
LIST = Article("list", "Lists", "Red goats\nBlue goats")


@pytest.mark.parametrize(
    ("article", "quote"),
    [
        (MILL, "The mill"),  # the title is a line of it
        (GOAT, "Dr. Orr kept goats."),  # the first sentence that is no heading
        (LIST, "Red goats"),  # there is none
        (Article("a", "A", "One line only"), "One line only"),
    ],
)
def test_how_an_article_begins(article: Article, quote: str) -> None:
    source = opening(article)
    assert article.text[source.start : source.end] == quote


def test_a_list_and_its_first_line_share_numbers() -> None:
    items = [
        Line("Mills", (opening(MILL),)),
        Line("Goats", (opening(GOAT), Source(GOAT, 33, 44))),
        Line("Mills again", (opening(MILL),)),
    ]
    reply = listed("Three things:", items)
    assert reply.text == (
        "Three things: [1][2][3]\n\n- Mills [1]\n- Goats [2][3]\n- Mills again [1]"
    )
    assert reply.reason is None
    assert [
        (item.number, item.quote, reply.text[item.answer_start : item.answer_end])
        for item in reply.citations
    ] == [
        (1, "The mill", "Three things:"),
        (1, "The mill", "- Mills"),
        (1, "The mill", "- Mills again"),
        (2, "Dr. Orr kept goats.", "Three things:"),
        (2, "Dr. Orr kept goats.", "- Goats"),
        (3, "They graze.", "Three things:"),
        (3, "They graze.", "- Goats"),
    ]
    for item in reply.citations:
        article = {"mill": MILL, "goat": GOAT}[item.article_id]
        assert article.text[item.start : item.end] == item.quote
        assert (item.title, item.source, item.date) == (article.title, article.source, article.date)


def test_one_line() -> None:
    assert written([Line("It turns.", (Source(MILL, 10, 19),))]).text == "It turns. [1]"
