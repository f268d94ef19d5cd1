"""One résumé in every format, made for the tests: as text, DOCX, PDF in one and in two columns, JSON Resume."""

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace

from docx import Document
from docx.shared import Pt
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas


@dataclass(frozen=True)
class Job:
    """One entry of experience."""

    title: str
    where: str
    start: str
    end: str
    bullets: tuple[str, ...]


@dataclass(frozen=True)
class Resume:
    """What a résumé says, whatever file it stands in."""

    name: str
    email: str
    summary: str
    jobs: tuple[Job, ...]
    study: str
    skills: tuple[str, ...]

    def with_bullets(self, *bullets: str) -> "Resume":
        """The same with these bullets in the first job."""
        first, *rest = self.jobs
        return replace(self, jobs=(replace(first, bullets=bullets), *rest))


BEFORE = Resume(
    name="Test Person",
    email="test.person@example.org",
    summary="Developer with three years of practice in small teams, looking for a place where services "
    "are built with care and kept running for many years.",
    jobs=(
        Job(
            "Software Developer",
            "Example Shop",
            "2023-01",
            "2025-12",
            (
                "Built internal tools in Python that sort incoming orders and tell the warehouse what to pack first in the morning",
                "Maintained a MySQL schema with the sales team and wrote SQL queries for their monthly reports",
                "Responsible for keeping the office printers and laptops in working order over two floors",
            ),
        ),
        Job(
            "Intern",
            "Sample Works",
            "2022-03",
            "2022-12",
            (
                "Helped with a website in HTML and CSS for the yearly fair",
                "Collected feedback from visitors and wrote it up for the team",
            ),
        ),
    ),
    study="BSc Computer Science, University of Example, 2018-2022",
    skills=("Python", "SQL", "MySQL", "HTML", "CSS", "Git"),
)
AFTER = replace(
    BEFORE.with_bullets(
        "Built REST APIs in Python and FastAPI that take 4,000 orders a day, with PostgreSQL behind them",
        "Cut the slowest SQL report from 40 seconds to 2 seconds by adding indexes and rewriting its joins",
        "Packed the services with Docker and deployed them through GitHub Actions, from monthly to 9 releases a week",
        "Raised coverage of unit tests with pytest from 20% to 85% of the code over one year",
    ),
    skills=(*BEFORE.skills, "FastAPI", "PostgreSQL", "Docker", "pytest", "OAuth"),
)


def as_txt(resume: Resume) -> bytes:
    """As plain text with wrapped bullets."""
    lines = [resume.name, resume.email, "", "SUMMARY", *_wrapped(resume.summary, "", "")]
    lines += ["", "EXPERIENCE"]
    for job in resume.jobs:
        lines.append(f"{job.title}, {job.where}, {job.start} – {job.end}")
        for bullet in job.bullets:
            lines += _wrapped(bullet, "- ", "  ")
    lines += ["", "EDUCATION", resume.study, "", "SKILLS", ", ".join(resume.skills)]
    return "\n".join(lines).encode()


def as_docx(resume: Resume, *, in_table: bool = False) -> bytes:
    """As a Word document; `in_table`: all but the name stands in a table, as many templates have it."""
    document = Document()
    document.add_paragraph(resume.name).runs[0].font.size = Pt(18)
    place = document.add_table(rows=1, cols=1).cell(0, 0) if in_table else document
    place.add_paragraph(resume.email)
    place.add_paragraph("Summary")
    place.add_paragraph(resume.summary)
    place.add_paragraph("Experience")
    for job in resume.jobs:
        place.add_paragraph(f"{job.title}, {job.where}\t{job.start} – {job.end}")
        for bullet in job.bullets:
            place.add_paragraph(bullet, style="List Bullet")
    place.add_paragraph("Education")
    place.add_paragraph(resume.study)
    place.add_paragraph("Skills")
    place.add_paragraph(", ".join(resume.skills))
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def as_pdf(
    resume: Resume, *, columns: int = 1, encrypt: str | None = None, pages: int = 1
) -> bytes:
    """As a PDF; in two columns, skills and education stand to the left of summary and experience, row by row."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4, encrypt=encrypt)
    for _ in range(pages):
        _draw_page(canvas, resume, columns)
    canvas.save()
    return stream.getvalue()


def _draw_page(canvas: Canvas, resume: Resume, columns: int) -> None:
    width, height = A4
    canvas.setFont("Helvetica-Bold", 20)
    canvas.drawString(50, height - 60, resume.name)
    main = [*_main(resume)]
    side = [("Contact", False), (resume.email, False), *_side(resume)]
    if columns == 1:
        rows = _drawn([(resume.email, False), *main, *_side(resume)], width - 100)
        placed = [(50.0, row) for row in rows]
        columns_of_rows = [placed]
    else:
        columns_of_rows = [
            [(50.0, row) for row in _drawn(side, 140)],
            [(215.0, row) for row in _drawn(main, width - 265)],
        ]
    # Row by row over both columns: reading in the file's order would mix them.
    for index in range(max(map(len, columns_of_rows))):
        for rows_of_column in columns_of_rows:
            if index < len(rows_of_column):
                left, (indent, text, bold) = rows_of_column[index]
                canvas.setFont("Helvetica-Bold" if bold else "Helvetica", 10)
                canvas.drawString(left + indent, height - 90 - 13 * index, text)
    canvas.showPage()


def as_json(resume: Resume) -> bytes:
    """As a JSON Resume."""
    return json.dumps(
        {
            "basics": {"name": resume.name, "email": resume.email, "summary": resume.summary},
            "work": [
                {
                    "name": job.where,
                    "position": job.title,
                    "startDate": job.start,
                    "endDate": job.end,
                    "highlights": list(job.bullets),
                }
                for job in resume.jobs
            ],
            "education": [{"institution": resume.study}],
            "skills": [{"name": "Skills", "keywords": list(resume.skills)}],
        }
    ).encode()


def _main(resume: Resume) -> Iterator[tuple[str, bool]]:
    yield "Summary", False
    yield resume.summary, False
    yield "Experience", False
    for job in resume.jobs:
        yield f"{job.title}, {job.where}, {job.start} – {job.end}", False
        for bullet in job.bullets:
            yield bullet, True


def _side(resume: Resume) -> list[tuple[str, bool]]:
    return [
        ("Education", False),
        (resume.study, False),
        ("Skills", False),
        (", ".join(resume.skills), False),
    ]


def _drawn(lines: list[tuple[str, bool]], width: float) -> list[tuple[float, str, bool]]:
    """Indent, text and whether bold, for each row."""
    rows: list[tuple[float, str, bool]] = []
    for text, is_bullet in lines:
        indent = 10.0 if is_bullet else 0.0
        wrapped = simpleSplit(text, "Helvetica", 10, width - indent)
        for number, part in enumerate(wrapped):
            rows.append(
                (0.0, f"• {part}", False) if is_bullet and number == 0 else (indent, part, False)
            )
    return rows


def _wrapped(text: str, first: str, then: str, width: int = 70) -> list[str]:
    lines, current = [], first
    for word in text.split():
        if len(current) + len(word) > width:
            lines.append(current.rstrip())
            current = then
        current += word + " "
    return [*lines, current.rstrip()]
