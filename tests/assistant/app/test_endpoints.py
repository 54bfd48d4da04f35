"""The endpoints for other programs, over a real server, by gradio_client and by plain HTTP."""

import json
from collections.abc import Callable
from dataclasses import asdict
from typing import Any
from urllib.error import HTTPError
from urllib.request import ProxyHandler, Request, build_opener

import pytest
from gradio_client import Client
from gradio_client.exceptions import AppError

from assistant import Assistant
from assistant.app import build
from assistant.records import Records
from corpus import Article
from index import Filters

NAMES = ["/ask", "/search", "/article", "/articles"]
_open = build_opener(ProxyHandler({})).open


def as_json(value: object) -> Any:
    return json.loads(json.dumps(value))


@pytest.fixture
def address(assistant: Assistant, serving: Callable[..., str]) -> str:
    return serving(assistant)


@pytest.fixture
def client(address: str) -> Client:
    return Client(address, verbose=False, analytics_enabled=False)


class TestWhatIsOffered:
    def test_exactly_four_endpoints(
        self, address: str, assistant: Assistant, records: Records
    ) -> None:
        offered = json.load(_open(f"{address}gradio_api/info?all_endpoints=true"))
        assert list(offered["named_endpoints"]) == NAMES
        assert offered["unnamed_endpoints"] == {}
        others = {event.api_visibility for event in build(assistant, records).fns.values()
                  if f"/{event.api_name}" not in NAMES}  # fmt: skip
        assert others == {"private"}

    def test_they_are_described(self, address: str) -> None:
        paths = json.load(_open(f"{address}gradio_api/openapi.json"))["paths"]
        posts = {path.removeprefix("/gradio_api/call/v2"): methods["post"]
                 for path, methods in paths.items() if "/call/v2/" in path}  # fmt: skip
        assert list(posts) == NAMES
        assert posts["/ask"]["description"].startswith(
            "Answer a question by sentences quoted from the articles, each cited, or say they lack"
        )
        arguments = {}
        for name, post in posts.items():
            schema = post["requestBody"]["content"]["application/json"]["schema"]
            arguments[name] = list(schema["properties"])
            for argument in arguments[name]:
                assert f"\n    {argument}: " in post["description"]
            assert "\nReturns:\n    " in post["description"]
        assert arguments == {
            "/ask": ["question", "history", "sources", "since", "until"],
            "/search": ["query", "k", "sources", "articles", "since", "until"],
            "/article": ["id"],
            "/articles": [],
        }


class TestAsking:
    def test_the_answer_is_that_of_the_assistant(
        self, client: Client, assistant: Assistant
    ) -> None:
        question = "When was the lighthouse of Orvel built?"
        answer = client.predict(question, api_name="/ask")
        assert answer == as_json(assistant.ask(question).to_dict())
        assert answer["citations"][0]["url"] == "https://gazette.example/lighthouse"

    def test_a_follow_up_is_understood_from_its_history(self, client: Client) -> None:
        history = [
            {"role": "user", "content": "What do trams in Quillhaven run on?", "metadata": None},
            {"role": "assistant", "content": "Trams run on hydrogen every 6 minutes. [1]"},
        ]
        answer = client.predict("How many stops does it have?", history, api_name="/ask")
        assert "Quillhaven" in answer["standalone_question"]
        assert answer["citations"][0]["quote"] == "Quillhaven opened a tramway with 17 stops."
        alone = client.predict("How many stops does it have?", api_name="/ask")
        assert alone["standalone_question"] == "How many stops does it have?"

    def test_filters(self, client: Client) -> None:
        asked = {"question": "Where does the miller come from?", "api_name": "/ask"}
        for filters, articles in (
            ({"sources": ["Moor Weekly"]}, 2),
            ({"since": "2022", "until": "2022"}, 1),
            ({"sources": ["Moor Weekly", "Orvel Gazette"], "until": "2021"}, 1),
            ({"since": "2030"}, 0),
        ):
            answer = client.predict(**asked, **filters)
            assert answer["articles_searched"] == articles
        assert answer["reason"] == "The filters leave no article to search; widen them."


class TestLookingUp:
    def test_search(self, client: Client, assistant: Assistant) -> None:
        found = client.predict("Orvel goats", 2, api_name="/search")
        hits = assistant.search("Orvel goats", 2)
        assert found == {"query": "Orvel goats", "hits": [asdict(hit) for hit in hits]}

    def test_search_in_some_articles(self, client: Client, assistant: Assistant) -> None:
        chosen = ["quill-tramway", "orvel-lighthouse"]
        found = client.predict("trams", articles=chosen, since="2021", api_name="/search")
        filters = Filters(articles=tuple(chosen), since="2021")
        assert found["hits"] == [asdict(hit) for hit in assistant.search("trams", 10, filters)]
        assert {hit["article_id"] for hit in found["hits"]} == set(chosen)

    def test_article(self, client: Client, towns: list[Article]) -> None:
        assert client.predict("orvel-lighthouse", api_name="/article") == asdict(towns[0])

    def test_articles(self, client: Client, assistant: Assistant) -> None:
        listed = client.predict(api_name="/articles")
        assert listed == [asdict(summary) for summary in assistant.articles()]
        assert [item["id"] for item in listed] == [
            "brenmoor-cheese", "orvel-lighthouse", "quill-tramway", "sandry-observatory",
        ]  # fmt: skip

    def test_plain_http(self, address: str, assistant: Assistant) -> None:
        body = json.dumps({"query": "blue cheese", "k": 1}).encode()
        url, head = f"{address}gradio_api/call/v2/search", {"Content-Type": "application/json"}
        event = json.load(_open(Request(url, body, head)))["event_id"]
        told = _open(f"{address}gradio_api/call/search/{event}").read().decode()
        (data,) = told.removeprefix("event: complete\ndata: ").splitlines()[:1]
        (found,) = json.loads(data)
        assert found["hits"] == [asdict(hit) for hit in assistant.search("blue cheese", 1)]


MISTAKES: list[tuple[str, dict[str, Any], str]] = [
    ("/ask", {"question": " "}, "The question is empty; type one, such as:"),
    ("/ask", {"question": "x" * 2001}, "The question has 2,001 characters and may have 2,000"),
    ("/ask", {"question": 5}, "The argument question does not fit: input should be a valid"),
    ("/ask", {"question": "a", "sources": "b"}, "The argument sources does not fit: input"),
    ("/ask", {"question": "a", "sources": [["b"]]}, "The argument sources[0] does not fit"),
    (
        "/ask",
        {"question": "a", "history": [{"role": "x", "content": ""}]},
        "The argument history[0]['role'] does not fit: input should be 'user' or 'assistant'.",
    ),
    ("/ask", {"question": "a", "since": "May"}, "'May' is not a date; write it as 2025-06-18"),
    ("/ask", {"question": "a", "since": "2022", "until": "2021"}, "No day is after 2022 and"),
    ("/search", {"query": "a", "k": 0}, "The number of passages is 0; give one from 1 to 1000"),
    ("/search", {"query": "a", "k": "b"}, "The argument k does not fit: input should be a"),
    ("/search", {"query": "a", "articles": ["quil-tramway"]}, "There is no article 'quil-tram"),
    ("/article", {"id": "orvel"}, "There is no article 'orvel' in the index; see: steppewise"),
]


def test_a_mistake_is_one_sentence(client: Client, capfd: pytest.CaptureFixture[str]) -> None:
    for endpoint, arguments, sentence in MISTAKES:
        with pytest.raises(AppError) as caught:
            client.predict(**arguments, api_name=endpoint)
        assert str(caught.value).startswith(sentence)
        assert "\n" not in str(caught.value)
    assert "Traceback" not in capfd.readouterr().err


@pytest.mark.parametrize(
    ("endpoint", "arguments"),
    [
        ("search", {"words": "trams"}),
        ("search", {}),
        ("search", {"query": "a", "x": 1}),
        ("no", {}),
    ],
)
def test_plain_http_with_other_names(
    address: str, capfd: pytest.CaptureFixture[str], endpoint: str, arguments: dict[str, Any]
) -> None:
    body, head = json.dumps(arguments).encode(), {"Content-Type": "application/json"}
    with pytest.raises(HTTPError) as caught:
        _open(Request(f"{address}gradio_api/call/v2/{endpoint}", body, head))
    assert caught.value.code == 422
    assert json.load(caught.value) == {
        "error": "There is no such endpoint, or it takes other arguments; see "
        "/gradio_api/openapi.json"
    }
    assert "Traceback" not in capfd.readouterr().err
