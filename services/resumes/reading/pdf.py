"""PDF: pypdfium2 for pieces of text with their places, pypdf where it cannot open the file."""

import io
from typing import Any

from services.resumes.limits import CHARACTERS, PAGES, PDF_OBJECTS
from services.resumes.reading.layout import Piece, lines_of_page
from services.resumes.reading.refusal import Unreadable, Why


def text_of_pdf(content: bytes) -> tuple[str, int]:
    """The document's lines in reading order, and its pages. Raises Unreadable."""
    import pypdfium2  # type: ignore[import-untyped]  # it ships no types

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise Unreadable(Why.ENCRYPTED) from error
        return _text_by_pypdf(content)
    pages = len(document)
    _check_pages(pages)
    lines: list[str] = []
    length = 0
    for number in range(pages):
        try:
            found = lines_of_page(_pieces(document[number]))
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
    text = page.get_textpage()
    if text.count_chars() > CHARACTERS:
        raise Unreadable(Why.TOO_LONG)
    rectangles = text.count_rects()
    if rectangles > PDF_OBJECTS:
        raise Unreadable(Why.TOO_MUCH_INSIDE)
    pieces = []
    for index in range(rectangles):
        left, bottom, right, top = text.get_rect(index)
        said = text.get_text_bounded(left, bottom, right, top)
        for part in said.splitlines() or [said]:
            if part.strip():
                pieces.append(Piece(part, left, bottom, right, top))
                break
    return pieces


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
