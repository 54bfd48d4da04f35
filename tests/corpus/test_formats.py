"""Tests of corpus.formats."""

import datetime
import io
import re
import zipfile

import docx
import pytest

from corpus import LoadError, formats
from corpus.formats import (
    Found,
    read_docx,
    read_html,
    read_markdown,
    read_pdf,
    read_text,
)
from tests.documents import encrypt_pdf, make_pdf, save_docx

FERRY = [
    ["The ferry of Lindow", "The ferry crosses the sound in 25 minutes and it", "carries 40 cars.",
     "1"],
    ["It was built in 1998.", "- 2 -"],
]  # fmt: skip
FERRY_TEXT = (
    "The ferry of Lindow\nThe ferry crosses the sound in 25 minutes and it\ncarries 40 cars.\n"
    "It was built in 1998."
)


class TestText:
    def test_the_title_is_the_title_line(self) -> None:
        data = b"The ferry of Lindow\n\nIt carries 40 cars."
        assert read_text(data, "a.txt") == Found(data.decode(), title="The ferry of Lindow")

    def test_there_may_be_no_title(self) -> None:
        assert read_text(b"It carries 40 cars.", "a.txt") == Found("It carries 40 cars.")

    def test_utf_16(self) -> None:
        assert read_text("Паром берёт 40 машин.".encode("utf-16"), "a.txt") == Found(
            "Паром берёт 40 машин."
        )

    def test_an_image_is_refused(self) -> None:
        png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0\0\0\1\0\x08\6\0\0\0" + bytes(range(256))
        with pytest.raises(LoadError, match=r"^ferry\.txt is not a text"):
            read_text(png, "ferry.txt")


class TestMarkdown:
    def test_front_matter(self) -> None:
        data = (
            b"---\nid: ferry\ntitle: 'The ferry: a story'\nsource: Vell Courier\n"
            b"date: 2021-03-04\nurl: https://vell.example/ferry\nmood: grey\n---\n"
            b"# Another title\n\nIt carries **40** cars."
        )
        assert read_markdown(data, "a.md") == Found(
            "Another title\n\nIt carries 40 cars.",
            title="The ferry: a story",
            source="Vell Courier",
            date="2021-03-04",
            url="https://vell.example/ferry",
            id="ferry",
        )

    @pytest.mark.parametrize(
        ("field", "date"),
        [("2021", "2021"), ("2021-03", "2021-03"), ("4 March 2021", "2021-03-04"),
         ("2021-03-04 10:00:00", "2021-03-04"), ("soon", None), ("", None)],
    )  # fmt: skip
    def test_dates(self, field: str, date: str | None) -> None:
        assert read_markdown(f"---\ndate: {field}\n---\nText.".encode(), "a.md").date == date

    def test_the_publisher_is_a_source(self) -> None:
        found = read_markdown(b"---\npublisher: Vell Courier\nid: 7\n---\nText.", "a.md")
        assert (found.source, found.id) == ("Vell Courier", "7")

    def test_without_front_matter_the_heading_is_the_title(self) -> None:
        found = read_markdown(b"\xef\xbb\xbf# The *ferry*\n\nIt carries 40 cars.", "a.md")
        assert found == Found("The ferry\n\nIt carries 40 cars.", title="The ferry")

    @pytest.mark.parametrize(
        ("line", "where"),
        [("title: The ferry: a story", "line 3"), ("date: 2021-02-31", "day is out of range")],
    )
    def test_broken_front_matter_is_refused(self, line: str, where: str) -> None:
        data = f"---\nid: ferry\n{line}\n---\nText.".encode()
        with pytest.raises(LoadError, match=rf"front matter of a\.md is not YAML.*{where}.*; mend"):
            read_markdown(data, "a.md")

    def test_a_list_instead_of_fields_gives_no_fields(self) -> None:
        assert read_markdown(b"---\n- a\n- b\n---\nText.", "a.md") == Found("Text.")


class TestHtml:
    PAGE = """<!doctype html><html lang="en"><head>
        <title>The ferry of Lindow | Vell Courier</title>
        <meta property="og:title" content="The ferry of Lindow">
        <meta property="og:site_name" content="Vell Courier">
        <meta property="article:published_time" content="2021-03-04T08:00:00+01:00">
        <link rel="canonical" href="https://courier.example/ferry">
        <script src="https://tracker.example/t.js"></script>
        <style>body { color: red }</style></head><body>
        <nav><a href="/">Home</a> <a href="/sport">Sport pages</a></nav>
        <script>document.write("injected words")</script>
        <article><h1>The ferry of Lindow</h1>
        <p>The ferry of Lindow crosses the sound in 25 minutes &amp; carries 40 cars at a time.</p>
        <img src="https://images.example/ferry.png" alt="pixel" onerror="alert(1)">
        <p>It was built in 1998 at the yard of Marl, by a crew of 112, and painted green.</p>
        </article><footer>Copyright 1999 Vell Courier</footer></body></html>"""

    def test_the_article_without_what_is_around_it(self) -> None:
        found = read_html(self.PAGE.encode(), "a.html")
        assert found == Found(
            "The ferry of Lindow\n"
            "The ferry of Lindow crosses the sound in 25 minutes & carries 40 cars at a time.\n"
            "It was built in 1998 at the yard of Marl, by a crew of 112, and painted green.",
            title="The ferry of Lindow",
            source="Vell Courier",
            date="2021-03-04",
            url="https://courier.example/ferry",
        )

    def test_windows_1251(self) -> None:
        body = "<p>Паром через пролив идёт двадцать пять минут и берёт на борт сорок машин.</p>" * 2
        page = f'<html><head><meta charset="windows-1251"></head><body>{body}</body></html>'
        found = read_html(page.encode("windows-1251"), "a.html")
        assert "Паром через пролив идёт двадцать пять минут" in found.text

    def test_what_the_page_does_not_say_is_empty(self) -> None:
        page = "<html><body><article><p>" + "The ferry carries 40 cars. " * 9 + "</p></article>"
        found = read_html(page.encode(), "a.html")
        assert (found.source, found.date, found.url) == (None, None, None)

    @pytest.mark.parametrize("page", [b"<html><body></body></html>", b"<script>x()</script>"])
    def test_a_page_without_an_article_is_refused(self, page: bytes) -> None:
        with pytest.raises(LoadError, match=r"^a\.html is a web page without an article"):
            read_html(page, "a.html")


class TestPdf:
    INFO = b"/Title (A ferry for Lindow) /CreationDate (D:20240517103000Z)"

    def test_text_title_and_date(self) -> None:
        assert read_pdf(make_pdf(FERRY, self.INFO), "a.pdf") == Found(
            FERRY_TEXT, title="A ferry for Lindow", date="2024-05-17"
        )

    def test_without_information_the_title_is_the_title_line(self) -> None:
        assert read_pdf(make_pdf(FERRY), "a.pdf") == Found(FERRY_TEXT, title="The ferry of Lindow")

    def test_a_date_that_is_written_wrongly_is_none(self) -> None:
        data = make_pdf(FERRY, b"/CreationDate (yesterday)")
        assert read_pdf(data, "a.pdf") == Found(FERRY_TEXT, title="The ferry of Lindow")

    def test_encrypted_with_a_password(self) -> None:
        data = encrypt_pdf(make_pdf(FERRY), "open sesame")
        with pytest.raises(LoadError, match=r"^a\.pdf is encrypted; save it without a password"):
            read_pdf(data, "a.pdf")

    def test_encrypted_without_a_password_to_open_it(self) -> None:
        assert read_pdf(encrypt_pdf(make_pdf(FERRY), ""), "a.pdf").text == FERRY_TEXT

    @pytest.mark.parametrize("share", [0.02, 0.3, 0.5, 0.8, 0.95])
    def test_a_truncated_file_is_refused(self, share: float) -> None:
        data = make_pdf(FERRY, self.INFO)
        with pytest.raises(LoadError, match=r"^a\.pdf is not a whole PDF file \(.*; fetch or save"):
            read_pdf(data[: int(share * len(data))], "a.pdf")

    def test_a_scan_has_no_text(self) -> None:
        assert read_pdf(make_pdf([[], []]), "a.pdf").text.strip() == ""


class TestDocx:
    def _document(self) -> "docx.document.Document":
        document = docx.Document()
        document.core_properties.title = "A ferry for Lindow"
        document.core_properties.created = datetime.datetime(2022, 5, 6, tzinfo=datetime.UTC)
        document.add_heading("The ferry", 1)
        document.add_paragraph("It carries\n40 cars.")
        table = document.add_table(rows=1, cols=2)
        table.cell(0, 0).text, table.cell(0, 1).text = "Length", "61.5 m"
        document.add_paragraph("It was built in 1998.")
        return document

    def test_paragraphs_tables_and_properties_in_order(self) -> None:
        assert read_docx(save_docx(self._document()), "a.docx") == Found(
            "The ferry\n\nIt carries 40 cars.\n\nLength | 61.5 m\n\nIt was built in 1998.",
            title="A ferry for Lindow",
            date="2022-05-06",
        )

    def test_without_a_title_it_is_the_title_line(self) -> None:
        document = self._document()
        document.core_properties.title = ""
        assert read_docx(save_docx(document), "a.docx").title == "The ferry"

    def test_no_title_is_invented_where_there_are_no_properties(self) -> None:
        data = save_docx(self._document())
        stripped = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stripped, "w") as new:
            for name in old.namelist():
                if name != "docProps/core.xml":
                    part = re.sub(
                        rb"<(Relationship|Override) [^>]*core[^>]*/>", b"", old.read(name)
                    )
                    new.writestr(name, part)
        found = read_docx(stripped.getvalue(), "a.docx")
        assert (found.title, found.date) == ("The ferry", None)

    @pytest.mark.parametrize("share", [0.0, 0.5, 0.99])
    def test_a_truncated_file_is_refused(self, share: float) -> None:
        data = save_docx(self._document())
        with pytest.raises(
            LoadError, match=r"^a\.docx is not a whole Word document \(BadZipFile\)"
        ):
            read_docx(data[: int(share * len(data))], "a.docx")

    def test_another_zip_file_is_refused(self) -> None:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr("a.txt", "not Word")
        with pytest.raises(LoadError, match=r"^a\.docx is not a whole Word document"):
            read_docx(out.getvalue(), "a.docx")

    def test_a_zip_bomb_is_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(formats, "MAX_UNPACKED_BYTES", 2**20)
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("word/document.xml", bytes(3 * 2**20))
        with pytest.raises(LoadError, match=r"unpacks to 3 MB and may unpack to 1 MB; split it"):
            read_docx(out.getvalue(), "a.docx")
