"""Tests of assistant.evaluation.fitting: small examples whose right weights are known."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

from assistant.evaluation import fitting, read_questions
from assistant.evaluation.fitting import Example, examples, fit_choice, fit_confidence, table
from assistant.evaluation.questions import KnownQuestion
from assistant.question.understanding import understand
from assistant.weighing import coefficients
from assistant.weighing.evidence import Evidence
from corpus import Article
from index import Index
from tests.assistant.evaluation.support import line, prepared
from tests.assistant.evidence import make_evidence
from tests.embedder import HashingEmbedder

Write = Callable[[str, str | bytes], Path]

BUILT = "When was the lighthouse of Orvel built?"


@pytest.fixture
def known(write: Write) -> Callable[..., list[KnownQuestion]]:
    """Return a function that reads questions from lines."""
    return lambda *lines: read_questions(write("q.jsonl", "\n".join(lines)))


def make_example(
    evidence: Sequence[Evidence], answers: Sequence[bool], weight: float = 1.0
) -> Example:
    """Return an example in which the sentences that answer say 1871."""
    asked = KnownQuestion("q", "t", BUILT, (), answerable=True, gold=("1871",))
    return Example(understand(BUILT), evidence, np.array(answers), asked, weight)


def sentence(answers: bool, **features: float) -> Evidence:
    """Return a sentence that holds the answer, or not."""
    return make_evidence("It was built in 1871." if answers else "It is high.", **features)


class TestExamples:
    def test_each_sentence_is_judged(
        self, index: Index, known: Callable[..., list[KnownQuestion]]
    ) -> None:
        [one] = examples(index, known(line("a", question=BUILT, must=[["1871"]])), 10.0)
        assert one.weight == 10.0
        assert one.known.id == "a"
        assert one.question == understand(BUILT)
        assert len(one.evidence) == len(one.answers) == 12
        right = [item.text for item, holds in zip(one.evidence, one.answers, strict=True) if holds]
        assert right == ["The lighthouse of Orvel was built in 1871."]

    def test_what_has_no_answer_is_an_example_too(
        self, index: Index, known: Callable[..., list[KnownQuestion]]
    ) -> None:
        [one] = examples(index, known(line(question=BUILT, answerable=False)), 1.0)
        assert not one.answers.any()

    def test_only_the_best_sentences_are_kept(
        self, indexed: Callable[..., Index], known: Callable[..., list[KnownQuestion]]
    ) -> None:
        index = indexed(vell=" ".join(f"The lighthouse has {n} lamps." for n in range(20)))
        [one] = examples(index, known(line(question="How many lamps?", must=[["3"]])), 1.0)
        assert len(one.evidence) == len(one.answers) == 16

    @pytest.mark.parametrize(
        "fields",
        [
            {"must": [["1871"]], "history": ["What is it?"]},
            {"must": [["1871"], ["31.5"]]},
            {"must": []},  # nothing is known of its answer
            {"must": [["1871"]], "question": "When was Orvel's light built and who lives there?"},
        ],
    )
    def test_questions_that_cannot_be_fitted_are_left_out(
        self, index: Index, known: Callable[..., list[KnownQuestion]], fields: dict[str, object]
    ) -> None:
        assert list(examples(index, known(line(**{"question": BUILT, **fields})), 1.0)) == []

    def test_a_question_for_which_nothing_is_found_is_left_out(
        self, indexed: Callable[..., Index], known: Callable[..., list[KnownQuestion]]
    ) -> None:
        assert list(examples(indexed(), known(line(question=BUILT, must=[["1871"]])), 1.0)) == []


def test_a_table_has_a_row_for_each_sentence() -> None:
    some = [sentence(True, cosine=0.25), make_evidence(aside=True, kind=0.5)]
    assert table(some, ["cosine", "aside", "kind"]).tolist() == [[0.25, 0, 1], [0.5, 1, 0.5]]


class TestChoice:
    def test_what_tells_the_right_sentence_gets_weight_and_what_does_not_gets_none(self) -> None:
        some = [
            make_example(
                [
                    sentence(True, cosine=0.9, names=0.0, passage=0.3 + tilt),
                    sentence(False, cosine=0.1, names=0.5, passage=0.3 - tilt),
                ],
                [True, False],
            )
            for tilt in (-0.2, 0.2)
        ]
        weights = fit_choice(some, ["cosine", "names", "passage"])
        assert list(weights) == ["cosine", "names", "passage"]
        assert weights["cosine"] > 1
        assert weights["names"] < -1
        assert weights["passage"] == pytest.approx(0, abs=1e-3)

    def test_the_weights_are_those_of_least_loss(self) -> None:
        """Of one pair the one is right three times, the other once: the odds are three."""
        pair = [sentence(True, cosine=1.0), sentence(False, cosine=0.0)]
        some = [make_example(pair, [True, False], 3.0), make_example(pair, [False, True], 1.0)]
        [cosine] = fit_choice(some, ["cosine"]).values()
        assert cosine == pytest.approx(np.log(3), abs=0.02)

    def test_questions_without_a_choice_do_not_count(self) -> None:
        some = [make_example([sentence(True, cosine=0.9), sentence(False)], [True, False])]
        none = make_example([sentence(False, cosine=0.0), sentence(False)], [False, False])
        every = make_example([sentence(True, cosine=0.0), sentence(True)], [True, True])
        assert fit_choice([*some, none, every], ["cosine"]) == fit_choice(some, ["cosine"])

    def test_a_feature_that_never_varies_gets_no_weight(self) -> None:
        some = [make_example([sentence(True, cosine=0.9), sentence(False)], [True, False])]
        assert fit_choice(some, ["passage"]) == {"passage": pytest.approx(0)}


class TestConfidence:
    def test_it_is_a_probability_on_our_own_questions(self) -> None:
        """At a cosine of 0.8 three of four of ours are right, at 0.2 one of four."""
        some = [
            make_example([sentence(place < right, cosine=cosine)], [place < right], weight)
            for weight in (10.0, 1.0)
            for cosine, right in ((0.8, 15), (0.2, 5))
            for place in range(20)
        ]
        intercept, weights = fit_confidence(some, ["cosine"])

        def probability(cosine: float) -> float:
            return float(1 / (1 + np.exp(-(intercept + weights["cosine"] * cosine))))

        assert list(weights) == ["cosine"]
        assert probability(0.8) == pytest.approx(0.75, abs=0.03)
        assert probability(0.2) == pytest.approx(0.25, abs=0.03)

    def test_public_questions_without_answers_do_not_lower_it(self) -> None:
        own = [
            make_example([sentence(place < right, cosine=cosine)], [place < right], 10.0)
            for cosine, right in ((0.8, 16), (0.2, 12))
            for place in range(20)
        ]
        public = [make_example([sentence(False, cosine=0.5)], [False])] * 40
        intercept, weights = fit_confidence(own + public, ["cosine"])
        cosines = np.array([0.8, 0.2])
        mean = (1 / (1 + np.exp(-(intercept + weights["cosine"] * cosines)))).mean()
        assert mean == pytest.approx(0.7, abs=0.02)


class TestWriting:
    def test_it_is_a_module_like_the_one_there_is(self) -> None:
        text = fitting.written({"cosine": 0.8, "aside": -1.23456}, -0.9, {"kind": 2})
        assert text == (
            '"""What `assistant.evaluation.fitting` has fitted; the README says on what."""\n\n'
            'CHOICE = {\n    "cosine": 0.800,\n    "aside": -1.235,\n}\n'
            'INTERCEPT = -0.900\nCONFIDENCE = {\n    "kind": 2.000,\n}\n'
        )
        found: dict[str, object] = {}
        exec(compile(text, "coefficients", "exec"), found)
        assert found["CHOICE"] == {"cosine": 0.8, "aside": -1.235}
        assert (found["INTERCEPT"], found["CONFIDENCE"]) == (-0.9, {"kind": 2.0})

    def test_from_files_of_questions_to_coefficients(
        self,
        tmp_path: Path,
        towns: list[Article],
        write: Write,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        made = Index.create(tmp_path / "towns", HashingEmbedder())
        made.add(towns)
        made.close()
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
        monkeypatch.setattr(fitting, "configured_embedder", HashingEmbedder)
        seen: list[tuple[str, float]] = []

        def noted(index: Index, questions: Sequence[KnownQuestion], weight: float) -> list[Example]:
            found = list(examples(index, questions, weight))
            seen.extend((one.known.id, one.weight) for one in found)
            return found

        monkeypatch.setattr(fitting, "examples", noted)
        own = [
            line("built", question=BUILT, must=[["1871"]]),
            line("stops", question="How many stops has the tramway?", must=[["17"]]),
            line("peru", question="What is the capital of Peru?", answerable=False),
            line("comet", question="When was a comet found?", must=[["2019"]]),
        ]
        write("set/corpus.jsonl", '{"id": "mill", "text": "The mill has four sails. Goats graze."}')
        evidence = [{"doc_id": "mill", "text": "The mill has four sails."}]
        asked = {"question": "How many sails has the mill?", "answers": ["four"]}
        public = prepared("sails", evidence=evidence, **asked)
        goats = prepared("goats", evidence=[], answerable=False, written_for="pasture")
        write("set/queries.jsonl", f"{public}\n{goats}")
        fitting.main([
            str(write("own.jsonl", "\n".join(own))), str(tmp_path / "set"),
            "--index", str(tmp_path / "towns"), "--weight", "5",
            "--besides", str(write("held.jsonl", own[3])),
            "--about", str(write("about.jsonl", public)),
        ])  # fmt: skip
        assert seen == [("built", 5.0), ("stops", 5.0), ("peru", 5.0), ("sails", 1.0)]
        found: dict[str, dict[str, float]] = {}
        exec(compile(capsys.readouterr().out, "coefficients", "exec"), found)
        assert list(found["CHOICE"]) == list(coefficients.CHOICE)
        assert list(found["CONFIDENCE"]) == list(coefficients.CONFIDENCE)
        assert isinstance(found["INTERCEPT"], float)
