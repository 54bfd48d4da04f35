"""The kinds of file an article comes in, each read by a library made for it.

A reader takes the file's bytes and name and returns what it found; it raises `LoadError` with a
sentence for the person who gave the file.
"""

import datetime
import io
import logging
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from corpus.dates import iso_date
from corpus.encoding import decode
from corpus.errors import LoadError
from corpus.markdown import plain_text
from corpus.text import title_line

MAX_UNPACKED_BYTES = 500 * 2**20
"""The most that a .docx file, which is a ZIP archive, may unpack to."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a file says of itself; what it does not say is None."""

    text: str
    title: str | None = None
    source: str | None = None
    date: str | None = None
    url: str | None = None
    id: str | None = None


def read_text(data: bytes, name: str) -> Found:
    """Read plain text in whatever encoding it is; the title is its title line, if it has one."""
    text = decode(data, name)
    return Found(text, title=title_line(text))


def read_markdown(data: bytes, name: str) -> Found:
    """Read Markdown, as plain text, and the metadata of its YAML front matter."""
    import frontmatter
    import yaml

    try:
        fields, body = frontmatter.parse(decode(data, name))
    except (yaml.YAMLError, ValueError) as error:  # a ValueError for a day that does not exist
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 1}" if mark else f" ({error})"
        raise LoadError(
            f"The front matter of {name} is not YAML{where}; mend it, for example by putting the "
            "value in quotation marks."
        ) from None
    text = plain_text(body)
    heading = re.match(r"\s*#\s+(.+)", body)
    title = plain_text(heading.group(1)) if heading else title_line(text)
    return Found(
        text,
        title=_said(fields, "title") or title,
        source=_said(fields, "source") or _said(fields, "publisher"),
        date=iso_date(fields.get("date")),
        url=_said(fields, "url"),
        id=_said(fields, "id"),
    )


def read_html(data: bytes, name: str) -> Found:
    """Read the article of a web page, without its menus, scripts and images."""
    import trafilatura

    for logger in ("trafilatura", "htmldate"):
        logging.getLogger(logger).setLevel(logging.CRITICAL)
    page = trafilatura.bare_extraction(
        decode(data, name),
        with_metadata=True,
        include_comments=False,
        date_extraction_params={"original_date": True, "extensive_search": False},
    )
    if page is None or isinstance(page, dict) or not page.text:
        raise LoadError(f"{name} is a web page without an article in it; leave it out.")
    return Found(
        page.text, page.title or None, page.sitename or None, iso_date(page.date), page.url or None
    )


def read_pdf(data: bytes, name: str) -> Found:
    """Read the text and the document information of a PDF file."""
    import pypdf

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        pdf = pypdf.PdfReader(io.BytesIO(data))
        if pdf.is_encrypted and not pdf.decrypt(""):
            raise LoadError(f"{name} is encrypted; save it without a password first.")
        text = "\n".join(_page_text(page) for page in pdf.pages)
        info = pdf.metadata
        title = str(info.title or "") if info else ""
        created = _creation_date(info)
    except LoadError:
        raise
    except Exception as error:  # noqa: BLE001 - pypdf raises many kinds on damaged files, not only its own
        raise LoadError(
            f"{name} is not a whole PDF file ({type(error).__name__}); fetch or save it again."
        ) from None
    return Found(text, title=title.strip() or title_line(text), date=iso_date(created))


def read_docx(data: bytes, name: str) -> Found:
    """Read the paragraphs, tables and properties of a Word document."""
    import docx
    from docx.table import Table

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
            described = "docProps/core.xml" in archive.namelist()
        if unpacked > MAX_UNPACKED_BYTES:
            raise LoadError(
                f"{name} unpacks to {unpacked / 2**20:.0f} MB and may unpack to "
                f"{MAX_UNPACKED_BYTES // 2**20} MB; split it."
            )
        document = docx.Document(io.BytesIO(data))
        lines: list[str] = []
        for block in document.iter_inner_content():
            if isinstance(block, Table):
                lines += [" | ".join(cell.text.strip() for cell in row.cells) for row in block.rows]
            else:
                lines.append(" ".join(block.text.split("\n")))
        properties = document.core_properties
        # Where there are no properties, python-docx invents the title "Word Document".
        title, created = (properties.title, properties.created) if described else ("", None)
    except LoadError:
        raise
    except Exception as error:  # noqa: BLE001 - zipfile, lxml and python-docx each raise their own kinds
        raise LoadError(
            f"{name} is not a whole Word document ({type(error).__name__}); save it again."
        ) from None
    text = "\n\n".join(lines)
    return Found(text, title=title.strip() or title_line(text), date=iso_date(created))


READERS: Mapping[str, Callable[[bytes, str], Found]] = {
    ".txt": read_text,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".pdf": read_pdf,
    ".docx": read_docx,
}


def _said(fields: Mapping[str, Any], name: str) -> str | None:
    value = fields.get(name)
    return str(value).strip() or None if value is not None else None


def _creation_date(info: Any) -> datetime.datetime | None:  # noqa: ANN401 - pypdf is lazy
    """Return when a PDF file was made; a date that is written wrongly is none."""
    try:
        return info.creation_date if info else None
    except ValueError:
        return None


def _page_text(page: Any) -> str:  # noqa: ANN401 - pypdf is imported lazily
    """Return the text of one page without the line that holds only its number."""
    lines = page.extract_text().strip().split("\n")
    if lines and lines[-1].strip(" -–").isdigit():
        lines = lines[:-1]
    return "\n".join(lines)
