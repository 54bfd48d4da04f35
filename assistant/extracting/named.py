"""Mentions in a sentence: the persons, organisations and places it names."""

import re
from dataclasses import dataclass

from assistant.extracting.capitals import begins, is_opener, runs
from assistant.language.geography import is_country, is_people
from assistant.language.kept import kept
from index.words import FUNCTION_WORDS

_SURE_PLACE = 0.9  # from which a name is no person and no organisation


@dataclass(frozen=True, slots=True)
class Mention:
    """A phrase that names somebody or something.

    Attributes:
        start: Its first character in the sentence.
        end: The one behind its last.
        person: How likely it is a person, from 0 to 1.
        organisation: The same for a company, a ministry, a group of people.
        place: The same for a place.
        thing: The same for anything else that has a name.
    """

    start: int
    end: int
    person: float
    organisation: float
    place: float
    thing: float


TITLES = (
    r"(?:president|(?:prime\s|vice[\s-]|deputy\s)?minister|ambassador|governor|akim|mayor|chair(?:man|"
    r"woman|person)?|director(?:[\s-]general)?|manager|chief|head|ceo|secretary(?:[\s-]general)?|"
    r"senator|professor|prof|dr|mr|mrs|ms|sir|engineer|expert|analyst|economist|researcher|"
    r"scientist|founder|partner|representative|spokes(?:man|woman|person)|king|queen|emperor|"
    r"empress|prince(?:ss)?|duke|count|earl|lord|lady|pope|bishop|saint|general|colonel|captain|"
    r"marshal|commander|premier|chancellor|farmer|geologist|biologist|author|writer|poet|composer|"
    r"architect|inventor|philosopher|historian|khan|leader|consul|envoy|sultan|caliph|rector|"
    r"son|daughter|wife|brother|sister|father|mother|husband|grandson|nephew|official|physicist)s?"
)
_TITLE_BEFORE = re.compile(
    rf"\b{TITLES}(?:,|\s(?:at|of|named)\s[\w\s]{{1,20}},)?\s$", re.IGNORECASE
)
_OFFICE_BEFORE = re.compile(
    rf"\b(?:(?:deputy|vice|prime|foreign|energy|executive|first|chief|former|general|project|senior)"
    rf"[\s-]){{0,2}}{TITLES}\s$",
    re.IGNORECASE,
)
_TITLE_INSIDE = re.compile(rf"\b{TITLES}\b", re.IGNORECASE)
_TITLE_BEHIND = re.compile(
    rf",?\s\(?,?\s?(?:who|whose)\b|,\s(?:(?!(?:was|is|were|are|has|had|who|which|and|said|the\s\w+\sof)\b)[\w’'-]+\s){{0,5}}?{TITLES}\b",
    re.IGNORECASE,
)
_SAID = (
    r"(?:said|says|told|noted|added|argued?s?|wrote|explained|warned|believes?|thinks?|stressed|"
    r"recalled|described|proposed|invented|discovered|born|died|married)"
)
_SAID_BEHIND = re.compile(
    rf"(?:,?\s(?:has\s|had\s|was\s|also\s)?{_SAID}\b|,[^,.;]{{3,70}},\s{_SAID}\b)"
)
_SAID_BEFORE = re.compile(
    r"\b(?:said|says|according to|told|wrote|asked|adds|added)\s(?:the\s)?$", re.IGNORECASE
)
_ORGANISATION = re.compile(
    r"\b(?:Co|Ltd|LLC|LLP|JSC|Inc|Corp|Corporations?|Compan(?:y|ies)|Group|Holdings?|Bank|Ministry|"
    r"Institutes?|Agency|University|College|School|Association|Council|Committee|Parliament|Party|"
    r"Union|Court|Army|Commission|Fund|Foundation|Federation|Organi[sz]ation|Society|Board|"
    r"Authority|Department|Government|Secretariat|Assembly|Congress|Senate|Bureau|Office|Cent(?:er|re)|"
    r"Enterprises?|Industr(?:y|ies)|Logistics|Technolog(?:y|ies)|Energy|Power|Minerals|Mining|"
    r"Resources|Engineering|Investments?|Partners|Capital|Electric|Motors|Works|Systems|Times|"
    r"News|Daily|Post|Journal|Press|Coalition|Alliance|Consortium|Church|Museum|Team|Club|Service)\b"
)
_ORGANISATION_BEFORE = re.compile(
    r"\b(?:compan(?:y|ies)|firms?|banks?|group|developers?|suppliers?|manufacturers?|contractors?|"
    r"agency|newspaper|maker|operator|lender|builder|investor|party),?\s(?:called\s|named\s)?$",
    re.IGNORECASE,
)
_ORGANISATION_BEHIND = re.compile(
    r",\s(?:an?|the|one of)\s(?:[\w’'-]+\s){0,4}?(?:compan(?:y|ies)|firms?|banks?|developers?|"
    r"suppliers?|manufacturers?|contractors?|agency|newspaper|maker|operator|lender|unit|arm)\b"
    r"|['’]s?\s(?:board|plants?|subsidiary|shares|profits?|customers)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\b(?:Region|Rivers?|District|Province|City|Town|Village|Mountains?|Mount|Lake|Sea|Ocean|Valley|"
    r"County|Desert|Islands?|Peninsula|Airport|Streets?|Square|Park|Bay|Gulf|Strait|Republic|"
    r"Kingdom|States|Oblast|North|South|East|West|Northern|Southern|Eastern|Western|Central|Port|"
    r"Steppe|Plateau|Basin|Pass|Gate|Coast|Hills|Forest|Palace|Castle|Fort|Hall|Station)\b"
)
_PLACE_NOUN = re.compile(
    r"\s(?:region|river|district|province|county|village|valley|mountains|islands?|desert|sea)\b"
)
_PLACE_BEFORE = re.compile(
    r"\b(?:in|at|near|outside|across|around|throughout|inside|toward|towards|(?:north|south|east|"
    r"west)\w*(?:\sof)?|(?:city|town|village|region|district|province|settlement|state|country|"
    r"port|county|island|river)\s(?:of\s)?|capital(?:,|\sof)?)\s?(?:the\s|nearby\s)?$",
    re.IGNORECASE,
)
_PERHAPS_PLACE_BEFORE = re.compile(
    r"\b(?:from|to|into|between|through|of)\s(?:the\s)?$", re.IGNORECASE
)
_OF_BEFORE = re.compile(r"\b(?:of|into|through)\s(?:the\s)?$")
_NAMED_BEFORE = re.compile(
    r"\b(?:called|named|known as|titled|entitled|dubbed|as)\s(?:the\s|an?\s)?[\"“'‘]?$"
)
_CALLED = re.compile(
    r"\b(?:called|known\sas|named|referred\sto\sas|termed|dubbed)\s(?:the\s|an?\s)?"
    r"(?P<name>(?:(?!(?:and|or|in|on|at|for|from|by|to|with|that|which|who|is|are|was|were|after)\b)"
    r"[\w’'-]+\s?){1,4}(?<=\w))"
)
_ACRONYM = re.compile(r"[A-Z][A-Z&.-]+\d?$|[A-Z]+[a-z]+[A-Z]\w*$")
_QUOTED = re.compile(r"[\"“](?P<said>[^\"“”]{2,120}?),?[\"”]")
_GROUP = (
    r"(?:technicians|companies|firms|engineers|workers|farmers|scientists|researchers|investors|banks|"
    r"enterprises|experts|citizens|residents|specialists|officials|soldiers|troops|forces|people|"
    r"government|authorities|contractors|consortium|developers|students|settlers|leaders|tribes|"
    r"operators|ministry|army|parliament|families|villagers|herders|shepherds|fishermen|"
    r"muslims|members|teachers|partners|manufacturers|suppliers|company|bank|firm|consultants|"
    r"contractor|operator|cooperative|foundation|university|institute|union|council|department)"
)
_GROUPS = re.compile(
    rf"\b(?:(?!(?:{'|'.join(sorted(FUNCTION_WORDS))})\b)[\w’'-]+\s){{0,2}}{_GROUP}\b"
    r"(?!,?\s(?-i:[A-Z]))",
    re.IGNORECASE,
)
_MOST_WORDS_OF_A_PERSON = 3


@kept
def mentions(words: str) -> tuple[Mention, ...]:
    """Return the names in a sentence and the groups of people in it, in the order they stand."""
    found = [_judged(words, *span) for span in runs(words)]
    taken = [(mention.start, mention.end) for mention in found]
    found += [
        Mention(*match.span(), 0.5, 0.6, 0.0, 0.1)
        for match in _GROUPS.finditer(words)
        if not any(start <= match.start() and match.end() <= end for start, end in taken)
    ]
    found += [
        Mention(*match.span("name"), 0.1, 0.1, 0.1, 0.9)
        for match in _CALLED.finditer(words)
        if match.span("name") not in taken
    ]
    found += [Mention(*match.span("said"), 0.0, 0.0, 0.0, 0.8) for match in _QUOTED.finditer(words)]
    return tuple(sorted(found, key=lambda mention: (mention.start, mention.end)))


def _judged(words: str, start: int, end: int) -> Mention:
    """Tell what the name in a span is likely to be, by itself and by what stands around it."""
    name = words[start:end]
    before, behind = words[max(0, start - 60) : start], words[end : end + 120]
    several = len(name.split()) > 1
    if is_people(name):
        return Mention(start, end, 0.2, 0.3, 0.1, 0.2)
    if noun := _PLACE_NOUN.match(words, end):
        return Mention(start, noun.end(), 0.1, 0.2, 1.0, 0.5)
    if is_country(name):
        return Mention(start, end, 0.1, 0.4, 1.0, 0.5)
    person = _person(name, before, behind)
    organisation = _organisation(name, before, behind)
    place = _place(name, before)
    if person == 1.0:
        organisation, place = min(organisation, 0.3), min(place, 0.2)
        if several and (office := _OFFICE_BEFORE.search(before)):
            start -= len(office.group())
    elif organisation == 1.0:
        person, place = 0.2, min(place, 0.5)
    elif place >= _SURE_PLACE:
        person, organisation = min(person, 0.3), min(organisation, 0.3)
    elif not several and begins(words, start) and not _ACRONYM.match(name):
        weak = 0.2 if is_opener(name) else 0.7
        return Mention(start, end, person * weak, organisation * weak, place * weak, 0.7 * weak)
    named = 1.0 if _NAMED_BEFORE.search(before) else 0.7
    return Mention(start, end, person, organisation, place, named)


def _organisation(name: str, before: str, behind: str) -> float:
    """Return how likely a name is an organisation's."""
    if (
        _ORGANISATION.search(name)
        or _ORGANISATION_BEFORE.search(before)
        or _ORGANISATION_BEHIND.match(behind)
    ):
        return 1.0
    return 0.8 if _ACRONYM.match(name) else 0.5


def _person(name: str, before: str, behind: str) -> float:
    """Return how likely a name is a person's."""
    if titled := _TITLE_INSIDE.search(name):
        office = titled.end() == len(name) or name.startswith(" of ", titled.end())
        return 0.6 if office else 1.0
    if _ORGANISATION.search(name) or _PLACE.search(name):
        return 0.2
    if any(found.search(before) for found in (_TITLE_BEFORE, _SAID_BEFORE)) or any(
        found.match(behind) for found in (_TITLE_BEHIND, _SAID_BEHIND)
    ):
        return 1.0
    if " of " in name or _ACRONYM.match(name) or _PLACE_BEFORE.search(before):
        return 0.3
    if _OF_BEFORE.search(before):
        return 0.4
    return 0.8 if 1 < len(name.split()) <= _MOST_WORDS_OF_A_PERSON else 0.6


def _place(name: str, before: str) -> float:
    """Return how likely a name is a place's."""
    if _PLACE.search(name):
        return 1.0
    if _PLACE_BEFORE.search(before):
        return 0.9
    return 0.6 if _PERHAPS_PLACE_BEFORE.search(before) else 0.35
