"""Tests of the bundled collection, corpus/articles, against the articles it was written from."""

import re
from pathlib import Path

import pytest

import corpus
from corpus import Article, load

BUNDLED = Path(corpus.__file__).parent / "articles"
SOURCES = Path(__file__).parents[3] / "shared" / "articles"
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_URL = re.compile(r"https?://[^\s)\]>\"]+[^\s)\]>\".,;]")
_FOOTNOTE = re.compile(r"\[\d+\]")  # the briefs name what is cited instead
_RUN = 12  # words; a brief is written anew, so it shares no run of as many


def briefs() -> dict[str, Article]:
    """Return the bundled articles by the number that their names begin with."""
    loaded = list(load([BUNDLED]))
    assert all(isinstance(item, Article) for item in loaded), loaded
    return {item.id[:3]: item for item in loaded if isinstance(item, Article)}


def sources() -> dict[str, str]:
    """Return the original texts, by the same numbers."""
    if not SOURCES.is_dir():
        pytest.skip(f"the original articles are not in {SOURCES}")
    return {
        path.name[:3]: _FOOTNOTE.sub("", path.read_text()) for path in sorted(SOURCES.glob("*.txt"))
    }


def words(text: str) -> list[str]:
    """Return the words of a text in lower case, without the addresses in it."""
    return re.findall(r"\w+", _URL.sub("", text).lower())


def test_all_load_with_a_title_and_unique_texts() -> None:
    articles = briefs()
    assert sorted(articles) == ["000", "001", "002", "003", "004"]
    assert len({article.sha256 for article in articles.values()}) == len(articles)
    untitled = [article.id for article in articles.values() if len(words(article.title)) < 3]
    assert untitled == []


def test_there_is_a_brief_of_each_source() -> None:
    assert sorted(briefs()) == sorted(sources())


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_every_number_of_the_source_is_in_the_brief(number: str) -> None:
    source, brief = sources()[number], briefs()[number]
    whole = "\n".join(filter(None, [brief.title, brief.text, brief.date, brief.url]))
    lost = set(_NUMBER.findall(source)) - set(_NUMBER.findall(whole))
    assert lost == set()


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_every_address_of_the_source_is_in_the_brief(number: str) -> None:
    source, brief = sources()[number], briefs()[number]
    lost = [url for url in _URL.findall(source) if url not in f"{brief.text}\n{brief.url}"]
    assert lost == []


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_the_brief_is_no_copy(number: str) -> None:
    source, brief = words(sources()[number]), words(briefs()[number].text)
    runs = {tuple(source[at : at + _RUN]) for at in range(len(source) - _RUN + 1)}
    shared = [
        " ".join(brief[at : at + _RUN])
        for at in range(len(brief) - _RUN + 1)
        if tuple(brief[at : at + _RUN]) in runs
    ]
    assert shared == []
