"""PDF: pypdfium2 for pieces of text with their places, pypdf where it cannot open the file."""

import io
from typing import Any

from services.resumes.limits import CHARACTERS, PAGES, PDF_OBJECTS
from services.resumes.reading.layout import PageReader, Piece
from services.resumes.reading.refusal import Unreadable, Why

GAP = 0.8
"""Of a letter's height: wider than a blank, narrower than what lies between columns."""


def text_of_pdf(content: bytes) -> tuple[str, int]:
    """The document's lines in reading order, and its pages. Raises Unreadable."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise Unreadable(Why.ENCRYPTED) from error
        return _text_by_pypdf(content)
    pages = len(document)
    _check_pages(pages)
    reader = PageReader()
    lines: list[str] = []
    length = 0
    for number in range(pages):
        try:
            found = reader.lines(_pieces(document[number]))
        except pypdfium2.PdfiumError as error:
            raise Unreadable(Why.DAMAGED) from error
        lines.extend(found)
        length += sum(map(len, found))
        if length > CHARACTERS:
            raise Unreadable(Why.TOO_LONG)
    return "\n".join(lines), pages


def _check_pages(pages: int) -> None:
    if pages == 0:
        raise Unreadable(Why.DAMAGED)
    if pages > PAGES:
        raise Unreadable(Why.TOO_MANY_PAGES, str(pages))


def _pieces(page: Any) -> list[Piece]:
    """Characters side by side in one row, put together until a gap as wide as a letter is high.

    Character by character: PDFium's own rectangles overlap where a browser has kerned, and would give letters twice.
    """
    text = page.get_textpage()
    count = text.count_chars()
    if count > CHARACTERS:
        raise Unreadable(Why.TOO_LONG)
    said = text.get_text_range(0, count)
    if (
        len(said) != count
    ):  # characters beyond the basic plane take two places in one and one in the other
        said = "".join(text.get_text_range(index, 1)[:1] or " " for index in range(count))
    pieces: list[Piece] = []
    run: list[str] = []
    box = (0.0, 0.0, 0.0, 0.0)
    for index, character in enumerate(said):
        if character in "\r\n":
            _close(pieces, run, box)
            continue
        if character.isspace():
            run.append(" ")
            continue
        left, bottom, right, top = text.get_charbox(index, loose=True)
        height = max(1.0, top - bottom)
        apart = (
            left - box[2] > GAP * height
            or left < box[0] - height
            or abs(bottom - box[1]) > height / 2
        )
        if run and apart:
            _close(pieces, run, box)
        box = (
            (min(box[0], left), min(box[1], bottom), max(box[2], right), max(box[3], top))
            if any(one != " " for one in run)
            else (left, bottom, right, top)
        )
        run.append(character)
    _close(pieces, run, box)
    if len(pieces) > PDF_OBJECTS:
        raise Unreadable(Why.TOO_MUCH_INSIDE)
    return pieces


def _close(pieces: list[Piece], run: list[str], box: tuple[float, float, float, float]) -> None:
    """Keep a finished run as a piece, and begin the next."""
    text = "".join(run).strip()
    run.clear()
    if text:
        pieces.append(Piece(text, *box))


def _text_by_pypdf(content: bytes) -> tuple[str, int]:
    """What pypdf makes of a file that PDFium refuses; its lines stand in the file's own order."""
    import pypdf
    from pypdf.errors import PyPdfError

    from plan_engine.resume.plain_text import in_order

    try:
        reader = pypdf.PdfReader(io.BytesIO(content), strict=False)
        if reader.is_encrypted:
            raise Unreadable(Why.ENCRYPTED)
        pages = len(reader.pages)
        _check_pages(pages)
        text = "\n".join(page.extract_text() for page in reader.pages)
    except (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        RecursionError,
        OSError,
    ) as error:
        raise Unreadable(Why.DAMAGED) from error
    return in_order(text), pages
