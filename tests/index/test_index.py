"""Tests of index.index: adding and removing."""

import pytest

import index.index as index_module
from corpus import Article
from index import (
    Change,
    Filters,
    Index,
    Outcome,
    Place,
    QueryError,
    Summary,
)
from index.catalogue import Catalogue
from tests.embedder import HashingEmbedder
from tests.stores import every_store


@every_store
class TestAdding:
    def test_new_articles_are_added_in_order(
        self, place: Place, embedder: HashingEmbedder, towns: list[Article]
    ) -> None:
        index = Index.create(place, embedder)
        assert index.add(iter(towns)) == [Outcome(town.id, Change.ADDED) for town in towns]
        assert [index.article(town.id) for town in towns] == towns
        assert index.counts() == (4, 4)
        assert [summary.id for summary in index.articles()] == sorted(town.id for town in towns)

    def test_unchanged_articles_are_not_embedded_again(
        self, index: Index, embedder: HashingEmbedder, towns: list[Article]
    ) -> None:
        before, hits = len(embedder.embedded), index.search("Orvel")
        generation = index.generation
        assert index.add(towns) == [Outcome(town.id, Change.UNCHANGED) for town in towns]
        assert embedder.embedded[before:] == ["Orvel"]
        assert index.search("Orvel") == hits
        assert index.generation == generation

    def test_a_changed_article_is_updated(self, index: Index, embedder: HashingEmbedder) -> None:
        changed = Article("quill-tramway", "A tramway for Quillhaven", "Now buses run on oats.")
        assert index.add([changed]) == [Outcome("quill-tramway", Change.UPDATED)]
        assert index.article("quill-tramway") == changed
        assert index.counts() == (4, 4)
        assert embedder.embedded[-1] == "A tramway for Quillhaven. Now buses run on oats."
        assert "hydrogen" not in "".join(hit.text for hit in index.search("hydrogen trams", 10))
        assert index.search("buses on oats", 1)[0].text == "Now buses run on oats."

    def test_another_date_alone_is_a_change(self, index: Index, towns: list[Article]) -> None:
        town = towns[0]
        changed = Article(town.id, town.title, town.text, town.source, "1999", town.url)
        assert index.add([changed]) == [Outcome(town.id, Change.UPDATED)]
        assert index.article(town.id).date == "1999"

    def test_the_same_text_under_another_id_is_a_duplicate(
        self, index: Index, towns: list[Article]
    ) -> None:
        copy = Article("copy", "Another title", towns[0].text)
        assert index.add([copy]) == [Outcome("copy", Change.DUPLICATE, "orvel-lighthouse")]
        assert index.counts() == (4, 4)
        with pytest.raises(QueryError):
            index.article("copy")

    def test_a_duplicate_in_the_same_batch(self, index: Index) -> None:
        one, two = Article("a", "A", "It turns."), Article("b", "B", "It turns.")
        assert index.add([one, two]) == [
            Outcome("a", Change.ADDED), Outcome("b", Change.DUPLICATE, "a"),
        ]  # fmt: skip

    def test_one_id_twice_in_a_batch_has_the_later_text(self, index: Index) -> None:
        one, two = Article("a", "A", "It turns."), Article("a", "A", "It stands.")
        assert index.add([one, two, two]) == [
            Outcome("a", Change.ADDED), Outcome("a", Change.UPDATED),
            Outcome("a", Change.UNCHANGED),
        ]  # fmt: skip
        assert index.article("a") == two

    def test_a_text_that_is_given_up_in_the_same_batch_is_no_twin(
        self, index: Index, towns: list[Article]
    ) -> None:
        # As when a file is renamed and another takes its old name.
        renewed = Article("orvel-lighthouse", "The lighthouse", "It was torn down.")
        moved = Article("orvel-lighthouse-1871", "The lighthouse of Orvel", towns[0].text)
        assert index.add([renewed, moved]) == [
            Outcome("orvel-lighthouse", Change.UPDATED),
            Outcome("orvel-lighthouse-1871", Change.ADDED),
        ]
        assert index.article("orvel-lighthouse-1871") == moved
        again = [Outcome(article.id, Change.UNCHANGED) for article in (renewed, moved)]
        assert index.add([renewed, moved]) == again

    def test_more_articles_than_a_batch(self, index: Index) -> None:
        many = [Article(f"a{n:02}", "A", f"Text number {n}.") for n in range(40)]
        told: list[Outcome] = []
        assert index.add(many, told.append) == told
        assert told == [Outcome(article.id, Change.ADDED) for article in many]
        assert index.counts() == (44, 44)

    def test_nothing_to_add(self, index: Index) -> None:
        assert index.add([]) == []

    def test_a_long_article_has_passages_of_the_chosen_length(self, place: Place) -> None:
        index = Index.create(place, HashingEmbedder(), passage_characters=30)
        article = Article("a", "A", "The mill turns. The goat grazes. The lamp is lit.")
        index.add([article])
        hits = sorted(index.search("mill goat lamp", 10), key=lambda hit: hit.start)
        assert [(hit.start, hit.end, hit.text) for hit in hits] == [
            (0, 15, "The mill turns."), (16, 32, "The goat grazes."), (33, 49, "The lamp is lit."),
        ]  # fmt: skip
        assert index.made_by()["passage_characters"] == "30"


@every_store
class TestRemoving:
    def test_what_is_removed_is_not_found(self, index: Index, towns: list[Article]) -> None:
        index.remove(["orvel-lighthouse", "quill-tramway"])
        assert [summary.id for summary in index.articles()] == [
            "brenmoor-cheese", "sandry-observatory",
        ]  # fmt: skip
        assert {hit.article_id for hit in index.search("lighthouse of Orvel trams", 10)} == {
            "brenmoor-cheese", "sandry-observatory",
        }  # fmt: skip
        assert index.add(towns[:1]) == [Outcome("orvel-lighthouse", Change.ADDED)]
        assert index.search("lighthouse", 1)[0].article_id == "orvel-lighthouse"

    def test_an_unknown_id_removes_nothing(self, index: Index) -> None:
        with pytest.raises(QueryError, match=r"no article 'quill-tram' .*mean 'quill-tramway'\?"):
            index.remove(["orvel-lighthouse", "quill-tram"])
        assert index.counts() == (4, 4)

    def test_all(self, index: Index, towns: list[Article]) -> None:
        index.remove(town.id for town in towns)
        assert index.counts() == (0, 0)
        assert index.search("Orvel") == []


def test_unchanged_articles_leave_the_files_as_they_are(index: Index, towns: list[Article]) -> None:
    files = {path: path.read_bytes() for path in (index.place / "caches").rglob("*.*")
             if path.is_file()}  # fmt: skip
    index.add(towns)
    assert {path: path.read_bytes() for path in files} == files


def test_the_outcomes_are_told_when_they_are_committed(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_module, "_ARTICLES_AT_ONCE", 2)
    reader = Index.open(index.place, HashingEmbedder())
    seen: list[int] = []
    many = [Article(f"a{n}", "A", f"Text number {n}.") for n in range(5)]
    index.add(many, lambda _: seen.append(reader.counts()[0]))
    assert seen == [6, 6, 8, 8, 9]
    reader.close()


def test_articles_are_listed_anew_only_after_a_change(
    index: Index, towns: list[Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = []
    summaries = Catalogue.summaries

    def count(catalogue: Catalogue, filters: Filters | None) -> list[Summary]:
        listed.append(1)
        return summaries(catalogue, filters)

    monkeypatch.setattr(Catalogue, "summaries", count)
    before = index.generation
    assert index.articles() == index.articles()
    index.add(towns)
    assert index.generation == before
    index.articles().clear()
    assert len(index.articles()) == 4
    assert len(listed) == 1
    index.remove([towns[0].id])
    assert index.generation > before
    assert towns[0].id not in {summary.id for summary in index.articles()}
    assert len(listed) == 2
