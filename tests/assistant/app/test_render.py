"""Answers as HTML: what is a link, what is only text, and what is said below."""

import re
import string

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from assistant import Answer, Citation
from assistant.answer import ABSTENTION
from assistant.answering.composing import Quote, write
from assistant.app import render
from assistant.marks import genuine_marks
from corpus import Article
from tests.assistant.app.dom import parse

HOSTILE = (
    "<img src=http://example.invalid/x.png> ![x](http://example.invalid/y.png) "
    "<script>alert(1)</script> [7] **bold** http://example.invalid ${1+1} {{x}} $$x$$ `code` _i_"
)
MARKED = Article(
    "mill", "The mill", "It was built in 1871. It has **four** sails of <b>oak</b> & [1]."
)


def make_citation(number: int, end: int, title: str = "Aral wind farm") -> Citation:
    return Citation(
        number=number, article_id="aral", title=title, source="Steppe Daily", date="2025-06-18",
        url=None, start=0, end=5, quote="Words", answer_start=0, answer_end=end,
    )  # fmt: skip


def make_answer(text: str, *citations: Citation, **changes: object) -> Answer:
    fields: dict[str, object] = {
        "question": "Who built it?",
        "standalone_question": "Who built it?",
        "text": text,
        "abstained": False,
        "reason": None,
        "confidence": 0.9,
        "citations": citations,
        "hits": (),
        "suggestions": (),
        "articles_searched": 5,
        "passages_searched": 39,
    }
    return Answer(**{**fields, **changes})  # type: ignore[arg-type]


def test_marks_behind_what_they_support_become_links() -> None:
    answer = make_answer("First. [1] Second. [2]", make_citation(1, 6), make_citation(2, 18))
    page = parse(render.answer_html(answer, turn=3))
    assert page.links == {"#cite-3-0": "[1]", "#cite-3-1": "[2]"}
    assert page.text.startswith("First.[1] Second.[2]")


def test_a_link_names_title_publisher_and_date() -> None:
    answer = make_answer("First. [1]", make_citation(1, 6, 'Say "hi" & <b>'))
    page = parse(render.answer_html(answer, turn=0))
    assert page.titles == ['Say "hi" & <b> — Steppe Daily · 18 June 2025']


def test_several_marks_may_stand_behind_one_part() -> None:
    answer = make_answer("Both say so [2][1].", make_citation(1, 11), make_citation(2, 11))
    assert list(genuine_marks(answer)) == [(12, 15, 1), (15, 18, 0)]


def test_marks_in_the_words_of_an_article_stay_text() -> None:
    answer = make_answer("As [1] said [7]. [1] [1] Again. [2]", make_citation(1, 16))
    assert list(genuine_marks(answer)) == [(17, 20, 0)]
    assert parse(render.answer_html(answer, turn=0)).links == {"#cite-0-0": "[1]"}


def quoting(*quotes: Quote) -> Answer:
    """Return an answer that quotes an article full of marks."""
    text, citations = write([list(quotes)], {"mill": MARKED}, listed=False)
    return make_answer(text, *citations)


def test_the_short_answer_is_strong() -> None:
    html = render.answer_html(quoting(Quote("mill", 0, 21, short=(16, 20))), turn=0)
    assert "built in <strong>1871</strong>&#46;<a " in html
    page = parse(html)
    assert page.text.startswith("It was built in 1871.[1]")
    assert page.links == {"#cite-0-0": "[1]"}


def test_asterisks_of_an_article_stay_text() -> None:
    answer = quoting(Quote("mill", 0, 21, short=(16, 20)), Quote("mill", 22, 64))
    html = render.answer_html(answer, turn=0)
    assert html.count("<strong>") == 1
    assert parse(html).text.startswith(
        "It was built in 1871.[1] It has **four** sails of <b>oak</b> & [1].[2]"
    )


def test_a_short_answer_takes_no_effect_either() -> None:
    begin, end = MARKED.text.index("**four"), MARKED.text.index(" & [1]")
    html = render.answer_html(quoting(Quote("mill", 22, 64, short=(begin, end))), turn=0)
    page = parse(html)
    assert page.tags == {"div", "p", "a", "strong"}
    assert f"<strong>{render.escape(MARKED.text[begin:end])}</strong>" in html
    assert page.text.startswith("It has **four** sails of <b>oak</b> & [1].[1]")


def test_bold_type_keeps_the_space_before_it_and_a_link_does_not() -> None:
    html = render.answer_html(quoting(Quote("mill", 0, 21, short=(0, 21))), turn=0)
    assert html.startswith('<div class="answer"><p><strong>It was built in 1871&#46;</strong><a ')
    assert "was <strong>built" in render.answer_html(
        quoting(Quote("mill", 0, 21, short=(7, 12))), turn=0
    )


def test_each_item_of_a_list_may_have_a_strong_part() -> None:
    lines = [[Quote("mill", 0, 21, short=(16, 20))], [Quote("mill", 22, 64, short=(29, 37))]]
    text, citations = write(lines, {"mill": MARKED}, listed=True)
    html = render.answer_html(make_answer(text, *citations), turn=0)
    assert "<ul><li>It was built in <strong>1871</strong>" in html
    assert "<li>It has <strong>&#42;&#42;four&#42;&#42;</strong> sails" in html


def test_hostile_text_is_shown_to_the_letter() -> None:
    answer = make_answer(HOSTILE, question=HOSTILE, standalone_question=f"{HOSTILE} now")
    page = parse(render.answer_html(answer, turn=0))
    assert page.text == f"{HOSTILE}Understood as: {HOSTILE} nowSearched 5 articles, 39 passages"
    assert page.tags == {"div", "p"}
    assert parse(render.question_html(HOSTILE)).text == HOSTILE


@given(st.text(alphabet=string.punctuation + "aé中1 \n", max_size=40))
def test_markdown_and_html_read_escaped_text_as_it_was(text: str) -> None:
    escaped = render.escape(text)
    assert parse(escaped).text == text
    assert parse(escaped).tags == set()
    assert not re.search(r"[<>*_`\[\]()!$\\{}:/.@~|]", escaped)
    markdown = parse(MarkdownIt("gfm-like", {"linkify": False}).render(f"x{escaped}"))
    assert markdown.tags <= {"p"}


def test_line_ends_never_end_a_block_of_html() -> None:
    html = render.answer_html(make_answer("One.\n- a\n- b\n\n    Two.\n \n<p>"), turn=0)
    assert "\n" not in html
    assert html.startswith(
        '<div class="answer"><p>One&#46;<br>&#45; a<br>&#45; b</p><p>    Two&#46;</p>'
        "<p>&#60;p&#62;</p>"
    )


def test_how_a_question_was_understood_is_said_only_if_it_differs() -> None:
    same = make_answer("Yes.", question=" who  built it? ", standalone_question="Who built it?")
    assert "Understood" not in render.answer_html(same, 0)
    other = make_answer("Yes.", standalone_question="Who built the Aral wind farm?")
    assert (
        "Understood as: Who built the Aral wind farm?" in parse(render.answer_html(other, 0)).text
    )


def test_numbers_of_one_are_singular() -> None:
    answer = make_answer("Yes.", articles_searched=1, passages_searched=1)
    assert parse(render.answer_html(answer, 0)).text == "Yes.Searched 1 article, 1 passage"


def test_an_abstention_says_so_and_why() -> None:
    reason = "No article names it."
    answer = make_answer(f"{ABSTENTION} {reason}", abstained=True, reason=reason)
    html = render.answer_html(answer, 0)
    assert html.startswith('<div class="answer abstained"><p class="label">Not answered</p>')
    assert f"{ABSTENTION} No article names it.Searched" in parse(html).text


def test_a_reply_to_a_greeting_is_no_refusal_and_nothing_was_searched_for_it() -> None:
    answer = make_answer(
        "Hello!", abstained=True, reason="This is a greeting.", articles_searched=0
    )
    assert render.answer_html(answer, 0) == '<div class="answer"><p>Hello&#33;</p></div>'


def test_lines_with_bullets_are_a_list() -> None:
    answer = make_answer(
        "Two are here: [1][2]\n\n- <b>Aral</b> [1]\n- Syr - a river [2]",
        make_citation(1, 13), make_citation(1, 35), make_citation(2, 13), make_citation(2, 55),
    )  # fmt: skip
    html = render.answer_html(answer, 0)
    assert "<ul><li>&#60;b&#62;Aral&#60;&#47;b&#62;<a " in html
    page = parse(html)
    assert page.tags == {"div", "p", "a", "ul", "li"}
    assert page.text.startswith("Two are here:[1][2]<b>Aral</b>[1]Syr - a river[2]")
    assert sorted(page.links) == ["#cite-0-0", "#cite-0-1", "#cite-0-2", "#cite-0-3"]


def test_suggestions_and_starters_ask_themselves() -> None:
    links = {"#ask-Is%20%22it%22%20%3Cb%3E%20big%3F": 'Is "it" <b> big?'}
    answer = make_answer("Yes.", suggestions=('Is "it" <b> big?',))
    assert parse(render.answer_html(answer, 0)).links == links
    assert parse(render.starters_html(['Is "it" <b> big?'])).links == links


def test_history_is_what_was_asked_and_answered() -> None:
    answers = [make_answer("Yes. [1]", make_citation(1, 4)), make_answer("No.", question="Big?")]
    assert render.history(answers) == [
        {"role": "user", "content": "Who built it?"},
        {"role": "assistant", "content": "Yes. [1]"},
        {"role": "user", "content": "Big?"},
        {"role": "assistant", "content": "No."},
    ]


def test_messages_end_with_the_pending_question() -> None:
    shown = render.messages([make_answer("Yes.")], pending="Why?")
    assert [message["role"] for message in shown] == ["user", "assistant", "user"]
    assert shown[2]["content"] == '<div class="question"><p>Why&#63;</p></div>'


def test_dates_are_as_precise_as_they_are_given() -> None:
    assert render.provenance("Steppe Daily", "2025-12-01") == "Steppe Daily · 1 December 2025"
    assert render.provenance(None, "2025-06") == "Publisher unknown · June 2025"
    assert render.provenance(None, None) == "Publisher unknown · undated"
