"""Tests of assistant.weighing.evidence."""

from collections.abc import Callable

import pytest

from assistant.question.understanding import understand
from assistant.weighing.evidence import Evidence
from assistant.weighing.reading import find_evidence
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
    ("question", "words", "kind", "short"),
    [
        ("When was it built?", "It was built in 1871.", 1.0, "1871"),
        ("When was it built?", "It was built of 1,871 stones.", 0.0, None),
        ("Was it built in 1871 or when?", "It was built in 1871.", 1.0, None),  # anything will do
        ("When in 1871 was it built?", "It was built in 1871.", 0.0, None),  # said by the question
        ("When in 1871 was it built?", "It was built in March 1871.", 1.0, "March 1871"),
        ("When was it built?", "It was built on Friday.", 0.7, "Friday"),
        ("How many sails has it?", "It has four sails.", 1.0, "four sails"),
        ("How many sails has it?", "It has sails since 2019.", 0.0, None),
        ("What is its capacity?", "It has 5 MW.", 1.0, "5 MW"),
        ("What is its capacity?", "It costs 5 tenge.", 0.0, None),
        ("What is its total capacity?", "It has 2 mills of 5 MW each.", 0.3, "5 MW"),
        ("What is its total capacity?", "Each of its mills has 5 MW.", 0.3, "5 MW"),
        ("What is its total capacity?", "Each turns, and together they have 5 MW.", 1.0, "5 MW"),
        (
            "What is its efficiency?",
            "It turns 40 percent of the wind into power.",
            1.0,
            "40 percent",
        ),
        ("What is its efficiency?", "It has 5 MW.", 0.0, None),
        ("Which bank paid for it?", "Orr Holding paid for it.", 0.3, "Orr Holding"),
        ("Which bank paid for it?", "The bank Orr Holding paid for it.", 1.0, "Orr Holding"),
        ("Which company paid for it?", "Orr Holding paid for it.", 1.0, "Orr Holding"),
        ("How much barley is ground?", "It grinds 5 sacks.", 0.5, "5 sacks"),
        ("Who built it?", "Ada Orr built it.", 0.8, "Ada Orr"),
        ("Who built it?", "somebody built it.", 0.0, None),
        ("Who helped Ada Orr?", "Ada Orr was helped.", 0.0, None),
        ("Where is it?", "It stands in Vell.", 0.9, "Vell"),
        ("Why is it red?", "somebody liked it.", 0.0, None),
        ("Why is it red?", "It is red because somebody liked it.", 1.0, None),
        ("Why is it shut?", "It is red to look at.", 0.0, None),  # it may not be shut at all
        ("Why is it shut?", "It is red because somebody liked it.", 1.0, None),
        ("Is it red?", "It is green.", 1.0, None),
    ],
)
def test_how_surely_a_sentence_holds_what_is_asked_for(
    indexed: Callable[..., Index], question: str, words: str, kind: float, short: str | None
) -> None:
    [evidence], _ = find_evidence(indexed(vell=words), understand(question), None)
    assert evidence.kind == pytest.approx(kind)
    assert evidence.features["kind"] == evidence.kind
    assert (evidence.short and words[slice(*evidence.short)]) == short


def test_a_name_is_no_answer_for_a_role_that_the_sentence_does_not_speak_of(
    indexed: Callable[..., Index],
) -> None:
    index = indexed(vell="Ada Orr grinds barley. The minister of Vell is Tove Aldane.")
    evidence, _ = find_evidence(index, understand("Who is the minister?"), None)
    by_text = {item.text: item for item in evidence}
    named = by_text["Ada Orr grinds barley."]
    minister = by_text["The minister of Vell is Tove Aldane."]
    assert (named.kind, minister.kind) == (pytest.approx(0.3 * 0.8), pytest.approx(0.8))
    assert named.short is not None


def find_texts(index: Index, question: str, filters: Filters | None = None) -> list[str]:
    evidence, _ = find_evidence(index, understand(question), filters)
    return [item.text for item in evidence]


class TestFinding:
    def test_the_short_answer_stands_inside_its_sentence(self, index: Index) -> None:
        asked = understand("When was the lighthouse of Orvel built?")
        evidence, _ = find_evidence(index, asked, None)
        dated = {}
        for item in evidence:
            if item.short:
                assert item.start <= item.short[0] < item.short[1] <= item.end
                text = index.article(item.article_id).text
                dated[item.text] = text[slice(*item.short)]
        assert dated == {
            "The lighthouse of Orvel was built in 1871.": "1871",
            "Astronomers on Mount Sandry found a comet in 2019.": "2019",
        }

    def test_the_items_of_a_list_that_a_sentence_announces(
        self, indexed: Callable[..., Index]
    ) -> None:
        text = "Orr is a miller. Orr sells these things:\n\n- flour of barley\n- bran of oats"
        index = indexed(orr=text)
        evidence, _ = find_evidence(index, understand("What does Orr sell?"), None)
        items = {item.text: [text[slice(*span)] for span in item.items] for item in evidence}
        assert items == {
            "Orr is a miller.": [],
            "Orr sells these things:": ["- flour of barley", "- bran of oats"],
            "- flour of barley": [],
            "- bran of oats": [],
        }

    def test_a_question_is_an_aside(self, indexed: Callable[..., Index]) -> None:
        index = indexed(vell="Who built the mill? The mill was built by Ada Orr.")
        evidence, _ = find_evidence(index, understand("Who built the mill?"), None)
        assert {item.text: item.aside for item in evidence} == {
            "Who built the mill?": True, "The mill was built by Ada Orr.": False,
        }  # fmt: skip
        assert {item.features["aside"] for item in evidence} == {0.0, 1.0}

    def test_how_words_fit(self, indexed: Callable[..., Index]) -> None:
        index = indexed(vell="The mill grinds 5 sacks. The mill does not turn.", orr="Goats.")
        question = understand("Does the mill not turn 5 sacks?")
        evidence, _ = find_evidence(index, question, None)
        fits = {item.text: item.fit for item in evidence}
        grinds, still = fits["The mill grinds 5 sacks."], fits["The mill does not turn."]
        assert (grinds.number, still.number, fits["Goats."].number) == (1.0, 1.0, 0.0)
        assert (grinds.negated, still.negated) == (True, False)
        assert 1 > grinds.share > fits["Goats."].share

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
            "Vell has 12 sails.": 0.35, "Vell has 3 goats.": 1.0,
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
        assert names["Its sails are of oak."] == 0.05
        assert names["Goats graze."] == names["Corn grows."] == 0.1  # the title names it

    def test_a_name_that_stands_nowhere_counts_most(self, indexed: Callable[..., Index]) -> None:
        index = indexed(vell="Vell has a red mill.")
        evidence, _ = find_evidence(index, understand("Is there a mill in Kandor?"), None)
        assert [item.names for item in evidence] == [0.8]

    def test_a_name_elsewhere_in_the_article_counts_less(
        self, indexed: Callable[..., Index]
    ) -> None:
        sheep = "\n\n".join(f"Sheep {n} lives in a fold of stone. " * 12 for n in range(8))
        index = indexed(vell=f"Vell has a red mill.\n\n{sheep}\n\nKandor has energy.")
        for place in ("Kandor", "Kandor Energy"):
            evidence, _ = find_evidence(index, understand(f"Is there a mill in {place}?"), None)
            mill = next(item for item in evidence if "mill" in item.text)
            assert mill.names == 0.5

    def test_a_synonym_covers_less_than_the_word(self, indexed: Callable[..., Index]) -> None:
        index = indexed(solar="The solar mill.", photovoltaic="The photovoltaic mill.")
        evidence, _ = find_evidence(index, understand("a solar mill"), None)
        coverage = {item.article_id: item.coverage for item in evidence}
        assert 0 < coverage["photovoltaic"] < coverage["solar"] == 1
