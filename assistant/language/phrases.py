"""Noun phrases: what a question or an answer speaks of, found by the small words around them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.language.grammar import (
    ADVERB,
    AUXILIARIES,
    CLASSES,
    DEFINITE,
    DETERMINERS,
    ENDING,
    NO_THING,
    PREDICATES,
    PREPOSITIONS,
    QUESTION_WORDS,
    is_verb,
)

_TOKEN = re.compile(
    r"(?:[A-ZА-ЯЁ]\.){2,}|[A-ZА-ЯЁ]\.(?=\s[A-ZА-ЯЁ][a-zа-яё])"  # U.S., T. Aldane
    r"|(?:Jr|Sr|Mr|Mrs|Ms|Dr|St|Inc|Ltd|Co|Corp)\.(?:['’]s)?(?=\s\w)"
    r"|[^\W_](?:[\w&'’-]|[.,](?=\w))*|[^\w\s]"
)
_NAME_FOLLOWS = re.compile(r"\s+(?:the\s+)?[A-ZА-ЯЁ]")
_KINDS = frozenset("kind kinds type types sort sorts".split())
_RELATIVE = frozenset("that which whose".split())
_ARTICLES = DEFINITE | {"a", "an"}
_DO = frozenset("do does did".split())
_PRONOUNS = frozenset("thing things anything something everything one ones those".split())
_NOUN_ENDING = re.compile(r"(?:[^su\W]s|men|people|children)$")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of a text that name a thing, without the article before them.

    Attributes:
        text: The words.
        start: The first character in the text.
        end: The one behind the last.
        named: Whether a name is in it.
        determiner: The article or the like before it, lower case, or nothing.
        asked: Whether it is what a question word asks for, as in "which company".
        before: The word before it and its article, lower case: "of", "in", "is" …
    """

    text: str
    start: int
    end: int
    named: bool
    determiner: str
    asked: bool
    before: str

    @property
    def plural(self) -> bool:
        """Whether it is a plural, as far as its last letters tell."""
        return _NOUN_ENDING.search(self.text) is not None


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    end: int
    first: bool

    @property
    def bare(self) -> str:
        """The word in lower case, without what is contracted with it: "what" of "What's"."""
        return ENDING.sub("", self.text).lower()

    @property
    def capital(self) -> bool:
        """Whether it is written as a name is; "I" is, and is none."""
        return self.text[0].isupper() and self.bare != "i"

    @property
    def empty(self) -> bool:
        """Whether it never stands for a thing."""
        if self.capital and not self.first:
            return False
        return self.bare in NO_THING or ADVERB.match(self.text) is not None

    @property
    def verb(self) -> bool:
        """Whether it may be a verb."""
        return not (self.capital and not self.first) and is_verb(self.text)


def phrases(text: str) -> list[Phrase]:
    """Return the noun phrases of a text, in order.

    >>> [phrase.text for phrase in phrases("Who built the Aral wind farm in the east of Asia?")]
    ['Aral wind farm', 'east', 'Asia']
    """
    reader = _Reader(text)
    for word in _words(text):
        reader.read(word)
    reader.read(None)
    return reader.found


class _Reader:
    """Reads a text word by word and keeps the noun phrases in it."""

    def __init__(self, text: str) -> None:
        self.found: list[Phrase] = []
        self._text = text
        self._run: list[_Word] = []  # the words of the phrase that is being read
        self._leading: list[str] = []  # the determiners before them
        self._before = ""  # the word before those
        self._verb_to_come = ""  # the auxiliary that still waits for its verb

    def read(self, word: _Word | None) -> None:
        """Read a word, or the end of a clause."""
        if word is not None and self._goes_on(word):
            self._run.append(word)
            return
        behind_phrase = bool(self._run)
        if behind_phrase:
            self._end_phrase(clause_ends=word is None)
        if word is None:
            self._before, self._leading, self._verb_to_come = "", [], ""
        elif word.text.lower() in DETERMINERS and not (
            word.bare in _RELATIVE and (behind_phrase or self._before in _PRONOUNS)
        ):
            self._leading.append(word.bare)
        else:
            self._before, self._leading = word.bare, []
            if word.bare in AUXILIARIES or word.bare != word.text.lower():  # "is", "what's"
                self._verb_to_come = word.bare

    def _goes_on(self, word: _Word) -> bool:
        """Tell whether a word belongs to the phrase, or begins one."""
        if self._leading == ["how"]:  # "How large"
            return False
        if not self._run:
            noun = self._leading or (self._before in PREPOSITIONS and self._before != "to")
            return not word.empty and (not word.verb or bool(noun))
        last = self._run[-1]
        if word.bare == "of" and last.capital and not last.text.isupper():  # but "CEO of …"
            return _NAME_FOLLOWS.match(self._text, word.end) is not None
        if word.bare == "the" and last.bare == "of":
            return True
        told = self._verb_to_come or last.capital or last.bare in CLASSES or self._asked()
        if word.verb and (told or word.text.endswith("ed")):
            self._verb_to_come = ""
            return False
        return not word.empty

    def _end_phrase(self, *, clause_ends: bool) -> None:
        run = self._run
        if clause_ends and self._verb_to_come in _DO and len(run) > 1 and run[-1].text.islower():
            run.pop()  # "What does Ines Dorrit tax?"
        while len(run) > 1 and run[-1].text in PREDICATES:
            run.pop()
        start, end = run[0].start, run[-1].end
        words = self._text[start:end]
        end -= len(words) - len(ENDING.sub("", words))
        named = any(word.capital and not word.first for word in run) or (
            len(run) > 1 and run[0].capital and run[1].capital
        )
        determiner = self._leading[-1] if self._leading else ""
        self.found.append(
            Phrase(
                self._text[start:end], start, end, named, determiner, self._asked(), self._before
            )
        )
        self._before, self._leading, self._run = run[-1].bare, [], []

    def _asked(self) -> bool:
        """Tell whether a question word asks for it: "which plants", "what kind of plants"."""
        if self._before == "of" and self.found and self.found[-1].asked:
            return self.found[-1].text.split()[-1] in _KINDS
        asking = not QUESTION_WORDS.isdisjoint(self._leading)
        return asking and self._leading[-1] not in _ARTICLES


def _words(text: str) -> Iterator[_Word | None]:
    """Yield the words of a text, and None for what stands between its clauses."""
    first = True
    for match in _TOKEN.finditer(text):
        if match.group()[0].isalnum():
            yield _Word(match.group(), match.start(), match.end(), first)
            first = False
        elif match.group() not in "'\"’‘“”":
            yield None
            first = first or match.group() in ".?!:"
