"""Tests of index.index and index.query: searching."""

import math

import numpy as np
import pytest

import index.searching as searching_module
from corpus import Article
from index import (
    MAX_HITS,
    Filters,
    Hit,
    Index,
    Place,
    QueryError,
    SentenceTransformerEmbedder,
    check_query,
)
from tests.embedder import HashingEmbedder
from tests.stores import every_store

pytestmark = every_store


class TestSearching:
    def test_a_hit_is_a_span_of_its_article(self, index: Index, towns: list[Article]) -> None:
        best = index.search("When was the lighthouse of Orvel built?", 3)[0]
        assert best == Hit(
            1,
            "orvel-lighthouse",
            "The lighthouse of Orvel",
            0,
            len(towns[0].text),
            towns[0].text,
            1.0,
        )

    def test_ranks_and_scores_fall(self, index: Index) -> None:
        hits = index.search("Orvel goats", 10)
        assert [hit.rank for hit in hits] == [1, 2, 3, 4]
        assert hits[0].article_id == "brenmoor-cheese"  # which alone has both words
        scores = [hit.score for hit in hits]
        assert scores == sorted(scores, reverse=True)
        assert all(0 <= score <= 1 for score in scores)

    def test_k_is_the_most_that_is_returned(self, index: Index) -> None:
        ten = index.search("Orvel goats", 10)
        assert index.search("Orvel goats", 2) == ten[:2]
        assert index.search("Orvel goats", MAX_HITS) == ten

    @pytest.mark.parametrize("k", [0, -1, MAX_HITS + 1, 10_000])
    def test_k_out_of_range(self, index: Index, k: int) -> None:
        with pytest.raises(QueryError, match=f"number of passages is {k}; give one from 1 to 1000"):
            index.search("Orvel", k)

    def test_the_same_question_has_the_same_answer(self, index: Index) -> None:
        first = index.search("Who found a comet?")
        assert [index.search("Who found a comet?") for _ in range(3)] == [first] * 3
        again = Index.open(index.place, HashingEmbedder())
        assert again.search("Who found a comet?") == first
        again.close()

    def test_filters_apply_before_the_best_are_taken(
        self, index: Index, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(searching_module, "_SEARCHED", 1)
        monkeypatch.setattr(searching_module, "_RESCORED", 1)
        query = "the lighthouse of Orvel"
        assert [hit.article_id for hit in index.search(query, 1)] == ["orvel-lighthouse"]
        only = Filters(articles=("sandry-observatory",))
        assert [hit.article_id for hit in index.search(query, 1, only)] == ["sandry-observatory"]
        weekly = Filters(sources=("Moor Weekly",))
        assert {hit.article_id for hit in index.search(query, 10, weekly)} == {
            "brenmoor-cheese", "quill-tramway",
        }  # fmt: skip
        recent = Filters(since="2022-08")
        assert [hit.article_id for hit in index.search(query, 10, recent)] == ["quill-tramway"]

    def test_a_filter_that_nothing_passes(self, index: Index) -> None:
        assert index.search("Orvel", filters=Filters(sources=("Nobody",))) == []
        assert index.search("Orvel", filters=Filters(until="1900")) == []

    @pytest.mark.parametrize(
        "query",
        ['"Orvel', "Orvel*", "Orvel AND", "text:Orvel", "(Orvel", "Orvel~2", "^Orvel", "Orvel\0",
         "Orvel \ud83d", "Orvel'; DROP TABLE articles; --", "ORVEL " * 300],
    )  # fmt: skip
    def test_odd_queries_are_only_words(self, index: Index, query: str) -> None:
        found = {hit.article_id for hit in index.search(query, 2)}
        assert found == {"orvel-lighthouse", "brenmoor-cheese"}

    def test_an_accent_may_be_written_either_way(self, index: Index) -> None:
        assert index.search("caf\u00e9 Orvel") == index.search("cafe\u0301 Orvel")

    def test_an_empty_index_finds_nothing(self, place: Place) -> None:
        assert Index.create(place, HashingEmbedder()).search("Orvel") == []

    def test_a_passage_that_says_it_in_one_sentence_is_first(self, place: Place) -> None:
        # All words of one are words of the other: only their sentences differ.
        index = Index.create(place, HashingEmbedder())
        index.add(
            [
                Article("apart", "Vell", "The lamp is blue. The door is red. The mill is old."),
                Article("together", "Vell", "The door is blue. The lamp is red. The mill is old."),
                Article("neither", "Lindow", "A ferry floats. It has a bell."),
            ]
        )
        for query in ("red lamp", "Which lamp is red?"):
            hits = index.search(query)
            assert [hit.article_id for hit in hits] == ["together", "apart", "neither"]
        index.close()

    def test_how_near_the_words_of_texts_are(self, index: Index, embedder: HashingEmbedder) -> None:
        query = "What is the LIGHTHOUSE of Orvel in 1871?"
        aligned = index.align(query, ["Orvel's lighthouse", "1872", ""])
        assert aligned.words == ["lighthouse", "orvel", "1871"]
        rarities = [index.rarity(term) for term in ("lighthous", "orvel", "1871")]
        np.testing.assert_allclose(aligned.weights, rarities, rtol=1e-6)
        assert aligned.likeness[0, :2].tolist() == [1.0, 1.0]
        assert aligned.likeness[:, 2].tolist() == [0.0, 0.0, 0.0]
        lighthouse, other = embedder.embed_words(["lighthouse", "1872"])
        assert aligned.likeness[1, 0] == pytest.approx(max(0.0, lighthouse @ other), abs=1e-6)
        assert aligned.shares()[0] == pytest.approx(sum(rarities[:2]) / sum(rarities))

    def test_an_accent_is_aligned_either_way(self, index: Index) -> None:
        one, other = (
            index.align("caf\u00e9", ["caf\u00e9"]),
            index.align("cafe\u0301", ["caf\u00e9"]),
        )
        assert one.words == other.words == ["caf\u00e9"]
        assert one.likeness.tolist() == other.likeness.tolist() == [[1.0]]

    def test_sentences_near_a_query(self, index: Index, towns: list[Article]) -> None:
        text = towns[1].text
        found = index.sentences("goats on heather", "brenmoor-cheese", 0, len(text))
        assert [text[s.start : s.end] for s, _ in found] == [
            "Dairies in Brenmoor make 412 tonnes of blue cheese a year.",
            "Goats graze on heather.",
            "The recipe came with a miller from Orvel.",
        ]
        vectors = HashingEmbedder().embed(
            [f"Cheese from Brenmoor. {text[s.start : s.end]}" for s, _ in found]
        )
        cosines = vectors @ HashingEmbedder().embed(["goats on heather"])[0]
        np.testing.assert_allclose([cosine for _, cosine in found], cosines, atol=0.03)
        assert max(found, key=lambda pair: pair[1])[0].start == text.index("Goats")

    def test_terms_and_their_rarity(self, index: Index) -> None:
        assert index.terms("Goats grazed, 31.5!") == ["goat", "graze", "31.5"]
        assert index.rarity("goat") == pytest.approx(math.log(1 + 3.5 / 1.5))
        assert (index.contains("goat"), index.contains("goats")) == (True, False)
        assert index.nearest_word("tramwya") == "tramway"

    def test_counts_with_filters(self, index: Index) -> None:
        assert index.counts(Filters(sources=("Moor Weekly",))) == (2, 2)
        assert index.counts(Filters(until="1900")) == (0, 0)
        assert index.counts(Filters()) == (4, 4)

    def test_with_the_model_a_question_finds_the_answer_in_other_words(
        self, place: Place, model: SentenceTransformerEmbedder, towns: list[Article]
    ) -> None:
        index = Index.create(place, model)
        index.add(towns)
        questions = {
            "What do farm animals eat?": "brenmoor-cheese",
            "Scientists studying outer space": "sandry-observatory",
            "milk products made by farmers": "brenmoor-cheese",
            "a railway line in town with many stations": "quill-tramway",
        }
        assert {q: index.search(q, 1)[0].article_id for q in questions} == questions
        index.close()


class TestQueries:
    @pytest.mark.parametrize(
        ("query", "reason"),
        [
            ("", "The question is empty; type one"),
            (" \n\t\u00a0", "The question is empty; type one"),
            ("?!", "The question holds no words; ask in words"),
            ("👩\u200d👩\u200d👧 🇮🇸", "The question holds no words; ask in words"),
            ("\u00ad", "The question holds no words; ask in words"),
            ("a" * 2001, "The question has 2,001 characters and may have 2,000; shorten it"),
            ("word " * 20_000, "The question has 100,000 characters and may have 2,000"),
        ],
    )
    def test_what_cannot_be_asked(self, index: Index, query: str, reason: str) -> None:
        with pytest.raises(QueryError, match=f"^{reason}"):
            check_query(query)
        with pytest.raises(QueryError, match=f"^{reason}"):
            index.search(query)

    def test_an_unknown_article(self, index: Index) -> None:
        with pytest.raises(
            QueryError, match="'quil-tramway' in the index; did you mean 'quill-tram"
        ):
            index.article("quil-tramway")
        with pytest.raises(QueryError, match="'zzz' in the index; see: steppewise articles"):
            index.article("zzz")
