"""What always holds of an answer, and questions to the towns that have one or have none."""

import re
from dataclasses import replace

from assistant import Answer, Assistant
from assistant.answer import ABSTENTION
from tests.assistant.evidence import written

ANSWERABLE = [
    "When was the lighthouse of Orvel built?",
    "How many stops does the Quillhaven tramway have?",
    "How much blue cheese do dairies in Brenmoor make?",
    "How wide is the telescope's mirror on Mount Sandry?",
    "Which is older, the lighthouse of Orvel or the tramway of Quillhaven?",
    "What do trams run on?",
]
UNANSWERABLE = [
    "What is the capital of Peru?",
    "When did Quillhaven open a zeppelin?",
    "How many cinemas are there in Brenmoor?",
]


def check(answer: Answer, assistant: Assistant) -> None:
    """Check what DESIGN.md says always holds."""
    numbers = [citation.number for citation in answer.citations]
    ahead = len(numbers) - len(set(numbers))  # those of a sentence that compares
    assert sorted(numbers[:ahead]) == sorted(set(numbers[:ahead]))
    assert numbers[ahead:] == list(range(1, len(numbers) - ahead + 1))
    for citation in answer.citations[:ahead]:
        (quoted,) = (item for item in answer.citations[ahead:] if item.number == citation.number)
        assert replace(citation, answer_start=0, answer_end=0) == (
            replace(quoted, answer_start=0, answer_end=0)
        )
        assert answer.text[: citation.answer_end].endswith(".")
    for number, citation in enumerate(answer.citations[ahead:], start=1):
        article = assistant.article(citation.article_id)
        assert citation.quote == article.text[citation.start : citation.end] != ""
        assert answer.text[citation.answer_start : citation.answer_end] == written(citation)
        assert answer.text[citation.answer_end :].startswith(f" [{number}]")
        assert (citation.title, citation.source, citation.date, citation.url) == (
            article.title, article.source, article.date, article.url,
        )  # fmt: skip
    for hit in answer.hits:
        assert hit.text == assistant.article(hit.article_id).text[hit.start : hit.end]
    assert [hit.rank for hit in answer.hits] == list(range(1, len(answer.hits) + 1))
    assert 0 <= answer.confidence <= 1
    if answer.abstained:
        assert answer.citations == ()
        assert answer.reason
        assert answer.text == f"{ABSTENTION} {answer.reason}"
    else:
        assert answer.reason is None
        own = answer.text[: answer.citations[0].answer_end] if ahead else ""
        opening = f"{own} {''.join(f'[{number}]' for number in numbers[:ahead])} " if ahead else ""
        quotes = " ".join(f"{written(item)} [{item.number}]" for item in answer.citations[ahead:])
        lines = re.compile(r"\s+(?:- )?")
        assert lines.sub(" ", f" {answer.text}") == lines.sub(" ", f" {opening}{quotes}")
        assert quotes
        quoted = [(item.article_id, item.start) for item in answer.citations[ahead:]]
        assert len(set(quoted)) == len(quoted)
