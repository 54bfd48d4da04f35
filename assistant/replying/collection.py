"""Answers about the collection itself: exact, for they are counted in the catalogue."""

from collections.abc import Sequence

from assistant.lines import (
    Line,
    Reply,
    Source,
    capitalised,
    counted,
    in_words,
    label,
    listed,
    long_date,
    opening,
    written,
)
from assistant.replying.about import Request, Subject
from assistant.replying.mentioned import Mentioned, Spans, look_for
from assistant.replying.origin import Period, period_of
from assistant.replying.topics import frequent_names
from index import Filters, Index, Summary

_SHOWN = 10  # articles of a list; how many there are in all is said
_READ = 50  # articles whose names a guide is made of


class Collection:
    """The articles that some filters leave, and what can be said of them as a whole."""

    def __init__(self, index: Index, filters: Filters | None) -> None:
        """Look at the articles of an index."""
        self._index = index
        self._filters = filters
        self._articles = sorted(
            index.articles(filters), key=lambda item: item.date or "", reverse=True
        )
        self.size = f"{counted(len(self._articles), 'article')}{self._passing}"

    def answer(self, request: Request) -> Reply | None:
        """Return what is asked about the collection, or None where only the articles can tell."""
        with_phrase = {
            Subject.ORIGIN: self._origin,
            Subject.PUBLICATION: self._publication,
            Subject.MENTIONS: self._mentions,
        }
        alone = {
            Subject.GUIDE: self._guide,
            Subject.ARTICLES: self._all,
            Subject.NEWEST: self._newest,
            Subject.OLDEST: self._oldest,
            Subject.PUBLISHERS: self._publishers,
            Subject.PASSAGES: self._passages,
        }
        if request.subject in with_phrase:
            return with_phrase[request.subject](request.phrase)
        return alone[request.subject]()

    @property
    def _passing(self) -> str:
        return " that pass the filters" if self._filters else ""

    def _guide(self) -> Reply:
        publishers = sorted({item.source for item in self._articles if item.source})
        dates = sorted(item.date for item in self._articles if item.date)
        some = self._articles[:: max(1, len(self._articles) // _READ)][:_READ]
        texts = [self._index.article(item.id).text for item in some]
        parts = [f"Ask what the {self.size} may say: facts, figures, dates, names, comparisons."]
        if names := frequent_names(texts):
            parts.append(f"Among the names in them are {_enumerated(names)}.")
        if publishers:
            parts.append(f"Their publishers are {_enumerated(publishers[:_SHOWN])}.")
        if dates:
            first, last = (long_date(date) for date in (dates[0], dates[-1]))
            span = f"from {first} to {last}" if first != last else f"from {first}"
            dated = "they are" if len(dates) == len(self._articles) else "those with a date are"
            parts.append(f"{capitalised(dated)} {span}.")
        parts.append(
            "You can also ask which articles there are, which of them mention something, and which "
            "is the newest."
        )
        return Reply(" ".join(parts), "The question is what can be asked.")

    def _all(self) -> Reply:
        verb = "is" if len(self._articles) == 1 else "are"
        return self._list(f"There {verb} {self.size}", self._articles)

    def _newest(self) -> Reply:
        """Return the articles that no other is certainly newer than."""
        dates = [item.date for item in self._articles if item.date]
        return self._extreme("newest", [date for date in dates if max(dates) <= _end(date)])

    def _oldest(self) -> Reply:
        """Return the articles that no other is certainly older than."""
        dates = [item.date for item in self._articles if item.date]
        return self._extreme("oldest", [date for date in dates if date <= min(map(_end, dates))])

    def _extreme(self, name: str, dates: Sequence[str]) -> Reply:
        if not dates:
            return _nothing(f"{self._none()} has a date, so none is known to be the {name}.")
        found = [item for item in self._articles if item.date in dates]
        tell = "" if len(found) == 1 else ", as far as their dates tell"
        return self._list(f"The {name} of the {self.size}{tell}{self._undated()}", found)

    def _publishers(self) -> Reply:
        by_name: dict[str, list[Summary]] = {}
        for item in self._articles:
            if item.source:
                by_name.setdefault(item.source, []).append(item)
        named = sum(map(len, by_name.values()))
        if not by_name:
            return _nothing(f"{self._none()} names a publisher.")
        if named == len(self._articles):
            lead = f"{capitalised(self._share(named, 'is', 'are'))} from "
            lead += counted(len(by_name), "publisher")
        else:
            lead = f"{capitalised(self._share(named, 'names its', 'name their'))} publisher"
        names = sorted(by_name, key=lambda name: (-len(by_name[name]), name))
        items = [
            Line(
                f"{name}: {counted(len(by_name[name]), 'article')}",
                (self._opening(by_name[name][0]),),
            )
            for name in names[:_SHOWN]
        ]
        return listed(_shortened(lead, len(names)), items)

    def _passages(self) -> Reply:
        passages = sum(item.passages for item in self._articles)
        verb = "is" if len(self._articles) == 1 else "are"
        text = f"The {self.size} {verb} indexed as {counted(passages, 'passage')}."
        sources = tuple(map(self._opening, self._articles[:_SHOWN]))
        return written([Line(text, sources)])

    def _origin(self, phrase: str) -> Reply | None:
        period = period_of(phrase)
        return self._from_time(period) if period else self._from_publisher(phrase)

    def _from_time(self, period: Period) -> Reply:
        found = [item for item in self._articles if item.date and period.holds(item.date)]
        if not found:
            return _nothing(f"{self._none()} is known to be {period.text}{self._undated()}.")
        lead = f"{capitalised(self._share(len(found), 'is', 'are'))} {period.text}"
        return self._list(f"{lead}{self._undated()}", found)

    def _from_publisher(self, phrase: str) -> Reply | None:
        preposition, _, name = phrase.partition(" ")
        terms = self._index.terms(name.removeprefix("the "))
        if preposition not in {"from", "by"} or not terms:
            return None
        publishers = sorted({item.source for item in self._articles if item.source})
        meant = [name for name in publishers if set(terms) <= set(self._index.terms(name))]
        if not meant:
            return _nothing(f"{self._none()} has a publisher called “{name}”.")
        found = [item for item in self._articles if item.source in meant]
        verb = f"{capitalised(self._share(len(found), 'is', 'are'))} from {_enumerated(meant)}"
        return self._list(verb, found)

    def _publication(self, title: str) -> Reply | None:
        """Return when and by whom the one article with a title, or a part of it, was published."""
        terms = self._index.terms(title)
        titles = [(self._index.terms(item.title), item) for item in self._articles]
        found = [item for own, item in titles if own == terms] or [
            item for own, item in titles if set(terms) <= set(own)
        ]
        if len(found) != 1 or not terms:
            return None
        item = found[0]
        dated = f"is dated {long_date(item.date)}" if item.date else "has no date"
        source = f"is from {item.source}" if item.source else "names no publisher"
        return written([Line(f"“{item.title}” {dated} and {source}.", (self._opening(item),))])

    def _mentions(self, phrase: str) -> Reply | None:
        mentioned = look_for(self._index, phrase, self._filters)
        if mentioned is None:
            return None
        found = [item for item in self._articles if item.id in mentioned.articles]
        if not found:
            return self._no_mention(mentioned)
        share = self._share(len(found), "mentions", "mention")
        return self._list(f"{capitalised(share)} {mentioned.text}", found, mentioned.articles)

    def _no_mention(self, mentioned: Mentioned) -> Reply:
        exactly = " in these words" if any(" " in words for words in mentioned.words) else ""
        text = f"{self._none()} mentions {mentioned.text}{exactly}."
        nearest = self._index.nearest_word(mentioned.words[0])
        if nearest is None or len(mentioned.words) > 1:
            return _nothing(text)
        suggestion = f"Which articles mention {nearest}?"
        return Reply(f"{text} Did you mean “{nearest}”?", text, suggestions=(suggestion,))

    def _list(
        self,
        lead: str,
        articles: Sequence[Summary],
        spans: Spans | None = None,
    ) -> Reply:
        """Return a list of articles, cited at the spans given or where they begin."""
        items = []
        for item in articles[:_SHOWN]:
            sources: tuple[Source, ...] = (self._opening(item),)
            if spans:
                article = self._index.article(item.id)
                sources = tuple(Source(article, *span) for span in spans[item.id])
            items.append(Line(label(item.title, item.source, item.date), sources))
        return listed(_shortened(lead, len(articles)), items)

    def _opening(self, item: Summary) -> Source:
        return opening(self._index.article(item.id))

    def _share(self, number: int, singular: str, plural: str) -> str:
        """Return how many of the articles do something, with the verb."""
        total = len(self._articles)
        verb = singular if number == 1 else plural
        if total == 1:
            return f"the only article{self._passing} {verb}"
        if number == total:
            all_ = "both" if total == 2 else f"all {in_words(total)}"  # noqa: PLR2004
            return f"{all_} articles{self._passing} {verb}"
        return f"{in_words(number)} of the {self.size} {verb}"

    def _none(self) -> str:
        return f"None of the {self.size}" if len(self._articles) > 1 else "No article"

    def _undated(self) -> str:
        number = sum(item.date is None for item in self._articles)
        return f" ({in_words(number)} {'has' if number == 1 else 'have'} no date)" if number else ""


def _nothing(text: str) -> Reply:
    return Reply(text, text)


def _shortened(lead: str, number: int) -> str:
    return f"{lead}{f'; here are {in_words(_SHOWN)}' if number > _SHOWN else ''}:"


def _enumerated(names: Sequence[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last


def _end(date: str) -> str:
    """Return what sorts behind every day that a date, such as a year alone, can mean."""
    return f"{date}-99"
