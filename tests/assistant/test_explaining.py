"""Tests of Assistant.explain: the search that an answer was found by."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from assistant import Assistant
from assistant.answer import Citation
from assistant.conversation.following import Message
from index import Filters, Index, QueryError


def test_ranks_are_those_of_the_answer(assistant: Assistant) -> None:
    question = "How much blue cheese do dairies in Brenmor make?"
    answer = assistant.ask(question)
    (citation,) = answer.citations
    explained = assistant.explain(question, citation)
    ranks = {(hit.article_id, hit.start): hit.rank for hit in answer.hits}
    assert explained.rank == ranks[explained.article_id, explained.start] == 1
    assert explained.passages_searched == answer.passages_searched
    text = assistant.article(citation.article_id).text
    quoted = {term.word: [text[s:e] for s, e in term.quote] for term in explained.matched}
    assert quoted == {
        "blue": ["blue"], "cheese": ["cheese"], "dairies": ["Dairies"],
        "Brenmoor": ["Brenmoor"], "make": ["make"],
    }  # fmt: skip


def test_a_conversation_counts_as_it_did_for_the_answer(assistant: Assistant) -> None:
    history: list[Message] = [
        {"role": "user", "content": "What do trams in Quillhaven run on?"},
        {"role": "assistant", "content": "Trams run on hydrogen every 6 minutes. [1]"},
    ]
    question = "How many stops does it have?"
    answer = assistant.ask(question, history)
    explained = assistant.explain(question, answer.citations[0], history=history)
    assert explained.query == answer.standalone_question
    ranks = {(hit.article_id, hit.start): hit.rank for hit in answer.hits}
    assert explained.rank == ranks[explained.article_id, explained.start]


def test_the_part_of_a_question_that_found_the_citation(assistant: Assistant) -> None:
    question = "Which is older, the lighthouse of Orvel or the tramway of Quillhaven?"
    answer = assistant.ask(question)
    queries = {
        citation.article_id: assistant.explain(question, citation) for citation in answer.citations
    }
    assert "Orvel" in queries["orvel-lighthouse"].query
    assert "Quillhaven" not in queries["orvel-lighthouse"].query
    assert {id_: found.rank for id_, found in queries.items()} == dict.fromkeys(queries, 1)


def test_filters_are_those_of_the_search(assistant: Assistant) -> None:
    question, filters = "What do trams run on?", Filters(sources=("Moor Weekly",))
    (citation,) = assistant.ask(question, filters=filters).citations
    assert assistant.explain(question, citation, filters).passages_searched == 2
    assert assistant.explain(question, citation).passages_searched == 4


def test_an_article_that_was_changed_since(assistant: Assistant) -> None:
    (citation,) = assistant.ask("What do trams run on?").citations
    with pytest.raises(QueryError, match="changed after the answer was given; ask again"):
        assistant.explain("What do trams run on?", replace(citation, quote="Trams run on gas."))


def test_what_the_articles_write_for_short_is_looked_for_and_explained(
    indexed: Callable[..., Index],
) -> None:
    index = indexed(
        a="The Orvel Wool Board (OWB) met in Marl.", b="Last year the OWB sold 40 boats.",
        c="Kandor sold goats.",
    )  # fmt: skip
    assistant = Assistant(index)
    question = "How many boats did the OWB sell?"
    assert assistant.ask(question, suggest=False).standalone_question == question
    sold = assistant.article("b")
    explained = assistant.explain(question, Citation.of(1, sold, (0, len(sold.text)), (0, 1)))
    assert explained.query == "How many boats did the OWB (Orvel Wool Board) sell?"
    assert {term.word for term in explained.matched} == {"boats", "OWB"}
