"""The source column: exact marks, headings, and links that lead where they should."""

from hypothesis import given
from hypothesis import strategies as st

from assistant import Answer, Citation
from assistant.app import article as shown
from corpus import Article, normalise
from index.results import Summary
from tests.assistant.app.dom import parse

TEXT = "The Aral wind farm\n\nNorthwind <built> it & left.\nIt has 24 turbines.\n\n- one item"
ARTICLE = Article.from_raw(
    "aral",
    "Aral <b>wind</b>",
    TEXT,
    source="Steppe Daily",
    date="2025-06-18",
    url="https://example.org/a?b=1&c='2'",
)


def cite(quote: str, number: int = 1, article: Article = ARTICLE) -> Citation:
    start = article.text.index(quote)
    return Citation(
        number=number, article_id=article.id, title=article.title, source=article.source,
        date=article.date, url=article.url, start=start, end=start + len(quote), quote=quote,
        answer_start=0, answer_end=1,
    )  # fmt: skip


def answering(*citations: Citation) -> Answer:
    return Answer("Who?", "Who?", "It.", False, None, 0.9, citations, (), (), 1, 1)


def citation_html(article: Article, *citations: Citation) -> str:
    """Return the article of the first of an answer's citations."""
    return shown.citation_html(article, shown.Cited(answering(*citations), 3, 0))


def test_the_quote_is_marked_and_other_quotes_more_lightly() -> None:
    strong, light = cite("Northwind <built> it & left."), cite("24 turbines", 2)
    page = parse(citation_html(ARTICLE, strong, light))
    assert page.marks == [("cited", "Northwind <built> it & left."), ("also", "24 turbines")]
    assert page.blocks[1:-1] == [
        ("h3", "The Aral wind farm"),
        ("p", "Northwind <built> it & left."),
        ("p", "It has 24 turbines."),
        ("p", "- one item"),
    ]


def test_a_quote_across_paragraphs_is_one_mark() -> None:
    quote = "wind farm\n\nNorthwind <built> it & left.\nIt has"
    page = parse(citation_html(ARTICLE, cite(quote), cite("it & left", 2)))
    assert page.marks == [("cited", quote)]
    assert page.blocks[1:-1] == [("p", TEXT[: TEXT.index("\n\n-")]), ("p", "- one item")]


def test_overlapping_quotes_are_marked_where_the_strong_one_is_not() -> None:
    strong, light = cite("<built> it"), cite("Northwind <built> it & left", 2)
    page = parse(citation_html(ARTICLE, strong, light))
    assert page.marks == [("also", "Northwind "), ("cited", "<built> it"), ("also", " & left")]


def test_quotes_from_other_articles_are_not_marked() -> None:
    other = Article.from_raw("other", "Other", TEXT)
    page = parse(citation_html(ARTICLE, cite("24"), cite("left", 2, other)))
    assert page.marks == [("cited", "24")]


def test_a_changed_article_is_shown_without_a_mark_and_says_so() -> None:
    changed = Article.from_raw("aral", "Aral", "It was sold.")
    page = parse(citation_html(changed, cite("24 turbines")))
    assert page.marks == []
    assert "This article has been changed since" in page.text
    assert ("p", "It was sold.") in page.blocks


def test_a_passage_is_marked_as_far_as_the_article_has_it() -> None:
    start = TEXT.index("Northwind")
    page = parse(shown.passage_html(ARTICLE, start, start + 20))
    assert page.marks == [("cited", "Northwind <built> it")]
    for span in [(5, 5), (9, 3), (0, len(TEXT) + 1)]:
        page = parse(shown.passage_html(ARTICLE, *span))
        assert page.marks == []
        assert "This article has been changed since" in page.text


def test_the_head_names_title_publisher_date_and_address() -> None:
    page = parse(shown.article_html(ARTICLE))
    assert "Aral <b>wind</b>Steppe Daily · 18 June 2025 · example.org" in page.text
    assert page.links["https://example.org/a?b=1&c='2'"] == "example.org"
    assert "b" not in page.tags


def test_only_web_addresses_become_links() -> None:
    for url in [
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "http:x",
        "//[",
        "",
    ]:
        article = Article.from_raw("aral", "Aral", TEXT, url=url)
        assert set(parse(shown.article_html(article)).links) == {"#articles", "#views"}


def test_the_list_has_the_latest_first_and_undated_ones_last() -> None:
    def summary(id_: str, date: str | None) -> Summary:
        return Summary(id_, f"Title {id_}", "Steppe Daily", date, None, 10, 1, "2025-01-01")

    page = parse(
        shown.listing_html([summary("a", None), summary("b/#1", "2024"), summary("c", "2025-06")])
    )
    assert list(page.links.items())[1:] == [
        ("#article-c", "Title c"),
        ("#article-b%2F%231", "Title b/#1"),
        ("#article-a", "Title a"),
    ]


_TEXTS = st.text(alphabet="aB1 .\n<>&\"'`${}[]()*_é中😀", max_size=120).map(normalise).filter(bool)


@given(_TEXTS, st.data())
def test_marks_are_exact_in_any_text(text: str, data: st.DataObject) -> None:
    places = st.integers(0, len(text))
    spans = st.tuples(places, places).map(sorted).filter(lambda span: span[0] < span[1])
    start, end = data.draw(spans)
    light = [(first, last) for first, last in data.draw(st.lists(spans, max_size=3))]
    page = parse(shown.marked_html(text, (start, end), light))
    assert [quote for kind, quote in page.marks if kind == "cited"] == [text[start:end]]
    assert page.text.replace("\n", "") == text.replace("\n", "")
    assert page.tags <= {"p", "h3", "mark"}
    assert page.attributes == {"class"}


@given(_TEXTS, st.data())
def test_light_marks_cover_what_they_should(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    page = parse(shown.marked_html(text, None, [(start, end)]))
    assert "".join(quote for _, quote in page.marks) == text[start:end].replace("\n", "")
