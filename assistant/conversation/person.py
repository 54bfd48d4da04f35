"""Whom "he" and "she" refer to."""

import re
from collections.abc import Sequence
from operator import itemgetter

from assistant.conversation.subject import Turn
from assistant.language.phrases import phrases

_OWNER = re.compile(r"['’]s?\s+")
_CAPITALS = re.compile(r"[A-ZА-ЯЁ][\w.’-]*(?:\s+[A-ZА-ЯЁ][\w.’-]*)*$")
_WHO = re.compile(r"\s*(?:and\s+)?who\b|.*\bwhose\b", re.IGNORECASE)
_PLACE = frozenset("in at near to from into across".split())
# Words in the names of what is no person.
_NO_PERSON = re.compile(
    r"&|\b(?:of|Energy|Power|Groups?|Bank|Company|Corporation|Corp|Co|Ltd|Inc|LLP|University|Region|"
    r"Institute|Ministry|District|Province|City|County|River|Sea|Lake|Mountains?|Street|Council|"
    r"Agency|Association|Commission|Committee|Department|Fund|Foundation|Holdings?|International|"
    r"Investments?|Construction|Engineering|Agreement|Treaty|Initiative|Summit|Forum|Conference|"
    r"Project|Party|Republic|Kingdom|States|Union|Awards?|Prize|War|Day|School|College|Museum|"
    r"League|Cup|Championships?|North|South|East|West|\w+ern|Central|New|\w+ese|\w+ish|January|"
    r"February|March|April|May|June|July|August|September|October|November|December)\b"
)


def person(turns: Sequence[Turn]) -> str | None:
    """Return the person last named, in full: by the user, or in an answer.

    A question that asks who gets its name from the answer. A name of one word counts if the whole
    of it stands elsewhere, or if there is no other.
    """
    said = [turn.question for turn in reversed(turns)] + [turn.answer for turn in reversed(turns)]
    full = [name for text in said for name in _people(text) if " " in name]
    short: list[str] = []
    for turn in reversed(turns):
        texts = [turn.question, turn.answer]
        if _WHO.match(turn.question):
            texts.reverse()
        for name in (name for text in texts for name in _people(text)):
            if whole := next((other for other in full if _is_part(name, other)), None):
                return whole
            short += [name] if name.istitle() else []
    return short[0] if short else None


def _is_part(name: str, whole: str) -> bool:
    return f"{whole} ".startswith(f"{name} ") or f" {whole}".endswith(f" {name}")


def _people(text: str) -> list[str]:
    """Return the names in a text that may be a person's; last those that something is of.

    Of those, one word alone is hardly ever a person.
    """
    found = []
    for phrase in phrases(text):
        name = _CAPITALS.search(_OWNER.split(phrase.text)[0])
        of = phrase.before == "of"
        if phrase.named and name and phrase.before not in _PLACE and (not of or " " in name[0]):
            found.append((of, name[0]))
    kept = [item for item in found if not _NO_PERSON.search(item[1])]
    return [name for _, name in sorted(kept, key=itemgetter(0))]
