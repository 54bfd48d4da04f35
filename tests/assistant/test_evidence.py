"""Tests of assistant.evidence."""

from collections.abc import Callable

import pytest

from assistant.evidence import Evidence, find_evidence
from assistant.question import understand
from index import Filters, Index
from tests.assistant.evidence import make_evidence


@pytest.mark.parametrize(
    "better",
    [
        make_evidence(cosine=0.6), make_evidence(coverage=0.6), make_evidence(passage=0.6),
    ],
)  # fmt: skip
def test_what_speaks_for_a_sentence_raises_its_score(better: Evidence) -> None:
    assert better.score > make_evidence().score


@pytest.mark.parametrize("worse", [make_evidence(kind=0.0), make_evidence(aside=True)])
def test_what_speaks_against_a_sentence_lowers_its_score(worse: Evidence) -> None:
    assert worse.score < make_evidence().score


@pytest.mark.parametrize(
    ("question", "words", "expected"),
    [
        ("When was it built?", "It was built in 1871.", True),
        ("When was it built?", "It was built of 1,871 stones.", False),
        ("Was it built in 1871 or when?", "It was built in 1871.", True),  # anything will do
        ("When in 1871 was it built?", "It was built in 1871.", False),  # said by the question
        ("When in 1871 was it built?", "It was built in March 1871.", True),
        ("How many sails has it?", "It has four sails.", True),
        ("How many sails has it?", "It has sails since 2019.", False),
        ("What is its capacity?", "It has 5 MW.", True),
        ("What is its capacity?", "It costs 5 tenge.", False),
        ("How much barley is ground?", "It grinds 5 sacks.", True),
        ("Who built it?", "Ada Orr built it.", True),
        ("Who built it?", "somebody built it.", False),
        ("Who helped Ada Orr?", "Ada Orr was helped.", False),
        ("Where is it?", "It stands in Vell.", True),
        ("Why is it red?", "somebody liked it.", True),
    ],
)
def test_a_sentence_holds_what_is_asked_for(
    indexed: Callable[..., Index], question: str, words: str, expected: bool
) -> None:
    [evidence], _ = find_evidence(indexed(vell=words), understand(question), None)
    assert evidence.kind is expected


def find_texts(index: Index, question: str, filters: Filters | None = None) -> list[str]:
    evidence, _ = find_evidence(index, understand(question), filters)
    return [item.text for item in evidence]


class TestFinding:
    def test_spans_are_exact_and_scores_sorted(self, index: Index) -> None:
        evidence, hits = find_evidence(index, understand("When was Orvel's light built?"), None)
        for item in evidence:
            assert item.text == index.article(item.article_id).text[item.start : item.end]
        scores = [item.score for item in evidence]
        assert scores == sorted(scores, reverse=True)
        assert len({(item.article_id, item.start) for item in evidence}) == len(evidence) == 12
        assert [hit.rank for hit in hits] == [1, 2, 3, 4]

    def test_the_sentence_that_answers_is_the_first(self, index: Index) -> None:
        assert find_texts(index, "When was the lighthouse of Orvel built?")[0] == (
            "The lighthouse of Orvel was built in 1871."
        )
        assert find_texts(index, "How often do trams run?")[0] == (
            "Trams run on hydrogen every 6 minutes."
        )

    def test_filters_hold(self, index: Index) -> None:
        filters = Filters(articles=("quill-tramway",))
        evidence, hits = find_evidence(index, understand("When was Orvel's light built?"), filters)
        assert {item.article_id for item in evidence} == {"quill-tramway"}
        assert {hit.article_id for hit in hits} == {"quill-tramway"}

    def test_another_number_is_not_what_how_many_asks_for(
        self, indexed: Callable[..., Index]
    ) -> None:
        index = indexed(vell="Vell has 12 sails. Vell has 3 goats.")
        evidence, _ = find_evidence(index, understand("How many goats are in Vell?"), None)
        assert {item.text: item.kind for item in evidence} == {
            "Vell has 12 sails.": False, "Vell has 3 goats.": True,
        }  # fmt: skip

    def test_a_sentence_covers_what_its_antecedent_says(
        self, indexed: Callable[..., Index]
    ) -> None:
        index = indexed(vell="The mill of Vell is red. It has four sails. Orr is a town.")
        evidence, _ = find_evidence(index, understand("How many sails has the mill?"), None)
        by_text = {item.text: item for item in evidence}
        leaning = by_text["It has four sails."]
        assert leaning.antecedent == (0, len("The mill of Vell is red."))
        assert by_text["Orr is a town."].antecedent is None
        assert leaning.covered == {"sail"}
        assert leaning.coverage > by_text["The mill of Vell is red."].coverage
        assert evidence[0] == leaning

    def test_a_name_far_away_counts_against_a_sentence(self, indexed: Callable[..., Index]) -> None:
        index = indexed(
            vell="Vell has a red mill. Its sails are of oak. Goats graze. Fish swim. Corn grows."
        )
        evidence, _ = find_evidence(index, understand("What is in Vell?"), None)
        names = {item.text: item.names for item in evidence}
        assert names["Vell has a red mill."] == 0
        assert 0 < names["Its sails are of oak."] < names["Goats graze."] < names["Corn grows."]

    def test_a_name_that_stands_nowhere_counts_most(self, indexed: Callable[..., Index]) -> None:
        index = indexed(vell="Vell has a red mill.")
        evidence, _ = find_evidence(index, understand("Is there a mill in Kandor?"), None)
        assert [item.names for item in evidence] == [0.5]

    def test_a_synonym_covers_less_than_the_word(self, indexed: Callable[..., Index]) -> None:
        index = indexed(solar="The solar mill.", photovoltaic="The photovoltaic mill.")
        evidence, _ = find_evidence(index, understand("a solar mill"), None)
        coverage = {item.article_id: item.coverage for item in evidence}
        assert 0 < coverage["photovoltaic"] < coverage["solar"] == 1
