"""Tests of assistant.replying.mentioned: what is looked for, and which spelling was meant."""

from collections.abc import Callable

import pytest

from assistant.replying.mentioned import look_for
from index import Filters, Index


@pytest.mark.parametrize(
    ("text", "words", "articles"),
    [
        ("Orvel", "“Orvel”", ["brenmoor-cheese", "orvel-lighthouse"]),
        ("the blue cheese", "“blue cheese”", ["brenmoor-cheese"]),
        ("the word goats", "“goats”", ["brenmoor-cheese"]),
        ("metres wide mirror", "“metres wide mirror”", []),
        ("either goats or sheep", "“goats” or “sheep”", ["brenmoor-cheese", "sandry-observatory"]),
        ("goats and Orvel", "both “goats” and “Orvel”", ["brenmoor-cheese"]),
        ("both cats and trams", "both “cats” and “trams”", []),
        ("cats, Aldane and Orvel", "“cats”, “Aldane” and “Orvel”", ["orvel-lighthouse"]),
        ("zeppelins", "“zeppelins”", []),
    ],
)
def test_what_is_looked_for(index: Index, text: str, words: str, articles: list[str]) -> None:
    found = look_for(index, text, None)
    assert found is not None
    assert found.text == words
    assert sorted(found.articles) == articles


def test_a_phrase_that_stands_there_is_not_taken_apart(indexed: Callable[..., Index]) -> None:
    index = indexed(a="The Salt and Iron Road is long.", b="Salt is dear. Iron rusts.")
    found = look_for(index, "Salt and Iron", None)
    assert found is not None
    assert (found.text, list(found.articles)) == ("“Salt and Iron”", ["a"])


def test_a_sentence_for_each_of_the_words(index: Index) -> None:
    found = look_for(index, "goats and Orvel", None)
    assert found is not None
    text = index.article("brenmoor-cheese").text
    assert [text[start:end] for start, end in found.articles["brenmoor-cheese"]] == [
        "Goats graze on heather.", "The recipe came with a miller from Orvel.",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["how", "the", "?", "a long way to the lamp of the lighthouse"])
def test_what_names_nothing(index: Index, text: str) -> None:
    assert look_for(index, text, None) is None


def test_filters(index: Index) -> None:
    found = look_for(index, "Orvel", Filters(sources=("Orvel Gazette",)))
    assert found is not None
    assert list(found.articles) == ["orvel-lighthouse"]
