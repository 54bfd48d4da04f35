"""The endpoints as MCP tools, called over a real server by the client of the package mcp."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any, TypeVar

import pytest

from assistant import Assistant
from assistant.access import Users
from assistant.app import TOOLS_PATH, mcp, start
from assistant.records import Records
from corpus import Article, SteppewiseError

pytest.importorskip("mcp", reason="the extra steppewise[mcp] is not installed")
from mcp import ClientSession
from mcp.client.streamable_http import streamable_http_client
from mcp.types import CallToolResult, TextContent, Tool

Result = TypeVar("Result")
Connected = Callable[[Callable[[ClientSession], Awaitable[Result]]], Result]


@pytest.fixture
def connected(assistant: Assistant, serving: Callable[..., str]) -> Connected[Any]:
    """Return a function that does something as a client that is connected to the tools."""
    address = serving(assistant, tools=True)

    async def connect(do: Callable[[ClientSession], Awaitable[Any]]) -> Any:
        async with (
            streamable_http_client(f"{address}{TOOLS_PATH}") as (reading, writing, _),
            ClientSession(reading, writing) as session,
        ):
            await session.initialize()
            return await do(session)

    return lambda do: asyncio.run(connect(do))


@pytest.fixture
def call(connected: Connected[CallToolResult]) -> Callable[..., Any]:
    """Return a function that calls a tool and returns what it answers, or raises its mistake."""

    def call_tool(name: str, **arguments: object) -> Any:
        result = connected(lambda session: session.call_tool(name, arguments))
        (content,) = result.content
        assert isinstance(content, TextContent)
        if result.isError:
            raise ValueError(content.text)
        return json.loads(content.text)

    return call_tool


def test_exactly_four_tools_with_every_argument_described(connected: Connected[Any]) -> None:
    async def offered(session: ClientSession) -> tuple[list[Tool], int, int]:
        return (
            (await session.list_tools()).tools,
            len((await session.list_resources()).resources),
            len((await session.list_prompts()).prompts),
        )

    tools, resources, prompts = connected(offered)
    assert (resources, prompts) == (0, 0)
    assert {tool.name: tool.inputSchema.get("required", []) for tool in tools} == {
        "ask": ["question"], "search": ["query"], "article": ["id"], "articles": [],
    }  # fmt: skip
    ask, search, article, articles = tools
    assert ask.description is not None
    assert ask.description.startswith("Answer a question by sentences quoted from the articles")
    described = {name: item["description"] for name, item in ask.inputSchema["properties"].items()}
    assert described == {
        "question": "In words, at most 2,000 characters.",
        "history": "The conversation so far, oldest first; empty for a first question.",
        "sources": "The publishers to search, by their exact names; all if none is given.",
        "since": "The first day of the articles to search, as 2025, 2025-06 or 2025-06-18.",
        "until": "The last day, likewise; a month or a year is meant whole.",
    }
    for tool in (search, article, articles):
        assert tool.description
        for argument in tool.inputSchema["properties"].values():
            assert argument["description"].endswith(".")


def test_ask(call: Callable[..., Any], assistant: Assistant) -> None:
    history = [
        {"role": "user", "content": "What do trams in Quillhaven run on?"},
        {"role": "assistant", "content": "Trams run on hydrogen every 6 minutes. [1]"},
    ]
    answer = call("ask", question="How many stops does it have?", history=history)
    expected = assistant.ask("How many stops does it have?", history).to_dict()
    assert answer == json.loads(json.dumps(expected))
    assert answer["citations"][0]["quote"] == "Quillhaven opened a tramway with 17 stops."
    assert call("ask", question="Trams?", sources=["Orvel Gazette"])["articles_searched"] == 1


def test_search(call: Callable[..., Any], assistant: Assistant) -> None:
    hits = [asdict(hit) for hit in assistant.search("Orvel goats", 2)]
    assert call("search", query="Orvel goats", k=2) == {"query": "Orvel goats", "hits": hits}


def test_article_and_articles(
    call: Callable[..., Any], assistant: Assistant, towns: list[Article]
) -> None:
    assert call("article", id="quill-tramway") == asdict(towns[2])
    assert call("articles") == [asdict(summary) for summary in assistant.articles()]


def test_a_mistake_is_one_sentence(call: Callable[..., Any]) -> None:
    for name, arguments, sentence in (
        ("article", {"id": "orvel"}, "There is no article 'orvel' in the index; see: steppewise"),
        ("ask", {"question": " "}, "The question is empty; type one, such as:"),
        ("search", {"query": "a", "since": "May"}, "'May' is not a date; write it as 2025-06-18"),
    ):
        with pytest.raises(ValueError, match=rf"^{sentence}[^\n]*$"):
            call(name, **arguments)


def test_progress_can_be_followed(connected: Connected[Any]) -> None:
    told = []

    async def note(progress: float, total: float | None, message: str | None) -> None:
        told.append(message)

    result = connected(
        lambda session: session.call_tool("articles", progress_callback=note, arguments={})
    )
    assert len(json.loads(result.content[0].text)) == 4
    assert "Processing" in told


def test_without_the_package_the_remedy_is_named(
    assistant: Assistant, records: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mcp, "find_spec", lambda name: None)
    with pytest.raises(SteppewiseError, match=r"install it with: pip install 'steppewise\[mcp\]'"):
        start(assistant, records, tools=True)


def test_where_users_log_in_there_are_no_tools(
    assistant: Assistant, records: Records, tmp_path: Path
) -> None:
    with pytest.raises(SteppewiseError, match=r"cannot log in; leave out --auth, or --mcp\.$"):
        start(assistant, records, users=Users(tmp_path / "users"), tools=True)


def test_there_are_no_tools_unless_asked_for(
    assistant: Assistant, serving: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRADIO_MCP_SERVER", "true")
    import httpx

    address = serving(assistant)
    asked = httpx.post(f"{address}{TOOLS_PATH}", json={}, trust_env=False, follow_redirects=True)
    assert asked.status_code in {404, 405}
