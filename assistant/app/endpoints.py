"""For other programs: `ask`, `search`, `article` and `articles` over HTTP, and as tools of MCP.

Gradio reads types and docstrings: they are the OpenAPI description and what a model is told of the
tools. It takes one line for each argument.
"""

import inspect
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import wraps
from typing import Literal, ParamSpec

from fastapi import Request
from fastapi.responses import JSONResponse
from gradio import Error
from gradio.events import api
from pydantic import ValidationError, validate_call
from pydantic_core import to_jsonable_python

from assistant.answer import Answer
from assistant.assistant import Assistant
from corpus import Article, SteppewiseError
from index import Filters, Hit, Summary

_Arguments = ParamSpec("_Arguments")


@dataclass(frozen=True, slots=True)
class Turn:
    """A message of a conversation."""

    role: Literal["user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Passages:
    """What a search has found, best first."""

    query: str
    hits: list[Hit]


class Endpoints:
    """The endpoints over an assistant; each is named as the method is."""

    def __init__(self, assistant: Assistant) -> None:
        """Answer for an assistant."""
        self._assistant = assistant

    def ask(
        self,
        question: str,
        history: list[Turn] | None = None,
        sources: list[str] | None = None,
        since: str | None = None,
        until: str | None = None,
    ) -> Answer:
        """Answer a question by sentences quoted from the articles, each cited, or say they lack it.

        Nothing is kept of a conversation: a follow-up such as "How big is it?" is understood from
        the history that comes with it.

        Args:
            question: In words, at most 2,000 characters.
            history: The conversation so far, oldest first; empty for a first question.
            sources: The publishers to search, by their exact names; all if none is given.
            since: The first day of the articles to search, as 2025, 2025-06 or 2025-06-18.
            until: The last day, likewise; a month or a year is meant whole.

        Returns:
            The text with marks such as [1]; its citations, where `quote` is exactly
            `text[start:end]` of the article; how likely it answers the question; whether and why
            it abstained; and questions to ask next.
        """
        filters = Filters(tuple(sources or ()), since=since, until=until)
        return self._assistant.ask(question, [asdict(turn) for turn in history or ()], filters)

    def search(
        self,
        query: str,
        k: int = 10,
        sources: list[str] | None = None,
        articles: list[str] | None = None,
        since: str | None = None,
        until: str | None = None,
    ) -> Passages:
        """Find the passages of the articles nearest to a query, by meaning and by words.

        Args:
            query: In words, at most 2,000 characters; there is no query syntax.
            k: The most passages to return, from 1 to 1000.
            sources: The publishers to search, by their exact names; all if none is given.
            articles: The ids of the articles to search; all if none is given.
            since: The first day of the articles to search, as 2025, 2025-06 or 2025-06-18.
            until: The last day, likewise; a month or a year is meant whole.

        Returns:
            The query and its hits, best first: each is `text[start:end]` of an article, with a
            score from 0 to 1 that compares within one search only.
        """
        filters = Filters(tuple(sources or ()), tuple(articles or ()), since, until)
        for id_ in filters.articles:
            self._assistant.article(id_)
        return Passages(query, self._assistant.search(query, k, filters))

    def article(self, id: str) -> Article:  # noqa: A002 - the field's name
        """Return an article with its whole text, into which all offsets count.

        Args:
            id: As `articles`, a hit or a citation names it.

        Returns:
            The article: id, title, text, publisher (`source`), date and url as far as they are
            known, and the SHA-256 of the text.
        """
        return self._assistant.article(id)

    def articles(self) -> list[Summary]:
        """List the articles, without their texts.

        Returns:
            Of each, by id: title, publisher (`source`), date, url, and how many words and passages
            it has.
        """
        return self._assistant.articles()


def add(assistant: Assistant) -> None:
    """Add the endpoints to the page that is being built."""
    endpoints = Endpoints(assistant)
    for method in (endpoints.ask, endpoints.search, endpoints.article, endpoints.articles):
        api(_served(method), api_description=inspect.getdoc(method))


async def refuse(request: Request, error: Exception) -> JSONResponse:
    """Answer a call of an endpoint that is not there, or with arguments that it does not have.

    Gradio raises a KeyError or a TypeError then, before any of our code is reached.
    """
    if "/call/v2/" not in request.url.path:
        raise error
    sentence = (
        "There is no such endpoint, or it takes other arguments; see /gradio_api/openapi.json"
    )
    return JSONResponse({"error": sentence}, status_code=422)


def _served(method: Callable[_Arguments, object]) -> Callable[_Arguments, object]:
    """Return a method that checks what it is given, returns JSON and tells a mistake plainly."""
    checked = validate_call(method)

    @wraps(method)
    def serve(*args: _Arguments.args, **kwargs: _Arguments.kwargs) -> object:
        try:
            return to_jsonable_python(checked(*args, **kwargs))
        except SteppewiseError as error:
            message = str(error)
        except ValidationError as error:
            message = _misfit(method, error)
        raise Error(message, print_exception=False)

    return serve


def _misfit(method: Callable[..., object], error: ValidationError) -> str:
    """Return what is wrong with the first argument that does not fit."""
    first = error.errors(include_url=False)[0]
    names, (argument, *within) = list(inspect.signature(method).parameters), first["loc"]
    name = names[argument] if isinstance(argument, int) else argument
    place = "".join(f"[{key!r}]" for key in within)
    return f"The argument {name}{place} does not fit: {first['msg'].lower()}."
