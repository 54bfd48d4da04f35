"""Questions made from sentences, to show a newcomer what can be asked."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import lru_cache
from itertools import chain, islice, zip_longest

from assistant.answer import Citation
from assistant.extracting.measured import counted
from assistant.language.names import topic
from assistant.quantities.measures import Measure, find
from corpus import Article, split_sentences

# What to ask of a thing of the field whose sentence holds a quantity.
_TEMPLATES = {
    Measure.POWER: "What is the capacity of the {}?",
    Measure.ENERGY: "How much electricity does the {} generate a year?",
    Measure.MONEY: "How much money was invested in the {}?",
    Measure.AREA: "How much land does the {} occupy?",
    Measure.DATE: "What is the start date of the {}?",
}
_COUNTS = "How many {} does the {} have?"
_EACH = re.compile(r"\b(?:each|apiece)\b", re.IGNORECASE)
_STARTS = re.compile(r"\b(?:start|began|begin|launch|open|commission)", re.IGNORECASE)
_LONGEST_SENTENCE = 45  # words
_ARTICLES_KEPT = 64
_TRIES = 2  # for each question that is wanted


def questions_about(
    articles: Sequence[Article],
    answering: Callable[[str], Collection[int]],
    most: int,
    asked: str = "",
    cited: Sequence[Citation] = (),
) -> list[str]:
    """Return questions about some articles that the sentence they were made from answers.

    The articles take turns, so that the first questions are about different ones. Only a few are
    tried, for a person waits; none that was asked or that what is cited would answer.

    Args:
        articles: In the order of their turns.
        answering: Tells where the sentences begin that answer a question.
        most: How many are wanted.
        asked: A question that was asked.
        cited: What was cited.
    """
    known = {(citation.article_id, citation.start) for citation in cited}
    rounds = zip_longest(
        *(
            [made for made in candidates(article) if (article.id, made[1]) not in known]
            for article in articles
        )
    )
    made = (item for item in chain.from_iterable(rounds) if item and item[0] != asked)
    found: list[str] = []
    for question, start in islice(made, most * _TRIES):
        if len(found) < most and question not in found and start in answering(question):
            found.append(question)
    return found


@lru_cache(_ARTICLES_KEPT)
def candidates(article: Article) -> tuple[tuple[str, int], ...]:
    """Return questions with the start of the sentence that should answer each.

    A sentence qualifies if it names a thing of the field, such as "Aral wind farm", and holds a
    quantity that can be asked for. Whether it really answers is for the caller to find out.
    """
    return tuple(_candidates(article))


def _candidates(article: Article) -> Iterator[tuple[str, int]]:
    asked: set[str] = set()
    for sentence in split_sentences(article.text):
        words = article.text[sentence.start : sentence.end]
        if sentence.heading or len(words.split()) > _LONGEST_SENTENCE:
            continue
        thing = topic(words)
        if thing is None or thing in asked or not _is_named_thing(thing):
            continue
        if _EACH.search(words):  # what one of them has, the whole has not
            if noun := next((noun for *_, noun in counted(words) if noun), None):
                asked.add(thing)
                yield _COUNTS.format(noun, thing), sentence.start
            continue
        for measure, template in _TEMPLATES.items():
            if find(measure, words) and (measure is not Measure.DATE or _STARTS.search(words)):
                asked.add(thing)
                yield template.format(thing), sentence.start
                break


def _is_named_thing(thing: str) -> bool:
    """Tell whether a topic is a name with the noun, in the singular, of what it names."""
    words = thing.split()
    possessive = any(word.endswith(("'s", "’s")) for word in words)
    return words[0][0].isupper() and words[-1].islower() and not (possessive or thing.endswith("s"))
