"""Pieces of text with their places on a page, put into the order in which people read them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from plan_engine.resume.plain_text import bullet_text, clean, glue
from plan_engine.resume.sections import BULLET, DATE_RANGE, SectionKind, heading_kind

GUTTER_MIN = 9.0
"""Points: a gap between columns is at least this wide; between words it never is."""
ACROSS_MAX = 0.25
"""Share of a page's rows that may run across a gutter: a name, a summary, a heading."""
COLUMN_MIN = 0.12
"""Share of a page's characters that a column has at least; right-hand dates alone are none."""
INDENT = 9.0
"""Points by which bullets are set in, at least."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some characters in one row; coordinates in points, y upwards."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        """How tall it is."""
        return max(1.0, self.top - self.bottom)


@dataclass(frozen=True, slots=True)
class Row:
    """Pieces side by side in one column."""

    text: str
    left: float
    right: float
    bottom: float
    top: float


class PageReader:
    """Turns one page after the other into lines; remembers in which section the last one ended."""

    def __init__(self) -> None:
        """Before the first page."""
        self._section: SectionKind | None = None

    def lines(self, pieces: Sequence[Piece]) -> list[str]:
        """A page's lines in reading order: column by column between what runs across, wrapped lines joined."""
        pieces = [piece for piece in pieces if piece.text.strip()]
        gutter = find_gutter(pieces)
        columns = (
            [pieces] if gutter is None else [c for band in _bands(pieces, gutter) for c in band]
        )
        return [line for column in columns for line in self._joined(_rows(column))]

    def _joined(self, rows: Sequence[Row]) -> list[str]:
        """Rows as lines: bullets marked, and what was wrapped joined to what it continues."""
        if not rows:
            return []
        left, right = min(row.left for row in rows), max(row.right for row in rows)
        lines: list[str] = []
        bullet_left: float | None = None
        for before, row in zip([None, *rows[:-1]], rows, strict=True):
            content = bullet_text(row.text)
            self._section = heading_kind(row.text) or self._section
            if content is not None:
                lines.append(BULLET + content)
                bullet_left = row.left
            elif before is not None and _continues(lines[-1], before, row, bullet_left, right):
                lines[-1] = glue(lines[-1].rstrip(), row.text)
            elif self._is_drawn_bullet(row, left):
                lines.append(BULLET + row.text)
                bullet_left = row.left - INDENT  # its mark, which has no letter
            else:
                lines.append(row.text)
                bullet_left = None
        return [line for line in lines if line.removeprefix(BULLET.strip()).strip()]

    def _is_drawn_bullet(self, row: Row, left: float) -> bool:
        """Whether a row is set in as bullets are: browsers draw their marks as pictures, not as letters."""
        return (
            self._section in (SectionKind.EXPERIENCE, SectionKind.PROJECTS)
            and row.left - left >= INDENT
            and len(row.text.split()) >= 4
        )


def find_gutter(pieces: Sequence[Piece]) -> float | None:
    """Where a page divides into two columns: the x that the fewest pieces cross, if it is a gutter at all."""
    if len(pieces) < 8:
        return None
    left, right = min(p.left for p in pieces), max(p.right for p in pieces)
    edges = sorted({piece.left for piece in pieces})
    best: tuple[int, float, float] | None = None
    for edge in edges:
        if not left + 0.15 * (right - left) < edge < left + 0.85 * (right - left):
            continue
        before = [p.right for p in pieces if p.right <= edge]
        gap = edge - max((x for x in before), default=left)
        crossing = [p for p in pieces if p.left < edge - GUTTER_MIN / 2 < p.right]
        if crossing or not before:
            inner = [x for x in before if x <= edge - GUTTER_MIN]
            gap = edge - max(inner, default=edge) if len(inner) == len(before) else 0.0
        if gap < GUTTER_MIN:
            continue
        candidate = (-len(crossing), gap, edge)
        if best is None or candidate > best:
            best = candidate
    if best is None:
        return None
    gutter = best[2] - GUTTER_MIN / 2
    return gutter if _divides(pieces, gutter) else None


def _divides(pieces: Sequence[Piece], gutter: float) -> bool:
    characters = sum(len(p.text) for p in pieces)
    left = [p for p in pieces if p.right <= gutter]
    right = [p for p in pieces if p.left >= gutter]
    across = [p for p in pieces if p.left < gutter < p.right]
    rows = len(_rows(pieces))
    enough = all(
        sum(len(p.text) for p in side) >= COLUMN_MIN * characters and len(_rows(side)) >= 4
        for side in (left, right)
    )
    return enough and len(_rows(across)) <= ACROSS_MAX * rows


def _bands(pieces: Sequence[Piece], gutter: float) -> list[tuple[list[Piece], ...]]:
    """From top to bottom: what runs across by itself, and between it left before right."""
    bands: list[tuple[list[Piece], ...]] = []
    across = sorted((p for p in pieces if p.left < gutter < p.right), key=lambda p: -p.top)
    rest = [p for p in pieces if not p.left < gutter < p.right]
    for piece in across:
        middle = (piece.top + piece.bottom) / 2
        above = [p for p in rest if p.bottom >= middle]
        rest = [p for p in rest if p.bottom < middle]
        if above:
            bands.append(_sides(above, gutter))
        if bands and len(bands[-1]) == 1:
            bands[-1][0].append(piece)
        else:
            bands.append(([piece],))
    if rest:
        bands.append(_sides(rest, gutter))
    return bands


def _sides(pieces: Sequence[Piece], gutter: float) -> tuple[list[Piece], ...]:
    return (
        [p for p in pieces if p.right <= gutter],
        [p for p in pieces if p.left >= gutter],
    )


def _rows(pieces: Sequence[Piece]) -> list[Row]:
    """Pieces grouped by the height at which they stand, top to bottom."""
    groups: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: (-(p.top + p.bottom), p.left)):
        middle = (piece.top + piece.bottom) / 2
        if (
            groups
            and abs(_middle(groups[-1]) - middle)
            < 0.5 * min(piece.height, groups[-1][0].height) + 1
        ):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return [_row(sorted(group, key=lambda p: p.left)) for group in groups]


def _middle(group: Sequence[Piece]) -> float:
    return (group[0].top + group[0].bottom) / 2


def _row(group: Sequence[Piece]) -> Row:
    text = group[0].text
    for before, piece in pairwise(group):
        gap = piece.left - before.right
        spaced = gap > 0.12 * piece.height or text.endswith(" ") or piece.text.startswith(" ")
        text += (" " if spaced else "") + piece.text
    return Row(
        " ".join(clean(text).split()),
        group[0].left,
        max(p.right for p in group),
        min(p.bottom for p in group),
        max(p.top for p in group),
    )


def _continues(line: str, before: Row, row: Row, bullet_left: float | None, right: float) -> bool:
    """Whether a row goes on with the line before it, because its first word did not fit there."""
    height = max(1.0, row.top - row.bottom)
    if before.bottom - row.top > 0.9 * height or heading_kind(row.text) or heading_kind(line):
        return False
    if line == BULLET:  # a mark by itself, with its text in another piece
        return True
    first_word = (row.right - row.left) * len(row.text.split()[0]) / len(row.text)
    was_full = before.right + first_word > right - 0.2 * height
    if bullet_left is not None:
        return row.left > bullet_left + 2 and (was_full or row.text[:1].islower())
    return was_full and abs(row.left - before.left) < 2 and DATE_RANGE.search(line) is None
