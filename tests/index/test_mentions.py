"""Tests of index.mentions, through the index, against reading every sentence of every article."""

from collections.abc import Callable

import pytest

from corpus import Article, split_sentences
from index import Filters, Index, Mention, Place
from tests.embedder import HashingEmbedder
from tests.stores import every_store

pytestmark = every_store


def sentences(index: Index, *found: Mention) -> dict[str, str]:
    """Return the sentences of mentions, by the ids of their articles."""
    return {
        item.article_id: index.article(item.article_id).text[item.start : item.end]
        for item in found
    }


@pytest.fixture
def made(place: Place) -> Callable[..., Index]:
    """Return a function that makes an index of texts by their ids, titled "Goats"."""

    def make(**texts: str) -> Index:
        index = Index.create(place, HashingEmbedder(), passage_characters=80)
        index.add(Article(id_, "Goats", text) for id_, text in texts.items())
        return index

    return make


def test_each_article_with_its_first_sentence(index: Index) -> None:
    assert sentences(index, *index.mentioning("Orvel")) == {
        "brenmoor-cheese": "The recipe came with a miller from Orvel.",
        "orvel-lighthouse": "The lighthouse of Orvel was built in 1871.",
    }
    assert [item.article_id for item in index.mentioning("orvel")] == [
        "brenmoor-cheese", "orvel-lighthouse",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("phrase", "articles"),
    [
        ("blue cheese", ["brenmoor-cheese"]),
        ("BLUE Cheeses", ["brenmoor-cheese"]),  # by stems
        ("cheese blue", []),
        ("blue year", []),  # both stand there, not in a row
        ("year Goats", []),  # in a row, across the end of a sentence
        ("4.2 metres", ["sandry-observatory"]),
        ("telescope’s mirror", ["sandry-observatory"]),
        ("zeppelin", []),
        ("", []),
        ("?!", []),
        ("Cheese from Brenmoor", []),  # a title only
    ],
)
def test_the_terms_of_a_phrase_follow_each_other(
    index: Index, phrase: str, articles: list[str]
) -> None:
    assert [item.article_id for item in index.mentioning(phrase)] == articles


def test_filters(index: Index) -> None:
    found = index.mentioning("Orvel", Filters(sources=("Moor Weekly",)))
    assert [item.article_id for item in found] == ["brenmoor-cheese"]
    assert index.mentioning("Orvel", Filters(since="2023")) == []


def test_a_title_mentions_nothing(made: Callable[..., Index]) -> None:
    index = made(a="Sheep graze here.", b="A goat grazes here.")
    assert sentences(index, *index.mentioning("goats")) == {"b": "A goat grazes here."}


def test_a_heading_only_where_no_sentence_does(made: Callable[..., Index]) -> None:
    index = made(
        a="The red mill\n\nIt grinds oats.\n\nNobody saw the red mill burn.",
        b="The red mill\n\nIt grinds rye.",
    )
    assert sentences(index, *index.mentioning("red mill")) == {
        "a": "Nobody saw the red mill burn.",
        "b": "The red mill",
    }


def test_a_phrase_on_the_border_of_two_passages(made: Callable[..., Index]) -> None:
    words = " ".join(f"w{number}x" for number in range(40))
    index = made(a=f"It holds {words}.")
    assert index.counts() == (1, 3)
    whole = {"a": f"It holds {words}."}
    for first in range(39):
        phrase = f"w{first}x w{first + 1}x"
        assert sentences(index, *index.mentioning(phrase)) == whole


def test_none_is_missed(index: Index, towns: list[Article]) -> None:
    known = {
        (term, town.id)
        for town in towns
        for sentence in split_sentences(town.text)
        for term in index.terms(town.text[sentence.start : sentence.end])
    }
    for term in {term for term, _ in known}:
        found = {(term, item.article_id) for item in index.mentioning(term)}
        # A stem need not be its own stem.
        if index.terms(term) == [term]:
            assert found == {pair for pair in known if pair[0] == term}


def test_articles_pass_filters(index: Index) -> None:
    passing = index.articles(Filters(sources=("Moor Weekly",), until="2022"))
    assert [item.id for item in passing] == ["brenmoor-cheese"]
