"""The printable readiness report: one page for who is Job Ready, to put beside a résumé."""

import re
from datetime import date
from typing import TYPE_CHECKING, Final
from uuid import UUID

from db.tables import UserRegistration
from plan_engine.kinds import TestType
from plan_engine.progression import Verdict
from plan_engine.rules import CORRECTION_WEEKS
from services.calendars import local_date
from services.errors import Refused
from services.report_charts import INK, MUTED, Row, draw_readiness, draw_rows, fitted
from services.report_fonts import MAIN, can_show, use_fonts
from services.verdict_view import VerdictView, verdict_view
from services.verdict_words import TITLES, how_sure
from services.workspace import Workspace

if TYPE_CHECKING:
    from fpdf import FPDF

MARGIN: Final = 18.0
WIDTH: Final = 210.0 - 2 * MARGIN
TOPIC_STEP: Final = 6.2
BLOCK_STEP: Final = 8.0
NAME_SIZES: Final = (24, 20, 16, 13, 10, 8)
"""Points; the first that fits the line is taken."""


def report_name(view: VerdictView) -> str:
    """A file name that every system takes."""
    target = re.sub(r"[^a-z0-9]+", "-", view.result.target_title.lower()).strip("-")
    return f"readiness-{target}-{view.result.created_at:%Y-%m-%d}.pdf"


def name_on_report(work: Workspace, learner: UUID) -> str:
    """First and last name of a learner, as they wrote them."""
    with work.reading() as session:
        return _name(session.get_one(UserRegistration, learner))


def readiness_report(work: Workspace, learner: UUID, result_id: UUID) -> bytes:
    """The report as a PDF of one page; the same bytes for the same result.

    Raises NotFound, and Refused below Job Ready.
    """
    view = verdict_view(work, learner, result_id)
    if view.verdict is not Verdict.JOB_READY:
        raise Refused("The report is made from a readiness of 80 or more.")
    with work.reading() as session:
        person = session.get_one(UserRegistration, learner)
        name = _name(person)
        username = person.username
        on = local_date(view.result.created_at, person.timezone)
    return draw_report(view, name, username, on)


def draw_report(view: VerdictView, name: str, username: str, on: date) -> bytes:
    """The page itself; `on` is the learner's local date of the test."""
    # Imported here: the library takes longer to load than most pages take to draw.
    from fpdf import FPDF

    pdf = FPDF(format="A4")
    pdf.set_margins(MARGIN, MARGIN)
    pdf.set_auto_page_break(False)
    pdf.c_margin = 0
    pdf.set_creation_date(view.result.created_at)
    pdf.set_lang("en")
    pdf.set_title(f"Readiness report: {view.result.target_title}")
    use_fonts(pdf, name)
    shown = name if name and can_show(pdf, name) else username
    pdf.set_author(shown)
    pdf.add_page()
    y = _draw_head(pdf, view, shown, on)
    y = draw_readiness(
        pdf, MARGIN, y, WIDTH, view.result.score, (view.result.low, view.result.high)
    )
    y = _draw_sureness(pdf, y + 1, view)
    if view.changes:
        y = _heading(pdf, y + 3, "By skill block", "hollow: at the first assessment; full: now")
        blocks = [
            Row(
                c.title,
                100 * c.now.mean,
                100 * c.now.low,
                100 * c.now.high,
                before=100 * c.before.mean,
            )
            for c in view.changes
        ]
        y = draw_rows(pdf, (MARGIN, y, WIDTH), blocks, names=52, step=BLOCK_STEP)
    y = _heading(
        pdf, y + 3, "By topic", "estimated share right, %; line: 90% interval; dotted: pass mark"
    )
    _draw_topics(pdf, y, view)
    _draw_foot(pdf, view)
    return bytes(pdf.output() or b"")


def _name(person: UserRegistration) -> str:
    return f"{person.first_name} {person.last_name}".strip()


def _draw_head(pdf: "FPDF", view: VerdictView, name: str, on: date) -> float:
    _line(pdf, MARGIN, "Careerlytics · Readiness report", 9, MUTED)
    size = next((s for s in NAME_SIZES if _width(pdf, name, s) <= WIDTH), NAME_SIZES[-1])
    _line(pdf, MARGIN + 8, name, size, INK, bold=True)
    assert view.verdict is not None  # the caller has refused anything else
    told = f"{TITLES[view.verdict]}: {view.result.target_title}"
    _line(pdf, MARGIN + 21, told, 14, INK)
    counted = (
        f"Readiness {view.result.score}% ({view.result.right} of {view.result.total} right) · "
        f"{on.day} {on:%B %Y}"
    )
    _line(pdf, MARGIN + 29, counted, 10, MUTED)
    return MARGIN + 38


def _draw_sureness(pdf: "FPDF", y: float, view: VerdictView) -> float:
    if view.probability is None or view.verdict is None:
        return y
    sentence = how_sure(view.probability, view.verdict).replace("your number", "this number")
    pdf.set_font(MAIN, "", 8.5)
    pdf.set_text_color(*INK)
    pdf.set_xy(MARGIN, y)
    pdf.multi_cell(WIDTH, 4.2, sentence, align="L")
    return float(pdf.get_y())


def _heading(pdf: "FPDF", y: float, title: str, note: str) -> float:
    _line(pdf, y, title, 11, INK, bold=True)
    pdf.set_font(MAIN, "", 7.5)
    pdf.set_text_color(*MUTED)
    pdf.set_xy(MARGIN + 45, y + 0.6)
    pdf.cell(WIDTH - 45, 5, note, align="R")
    return y + 8


def _draw_topics(pdf: "FPDF", y: float, view: VerdictView) -> None:
    """Two columns, in the order of the weeks."""
    rows = [
        Row(
            topic.short,
            100 * topic.mastery.domain_score,
            100 * topic.mastery.low,
            100 * topic.mastery.high,
        )
        for topic in view.result.topics
    ]
    half = (len(rows) + 1) // 2
    column = (WIDTH - 6) / 2
    draw_rows(pdf, (MARGIN, y, column), rows[:half], names=39, step=TOPIC_STEP)
    draw_rows(pdf, (MARGIN + column + 6, y, column), rows[half:], names=39, step=TOPIC_STEP)


def _draw_foot(pdf: "FPDF", view: VerdictView) -> None:
    kind = (
        f"a comprehensive retest after a correction plan of {CORRECTION_WEEKS} weeks"
        if view.result.test_type is TestType.CORRECTION
        else "a final readiness test"
    )
    text = (
        f"From {kind}: {view.result.total} questions over {len(view.result.topics)} topics, a form made for "
        "this person from a reviewed bank, scored on one scale for all forms. 80% or more is Job Ready. "
        f"The test was not supervised. Result {view.result.id}."
    )
    pdf.set_font(MAIN, "", 7.5)
    pdf.set_text_color(*MUTED)
    pdf.set_xy(MARGIN, 297 - MARGIN - 8)
    pdf.multi_cell(WIDTH, 3.8, text, align="L")


def _line(
    pdf: "FPDF",
    y: float,
    text: str,
    size: float,
    colour: tuple[int, int, int],
    *,
    bold: bool = False,
) -> None:
    pdf.set_font(MAIN, "B" if bold else "", size)
    pdf.set_text_color(*colour)
    pdf.set_xy(MARGIN, y)
    pdf.cell(WIDTH, size * 0.42, fitted(pdf, text, WIDTH))


def _width(pdf: "FPDF", text: str, size: float) -> float:
    pdf.set_font(MAIN, "B", size)
    return float(pdf.get_string_width(text))
