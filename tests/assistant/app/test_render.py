"""What all views make HTML with."""

import re
import string

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from assistant.app import render
from tests.assistant.app.dom import parse


@given(st.text(alphabet=string.punctuation + "aé中1 \n", max_size=40))
def test_markdown_and_html_read_escaped_text_as_it_was(text: str) -> None:
    escaped = render.escape(text)
    assert parse(escaped).text == text
    assert parse(escaped).tags == set()
    assert not re.search(r"[<>*_`\[\]()!$\\{}:/.@~|]", escaped)
    markdown = parse(MarkdownIt("gfm-like", {"linkify": False}).render(f"x{escaped}"))
    assert markdown.tags <= {"p"}


def test_starters_ask_themselves() -> None:
    assert parse(render.starters_html(['Is "it" <b> big?'])).links == {
        "#ask-Is%20%22it%22%20%3Cb%3E%20big%3F": 'Is "it" <b> big?'
    }


def test_dates_are_as_precise_as_they_are_given() -> None:
    assert render.provenance("Steppe Daily", "2025-12-01") == "Steppe Daily · 1 December 2025"
    assert render.provenance(None, "2025-06") == "Publisher unknown · June 2025"
    assert render.provenance(None, None) == "Publisher unknown · undated"
