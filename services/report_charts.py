"""The printed report's charts, drawn with the PDF library's own lines and dots; lengths in millimetres."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from plan_engine.rules import JOB_READY_SCORE, NEEDS_TRAINING_SCORE, WEAK_BAR
from services.report_fonts import MAIN

if TYPE_CHECKING:
    from fpdf import FPDF

Colour = tuple[int, int, int]
INK: Final[Colour] = (18, 23, 20)
MUTED: Final[Colour] = (94, 102, 96)
GRID: Final[Colour] = (221, 217, 206)
GOOD: Final[Colour] = (31, 111, 92)
BELOW: Final[Colour] = (180, 98, 15)
WHITE: Final[Colour] = (255, 255, 255)
ZONES: Final[tuple[tuple[str, int, int, Colour], ...]] = (
    ("Not yet a fit", 0, NEEDS_TRAINING_SCORE, (241, 239, 232)),
    ("Training", NEEDS_TRAINING_SCORE, JOB_READY_SCORE, (216, 232, 224)),
    ("Job Ready", JOB_READY_SCORE, 100, (188, 217, 204)),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One estimate with its interval, in percent; `before` is where it stood at the assessment."""

    name: str
    now: float
    low: float
    high: float
    before: float | None = None


def draw_readiness(
    pdf: "FPDF", x: float, y: float, width: float, score: int, band: tuple[int, int]
) -> float:
    """The score in its band over the verdict's zones; how far down it reached."""
    height = 15.0
    for name, first, last, colour in ZONES:
        left, right = x + width * first / 100, x + width * last / 100
        pdf.set_fill_color(*colour)
        pdf.rect(left, y, right - left, height, style="F")
        _label(pdf, left, y + 0.8, right - left, name, size=7.5, align="C")
    pdf.set_draw_color(*INK)
    pdf.set_line_width(1.1)
    pdf.line(x + width * band[0] / 100, y + 9.5, x + width * band[1] / 100, y + 9.5)
    _dot(pdf, x + width * score / 100, y + 9.5, 2.2, GOOD if score >= JOB_READY_SCORE else BELOW)
    for mark in (0, NEEDS_TRAINING_SCORE, JOB_READY_SCORE, 100):
        _label(pdf, x + width * mark / 100 - 6, y + height + 0.4, 12, f"{mark}", size=7, align="C")
    return y + height + 5


def draw_rows(
    pdf: "FPDF", box: tuple[float, float, float], rows: Sequence[Row], *, names: float, step: float
) -> float:
    """A dot and its interval for each row, the bar dotted; `box` is x, y, width. How far down it reached."""
    x, y, width = box
    left, span = x + names, width - names - 12
    bottom = y + step * len(rows)
    pdf.set_line_width(0.2)
    pdf.set_draw_color(*GRID)
    for mark in (0, 50, 100):
        pdf.line(left + span * mark / 100, y, left + span * mark / 100, bottom)
    pdf.set_draw_color(*MUTED)
    pdf.set_dash_pattern(dash=0.7, gap=0.7)
    pdf.line(left + span * WEAK_BAR, y, left + span * WEAK_BAR, bottom)
    pdf.set_dash_pattern()
    for k, row in enumerate(rows):
        middle = y + step * (k + 0.5)
        _label(pdf, x, middle - 2, names - 2, row.name, size=7.5)
        pdf.set_draw_color(*MUTED)
        pdf.set_line_width(0.35)
        pdf.line(left + span * row.low / 100, middle, left + span * row.high / 100, middle)
        if row.before is not None:
            _dot(pdf, left + span * row.before / 100, middle, 1.2, WHITE, outline=INK)
        colour = GOOD if row.now >= 100 * WEAK_BAR else BELOW
        _dot(pdf, left + span * row.now / 100, middle, 1.3, colour)
        _label(pdf, left + span + 1.5, middle - 2, 10, f"{round(row.now)}%", size=7.5, align="R")
    for mark in (0, 50, round(100 * WEAK_BAR), 100):
        _label(pdf, left + span * mark / 100 - 5, bottom, 10, f"{mark}", size=6.5, align="C")
    return bottom + 4.5


def fitted(pdf: "FPDF", text: str, width: float) -> str:
    """The text, cut off with an ellipsis where it is wider than `width` in the font that is set."""
    shown = text
    while len(shown) > 1 and pdf.get_string_width(shown) > width:
        shown = shown[:-2].rstrip() + "…"
    return shown


def _dot(
    pdf: "FPDF", x: float, y: float, radius: float, colour: Colour, outline: Colour | None = None
) -> None:
    pdf.set_fill_color(*colour)
    pdf.set_draw_color(*(outline or WHITE))
    pdf.set_line_width(0.35)
    pdf.circle(x, y, radius, style="DF")


def _label(
    pdf: "FPDF", x: float, y: float, width: float, text: str, *, size: float, align: str = "L"
) -> None:
    """One line of text, cut off with an ellipsis where it is too long."""
    pdf.set_font(MAIN, "", size)
    pdf.set_text_color(*INK)
    pdf.set_xy(x, y)
    pdf.cell(width, 4, fitted(pdf, text, width), align=align)
