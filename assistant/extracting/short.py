"""The short answer: the part of a sentence that answers a question."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.extracting.measured import amounts, counted, dates
from assistant.extracting.named import TITLES, Mention, mentions
from assistant.extracting.nearness import Nearness, covers, terms_of
from assistant.extracting.places import places
from assistant.language.geography import is_country
from assistant.quantities.measures import Measure, find
from assistant.question.kinds import Kind
from assistant.question.parties import Party, party_of
from assistant.question.understanding import Question


@dataclass(frozen=True, slots=True)
class ShortAnswer:
    """A span of a sentence that answers a question.

    Attributes:
        start: Its first character in the sentence.
        end: The one behind its last.
        strength: How well it is of the kind asked for, above 0 and at most 1.
    """

    start: int
    end: int
    strength: float


_WEAKEST = 0.05


def short_answer(question: Question, words: str) -> ShortAnswer | None:
    """Return the part of a sentence that answers a question, or None if nothing is of its kind.

    What the question says itself is no answer. Of several candidates the one counts that is most
    of the kind asked for and nearest to the question's words.
    """
    found = [
        item
        for item in _candidates(question, words)
        if item.strength >= _WEAKEST and not _is_told(question, words[item.start : item.end])
    ]
    if not found:
        return None
    near = Nearness(question, words)
    return max(found, key=lambda item: (item.strength + near.of(item.start, item.end), -item.start))


def _is_told(question: Question, said: str) -> bool:
    """Tell whether a question says what a candidate does; "On which river is Orvel?" no river."""
    if not terms_of(said) <= terms_of(question.text):
        return False
    sort = _SORT_OF_PLACE.search(question.text) if question.kind is Kind.PLACE else None
    return sort is None or sort["sort"] not in said.lower() or said.lower() in question.text.lower()


def _candidates(question: Question, words: str) -> Iterable[ShortAnswer]:
    if question.kind is Kind.DATE:
        return _dates(question, words)
    if question.kind is Kind.QUANTITY:
        return _quantities(question, words)
    if question.kind is Kind.NUMBER:
        return _numbers(question, words)
    if question.kind is Kind.NAME:
        return _names(question, words)
    return _places(question, words) if question.kind is Kind.PLACE else ()


_WEEKDAY = re.compile(r"(?:last|next|this|\w+day)\b")
_MONTH = re.compile(r"[A-Z][a-z]{2}")


def _dates(question: Question, words: str) -> Iterator[ShortAnswer]:
    lower = question.text.lower()
    for start, end in dates(words):
        said = words[start:end]
        fits = 0.7 if _WEEKDAY.match(said) else 1.0
        if ("year" in lower and not re.search(r"\d{4}", said)) or (
            "month" in lower and not _MONTH.search(said)
        ):
            fits = 0.5
        yield ShortAnswer(start, end, fits)


# How large a power plant is, is told by its capacity.
_POWER_PLANT = re.compile(
    r"\b(?:power|solar|wind|hydro\w*|photovoltaic|pv|thermal|nuclear)\s(?:\w+\s)?"
    r"(?:plants?|stations?|farms?|parks?|arrays?|clusters?|projects?|facilit(?:y|ies))\b",
    re.IGNORECASE,
)
_CAPACITY = re.compile(r"\bcapacit(?:y|ies)\b", re.IGNORECASE)
_STORE = re.compile(r"\b(?:batter(?:y|ies)|stor(?:e[sd]?|age|ing)|accumulators?)\b", re.IGNORECASE)
_MEASURED = tuple(measure for measure in Measure if measure is not Measure.DATE)
_SINCE = re.compile(r"\b(?:since|until|till|from)\s(?:the\s|at\sleast\sthe\s)?$")


def _quantities(question: Question, words: str) -> Iterator[ShortAnswer]:
    sized = question.measures > {Measure.POWER, Measure.ENERGY}
    of_plant = sized and _POWER_PLANT.search(question.text) is not None
    for measure in sorted(question.measures, key=lambda measure: measure.name):
        spans = dates(words) if measure is Measure.DATE else amounts(measure, words)
        # "Electricity" may be a power, "how old" a year.
        weaker = measure is Measure.DATE or question.measures == {measure, Measure.ENERGY}
        weaker |= of_plant and measure is not Measure.POWER
        for start, end in spans:
            fits = 0.7 if weaker else 1.0
            no_size = of_plant and measure in {Measure.MASS, Measure.VOLUME}
            no_size |= measure is Measure.ENERGY and _is_no_store(question.text, words)
            if no_size or _is_beside_what_is_asked(question.text, words, (start, end)):
                fits = _BESIDE
            yield ShortAnswer(start, end, fits)
    if not question.measures:
        yield from _any_quantities(words)
    elif "how much" in question.text.lower() and Measure.MONEY not in question.measures:
        yield from (ShortAnswer(*span, 0.7) for span in amounts(Measure.SHARE, words))
    elif Measure.DURATION in question.measures:
        for start, end in dates(words):
            if since := _SINCE.search(words, 0, start):
                yield ShortAnswer(since.start(), end, 0.8)


# A height is told in metres, not in kilometres; a price per ton, by what it is a ton of.
_UPRIGHT = re.compile(
    r"\b(?:how (?:high|tall|deep|wide|thick)|height|depth|width|diameter)\b", re.I
)
_FAR = re.compile(r".*\b(?:km|kilomet(?:er|re)s?|miles?)\b", re.IGNORECASE)
_PER = re.compile(
    r"\b(?:price|costs?|paid|pays?|charge\w*|rate|worth)\b.*?"
    r"\bper (?P<unit>(?:cubic |square )?[\w-]+)",
    re.IGNORECASE,
)
_OF_ONE = re.compile(r"\b(?:each|every|apiece|per|single|one|individual|unit)\b", re.IGNORECASE)
_PERIOD = r"\s(?:year|month|week|day|hour|season|quarter)\b"
_EACH = re.compile(rf"\s(?:each|apiece)\b(?!{_PERIOD})", re.IGNORECASE)
_EACH_BEFORE = re.compile(rf"\beach\b(?!{_PERIOD})[^,;.\d]*$", re.IGNORECASE)
_BESIDE = 0.3  # what an amount is worth that measures the like of what is asked for


def _is_no_store(question: str, words: str) -> bool:
    """Tell whether a capacity is asked for that kilowatt-hours do not measure: of no battery."""
    return bool(_CAPACITY.search(question)) and not _STORE.search(f"{question} {words}")


def _is_beside_what_is_asked(question: str, words: str, span: tuple[int, int]) -> bool:
    """Tell whether an amount has the right unit and yet measures something else."""
    start, end = span
    if _UPRIGHT.search(question) and _FAR.match(words, start, end):
        return True
    if _EACH.match(words, end) or _EACH_BEFORE.search(words[:start]):
        return not (_OF_ONE.search(question) or _counts_any_of(question, words))
    if match := _PER.search(question):
        unit = re.escape(match["unit"].rstrip("s"))
        return not re.search(rf"(?:\b(?:per|an?|each|every)\s|/\s?){unit}", words, re.IGNORECASE)
    return False


def _counts_any_of(question: str, words: str) -> bool:
    """Tell whether a question is about what a sentence counts: "the turbines", "40 turbines"."""
    nouns = (counts.rpartition(" ")[2] for _, _, counts in counted(words))
    return any(terms_of(noun) & terms_of(question) for noun in nouns)


def _any_quantities(words: str) -> Iterator[ShortAnswer]:
    """Find quantities of any measure, and doubtful ones: numbers without a unit."""
    measured = [span for measure in _MEASURED for span in amounts(measure, words)]
    yield from (ShortAnswer(*span, 0.9) for span in measured)
    for start, end, _ in counted(words):
        if not any(begin <= start and end <= last for begin, last in measured):
            yield ShortAnswer(start, end, 0.5)


_INHABITANTS = frozenset({"people", "inhabit", "resid", "peopl", "citizen", "popul"})


def _numbers(question: Question, words: str) -> Iterator[ShortAnswer]:
    """Find numbers: best of the noun that is asked for, worst of a unit that is not."""
    noun = terms_of(question.focus) or terms_of(question.text)
    # "40 solar plants" are no number of solar panels.
    head = terms_of(question.focus.rpartition(" ")[2]) or noun
    population = "population" in question.text.lower()
    wanted = noun | (_INHABITANTS if population else frozenset())
    measured = [
        span
        for measure in _MEASURED
        if measure is not Measure.VOLUME
        for span in find(measure, words)
    ]
    elsewhere = covers(terms_of(words), wanted)
    for start, end, counts in counted(words):
        if any(begin < end and start < last for begin, last in measured):
            fits = 0.15
        elif counts and covers(terms_of(counts), wanted):
            fits = 1.0 if population or covers(terms_of(counts), head) else _BESIDE
        elif elsewhere:
            fits = 0.6 if counts else 0.8
        else:
            fits = 0.35 if counts else 0.45
        yield ShortAnswer(start, end, fits)


_TITLE = re.compile(rf"\b{TITLES}\b", re.IGNORECASE)
_FORMS = terms_of("co ltd inc corp corporation company limited llc llp jsc plc gmbh ag")
_KNOWN = 0.5


def _names(question: Question, words: str) -> Iterator[ShortAnswer]:
    wanted = party_of(question.text)
    asked, sort = terms_of(question.text), terms_of(question.focus)
    for mention in mentions(words):
        # Of "King Harold" only "Harold" is the name, to "which university" of "Orvel University"
        # only "Orvel"; of "Moor Energy Co" only what is not the form that the law gives it.
        named = terms_of(_TITLE.sub(" ", words[mention.start : mention.end])) - sort - _FORMS
        fits = _fits(mention, wanted)
        if named and not named <= asked:
            known = len(named & asked) / len(named)
            yield ShortAnswer(mention.start, mention.end, fits * (1 - _KNOWN * known))
        elif not named:
            yield ShortAnswer(mention.start, mention.end, 0.5 * fits)


def _fits(mention: Mention, wanted: Party) -> float:
    if wanted is Party.PERSON:
        return max(mention.person, 0.5 * mention.organisation)
    if wanted is Party.ORGANISATION:
        return max(mention.organisation, 0.6 * mention.thing * (1 - mention.place))
    if wanted is Party.EITHER:
        return max(mention.person, 0.9 * mention.organisation)
    return mention.thing


_SORT_OF_PLACE = re.compile(
    r"\b(?:what|which)\s(?:[\w-]+\s){0,2}?(?P<sort>countr(?=y|ies)|nation|continent|region|river|"
    r"district|province|lake|island|count(?=y|ies)|city|town|village)",
    re.IGNORECASE,
)


def _places(question: Question, words: str) -> Iterator[ShortAnswer]:
    """Find places; a country is none when a city is asked for, and the other way round."""
    match = _SORT_OF_PLACE.search(question.text)
    sort = match.group("sort").lower() if match else ""
    for start, end, likely in places(words, whole=not sort):
        yield ShortAnswer(start, end, likely * _sort_fits(sort, words[start:end]))


def _sort_fits(sort: str, said: str) -> float:
    if not sort:
        return 1.0
    if sort in {"countr", "nation", "continent"}:
        return 1.0 if is_country(said) else 0.6
    if is_country(said):
        return 0.3
    return 1.0 if sort in said.lower() or sort in {"city", "town", "village"} else 0.8
