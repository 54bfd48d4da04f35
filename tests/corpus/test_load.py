"""Tests of corpus.load."""

from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from corpus import Article, LoadError, Refusal, load
from corpus.load import MAX_FILE_BYTES, readable_suffixes
from tests.documents import make_pdf, save_docx

Write = Callable[[str, str | bytes], Path]


def test_each_kind_of_file(tmp_path: Path, write: Write) -> None:
    document = docx.Document()
    document.add_paragraph("The docx of Vell turns.")
    paragraph = "The html of Vell turns in the wind, by day and by night, all the year round. "
    write("a.txt", "The txt of Vell turns.")
    write("b.md", "The *md* of Vell turns.")
    write("c.MARKDOWN", "The markdown of Vell turns.")
    write("d.html", f"<html><body><article><p>{paragraph * 3}</p></article></body></html>")
    write("e.htm", f"<html><body><article><p>{paragraph * 3}</p></article></body></html>")
    write("f.pdf", make_pdf([["The pdf of Vell turns."]]))
    write("g.docx", save_docx(document))
    write("h.jsonl", '{"id": "line", "text": "The jsonl of Vell turns."}')
    found = {item.id: item.text for item in load([tmp_path]) if isinstance(item, Article)}
    assert found == {
        "a": "The txt of Vell turns.",
        "b": "The md of Vell turns.",
        "c": "The markdown of Vell turns.",
        "d": (paragraph * 3).strip(),
        "e": (paragraph * 3).strip(),
        "f": "The pdf of Vell turns.",
        "g": "The docx of Vell turns.",
        "line": "The jsonl of Vell turns.",
    }


def test_the_suffixes_are_those() -> None:
    assert readable_suffixes() == [
        ".docx", ".htm", ".html", ".jsonl", ".markdown", ".md", ".pdf", ".txt",
    ]  # fmt: skip


def test_a_folder_gives_ids_by_path_and_leaves_out_what_is_hidden_or_of_another_kind(
    tmp_path: Path, write: Write
) -> None:
    write("vell/mill.txt", "It turns.")
    write("vell/north/mill.txt", "It stands.")
    write("ferry.v2.txt", "It floats.")
    write(".hidden.txt", "No.")
    write(".git/notes.txt", "No.")
    write("photo.png", b"\x89PNG")
    (tmp_path / "folder.txt").mkdir()
    assert [item.id for item in load([tmp_path]) if isinstance(item, Article)] == [
        "ferry.v2", "vell/mill", "vell/north/mill",
    ]  # fmt: skip


def test_a_hidden_folder_that_is_named_is_read(tmp_path: Path, write: Write) -> None:
    write(".notes/mill.txt", "It turns.")
    assert list(load([tmp_path / ".notes"])) == [Article("mill", "mill", "It turns.")]


def test_two_formats_of_one_name_keep_their_endings_in_the_ids(
    tmp_path: Path, write: Write
) -> None:
    write("mill.md", "It turns.")
    write("mill.txt", "It stands.")
    write("ferry.md", "It floats.")
    assert list(load([tmp_path])) == [
        Article("ferry", "ferry", "It floats."),
        Article("mill.md", "mill", "It turns."),
        Article("mill.txt", "mill", "It stands."),
    ]


def test_the_title_falls_back_to_the_title_line_then_to_the_name_of_the_file(write: Write) -> None:
    given = write("a.md", "---\ntitle: Given\n---\n# Headed\n\nIt turns.")
    line = write("b.txt", "A mill for Vell\n\nIt turns.")
    name = write("the_old_mill.txt", "It turns.")
    titles = [item.title for item in load([given, line, name]) if isinstance(item, Article)]
    assert titles == ["Given", "A mill for Vell", "the old mill"]


def test_the_id_of_the_front_matter_is_taken(write: Write) -> None:
    path = write("a.md", "---\nid: mill-7\n---\nIt turns.")
    assert list(load([path])) == [Article("mill-7", "a", "It turns.")]


def test_windows_1251_and_utf_16(write: Write) -> None:
    text = "Паром через пролив идёт двадцать пять минут, и на нём помещается сорок машин."
    files = [write("a.txt", text.encode("windows-1251")), write("b.txt", text.encode("utf-16"))]
    assert list(load(files)) == [Article("a", "a", text), Article("b", "b", text)]


def test_a_text_is_normalised(write: Write) -> None:
    lead = "The ferry between Lindow and Marl takes twenty-five minutes and\nit carries forty cars."
    path = write("a.txt", f"{lead}\r\n\r\n{lead}\r\n\r\nIt\u00a0floats.".encode())
    [article] = load([path])
    assert isinstance(article, Article)
    assert article.text == lead.replace("\n", " ") + "\n\nIt floats."


def test_two_articles_with_one_text_have_one_hash(write: Write) -> None:
    one = write("a.txt", "It\u00a0turns.\r\n")
    two = write("b.md", "It *turns*.")
    hashes = {item.sha256 for item in load([one, two]) if isinstance(item, Article)}
    assert hashes == {Article("x", "x", "It turns.").sha256}


def test_a_path_that_does_not_exist(write: Write, tmp_path: Path) -> None:
    good, missing = write("a.txt", "It turns."), tmp_path / "gone.txt"
    with pytest.raises(LoadError, match=r"^There is no file or folder '.*gone\.txt'; check the"):
        next(load([good, missing]))


def test_an_empty_folder(tmp_path: Path, write: Write) -> None:
    write("photo.png", b"\x89PNG")
    with pytest.raises(LoadError, match=r"holds no articles; put files ending in \.docx, \.htm,"):
        next(load([tmp_path]))


REFUSED = [
    ("a.txt", b"", "a.txt is empty; give it a text or leave it out."),
    ("a.txt", b" \n\t", "a.txt holds no text that can be read (is it a scan?); leave it out."),
    ("a.pdf", make_pdf([[]]), "a.pdf holds no text that can be read (is it a scan?); leave it "
     "out."),
    ("a.pdf", make_pdf([["A"]])[:200], "a.pdf is not a whole PDF file (PdfStreamError); fetch or "
     "save it again."),
    ("a.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xfe", "a.txt is not a text (is it an image or a "
     "program?); give the text, or leave it out."),
    ("a.png", b"\x89PNG", "a.png is of a kind that is not read; give a file ending in .docx, .htm, "
     ".html, .jsonl, .markdown, .md, .pdf, .txt."),
    ("c.jsonl", b'{"text": "It turns."}\nx', "c.jsonl, line 2: the line is not JSON (Expecting "
     "value at column 1). Mend it, or take the good lines with --skip-bad."),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "reason"), REFUSED)
def test_a_bad_file_is_refused_and_the_others_are_read(
    write: Write, name: str, data: bytes, reason: str
) -> None:
    bad, good = write(name, data), write("good.txt", "It turns.")
    assert list(load([bad, good])) == [
        Refusal(bad, reason),
        Article("good", "good", "It turns."),
    ]


def test_the_good_lines_of_a_collection(write: Write) -> None:
    path = write("c.jsonl", '{"id": "a", "text": "It turns."}\n{"id": "b"}\n')
    assert list(load([path], skip_bad=True)) == [
        Article("a", "a", "It turns."),
        Refusal(path, 'c.jsonl, line 2: the line has no "text".'),
    ]


def test_a_file_of_200_megabytes_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(200 * 2**20)  # sparse: it takes no space
    assert list(load([path])) == [
        Refusal(
            path,
            "big.txt has 200 MB and a single article may have 50 MB; split it, or give a "
            "collection as .jsonl.",
        )
    ]
    assert MAX_FILE_BYTES == 50 * 2**20


def test_two_files_with_one_id(tmp_path: Path, write: Write) -> None:
    one, two = write("vell/mill.txt", "It turns."), write("orvel/mill.txt", "It stands.")
    assert list(load([one, two])) == [
        Article("mill", "mill", "It turns."),
        Refusal(
            two,
            f"mill.txt would have the id 'mill', which '{one}' has already; rename one of them, "
            "or add the folder above both.",
        ),
    ]
    ids = [item.id for item in load([tmp_path]) if isinstance(item, Article)]
    assert ids == ["orvel/mill", "vell/mill"]


def test_a_file_that_may_not_be_read(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    path = write("a.txt", "It turns.")
    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert list(load([path])) == [
        Refusal(path, "a.txt cannot be read (Permission denied); check the file.")
    ]
