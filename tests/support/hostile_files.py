"""Files that must not be read as résumés, each made here, with why it is refused."""

import io
import zipfile
from collections.abc import Callable, Mapping

from reportlab.pdfgen.canvas import Canvas

from services.resumes.limits import FILE_BYTES, NESTING, PAGES, ZIP_ENTRIES
from services.resumes.reading.refusal import Why
from tests.support.resumes import BEFORE, as_docx, as_json, as_pdf, as_txt

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def a_zip(parts: Mapping[str, bytes]) -> bytes:
    """A compressed archive of these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def a_word_file(xml: bytes) -> bytes:
    """A DOCX with this as its document."""
    return a_zip({"word/document.xml": xml})


def zip_bomb() -> bytes:
    """Some kilobytes that unpack to 64 MB of paragraphs."""
    return a_word_file(b"<w:document>" + b"<w:p/>" * (64 * 1024 * 1024 // 6))


def lying_zip() -> bytes:
    """An archive whose headers say that its 64 MB part is one byte long."""
    content = bytearray(zip_bomb())
    size = (64 * 1024 * 1024 // 6 * 6 + 12).to_bytes(4, "little")
    for place in range(len(content) - 4):
        if content[place : place + 4] == size:
            content[place : place + 4] = (1).to_bytes(4, "little")
    return bytes(content)


def entity_bomb() -> bytes:
    """XML whose entities would grow a billionfold."""
    levels = "".join(
        f'<!ENTITY l{n} "{"".join(f"&l{n - 1};" for _ in range(10))}">' for n in range(1, 10)
    )
    return a_word_file(
        f'<!DOCTYPE w [<!ENTITY l0 "lol">{levels}]><w:document xmlns:w="{_W}">'
        f"<w:p><w:t>&l9;</w:t></w:p></w:document>".encode()
    )


def deep_word_file() -> bytes:
    """A paragraph under 50,000 levels."""
    return a_word_file(b"<a>" * 50_000 + b"</a>" * 50_000)


def scan() -> bytes:
    """A PDF with a picture of something and no letter."""
    stream = io.BytesIO()
    canvas = Canvas(stream)
    canvas.rect(60, 60, 400, 600, fill=1)
    canvas.showPage()
    canvas.save()
    return stream.getvalue()


def long_pdf() -> bytes:
    """One page more than a résumé may have."""
    stream = io.BytesIO()
    canvas = Canvas(stream)
    for _ in range(PAGES + 1):
        canvas.drawString(60, 700, "one more page of words")
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def nested_pdf() -> bytes:
    """A page tree that never ends: each node's only child is its parent."""
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]/Parent 3 0 R>>endobj\n"
        b"3 0 obj<</Type/Pages/Count 1/Kids[2 0 R]/Parent 2 0 R>>endobj\n"
        + b"4 0 obj"
        + b"[" * 200_000
        + b"]" * 200_000
        + b"endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    )


HALF = "\ud800"
"""The first half of a character without its second: no encoding has a place for it."""


def half_in_utf16() -> bytes:
    """A text in UTF-16 in which half a character stands by itself."""
    text = as_txt(BEFORE).decode().replace("Test Person", f"Test {HALF} Person")
    return b"\xff\xfe" + text.encode("utf-16-le", "surrogatepass")


def half_in_word() -> bytes:
    """A Word file that names half a character by its number."""
    return a_word_file(
        f'<w:document xmlns:w="{_W}"><w:p><w:t>&#xD800;</w:t></w:p></w:document>'.encode()
    )


def half_in_word_in_utf16() -> bytes:
    """A Word file in UTF-16 with half a character, which expat joins to whatever follows."""
    paragraphs = f"<w:p><w:r><w:t>Test {HALF} Person {'word ' * 60}</w:t></w:r></w:p>"
    xml = f'<w:document xmlns:w="{_W}">{paragraphs}</w:document>'
    return a_word_file(b"\xff\xfe" + xml.encode("utf-16-le", "surrogatepass"))


def half_in_json(escape: bytes) -> bytes:
    """A JSON Resume whose name, summary and first bullet hold this escape."""
    content = as_json(BEFORE)
    for word in (b"Test Person", b"Developer with", b"Built internal"):
        content = content.replace(word, word.replace(b" ", b" " + escape + b" "))
    return content


def half_in_pdf() -> bytes:
    """A PDF whose font says that its letter A is half a character."""
    cmap = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def\n"
        b"1 begincodespacerange <00> <FF> endcodespacerange\n"
        b"1 beginbfchar <41> <D800> endbfchar\nendcmap end end"
    )
    lines = b"".join(b"0 -14 Td (A word Again and more words for A reader) Tj\n" for _ in range(10))
    drawn = b"BT /F1 11 Tf 60 740 Td\n" + lines + b"ET"
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        _stream(drawn),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding/ToUnicode 6 0 R>>",
        _stream(cmap),
    )
    content, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj%s\nendobj\n" % (number, body)
    xref = b"".join(b"%010d 00000 n \n" % place for place in places)
    return content + (
        b"xref\n0 7\n0000000000 65535 f \n%strailer<</Root 1 0 R/Size 7>>\nstartxref\n%d\n%%%%EOF"
        % (xref, len(content))
    )


def _stream(content: bytes) -> bytes:
    return b"<</Length %d>>stream\n%s\nendstream" % (len(content), content)


CLEANED: Mapping[str, Callable[[], bytes]] = {
    "JSON with the first half of a character": lambda: half_in_json(rb"\ud800"),
    "JSON with the second half of a character": lambda: half_in_json(rb"\udfff"),
    "JSON with both halves the wrong way round": lambda: half_in_json(rb"\ude00\ud83d"),
    "JSON with a zero character": lambda: half_in_json(rb"\u0000"),
    "a PDF with half a character": half_in_pdf,
    "a Word file in UTF-16 with half a character": half_in_word_in_utf16,
}
"""Files that are read, and hold characters that could not be stored as they are."""

REFUSED: Mapping[str, tuple[Callable[[], bytes], frozenset[Why]]] = {
    "an empty file": (lambda: b" \n", frozenset({Why.EMPTY})),
    "50 MB": (lambda: b"%PDF-1.4\n" + b"0" * (50 * 1024 * 1024), frozenset({Why.TOO_LARGE})),
    "one byte too many": (lambda: b"a" * (FILE_BYTES + 1), frozenset({Why.TOO_LARGE})),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n" + b"0" * 999, frozenset({Why.WRONG_TYPE})),
    "a program": (lambda: b"\x7fELF" + bytes(999), frozenset({Why.WRONG_TYPE})),
    "bytes of no kind": (lambda: bytes(range(256)) * 9, frozenset({Why.WRONG_TYPE})),
    "a web page": (lambda: b"<!doctype html><p>Python", frozenset({Why.WRONG_TYPE})),
    "a zip archive": (lambda: a_zip({"a.txt": b"a"}), frozenset({Why.WRONG_TYPE})),
    "a spreadsheet": (lambda: a_zip({"xl/workbook.xml": b"<a/>"}), frozenset({Why.WRONG_TYPE})),
    "an old Word file": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(999),
        frozenset({Why.OLD_WORD}),
    ),
    "a locked Word file": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        frozenset({Why.ENCRYPTED}),
    ),
    "a locked PDF": (lambda: as_pdf(BEFORE, encrypt="secret"), frozenset({Why.ENCRYPTED})),
    "half a Word file": (lambda: as_docx(BEFORE)[:9000], frozenset({Why.DAMAGED})),
    "the head of a PDF": (lambda: as_pdf(BEFORE)[:300], frozenset({Why.DAMAGED})),
    "half a JSON file": (lambda: as_json(BEFORE)[:300], frozenset({Why.DAMAGED})),
    "a text with half a character": (half_in_utf16, frozenset({Why.DAMAGED})),
    "a Word file with half a character": (half_in_word, frozenset({Why.DAMAGED})),
    "a scan": (scan, frozenset({Why.NO_TEXT})),
    "49 words": (lambda: b"word " * 49, frozenset({Why.NO_TEXT})),
    "11 pages": (long_pdf, frozenset({Why.TOO_MANY_PAGES})),
    "a zip bomb": (zip_bomb, frozenset({Why.TOO_MUCH_INSIDE})),
    "a zip that lies about its size": (lying_zip, frozenset({Why.TOO_MUCH_INSIDE, Why.DAMAGED})),
    "501 zip entries": (
        lambda: a_zip({f"{n}": b"" for n in range(ZIP_ENTRIES + 1)}),
        frozenset({Why.TOO_MUCH_INSIDE}),
    ),
    "an entity bomb": (entity_bomb, frozenset({Why.DTD})),
    "deep XML": (deep_word_file, frozenset({Why.TOO_NESTED})),
    "deep JSON": (lambda: b'{"work":' + b"[" * 100_000, frozenset({Why.TOO_NESTED})),
    "JSON one level too deep": (
        lambda: b'{"work":' + b"[" * NESTING + b"]" * NESTING + b"}",
        frozenset({Why.TOO_NESTED}),
    ),
    "JSON that is no résumé": (lambda: b'{"name": "x"}', frozenset({Why.NOT_A_RESUME})),
    "a PDF that never ends": (
        nested_pdf,
        frozenset({Why.DAMAGED, Why.NO_TEXT, Why.TOO_MUCH_WORK, Why.TOO_NESTED}),
    ),
    "a book": (lambda: as_txt(BEFORE) + b"word and more\n" * 8000, frozenset({Why.TOO_LONG})),
}
