"""The page in a browser: asking, citations, uploads, and what never leaves the machine."""

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.app.turns import answer_html
from index import Filters
from tests.assistant.app.browser.support import (
    ARTICLES,
    DAM,
    WIND,
    Make,
    Serve,
    Visit,
    ask,
    expected_answer,
)
from tests.assistant.app.dom import parse

pytest.importorskip("playwright.sync_api")
from playwright.sync_api import expect


def test_a_citation_opens_its_article_at_the_quote(
    make_assistant: Make,
    serve: Serve,
    visit: Visit,
) -> None:
    assistant = make_assistant(*ARTICLES)
    page = visit(serve(assistant))
    expect(page.locator(".masthead h1")).to_have_text("Steppewise")
    ask(page, WIND)
    cited = expected_answer(assistant, WIND).citations[0]
    assert cited.article_id == "aral"
    page.locator('a.cite[href="#cite-0-0"]').press("Enter")
    mark = page.locator("mark.cited")
    expect(mark).to_be_in_viewport()
    assert mark.text_content() == cited.quote
    assert page.locator(".source h2").text_content() == ARTICLES[0].title
    assert "Steppe Daily · 18 June 2025" in page.locator(".source header").inner_text()
    link = page.locator(".source header a[target=_blank]")
    assert link.get_attribute("href") == "https://example.invalid/aral"
    assert link.get_attribute("rel") == "noopener noreferrer"


def test_the_newest_answer_is_brought_into_view(
    make_assistant: Make, serve: Serve, visit: Visit
) -> None:
    page = visit(serve(make_assistant(*ARTICLES)), width=390)
    for place in range(3):
        ask(page, WIND)
        newest = page.locator(".turn").nth(place)
        expect(newest.locator(".question")).to_be_in_viewport()
        expect(newest.locator(".actions")).to_be_in_viewport()


def test_hostile_articles_are_only_text(
    make_assistant: Make,
    serve: Serve,
    visit: Visit,
) -> None:
    assistant = make_assistant(*ARTICLES)
    page = visit(serve(assistant))
    ask(page, DAM)
    answer = expected_answer(assistant, DAM)
    place = [citation.article_id for citation in answer.citations].index("hostile")
    page.locator(f'a.cite[href="#cite-0-{place}"]').click()
    expect(page.locator(".source h2")).to_have_text(ARTICLES[1].title)
    assert page.locator("mark.cited").text_content() == answer.citations[place].quote
    assert page.locator(".answer a").count() == len(answer.citations)
    for place_shown in ("#chat .answer", ".source"):
        assert page.locator(f"{place_shown} :is(img, script, iframe)").count() == 0
    bold = sum(citation.short is not None for citation in answer.citations)
    assert page.locator("#chat .answer strong").count() == bold
    assert page.locator(".source strong").count() == 0
    assert page.locator(".source header a[target=_blank]").count() == 0
    page.wait_for_timeout(500)  # for a call out, which `visit` would count, to happen


def test_the_articles_are_listed_by_titles_that_are_only_text(
    make_assistant: Make,
    serve: Serve,
    visit: Visit,
) -> None:
    page = visit(serve(make_assistant(*ARTICLES)))
    ask(page, "Which articles do you have?")
    assert page.locator(".answer p").first.inner_text() == "There are two articles:[1][2]"
    assert page.locator(".answer li").all_inner_texts() == [
        f"{ARTICLES[0].title} (Steppe Daily, 18 June 2025)[1]",
        f"{ARTICLES[1].title} ({ARTICLES[1].source})[2]",
    ]
    assert page.locator(":is(#chat .answer, .source) :is(img, script, b)").count() == 0
    page.locator(".answer li a.cite").first.click()
    expect(page.locator("mark.cited")).to_have_text(
        "The Aral wind farm was financed and built by Northwind Holding & Sons of Aktobe.",
    )


def test_a_greeting_is_no_refusal_and_invites(
    make_assistant: Make, serve: Serve, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Assistant, "_questions", lambda *_: [WIND])
    page = visit(serve(make_assistant(*ARTICLES)))
    ask(page, "Good morning!")
    assert page.locator(".answer").inner_text() == (
        "Hello! Ask me about the two articles; I answer in their own sentences, each with its "
        "citation."
    )
    page.locator(".turn a.ask").click()
    expect(page.locator(".answer")).to_have_count(2)
    assert page.locator(".turn .question").last.inner_text() == WIND


def test_a_conversation_is_its_visitors_own(
    make_assistant: Make,
    serve: Serve,
    visit: Visit,
) -> None:
    url = serve(make_assistant(*ARTICLES))
    first, second = visit(url), visit(url)
    ask(first, WIND)
    expect(second.locator(".turn .question")).to_have_count(0)
    ask(second, DAM)
    ask(first, f"{WIND} Tell me.")
    assert first.locator(".turn .question").all_inner_texts() == [WIND, f"{WIND} Tell me."]
    assert second.locator(".turn .question").all_inner_texts() == [DAM]
    first.get_by_role("button", name="New conversation").click()
    expect(first.locator(".turn .question")).to_have_count(0)
    assert second.locator(".turn .question").all_inner_texts() == [DAM]


def test_a_starter_asks_itself(
    make_assistant: Make, serve: Serve, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    starters = [DAM, "Who's <b>painting</b> #1 & `2`?"]
    monkeypatch.setattr(Assistant, "starters", lambda *_: starters)
    page = visit(serve(make_assistant(*ARTICLES)))
    assert page.locator(".welcome a.ask").all_inner_texts() == starters
    page.locator(".welcome a.ask").last.click()
    expect(page.locator(".answer")).to_have_count(1)
    assert page.locator(".turn .question").inner_text() == starters[1]


def test_uploads_can_be_asked_about_at_once(
    make_assistant: Make,
    serve: Serve,
    visit: Visit,
    write: Callable[[str, str | bytes], Path],
) -> None:
    assistant = make_assistant()
    page = visit(serve(assistant))
    expect(page.locator(".welcome")).to_contain_text("There are no articles yet.")
    article = f"---\ntitle: Aral wind\nsource: Steppe Daily\n---\n\n{ARTICLES[0].text}\n"
    files = [write("aral.md", article), write("image.txt", bytes(range(256)) * 8)]
    page.get_by_role("tab", name="Library").click()
    page.locator("#upload input[type=file]").set_input_files(files)
    report = page.locator(".report li")
    expect(report).to_have_count(2)
    assert report.nth(0).inner_text().startswith("refused image.txt ")
    assert report.nth(1).inner_text() == "added aral"
    expect(page.locator(".masthead .size")).to_contain_text("1 article,")
    page.get_by_role("tab", name="Ask").click()
    ask(page, WIND)
    page.locator('a.cite[href="#cite-0-0"]').click()
    mark = page.locator("mark.cited")
    expect(mark).to_be_visible()
    assert mark.text_content() == expected_answer(assistant, WIND).citations[0].quote


def test_filters_apply_and_a_bad_date_is_noticed(
    make_assistant: Make,
    serve: Serve,
    visit: Visit,
) -> None:
    assistant = make_assistant(*ARTICLES)
    page = visit(serve(assistant))
    page.get_by_text("Publishers and dates to search").click()
    page.get_by_label("Since").fill("<i>June</i>")
    page.locator("#question textarea").fill(DAM)
    page.locator("#question textarea").press("Enter")
    notice = page.get_by_test_id("toast-text")
    expect(notice).to_contain_text("'<i>June</i>' is not a date; write it as")
    expect(page.locator("#question textarea")).to_have_value(DAM)
    page.get_by_label("Since").fill("2025-06")
    page.get_by_label("Publishers").click()
    page.get_by_role("option", name="Steppe Daily").click()
    ask(page, DAM)
    filters = Filters(sources=("Steppe Daily",), since="2025-06")
    expected = parse(answer_html(assistant.ask(DAM, (), filters), 0, filters)).text
    assert page.locator(".answer").text_content() == expected
    assert expected != parse(answer_html(assistant.ask(DAM), 0, Filters())).text
