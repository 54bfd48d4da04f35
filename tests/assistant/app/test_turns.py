"""Answers as HTML: what is a link, what is only text, and what is said below."""

from dataclasses import replace

from assistant import Answer, Citation
from assistant.answer import ABSTENTION
from assistant.app import render, turns
from assistant.app.session import Session
from assistant.marks import genuine_marks
from assistant.quoting import Quote, write
from assistant.records import Rating, Turn
from corpus import Article
from index import Filters, Hit
from tests.assistant.app.dom import Page, parse

HOSTILE = (
    "<img src=http://example.invalid/x.png> ![x](http://example.invalid/y.png) "
    "<script>alert(1)</script> [7] **bold** http://example.invalid ${1+1} {{x}} $$x$$ `code` _i_"
)
MARKED = Article(
    "mill", "The mill", "It was built in 1871. It has **four** sails of <b>oak</b> & [1]."
)


def answer_html(answer: Answer, place: int = 0) -> str:
    return turns.answer_html(answer, place, Filters())


SURE = "Very likely to answer the question (90%)"
HIT = Hit(1, "aral", "Aral wind farm", 0, 5, "Words", 0.8)


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
        "hits": (HIT,),
        "suggestions": (),
        "articles_searched": 5,
        "passages_searched": 39,
    }
    return Answer(**{**fields, **changes})  # type: ignore[arg-type]


def test_marks_behind_what_they_support_become_links() -> None:
    answer = make_answer("First. [1] Second. [2]", make_citation(1, 6), make_citation(2, 18))
    page = parse(answer_html(answer, 3))
    assert page.links == {"#cite-3-0": "[1]", "#cite-3-1": "[2]"}
    assert page.text.startswith("First.[1] Second.[2]")


def test_a_link_names_title_publisher_and_date() -> None:
    answer = make_answer("First. [1]", make_citation(1, 6, 'Say "hi" & <b>'))
    page = parse(answer_html(answer, 0))
    assert page.titles == ['Say "hi" & <b> — Steppe Daily · 18 June 2025']


def test_several_marks_may_stand_behind_one_part() -> None:
    answer = make_answer("Both say so [2][1].", make_citation(1, 11), make_citation(2, 11))
    assert list(genuine_marks(answer)) == [(12, 15, 1), (15, 18, 0)]


def test_marks_in_the_words_of_an_article_stay_text() -> None:
    answer = make_answer("As [1] said [7]. [1] [1] Again. [2]", make_citation(1, 16))
    assert list(genuine_marks(answer)) == [(17, 20, 0)]
    assert parse(answer_html(answer, 0)).links == {"#cite-0-0": "[1]"}


def quoting(*quotes: Quote) -> Answer:
    """Return an answer that quotes an article full of marks."""
    text, citations = write([list(quotes)], {"mill": MARKED}, listed=False)
    return make_answer(text, *citations)


def test_the_short_answer_is_strong() -> None:
    html = answer_html(quoting(Quote("mill", 0, 21, short=(16, 20))), 0)
    assert "built in <strong>1871</strong>&#46;<a " in html
    page = parse(html)
    assert page.text.startswith("It was built in 1871.[1]")
    assert page.links == {"#cite-0-0": "[1]"}


def test_asterisks_of_an_article_stay_text() -> None:
    answer = quoting(Quote("mill", 0, 21, short=(16, 20)), Quote("mill", 22, 64))
    html = answer_html(answer, 0)
    assert html.count("<strong>") == 1
    assert parse(html).text.startswith(
        "It was built in 1871.[1] It has **four** sails of <b>oak</b> & [1].[2]"
    )


def test_a_short_answer_takes_no_effect_either() -> None:
    begin, end = MARKED.text.index("**four"), MARKED.text.index(" & [1]")
    html = answer_html(quoting(Quote("mill", 22, 64, short=(begin, end))), 0)
    page = parse(html)
    assert page.tags == {"div", "p", "a", "strong", "span"}
    assert f"<strong>{render.escape(MARKED.text[begin:end])}</strong>" in html
    assert page.text.startswith("It has **four** sails of <b>oak</b> & [1].[1]")


def test_bold_type_keeps_the_space_before_it_and_a_link_does_not() -> None:
    html = answer_html(quoting(Quote("mill", 0, 21, short=(0, 21))), 0)
    assert html.startswith('<div class="answer"><p><strong>It was built in 1871&#46;</strong><a ')
    assert "was <strong>built" in answer_html(quoting(Quote("mill", 0, 21, short=(7, 12))), 0)


def test_each_item_of_a_list_may_have_a_strong_part() -> None:
    lines = [[Quote("mill", 0, 21, short=(16, 20))], [Quote("mill", 22, 64, short=(29, 37))]]
    text, citations = write(lines, {"mill": MARKED}, listed=True)
    html = answer_html(make_answer(text, *citations), 0)
    assert "<ul><li>It was built in <strong>1871</strong>" in html
    assert "<li>It has <strong>&#42;&#42;four&#42;&#42;</strong> sails" in html


def test_hostile_text_is_shown_to_the_letter() -> None:
    answer = make_answer(HOSTILE, question=HOSTILE, standalone_question=f"{HOSTILE} now")
    page = parse(answer_html(answer, 0))
    assert (
        page.text == f"{HOSTILE}Understood as: {HOSTILE} nowSearched 5 articles, 39 passages{SURE}"
    )
    assert page.tags == {"div", "p", "span"}
    assert parse(turns.question_html(HOSTILE)).text == HOSTILE


def test_line_ends_never_end_a_block_of_html() -> None:
    html = answer_html(make_answer("One.\n- a\n- b\n\n    Two.\n \n<p>"), 0)
    assert "\n" not in html
    assert html.startswith(
        '<div class="answer"><p>One&#46;<br>&#45; a<br>&#45; b</p><p>    Two&#46;</p>'
        "<p>&#60;p&#62;</p>"
    )


def test_how_a_question_was_understood_is_said_only_if_it_differs() -> None:
    same = make_answer("Yes.", question=" who  built it? ", standalone_question="Who built it?")
    assert "Understood" not in answer_html(same, 0)
    other = make_answer("Yes.", standalone_question="Who built the Aral wind farm?")
    assert "Understood as: Who built the Aral wind farm?" in parse(answer_html(other, 0)).text


def test_numbers_of_one_are_singular() -> None:
    answer = make_answer("Yes.", articles_searched=1, passages_searched=1)
    assert parse(answer_html(answer, 0)).text == f"Yes.Searched 1 article, 1 passage{SURE}"


def test_an_abstention_says_so_and_why() -> None:
    reason = "No article names it."
    answer = make_answer(f"{ABSTENTION} {reason}", abstained=True, reason=reason)
    html = answer_html(answer, 0)
    assert html.startswith('<div class="answer abstained"><p class="label">Not answered</p>')
    assert f"{ABSTENTION} No article names it.Searched" in parse(html).text


def test_a_reply_to_a_greeting_is_no_refusal_and_nothing_was_searched_for_it() -> None:
    answer = make_answer(
        "Hello!", abstained=True, reason="This is a greeting.", articles_searched=0
    )
    assert answer_html(answer, 0) == '<div class="answer"><p>Hello&#33;</p></div>'


def test_lines_with_bullets_are_a_list() -> None:
    answer = make_answer(
        "Two are here: [1][2]\n\n- <b>Aral</b> [1]\n- Syr - a river [2]",
        make_citation(1, 13), make_citation(1, 35), make_citation(2, 13), make_citation(2, 55),
    )  # fmt: skip
    html = answer_html(answer, 0)
    assert "<ul><li>&#60;b&#62;Aral&#60;&#47;b&#62;<a " in html
    page = parse(html)
    assert page.tags == {"div", "p", "a", "ul", "li", "span"}
    assert page.text.startswith("Two are here:[1][2]<b>Aral</b>[1]Syr - a river[2]")
    assert sorted(page.links) == ["#cite-0-0", "#cite-0-1", "#cite-0-2", "#cite-0-3"]


def shown(session: Session, pending: str | None = None) -> Page:
    return parse(turns.conversation_html(session, pending))


def make_turn(
    text: str = "Yes.", *citations: Citation, rating: Rating | None = None, **changes: object
) -> Turn:
    answer = make_answer(text, *citations, **changes)
    return Turn(
        answer, Filters(("Steppe Daily",), since="2025"), "2025-06-18T09:30:00+00:00", rating
    )


def test_what_was_searched_is_said_in_words() -> None:
    answer = make_answer("So. [1]", make_citation(1, 3))
    page = parse(turns.answer_html(answer, 0, Filters(("Steppe Daily", "<b>"), until="2025-07")))
    assert (
        "Searched 5 articles, 39 passages · only Steppe Daily or <b>, until July 2025 · "
        "newest evidence of 18 June 2025"
    ) in page.text


def test_how_sure_it_is_has_its_number_for_eyes_and_ears() -> None:
    html = answer_html(make_answer("Yes.", confidence=0.7))
    assert '<span title="Confidence 70&#37;">Likely to answer the question<' in html
    assert parse(html).text.endswith("Likely to answer the question (70%)")


def test_what_was_not_searched_for_is_not_likely_but_counted_or_defined() -> None:
    counted = make_citation(1, 6)
    assert "Counted in the catalogue" in answer_html(make_answer("Three. [1]", counted, hits=()))
    defined = replace(counted, short_start=0, short_end=5)
    assert "Defined in the articles" in answer_html(make_answer("Words. [1]", defined, hits=()))


def test_suggestions_ask_themselves() -> None:
    session = Session("c", (make_turn(suggestions=('Is "it" <b> big?',)),))
    links = {"#ask-Is%20%22it%22%20%3Cb%3E%20big%3F": 'Is "it" <b> big?'}
    assert shown(session).links == links


def test_a_question_without_an_answer_comes_last_and_can_be_stopped() -> None:
    page = shown(Session("c", (make_turn(),)), pending="<i>Why?")
    assert "<i>Why?Searching the articles …Stop" in page.text
    assert "i" not in page.tags


def test_an_edited_question_says_what_it_will_replace_and_hides_it_once_asked() -> None:
    asked = tuple(make_turn(question=f"Which {number}?") for number in range(4))
    session = Session("c", asked).edited(1)
    assert (
        "Question 2 is back in its field. Its answer and the 2 answers after it will be replaced."
    ) in shown(session).text
    page = shown(session, pending="Which one?")
    assert "Which 0?" in page.text
    assert "Which 1?" not in page.text
    assert "Its answer will be replaced." in shown(Session("c", asked).edited(3)).text


def test_asking_again_warns_if_later_answers_would_go() -> None:
    html = turns.conversation_html(Session("c", (make_turn(), make_turn(), make_turn())))
    assert html.count("data-confirm") == 2
    assert "Ask this again&#63; The 2 answers after it will go&#46;" in html


def test_a_rating_shows_on_its_thumb_and_asks_why() -> None:
    up, down = (
        turns.turn_html(make_turn(rating=Rating(helpful, "<b>so</b>")), 0, 1)
        for helpful in (True, False)
    )
    assert (
        'data-helpful="yes" aria-label="Good answer" title="Good answer" aria-pressed="true"' in up
    )
    assert (
        'data-helpful="no" aria-label="Bad answer" title="Bad answer" aria-pressed="true"' in down
    )
    assert up.count('aria-pressed="true"') == down.count('aria-pressed="true"') == 1
    page = parse(up)
    assert "Your comment: <b>so</b>" in page.text
    assert "b" not in page.tags
    assert "comment" not in turns.turn_html(make_turn(), 0, 1)


def test_a_screen_reader_hears_how_it_went() -> None:
    def heard(turn: Turn) -> str:
        return turns.conversation_html(Session("c", (turn,))).rpartition('role="status">')[2]

    twice = make_turn("A. [1] B. [1]", make_citation(1, 2), make_citation(1, 9))
    assert heard(twice).startswith("Answered with 1 citation<")
    assert heard(make_turn(ABSTENTION, abstained=True)).startswith("Not answered<")


def test_a_conversation_full_of_markup_takes_no_effect() -> None:
    turn = make_turn(
        HOSTILE, question=HOSTILE, suggestions=(HOSTILE,), rating=Rating(True, HOSTILE)
    )
    page = shown(Session("c", (turn,)))
    assert not page.tags & {"img", "script", "b", "i"}
    assert page.text.count(HOSTILE) == 5  # twice in the form of the comment


def test_what_is_not_answered_is_said_below_the_answer_as_text() -> None:
    answer = make_answer("First. [1]", make_citation(1, 6), missing="Nothing of <b>Vell</b> [9].")
    page = parse(answer_html(answer))
    assert page.text.startswith("First.[1]Nothing of <b>Vell</b> [9].")
    assert page.links == {"#cite-0-0": "[1]"}
