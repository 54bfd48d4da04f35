"""Passages found: their words, the matching ones marked, and nothing that takes effect."""

import dataclasses

import pytest

from assistant.app.hits import Found, found_html
from index import MAX_HITS, Filters, Hit, matched
from tests.assistant.app.dom import parse
from tests.assistant.app.test_browsing import article

TEXT = "Turbines & <b>blades</b> ${alert(1)}: the wind\nturbine."
HIT = Hit(1, "aral/1-2", "The <i>Aral</i>", 100, 100 + len(TEXT), TEXT, 0.87654)
FOUND = Found(
    query="turbines wind",
    filters=Filters(),
    k=10,
    hits=(HIT,),
    matched=(tuple(matched("turbines wind", HIT)),),
    articles={HIT.article_id: article(HIT.article_id, source="Steppe & Co", date="2025-06-18")},
    searched=(3, 40),
)


def test_a_passage_shows_its_words_with_the_matching_ones_marked() -> None:
    html = found_html(FOUND)
    page = parse(html)
    assert page.marks == [
        ("matched", "Turbines"),
        ("matched", "wind"),
        ("matched", "turbine"),
    ]
    assert page.links == {f"#passage-aral%2F1-2:100-{HIT.end}": "The <i>Aral</i>"}
    assert [text for tag, text in page.blocks if tag == "p"][2:] == [
        "Steppe & Co · 18 June 2025",
        TEXT,
    ]
    assert page.tags == {"div", "p", "button", "ol", "li", "span", "h2", "a", "mark"}
    assert "${" not in html


def test_it_is_said_how_many_passages_were_searched() -> None:
    assert "The best 1 of 40 passages in 3 articles" in parse(found_html(FOUND)).text
    whole = dataclasses.replace(FOUND, searched=(1, 1))
    assert parse(found_html(whole)).text.startswith("All 1 passage in 1 article")


def test_more_are_offered_while_there_may_be_more() -> None:
    assert FOUND.next_k is None
    full = dataclasses.replace(FOUND, k=1)
    assert full.next_k == 2
    assert "Show 1 more" in found_html(full)
    many = dataclasses.replace(FOUND, k=600, hits=(HIT,) * 600, matched=((),) * 600)
    assert many.next_k == MAX_HITS
    most = dataclasses.replace(many, k=MAX_HITS, hits=(HIT,) * MAX_HITS)
    assert most.next_k is None


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"searched": (0, 0)}, "There are no articles yet; add some in the library."),
        (
            {"searched": (0, 0), "filters": Filters(since="2030")},
            "The filters leave no article to search; widen them.",
        ),
        ({"hits": (), "query": " <b> "}, "No passage was found for “<b>”."),
    ],
)
def test_nothing_found_is_one_sentence(changes: dict[str, object], said: str) -> None:
    page = parse(found_html(dataclasses.replace(FOUND, **changes)))
    assert page.text == said
    assert page.tags == {"p"}
