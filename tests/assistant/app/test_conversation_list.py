"""The list of conversations as HTML, and the file that one is exported to."""

import re
from html import unescape

from assistant.app.conversation_list import conversations_html, file_html
from assistant.records import Conversation
from tests.assistant.app.dom import parse

HOSTILE = '<img src=x onerror="alert(1)"> ${x}'


def conversation(title: str, id_: str = "one", turns: int = 1) -> Conversation:
    return Conversation(id_, title, "2025-06-18T09:30:00+00:00", "2025-06-19T23:59:00+00:00", turns)


def test_each_is_listed_with_its_questions_and_day_and_the_open_one_marked() -> None:
    html = conversations_html([conversation("A", "a"), conversation("B", "b", 1200)], "b")
    assert "A1 question · 19 Jun 2025" in parse_text(html)
    assert "B1,200 questions · 19 Jun 2025" in parse_text(html)
    assert html.count("aria-current") == 1
    assert 'data-value="b" aria-current="true"' in html


def test_a_title_is_only_text_wherever_it_stands() -> None:
    html = conversations_html([conversation(HOSTILE)], None)
    assert "<img" not in html
    assert "${" not in html
    assert f"Delete “{HOSTILE}”? It cannot be brought back." in unescape(html)


def test_a_file_has_a_plain_name_and_the_text_to_the_letter() -> None:
    html = file_html(conversation("../Ä & <b>: what?"), f"# {HOSTILE}\n", ".md")
    assert re.search('data-name="([^"]*)"', unescape(html).replace(HOSTILE, ""))[1] == (  # type: ignore[index]
        "ä-b-what.md"
    )
    assert f'data-text="# {HOSTILE}\n"' in unescape(html)
    assert "<img" not in html
    assert 'data-name="conversation&#46;json"' in file_html(conversation("?!"), "{}", ".json")


def test_a_file_that_is_wanted_twice_differs() -> None:
    assert file_html(conversation("A"), "", ".md") != file_html(conversation("A"), "", ".md")


def parse_text(html: str) -> str:
    return parse(re.sub("<input[^>]*>", "", html)).text


def test_only_who_has_logged_in_can_log_out() -> None:
    assert "Log out" not in conversations_html([], None)
    html = conversations_html([], None, "a<b>")
    assert '<p class="quiet user">a&#60;b&#62; <a href="/logout">Log out</a></p>' in html
