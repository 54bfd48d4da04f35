"""The library's table as HTML: harmless, named for screen readers, never more than a page."""

from html import unescape

import pytest

from assistant.app.browsing import Browsing, Column, Page, page_of
from assistant.app.table import chosen_html, range_of, removed, removing_html, table_html
from index import Summary
from tests.assistant.app.dom import parse
from tests.assistant.app.test_browsing import article

HOSTILE = article(
    'x"><script>alert(1)</script>',
    title="<img src=x onerror=alert(2)> ${alert(3)} {{value}}",
    source="<b>Steppe</b>",
    words=1234,
    passages=1,
)


def shown(*articles: Summary, browsing: Browsing | None = None) -> str:
    browsing = browsing or Browsing()
    return table_html(page_of(articles, browsing), browsing)


def test_what_articles_say_is_only_text() -> None:
    html = shown(HOSTILE)
    page = parse(html.replace("<input", "<br"))
    assert page.tags.isdisjoint({"script", "img", "b"})
    assert not any(name.startswith("on") for name in page.attributes)
    assert "${" not in html
    assert "{{" not in html
    assert page.text == (
        "1–1 of 1 articleTitlePublisherDateWordsPassagesAdded"
        f"{HOSTILE.title}<b>Steppe</b>–1,234 words1 passageadded 2026-01-01"
    )
    assert list(page.links.values()) == [HOSTILE.title]
    assert list(page.links) == ["#article-x%22%3E%3Cscript%3Ealert%281%29%3C%2Fscript%3E"]
    for other in (removing_html([HOSTILE]), chosen_html(Browsing(), removed(["<i>"], ["<i>"]))):
        assert parse(other).tags <= {"dialog", "div", "h2", "ul", "li", "p", "button"}


def test_only_the_sorted_column_says_how_it_is_sorted() -> None:
    html = shown(HOSTILE, browsing=Browsing(column=Column.TITLE, descending=False))
    assert html.count("aria-sort") == 1
    assert '<th role="columnheader" scope="col" class="title" aria-sort="ascending">' in html


def test_ticks_are_those_chosen() -> None:
    html = shown(article("a"), article("b"), browsing=Browsing(chosen=frozenset({"b"})))
    assert html.count(" checked") == 1
    assert 'value="b" aria-label="Select B" checked' in html
    html = shown(article("a"), browsing=Browsing(chosen=frozenset({"a"})))
    assert 'aria-label="Select all on this page" checked' in html


def test_a_table_of_ten_thousand_sends_one_page() -> None:
    articles = [article(f"a{place:05}", title=f"T{place:05}") for place in range(10_000)]
    browsing = Browsing(column=Column.TITLE, descending=False, page=1)
    html = shown(*articles, browsing=browsing)
    page = parse(html.replace("<input", "<br"))
    assert page.text.startswith("51–100 of 10,000 articles")
    assert list(page.links.values()) == [f"T{place:05}" for place in range(50, 100)]
    assert "Page 2 of 200" in page.text
    assert [unescape(value) for value in ("0", "0", "2", "199")] == [
        part.split('"')[0] for part in html.split('data-event="turn" data-value="')[1:]
    ]
    assert len(html) < 60_000


def test_there_is_no_way_past_the_first_and_the_last_page() -> None:
    articles = [article(f"a{place:03}") for place in range(60)]
    first, last = (shown(*articles, browsing=Browsing(page=page)) for page in (0, 1))
    disabled = [
        [part.split(">")[1].split("<")[0] for part in html.split('aria-disabled="true"')[1:]]
        for html in (first, last)
    ]
    assert disabled == [["First", "Previous"], ["Next", "Last"]]
    assert "pager" not in shown(*articles[:50])


@pytest.mark.parametrize(
    ("total", "query", "said"),
    [
        (0, "", "There are no articles yet; add some above."),
        (1, "", "1–1 of 1 article"),
        (3, " nothing ", "No article has “nothing” in its title, publisher or id."),
        (3, "a2", "1–1 of 1 found among 3 articles"),
    ],
)
def test_it_is_said_what_is_shown(total: int, query: str, said: str) -> None:
    page: Page = page_of([article(f"a{place}") for place in range(total)], Browsing(query=query))
    assert range_of(page, query) == said


def test_the_question_names_what_will_go() -> None:
    page = parse(removing_html([article(f"a{place:02}") for place in range(12)]))
    assert page.text.startswith("Remove 12 articles?A00A01A02")
    assert "A09and 2 others" in page.text
    assert page.text.endswith("CancelRemove 12 articles")
    assert removing_html([]) == ""


def test_what_somebody_else_removed_is_told() -> None:
    assert removed(["a"], []) == "Removed 1 article."
    assert removed(["a", "b"], ["b"]) == (
        "Removed 1 article. Somebody else had already removed “b”."
    )
    assert removed(["b"], ["b"]) == "Somebody else had already removed “b”."
    many = [f"a{place}" for place in range(12)]
    assert removed(many, many).endswith("“a9” and 2 more.")
