"""What the turns of a conversation were about: what a later question may refer to."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.language.grammar import CLASSES, DEFINITE, NO_THING, PREPOSITIONS, THESE, stem
from assistant.language.phrases import Phrase, phrases

_OWNER = re.compile(r"['’]s?\s+")
_JOINED = re.compile(r",?\s+(?:and|or)\s+(?:the\s+)?|,\s+(?:the\s+)?")
_BELONGS = re.compile(r"\s+(?:of|in|at|near|for|from)\s+(?:the\s+)?")
_SUPERLATIVE = re.compile(r"\b(?:\w{2,}est|most|least|first|last|only)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"\n+|(?<=[.!?])\s+")
_LINKS = frozenset("of on in at for from about".split())
_BEGINNINGS = frozenset(("", "the "))
_PLACED = frozenset("in at near".split())
_ASIDE = PREPOSITIONS - {"of", "about", "for", "into", "onto", "to", "with", "against"}
_ARTICLES = DEFINITE | {"a", "an"}
_REMEMBERED = 2  # turns that the topic may come from
_FADING = 0.9  # of what was said, with each turn since
_ANSWERED = 0.5  # of what the user said is what an answer said worth


@dataclass(frozen=True, slots=True)
class Turn:
    """A question, as it was understood, and its answer, without marks; empty if there was none."""

    question: str
    answer: str


def subjects(text: str) -> list[Phrase]:
    """Return what a question may be about, the likeliest first.

    What a thing is said of, as in "the price of steel", comes before the thing, names before other
    nouns; where and when, and what is asked for, last.
    """
    found = [phrase for phrase in phrases(text) if any(map(str.isalpha, phrase.text))]

    def unlikely(item: tuple[int, Phrase]) -> tuple[bool, ...]:
        position, phrase = item
        behind = found[position + 1].before if position + 1 < len(found) else ""
        gerund = behind == phrase.text.lower()  # "filling" of "filling a bottle"
        headed = behind == "of" or (behind in {"about", "for"} and not phrase.named)
        return phrase.asked, phrase.before in _ASIDE, headed or gerund, not phrase.named

    return [phrase for _, phrase in sorted(enumerate(found), key=unlikely)]


def thing(turns: Sequence[Turn], *, plural: bool = False) -> str | None:
    """Return what the last turns were about, with its article; for "they" the last plural.

    If a question asks which thing it is, that is the first that its answer names.
    """
    for turn in reversed(turns):
        found = subjects(turn.question)
        if plural:
            found.sort(key=lambda phrase: not phrase.plural)
        if not found:
            continue
        unknown = found[0].asked or _SUPERLATIVE.search(found[0].text)
        if unknown and not plural and (told := next(_told(turn), None)):
            return told
        return _in_words(turn.question, found[0], plural=plural)
    return None


def _in_words(text: str, phrase: Phrase, *, plural: bool) -> str:
    """Return a phrase as it can be put elsewhere: its owner, if only what it has is spoken of."""
    if phrase.asked and plural:
        return f"the {phrase.text}{_belonging(text)}"
    if phrase.named and (kind := _kind_of(text, phrase)):
        return with_article(text[kind.start : phrase.end], kind)
    words = phrase.text if phrase.named else _in_full(text, phrase)
    possessor, *owned = _OWNER.split(words, maxsplit=1)
    if owned and (possessor[0].isupper() or plural):
        words = possessor
    if plural:
        for other in phrases(text):
            if other.start > phrase.end and _JOINED.fullmatch(text[phrase.end : other.start]):
                words = text[phrase.start : other.end]
    return with_article(words, phrase)


def _belonging(text: str) -> str:
    """Return what belongs to the things that a question asks for: " on fishing"."""
    first = subjects(text)[0]
    if first.asked:
        return ""
    preposition = first.before if first.before in _LINKS else "of"
    return f" {preposition} {_in_words(text, first, plural=False)}"


def _kind_of(text: str, name: Phrase) -> Phrase | None:
    """Return the kind of thing that stands before a name with "of": "refinery" of "Orvel"."""
    for other in phrases(text):
        of = text[other.end : max(name.start, other.end)].split()
        is_kind = other.text.split()[-1] in CLASSES and not other.asked
        if is_kind and of[:1] == ["of"] and of[1:] in ([], ["the"]):
            return other
    return None


def _in_full(text: str, phrase: Phrase) -> str:
    """Return a phrase with the name that says which: "plant in Orvel"."""
    for other in phrases(text):
        if other.named and _BELONGS.fullmatch(text[phrase.end : max(other.start, phrase.end)]):
            return text[phrase.start : other.end]
    return phrase.text


def with_article(words: str, phrase: Phrase) -> str:
    """Return words with "the" if they had an article, or are a name with a noun behind it."""
    mixed = words[0].isupper() and words.rsplit(maxsplit=1)[-1].islower()
    known = phrase.determiner in _ARTICLES or (phrase.asked and phrase.plural)
    return f"the {words}" if known or (mixed and not phrase.plural) else words


def called(noun: str, turns: Sequence[Turn]) -> str | None:
    """Return what the turns called "that plant": the phrase that ends in "plant"."""
    for turn in reversed(turns):
        for text in (turn.question, turn.answer):
            for phrase in phrases(text):
                *more, last = phrase.text.lower().split()
                if more and last == noun and phrase.determiner not in THESE:
                    return with_article(phrase.text, phrase)
    return None


def answered(noun: str, turn: Turn) -> str | None:
    """Return the name that was answered when the question asked for such a thing."""
    asked = [phrase.text.lower().split()[-1] for phrase in phrases(turn.question) if phrase.asked]
    return next(_told(turn), None) if noun in asked else None


def place(turns: Sequence[Turn]) -> str | None:
    """Return where "there" is, with its preposition."""
    if turns and turns[-1].question.lower().startswith("where"):
        for phrase in phrases(turns[-1].answer):
            if phrase.named and phrase.before in _PLACED:
                return f"{phrase.before} {with_article(phrase.text, phrase)}"
    found = thing(turns)
    if found is None:
        return None
    return f"in {found}" if found.rsplit(maxsplit=1)[-1].istitle() else f"at {found}"


def items(turn: Turn, noun: str) -> list[str]:
    """Return the things that a turn lists, as for "the second one" or "the second plant".

    They are the names that the question compares; or those its answer tells: what is called by the
    noun, by the name of a kind of thing, or what its sentences begin with.
    """
    kinds = [name for name in _names(turn.answer) if name.rsplit(maxsplit=1)[-1] in CLASSES]
    begun = [name for line in _SENTENCE.split(turn.answer) for name in _names(line, begun=True)]
    for found in (_names(turn.question), kinds, begun):
        called_so = [name for name in found if name.rsplit(maxsplit=1)[-1].lower() == noun]
        for listed in (called_so, found):
            if len(set(listed)) > 1:
                return list(dict.fromkeys(listed))
    return []


def main_topic(turns: Sequence[Turn]) -> str:
    """Return what a conversation keeps coming back to, of what the last questions were about.

    Every phrase counts for each turn that says its words, the more the later; an answer for half
    of what a question does.
    """
    said: list[tuple[frozenset[str], float]] = []
    for age, turn in enumerate(reversed(turns)):
        worth = _FADING**age
        said.append((_stems(turn.question), worth))
        said.append((_stems(turn.answer), worth * _ANSWERED))
    best, most = "", 0.0
    for turn in reversed(turns[-_REMEMBERED:]):
        for phrase in subjects(turn.question):
            stems = _stems(phrase.text)
            score = sum(worth * len(stems & words) for words, worth in said) / max(len(stems), 1)
            score -= _ANSWERED * phrase.asked
            if score > most:
                best, most = phrase.text, score
    return best


def _stems(text: str) -> frozenset[str]:
    words = re.findall(r"\w+", text)
    return frozenset(stem(word) for word in words if word.lower() not in NO_THING)


def _names(text: str, *, begun: bool = False) -> list[str]:
    """Return the names in a text, or the one that it begins with."""
    return [
        with_article(phrase.text, phrase)
        for phrase in phrases(text)
        if _is_name(phrase, text) and (not begun or text[: phrase.start].lower() in _BEGINNINGS)
    ]


def _is_name(phrase: Phrase, text: str) -> bool:
    """Tell whether a phrase is a name; a capital at the beginning is one if it stands alone."""
    return phrase.named or (phrase.start == 0 and " " not in phrase.text and text[0].isupper())


def _told(turn: Turn) -> Iterator[str]:
    """Yield the names that an answer adds to its question."""
    for phrase in phrases(turn.answer):
        if phrase.named and phrase.text not in turn.question:
            yield with_article(phrase.text, phrase)
