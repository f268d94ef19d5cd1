"""CSV for spreadsheets: a row a question, nothing that a spreadsheet would take for a formula."""

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from content.exchange.exchanged import Exchanged, Incoming, Refused, Unreadable

DISTRACTORS: Final = 3
COLUMNS: Final = (
    "id",
    "level",
    "seconds",
    "stem",
    "code",
    "language",
    "key",
    *(f"{name}_{n}" for n in range(1, DISTRACTORS + 1) for name in ("distractor", "misconception")),
    "explanation",
    "source",
    "review_by",
)
NEEDED: Final = ("stem", "key", "distractor_1", "distractor_2")
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "'")
"""A cell that begins so gets an apostrophe before it (OWASP: CSV injection); reading takes it away."""


def write_csv(questions: Iterable[Exchanged]) -> str:
    """The questions as CSV with a header."""
    text = io.StringIO(newline="")
    sheet = csv.DictWriter(text, COLUMNS, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    sheet.writeheader()
    for question in questions:
        sheet.writerow({name: _guarded(cell) for name, cell in _cells(question).items()})
    return text.getvalue()


def read_csv(text: str) -> Incoming:
    """The questions of a CSV file with our column names, in any order. Raises Unreadable."""
    sheet = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    read: list[Exchanged] = []
    refused: list[Refused] = []
    try:
        missing = [name for name in NEEDED if name not in (sheet.fieldnames or ())]
        if missing:
            raise Unreadable(f"The first row must name the columns; missing: {', '.join(missing)}.")
        for row in sheet:
            place = f"line {sheet.line_num}"
            cells = {name: _bare(row.get(name) or "") for name in COLUMNS}
            try:
                read.append(_question(cells))
            except ValueError as error:
                refused.append(Refused(place, str(error)))
    except csv.Error as error:
        raise Unreadable(f"Line {sheet.line_num}: this is not CSV: {error}.") from error
    return Incoming(tuple(read), tuple(refused))


def _cells(question: Exchanged) -> dict[str, str]:
    cells = {
        "id": question.id,
        "level": question.level,
        "seconds": question.seconds,
        "stem": question.stem,
        "code": question.code,
        "language": question.language,
        "key": question.key,
        "explanation": question.explanation,
        "source": question.source,
        "review_by": question.review_by,
    }
    for n, (text, misconception) in enumerate(question.distractors, 1):
        cells[f"distractor_{n}"] = text
        cells[f"misconception_{n}"] = misconception
    return {name: "" if cell is None else str(cell) for name, cell in cells.items()}


def _question(cells: Mapping[str, str]) -> Exchanged:
    """The question of a row. Raises ValueError with what is missing."""
    for name in NEEDED:
        if not cells[name].strip():
            raise ValueError(f"{name} is empty")
    return Exchanged(
        id=cells["id"] or None,
        stem=cells["stem"],
        key=cells["key"],
        distractors=tuple(
            (cells[f"distractor_{n}"], cells[f"misconception_{n}"] or None)
            for n in range(1, DISTRACTORS + 1)
            if cells[f"distractor_{n}"]
        ),
        level=_whole(cells, "level"),
        seconds=_whole(cells, "seconds"),
        code=cells["code"] or None,
        language=cells["language"] or None,
        explanation=cells["explanation"] or None,
        source=cells["source"] or None,
        review_by=date.fromisoformat(cells["review_by"]) if cells["review_by"] else None,
    )


def _whole(cells: Mapping[str, str], name: str) -> int | None:
    cell = cells[name].strip()
    if not cell:
        return None
    if not cell.isdecimal():
        raise ValueError(f"{name} must be a whole number (found {cell!r})")
    return int(cell)


def _guarded(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _bare(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell
