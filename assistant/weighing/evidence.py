"""Evidence: the sentences of the passages found, each with what speaks for and against it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.extracting.short import short_answer
from assistant.language.names import capitalised, names, names_among
from assistant.language.terms import Terms
from assistant.question.understanding import Kind, Question
from assistant.weighing.context import Context
from assistant.weighing.fit import Fit, fit, is_denied, is_negated
from assistant.weighing.model import choice_score, sieve_score
from assistant.weighing.reasons import gives_reason, names_cause
from assistant.weighing.rivals import Rivals
from index import Filters, Hit, Index

_PASSAGES = 8

# What a question's term is worth in a sentence that has it …
_SYNONYM = 0.8  # … only by another word for it
_ANTECEDENT = 0.8  # … only in the sentence that says what this one is about
_NEARBY = 0.4  # … only in the rest of its passage, or in the title
# What is taken off for a name of the question by how many sentences ago it stood: from a sentence
# that opens with a reference ("It", "The project"), and from one that does not.
_LEANING = (0.0, 0.05, 0.15, 0.25, 0.3)
_FREE = (0.0, 0.2, 0.25, 0.3, 0.35)
_IN_TITLE = 0.1  # … only in the title
IN_LEAD = 0.2  # … only where the article says what it is about
ABSENT = 0.5
_UNHEARD_OF = 0.8  # … where the whole article has none of the names
RIVAL = 1.0  # … nowhere near, and the sentence speaks of another such thing
_LACKING = 0.3  # what is left of somebody who is not said to be what was asked for
# Organisations whose names, or the words around these, say of which sort they are.
_SORTS = re.compile(
    r"\b(?:banks?|universit(?:y|ies)|institutes?|ministr(?:y|ies)|courts?|colleges?|schools?)\b"
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence that may answer, and why it may.

    Attributes:
        article_id: Where it stands.
        start: Its first character in the article's text.
        end: The one behind its last.
        text: Its words.
        antecedent: The span of the sentence that says what this one is about, if it does not.
        heading: The span of the heading that it stands under, if one is near.
        items: The spans of the items of the list that it announces.
        cosine: With the question.
        coverage: The share of the question's terms that it covers, weighted by rarity.
        focus: The same for the noun that is asked for, such as "capacity" or "turbines".
        rest: The same for the other terms of the question.
        passage: The score of the passage it stands in.
        kind: How surely it holds what is asked for: a date, an amount, a name …; from 0 to 1.
        short: The span of that; None if there is none, or nothing of a kind is asked for.
        names: What is taken off because names of the question stand far from it, from 0 to 0.5, or
            nowhere in its article, or because it speaks of another thing of the same sort: 1.
        aside: Whether it states nothing: a question, or a line of a bibliography.
        covered: The question's terms in the sentence itself.
        fit: How the question's words fit it, one by one.
        cross: How surely it answers by the cross-encoder, which reads it after the question:
            log-odds. Sentences that were not read have the least of those that were.
        speaker: The span that says whose words these are, where only a part of a quotation is left.
    """

    article_id: str
    start: int
    end: int
    text: str
    antecedent: tuple[int, int] | None
    heading: tuple[int, int] | None
    items: tuple[tuple[int, int], ...]
    cosine: float
    coverage: float
    focus: float
    rest: float
    passage: float
    kind: float
    short: tuple[int, int] | None
    names: float
    aside: bool
    covered: frozenset[str]
    fit: Fit
    cross: float = 0.0
    speaker: tuple[int, int] | None = None

    @property
    def score(self) -> float:
        """How well it answers; larger is better, comparable between questions."""
        return choice_score(self.features)

    @property
    def features(self) -> dict[str, float]:
        """What the models that weigh it depend on, by name.

        All are from 0 to 1 but for the cosine and the log-odds of the cross-encoder.
        """
        return {
            "cosine": self.cosine,
            "coverage": self.coverage,
            "passage": self.passage,
            "kind": self.kind,
            "names": self.names,
            "aside": float(self.aside),
            "share": self.fit.share,
            "number": self.fit.number,
            "negated": self.fit.negated,
            "cross": self.cross,
        }


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question with the terms of one index: all, those of the noun asked for, its names.

    `sort` is the noun that whoever is asked for has to be called by, if there is one. `presumes`
    tells whether it has words that no article has: "Why was the dam demolished?" where no article
    speaks of demolishing takes for granted what is not said.
    """

    question: Question
    terms: Terms
    weights: Mapping[str, float]
    focus: Mapping[str, float]
    sort: Mapping[str, float]
    names: Mapping[str, float]
    rivals: Rivals
    presumes: bool

    @property
    def rest(self) -> dict[str, float]:
        """The terms beside the noun asked for."""
        return {term: weight for term, weight in self.weights.items() if term not in self.focus}


def sieve(
    index: Index, question: Question, filters: Filters | None
) -> tuple[list[Evidence], list[Hit]]:
    """Return the sentences of the best passages, the most promising first, and the passages."""
    terms = Terms(index)
    text, focus = question.text, question.focus
    hits = index.search(text, _PASSAGES, filters, question.context)
    sort = _SORTS.search(focus)
    named = names_asked(text, hits)
    asked = _Asked(
        question,
        terms,
        weights=terms.weights(text),
        focus=terms.weights(focus),
        sort=terms.weights(focus if question.role else sort.group() if sort else ""),
        names=terms.weights(" ".join(named)),
        rivals=Rivals(
            capitalised(text, named),
            terms.with_alike,
            index.rarity,
            dated=question.kind is Kind.DATE,
        ),
        presumes=bool(terms.unknown(text)),
    )
    found: dict[tuple[str, int], Evidence] = {}
    # The things that a list asks for may stand far from its other words.
    listed = index.search(focus, _PASSAGES, filters) if question.several and asked.focus else []
    contexts = [Context(index, text, hit) for hit in (*hits, *listed)]
    for context, fits in zip(contexts, _fits(index, text, contexts), strict=True):
        for position in context.positions:
            evidence = _judge(asked, context, position, fits[position])
            found.setdefault((evidence.article_id, evidence.start), evidence)
    return sorted(found.values(), key=lambda item: -sieve_score(item.features)), hits


def names_asked(text: str, hits: Sequence[Hit]) -> list[str]:
    """Return the names in a question; if it is typed without capitals, by those of passages."""
    return names(text) or names_among(text, [hit.text for hit in hits])


def _fits(index: Index, text: str, contexts: Sequence[Context]) -> Iterator[list[Fit]]:
    """Yield how the words of a question fit each sentence of each context."""
    words = [
        [context.words(position) for position in range(len(context.sentences))]
        for context in contexts
    ]
    alignment = index.align(
        text,
        [
            one
            for context, sentences in zip(contexts, words, strict=True)
            for one in (context.hit.title, context.hit.text, *sentences)
        ],
    )
    denied, begin = is_denied(text), 0
    for context, texts in zip(contexts, words, strict=True):
        title, whole, *sentences = alignment.likeness[begin : begin + 2 + len(texts)]
        begin += 2 + len(texts)
        own = np.maximum(title, sentences)
        for position in range(len(texts)):
            if (before := context.antecedent(position)) is not None:
                own[position] = np.maximum(own[position], sentences[before])
        negated = [denied and not is_negated(one) for one in texts]
        yield fit(alignment, own, np.maximum(title, whole), negated)


def _judge(asked: _Asked, context: Context, position: int, fitting: Fit) -> Evidence:
    question, terms = asked.question, asked.terms
    sentence = context.sentences[position]
    words = context.words(position)
    leaning_on = context.antecedent(position)
    own = terms.of(words)
    heading = context.heading(position)
    before = terms.of(f"{context.text(heading)} {context.between(leaning_on, position)}")
    around = terms.of(context.all_words)
    # "Who is the minister", or "Which bank", is not answered by a name alone.
    lacks_noun = bool(asked.sort) and _coverage(terms, asked.sort, own, before, frozenset()) == 0
    short = short_answer(question, words)
    strength = short.strength if short else float(_may_answer(asked, words))
    return Evidence(
        context.hit.article_id,
        sentence.start,
        sentence.end,
        words,
        None if leaning_on is None else context.sentences[leaning_on][:2],
        heading,
        tuple(context.sentences[item][:2] for item in context.items(position)),
        context.cosines[position],
        _coverage(terms, asked.weights, own, before, around),
        _coverage(terms, asked.focus, own, before, frozenset()),
        _coverage(terms, asked.rest, own, before, around),
        context.hit.score,
        strength * (_LACKING if lacks_noun else 1.0),
        (sentence.start + short.start, sentence.start + short.end) if short else None,
        _distance(asked, context, position),
        context.is_aside(position),
        own.intersection(asked.weights),
        fitting,
    )


def _coverage(
    terms: Terms,
    weights: Mapping[str, float],
    own: frozenset[str],
    before: frozenset[str],
    around: frozenset[str],
) -> float:
    """Return the covered share of the terms' weight; 1 if there are no terms."""
    covered = 0.0
    for term, weight in weights.items():
        alike = terms.alike(term)
        covered += weight * max(
            1.0 * (term in own),
            _SYNONYM * bool(alike & own),
            _ANTECEDENT * (term in before),
            _SYNONYM * _ANTECEDENT * bool(alike & before),
            _NEARBY * (term in around),
        )
    total = sum(weights.values())
    return covered / total if total else 1.0


def _distance(asked: _Asked, context: Context, position: int) -> float:
    """Return what to take off for the names of a question: less, the nearer and commoner."""
    if _is_of_a_rival(asked, context, position):
        return RIVAL
    total = sum(asked.names.values())
    taken = sum(
        weight * _off(asked.terms, context, position, term) for term, weight in asked.names.items()
    )
    if not total:
        return 0.0
    if taken < ABSENT * total or any(
        context.writes(term) for name in asked.names for term in (name, *asked.terms.alike(name))
    ):
        return taken / total
    return _UNHEARD_OF


def _is_of_a_rival(asked: _Asked, context: Context, position: int) -> bool:
    if not asked.rivals:
        return False
    before = context.between(context.antecedent(position), position)
    earlier = context.earlier(position)
    return asked.rivals.are_meant(context.words(position), before, context.hit.title, earlier)


def _off(terms: Terms, context: Context, position: int, term: str) -> float:
    """Return what to take off for one term of a name, by where it or an equal stands."""
    either = terms.alike(term) | {term}
    if either & terms.of(context.hit.title):
        furthest = _IN_TITLE
    elif either & terms.of(context.lead):
        furthest = IN_LEAD
    else:
        furthest = ABSENT
    distance = _LEANING if context.leans(position) else _FREE
    for steps, earlier in enumerate(range(position, -1, -1)):
        if either & terms.of(context.words(earlier)):
            return min(distance[min(steps, len(distance) - 1)], furthest)
    return min(distance[-1], furthest) if either & terms.of(context.all_words) else furthest


def _may_answer(asked: _Asked, words: str) -> bool:
    """Tell whether a sentence may answer without a part of it being the short answer."""
    if asked.question.kind is Kind.REASON:
        return names_cause(words) if asked.presumes else gives_reason(words)
    return asked.question.kind is Kind.ANYTHING
