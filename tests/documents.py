"""Files for tests, made by hand where no library writes them."""

import io
from collections.abc import Sequence

import docx
import pypdf


def make_pdf(pages: Sequence[Sequence[str]], info: bytes = b"") -> bytes:
    """Return a PDF file with the given lines on each page, set in Helvetica.

    Args:
        pages: The lines of each page.
        info: The inside of the document information dictionary, as it stands in the file.
    """
    numbers = [4 + 2 * number for number in range(len(pages))]  # each page, then its content
    kids = " ".join(f"{number} 0 R" for number in numbers)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, lines in zip(numbers, pages, strict=True):
        shown = b" ".join(b"(%s) Tj T*" % line.encode("cp1252") for line in lines)
        content = b"BT /F1 12 Tf 14 TL 72 770 Td %s ET" % shown
        objects += [
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % (number + 1),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        ]
    objects.append(b"<< %s >>" % info)
    return _pdf_file(objects)


def _pdf_file(objects: Sequence[bytes]) -> bytes:
    data = b"%PDF-1.4\n"
    table = b"0000000000 65535 f \n"
    for number, body in enumerate(objects, start=1):
        table += b"%010d 00000 n \n" % len(data)
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    count = len(objects)
    return data + (
        b"xref\n0 %d\n%strailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (count + 1, table, count + 1, count, len(data))
    )


def encrypt_pdf(data: bytes, user_password: str) -> bytes:
    """Return the same PDF file, encrypted by AES-256."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    writer.encrypt(user_password, "the owner's password", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def save_docx(document: "docx.document.Document") -> bytes:
    """Return a Word document as the bytes of its file."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
