"""Many at once: conversations that do not touch, and a slow question that holds nobody up."""

import json
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier, Event
from typing import Any

import pytest
from gradio_client import Client

from assistant import Answer, Assistant
from assistant.conversation.following import Message
from corpus import Article
from index import Filters, Index
from tests.embedder import HashingEmbedder

PEOPLE = range(10)
TOWNS = ["Alvern", "Bostrel", "Corvane", "Deskur", "Elmira", "Fenwold", "Gorsten", "Hollin",
         "Istrel", "Jorvin"]  # fmt: skip
_WAIT = 60  # seconds; reached only if something is held up

Talk = list[dict[str, Any]]
"""The answers to the questions of one person."""


@pytest.fixture
def index(tmp_path: Path) -> Index:
    """An article about each town, each by a publisher of its own."""
    made = Index.create(tmp_path / "index", HashingEmbedder())
    made.add(
        Article(
            town.lower(),
            f"The mill of {town}",
            f"The mill of {town} was built in {1800 + number}. It has {20 + number} sails.\n\n"
            f"The miller of {town} keeps {30 + number} geese.",
            source=f"{town} Post",
            date=str(2001 + number),
        )
        for number, town in enumerate(TOWNS)
    )
    return made


def converse(
    ask: Callable[[str, Sequence[Message], list[str], str], dict[str, Any]], number: int
) -> Talk:
    """Hold one person's conversation: about one town, then within the articles of its publisher."""
    town, year = TOWNS[number], str(2001 + number)
    talk: Talk = []
    history: list[Message] = []
    for question in (
        f"When was the mill of {town} built?",
        "How many sails does it have?",
        "How many geese does the miller keep?",
    ):
        answer = ask(question, history, [f"{town} Post"], year)
        history += [
            {"role": "user", "content": question},
            {"role": "assistant", "content": answer["text"]},
        ]
        talk.append(answer)
    return talk


def test_ten_conversations_at_once_are_as_they_are_one_by_one(
    index: Index, serving: Callable[..., str]
) -> None:
    assistant = Assistant(index)
    address = serving(assistant)
    together = Barrier(len(PEOPLE))

    def directly(
        question: str, history: Sequence[Message], sources: list[str], since: str
    ) -> dict[str, Any]:
        answer = assistant.ask(question, history, Filters(tuple(sources), since=since))
        return json.loads(json.dumps(answer.to_dict()))  # type: ignore[no-any-return]

    def over_http(number: int) -> Talk:
        client = Client(address, verbose=False, analytics_enabled=False)

        def ask(*arguments: object) -> dict[str, Any]:
            together.wait(_WAIT)  # so that each question is asked by all at the same time
            return client.predict(*arguments, api_name="/ask")  # type: ignore[no-any-return]

        return converse(ask, number)

    with ThreadPoolExecutor(len(PEOPLE)) as people:
        talks = list(people.map(over_http, PEOPLE))
    assert talks == [converse(directly, number) for number in PEOPLE]
    for number, talk in zip(PEOPLE, talks, strict=True):
        facts = [str(1800 + number), f"{20 + number} sails", f"{30 + number} geese"]
        for answer, fact in zip(talk, facts, strict=True):
            assert fact in answer["text"]
            assert TOWNS[number] in answer["standalone_question"]
            assert answer["articles_searched"] == 1
            assert {hit["article_id"] for hit in answer["hits"]} == {TOWNS[number].lower()}


class Held(Assistant):
    """An assistant who answers a question about something slow only when it is let go."""

    def __init__(self, index: Index, slow: int) -> None:
        super().__init__(index)
        self.asked, self.let_go = Barrier(slow + 1), Event()

    def ask(
        self,
        question: str,
        history: Sequence[Message] = (),
        filters: Filters | None = None,
        *,
        suggest: bool = True,
    ) -> Answer:
        if "slow" in question:
            self.asked.wait(_WAIT)
            self.let_go.wait(_WAIT)
        return super().ask(question, history, filters, suggest=suggest)


@pytest.mark.parametrize("slow", [1, 10])
def test_slow_questions_hold_nobody_up(
    index: Index, serving: Callable[..., str], slow: int
) -> None:
    assistant = Held(index, slow)
    client = Client(serving(assistant), verbose=False, analytics_enabled=False)
    waiting = [client.submit("Is the slow mill old?", api_name="/ask") for _ in range(slow)]
    try:
        assistant.asked.wait(_WAIT)  # all of them are being worked on, at the same time
        with ThreadPoolExecutor(5) as people:
            quick = list(
                people.map(
                    lambda town: client.predict(
                        f"When was the mill of {town} built?", api_name="/ask"
                    ),
                    TOWNS[:5],
                )
            )
        assert [answer["citations"][0]["article_id"] for answer in quick] == [
            town.lower() for town in TOWNS[:5]
        ]
        assert len(client.predict(api_name="/articles")) == len(TOWNS)
        assert not any(job.done() for job in waiting)
    finally:
        assistant.let_go.set()
    for job in waiting:
        assert job.result(_WAIT)["question"] == "Is the slow mill old?"
