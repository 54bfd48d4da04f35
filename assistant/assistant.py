"""The assistant: one object behind the Python API, the command line and the chat page."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from itertools import islice

from assistant.answer import ABSTENTION, Answer, Citation
from assistant.answering.comparing import compared, missing
from assistant.answering.composing import lead, lines_of
from assistant.answering.finding import Finding, find, told_by
from assistant.conversation.following import Message, gist, standalone
from assistant.language.abbreviations import with_abbreviations
from assistant.language.shorthand import with_common
from assistant.language.terms import Terms
from assistant.lines import Reply
from assistant.question.understanding import understand
from assistant.quoting import write
from assistant.replying.chitchat import without_chitchat
from assistant.replying.replies import questions_of, reply_about, reply_beside
from assistant.starters import questions_about
from corpus import Article
from index import (
    Embedder,
    Explanation,
    Filters,
    Hit,
    Index,
    Outcome,
    Place,
    QueryError,
    Summary,
    check_query,
)
from index.query import MAX_CHARACTERS

_SUGGESTIONS = 3
_STARTERS = 4
_PASSAGES = 8  # in which abbreviations are looked for
_SOURCES = 50  # articles that questions are made from
_QUESTIONS_KEPT = 1000  # of which it is known what answers them


class Assistant:
    """Answers questions over one index.

    It keeps nothing of a conversation: whoever holds one passes it to `ask`.
    """

    def __init__(self, index: Index) -> None:
        """Answer over an open index."""
        self._index = index
        self._answering = lru_cache(_QUESTIONS_KEPT)(self._look_up_answering)

    @classmethod
    def open(cls, place: str | Place, embedder: Embedder | None = None) -> "Assistant":
        """Open the index in a place: a folder, or the address of one on a Milvus server.

        Raises:
            IndexMissingError: If there is none.
            IndexMismatchError: If another model or format version made it.
            IndexDamagedError: If it is damaged.
            IndexServerError: If the server does not answer.
        """
        return cls(Index.open(place, embedder))

    def ask(
        self,
        question: str,
        history: Sequence[Message] = (),
        filters: Filters | None = None,
        *,
        suggest: bool = True,
    ) -> Answer:
        """Answer a question by what the articles say, each sentence cited, or abstain.

        Args:
            question: In words; may lean on the conversation before it.
            history: That conversation, oldest first: {"role": "user" or "assistant", "content"}.
            filters: Which articles to search.
            suggest: Whether to look for questions to ask next, each of which costs a few searches;
                an invitation always comes with some.

        Raises:
            QueryError: If the question is empty, holds no words or is too long, or a turn of the
                history is no mapping.
        """
        check_query(question)
        if reply := reply_beside(self._index, question, filters):
            return self._replied((question, question), reply, (0, 0), filters, suggest=suggest)
        turns = list(questions_of(history))
        message, understood = without_chitchat(question), self.understood(question, history)
        searched = self._index.counts(filters)
        for words in dict.fromkeys((understood, message)) if searched[1] else ():
            if reply := reply_about(self._index, words, filters):
                return self._replied((question, words), reply, searched, filters, suggest=suggest)
        if searched[1]:
            understood = Terms(self._index).corrected(understood)
        findings = self._find(understood, gist(turns), filters) if searched[1] else []
        answering = [finding for finding in findings if finding.reason is None]
        chosen = [item for finding in answering for item in finding.chosen]
        lines = [line for finding in answering for line in finding.lines]
        listed = len(answering) > 1 or any(finding.listed for finding in answering)
        articles = {item.article_id: self.article(item.article_id) for item in chosen}
        text, citations = write(lines_of(lines), articles, listed=listed)
        opening = compared(understood, findings, self.article)
        if opening is None and len(answering) == 1:
            opening = answering[0].lead
        if opening:
            text, citations = lead(opening, text, citations)
        reason = None if answering else _why_not(findings, filters)
        hits = _merged(findings)
        about = dict.fromkeys((*articles, *(hit.article_id for hit in hits)))
        return Answer(
            question=question,
            standalone_question=understood,
            text=f"{ABSTENTION} {reason}" if reason else text,
            abstained=not answering,
            reason=reason,
            confidence=min((found.confidence for found in answering or findings), default=0.0),
            citations=citations,
            hits=hits,
            suggestions=tuple(
                self._questions(_SUGGESTIONS, about, filters, understood, citations)
                if suggest
                else ()
            ),
            articles_searched=searched[0],
            passages_searched=searched[1],
            missing=missing(understood, findings) if answering else None,
        )

    def understood(self, question: str, history: Sequence[Message] = ()) -> str:
        """Return a question as it is understood from the conversation before it."""
        return standalone(without_chitchat(question), list(questions_of(history)))

    def search(self, query: str, k: int = 10, filters: Filters | None = None) -> list[Hit]:
        """Return the `k` best passages, best first.

        Raises:
            QueryError: If the query is empty, holds no words or is too long, or `k` out of range.
        """
        return self._index.search(query, k, filters)

    def explain(
        self,
        question: str,
        citation: Citation,
        filters: Filters | None = None,
        history: Sequence[Message] = (),
    ) -> Explanation:
        """Say why a citation's passage was found: its ranks, and the words of the question in it.

        The search is the one that `ask` makes for the same question. Where it makes one for each
        part of a question, the part that ranks the passage best is explained.

        Args:
            question: As it was given to `ask`; or, without a history, as it was understood.
            citation: Of the answer.
            filters: As they were given to `ask`.
            history: As it was given to `ask`.

        Raises:
            QueryError: If the article was changed or removed after the answer was given.
        """
        article = self.article(citation.article_id)
        if article.text[citation.start : citation.end] != citation.quote:
            raise QueryError("This article was changed after the answer was given; ask again.")
        context = gist(list(questions_of(history)))
        understood = Terms(self._index).corrected(self.understood(question, history))
        explained = [
            self._index.explain(part, article.id, (citation.start, citation.end), filters, context)
            for part in self._parts(understood, context, filters)
        ]
        return min(explained, key=lambda one: (one.rank is None, one.rank))

    def article(self, id_: str) -> Article:
        """Return an article.

        Raises:
            QueryError: If there is none with this id.
        """
        return self._index.article(id_)

    def articles(self) -> list[Summary]:
        """Return a line about each article, by id."""
        return self._index.articles()

    def counts(self, filters: Filters | None = None) -> tuple[int, int]:
        """Return the number of articles that pass the filters and of their passages."""
        return self._index.counts(filters)

    @property
    def generation(self) -> int:
        """A number that grows with every change of the collection, whoever makes it."""
        return self._index.generation

    def starters(self) -> list[str]:
        """Return questions to begin with, made from the articles and known to be answered."""
        return self._questions(_STARTERS, (article.id for article in self.articles()), None)

    def add(
        self, articles: Iterable[Article], on_outcome: Callable[[Outcome], None] | None = None
    ) -> list[Outcome]:
        """Add articles, or update those whose id is known.

        Raises:
            IndexLockedError: If another process is writing, or the folder cannot be written to.
        """
        return self._index.add(articles, on_outcome)

    def remove(self, ids: Iterable[str]) -> None:
        """Remove articles.

        Raises:
            QueryError: If one of the ids is unknown; then none is removed.
            IndexLockedError: As for `add`.
        """
        self._index.remove(ids)

    def _replied(
        self,
        asked: tuple[str, str],
        reply: Reply,
        searched: tuple[int, int],
        filters: Filters | None,
        *,
        suggest: bool,
    ) -> Answer:
        """Return a reply to a question, as asked and as understood; without citations it abstains.

        It comes with questions about what it cites or, as an invitation, about all that there is.
        """
        question, understood = asked
        cited = [citation.article_id for citation in reply.citations]
        ids = dict.fromkeys(cited or (item.id for item in self._index.articles(filters)))
        most = _SUGGESTIONS if cited else _STARTERS
        suggestions = list(reply.suggestions)
        if not suggestions and (suggest or not cited):
            suggestions = self._questions(most, ids, filters, understood, reply.citations)
        return Answer(
            question=question,
            standalone_question=understood,
            text=reply.text,
            abstained=reply.reason is not None,
            reason=reply.reason,
            confidence=1.0 if reply.citations else 0.0,
            citations=reply.citations,
            hits=(),
            suggestions=tuple(suggestions),
            articles_searched=searched[0],
            passages_searched=searched[1],
        )

    def _find(self, text: str, context: str, filters: Filters | None) -> list[Finding]:
        """Look for what answers a question, or each part of a double one."""
        findings: list[Finding] = []
        for part in self._parts(text, context, filters):
            question = understand(part, context)
            findings.append(find(self._index, question, filters, told_by(findings)))
        if len(findings) == 1:
            return findings
        return [finding.beside(findings).shortened() for finding in findings]

    def _parts(self, text: str, context: str, filters: Filters | None) -> list[str]:
        """Return the questions that a text asks, with what the articles write for short."""
        return [
            self._spelt_out(part, context, filters) for part in understand(text).parts or (text,)
        ]

    def _spelt_out(self, text: str, context: str, filters: Filters | None) -> str:
        hits = self._index.search(text, _PASSAGES, filters, context)
        texts = [hit.text for hit in hits]
        spelt_out = with_common(with_abbreviations(text, texts), texts)
        return spelt_out if len(spelt_out) <= MAX_CHARACTERS else text

    def _look_up_answering(
        self, _generation: int, question: str, filters: Filters | None
    ) -> frozenset[int]:
        """Return where the sentences begin that answer a question; none if it is not answered."""
        answering = (finding for finding in self._find(question, "", filters) if not finding.reason)
        return frozenset(item.start for finding in answering for item in finding.chosen)

    def _questions(
        self,
        most: int,
        ids: Iterable[str],
        filters: Filters | None,
        asked: str = "",
        cited: Sequence[Citation] = (),
    ) -> list[str]:
        """Return questions about some articles beside what was asked and what is cited."""
        articles = [self.article(id_) for id_ in islice(ids, _SOURCES)]
        answering = partial(self._answering, self.generation, filters=filters)
        return questions_about(articles, answering, most, asked, cited)


def _why_not(findings: Sequence[Finding], filters: Filters | None) -> str:
    if findings:
        return " ".join(dict.fromkeys(finding.reason for finding in findings if finding.reason))
    if filters:
        return "The filters leave no article to search; widen them."
    return "There are no articles yet; add some with: steppewise add PATH"


def _merged(findings: Sequence[Finding]) -> tuple[Hit, ...]:
    """Return the passages found for the parts of a question, each once, ranked anew."""
    hits: dict[tuple[str, int], Hit] = {}
    for hit in sorted((hit for found in findings for hit in found.hits), key=lambda hit: hit.rank):
        hits.setdefault((hit.article_id, hit.start), hit)
    return tuple(replace(hit, rank=rank) for rank, hit in enumerate(hits.values(), start=1))
