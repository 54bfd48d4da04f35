"""Fitting the two models that weigh evidence, and writing their coefficients down.

    python -m assistant.evaluation.fitting --index INDEX QUESTIONS.jsonl… SET… --besides FILE…

prints what `assistant/weighing/coefficients.py` holds. Files of questions are asked of the index,
public sets of their own collections. What the files behind --besides ask is left out, so that the
models can be checked on it; questions with a history, and those made of two, are left out too. So
is, in the public sets, what the files behind --about do not ask about: the cross-encoder has learnt
from that, and would be trusted too much. The questions behind --near-miss, most of which the same
articles almost answer, are fitted on and not calibrated on.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.special import logsumexp, softmax
from sklearn.linear_model import LogisticRegression

from assistant.answering.choosing import choose
from assistant.evaluation.lessons import about, read_lines
from assistant.evaluation.questions import KnownQuestion, read_questions
from assistant.evaluation.sets import QUERIES, corpus_index, read_sets
from assistant.language.terms import Terms
from assistant.question.understanding import Question, understand
from assistant.settings import configured_embedder
from assistant.weighing.coefficients import CHOICE, CONFIDENCE
from assistant.weighing.evidence import Evidence
from assistant.weighing.reading import find_evidence
from index import Index

_SENTENCES = 16  # of each question, that the choice is made from
_PENALTY = 0.002  # on the squared weights of the choice, of features scaled to deviation 1


@dataclass(frozen=True, slots=True)
class Example:
    """A question with what was found for it.

    Attributes:
        question: As it was understood.
        evidence: The best sentences found.
        answers: Of each, whether it holds what the answer has to hold.
        known: The question and what is known of its answer.
        weight: What it counts in fitting.
    """

    question: Question
    evidence: Sequence[Evidence]
    answers: npt.NDArray[np.bool_]
    known: KnownQuestion
    weight: float


def examples(index: Index, questions: Sequence[KnownQuestion], weight: float) -> Iterator[Example]:
    """Yield what is found for the questions that stand alone and ask for one thing."""
    for known in questions:
        question = understand(Terms(index).corrected(known.question))
        if known.history or question.parts or len(known.must) > 1:
            continue
        if known.answerable and not (known.must or known.gold):
            continue
        evidence = find_evidence(index, question, None)[0][:_SENTENCES]
        if evidence:
            answers = np.array([bool(known.found_in([item.text])) for item in evidence])
            yield Example(question, evidence, answers, known, weight)


def fit_choice(some: Sequence[Example], names: Sequence[str]) -> dict[str, float]:
    """Fit the conditional logit: of a question's sentences, one that answers has to be chosen."""
    used = [one for one in some if one.answers.any() and not one.answers.all()]
    tables = [table(one.evidence, names) for one in used]
    scale = np.concatenate(tables).std(axis=0) + 1e-9
    total = sum(one.weight for one in used)

    def loss(weights: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64]]:
        value, gradient = 0.0, np.zeros_like(weights)
        for rows, one in zip(tables, used, strict=True):
            scaled = rows / scale
            scores = scaled @ weights
            right = one.answers
            value -= one.weight * float(logsumexp(scores[right]) - logsumexp(scores))
            gradient -= one.weight * (
                softmax(scores[right]) @ scaled[right] - softmax(scores) @ scaled
            )
        penalty = _PENALTY * float(weights @ weights)
        return value / total + penalty, gradient / total + 2 * _PENALTY * weights

    fitted = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B").x / scale
    return dict(zip(names, fitted.tolist(), strict=True))


def fit_confidence(some: Sequence[Example], names: Sequence[str]) -> tuple[float, dict[str, float]]:
    """Fit the logistic regression: the intercept and the weights of the features.

    What is fitted is whether the sentences that are chosen hold the answer. In a public set half
    of the questions may have none, so the probabilities are calibrated on our own questions alone
    (Platt 1999): those that count most.
    """
    chosen = [choose(one.question, one.evidence) for one in some]
    rows = table([items[0] for items in chosen], names)
    right = np.array(
        [
            bool(one.known.found_in([item.text for item in items]))
            for one, items in zip(some, chosen, strict=True)
        ]
    )
    scale = rows.std(axis=0) + 1e-9
    model = LogisticRegression(max_iter=1000)
    model.fit(rows / scale, right, sample_weight=[one.weight for one in some])
    most = max(one.weight for one in some)
    own = np.array([one.weight == most for one in some])
    logits = (rows / scale @ model.coef_[0] + model.intercept_[0])[:, np.newaxis]
    calibration = LogisticRegression().fit(logits[own], right[own])
    slope = float(calibration.coef_[0, 0])
    weights = dict(zip(names, (slope * model.coef_[0] / scale).tolist(), strict=True))
    return slope * float(model.intercept_[0]) + float(calibration.intercept_[0]), weights


def table(evidence: Sequence[Evidence], names: Sequence[str]) -> npt.NDArray[np.float64]:
    """Return the features of sentences: (sentences, features)."""
    return np.array([[item.features[name] for name in names] for item in evidence], np.float64)


def main(arguments: Sequence[str]) -> None:
    """Read the questions, fit both models, print their coefficients."""
    parser = argparse.ArgumentParser(prog="assistant.evaluation.fitting")
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--index", type=Path, required=True)
    parser.add_argument("--besides", nargs="*", type=Path, default=[])
    parser.add_argument("--about", nargs="*", type=Path, default=[])
    parser.add_argument("--near-miss", nargs="*", type=Path, default=[], help="counts half")
    parser.add_argument("--limit", type=int)
    parser.add_argument("--weight", type=float, default=10.0, help="of a question of our own")
    options = parser.parse_args(arguments)
    besides = {one.id for file in options.besides for one in read_questions(file)}
    embedder = configured_embedder()
    some: list[Example] = []
    for file in options.near_miss:
        index = Index.open(options.index, embedder)
        some += examples(index, read_questions(file), options.weight / 2)
    for one in read_sets(options.paths, options.limit):
        corpus = one.corpus
        index = corpus_index(corpus, embedder) if corpus else Index.open(options.index, embedder)
        left = besides | (_elsewhere(corpus.parent / QUERIES, options.about) if corpus else set())
        questions = [known for known in one.questions if known.id not in left]
        some += examples(index, questions, 1.0 if corpus else options.weight)
    choice, confidence = fit_choice(some, list(CHOICE)), fit_confidence(some, list(CONFIDENCE))
    sys.stdout.write(written(choice, *confidence))


def _elsewhere(queries: Path, files: Sequence[Path]) -> set[str]:
    """Return the ids of questions about no article that the files ask about, if there are any."""
    asked = frozenset[str]().union(
        *(about(fields) for file in files for fields in read_lines(file))
    )
    return {
        str(fields["id"]) for fields in read_lines(queries) if asked and not about(fields) & asked
    }


def written(choice: dict[str, float], intercept: float, confidence: dict[str, float]) -> str:
    """Return the coefficients as a module of Python."""
    lines = ['"""What `assistant.evaluation.fitting` has fitted; the README says on what."""', ""]
    for name, weights in (("CHOICE", choice), ("CONFIDENCE", confidence)):
        lines += [f"{name} = {{", *(f'    "{key}": {w:.3f},' for key, w in weights.items()), "}"]
        if name == "CHOICE":
            lines.append(f"INTERCEPT = {intercept:.3f}")
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    main(sys.argv[1:])
