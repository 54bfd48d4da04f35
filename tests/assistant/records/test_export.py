"""Tests of assistant.records.export."""

import json
import re
from dataclasses import replace

from hypothesis import given
from markdown_it import MarkdownIt

from assistant.answer import Answer
from assistant.records import Conversation, Rating, as_json, as_markdown
from tests.assistant.records.support import ANSWERS, ASKED, WORDS, made_turn

MILL = Conversation("id", "The <mill>", "2025-06-18", "2025-06-19", 1)


def test_a_conversation_as_markdown() -> None:
    assert as_markdown(MILL, [made_turn("When\nwas it *built*?")]) == (
        "# The \\<mill\\>\n\n"
        "## When was it \\*built\\*?\n\n"
        "It was built in **1871**. [1] It has \\*four\\* sails \\& \\<b\\>no\\</b\\> "
        "!\\[cat\\](http://cats.example/x.png). [2]\n\n"
        "- [1] The \\[old\\] mill, Moor Weekly, 2022-07 "
        "<https://moor.example/a%20b?%3Cx%3E> (mill:0-21)\n"
        "- [2] The \\[old\\] mill, Moor Weekly, 2022-07 "
        "<https://moor.example/a%20b?%3Cx%3E> (mill:22-88)\n\n"
        f"Asked {ASKED}\n"
    )


def test_a_conversation_as_json_tells_everything_but_whose_it_is() -> None:
    turn = made_turn(rating=Rating(True, "just so"))
    exported = json.loads(as_json(MILL, [turn]))
    [found] = exported.pop("turns")
    assert exported == {"title": "The <mill>", "started": "2025-06-18", "changed": "2025-06-19"}
    assert Answer.from_dict(found.pop("answer")) == turn.answer
    assert found == {
        "filters": {"sources": ["Moor Weekly"], "articles": [], "since": "2022", "until": None},
        "asked": ASKED,
        "rating": {"helpful": True, "comment": "just so"},
    }


@given(WORDS, ANSWERS)
def test_what_looks_like_markup_is_none(title: str, answer: Answer) -> None:
    conversation = Conversation("id", f"{title} <i> ![x](http://x.example)", "", "", 1)
    turn = replace(made_turn(), answer=replace(answer, text=f"{answer.text} [a](b) `<b>`"))
    html = MarkdownIt().render(as_markdown(conversation, [turn]))
    assert not re.search(r"<(?!/?(h1|h2|p|ul|ol|li|strong|hr|br|pre|code)\b)", html)
