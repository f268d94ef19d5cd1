"""What a résumé shows: for each skill where it stands, and how the document is made."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from plan_engine.resume.catalogue import Catalogue, SkillId
from plan_engine.resume.matching import skills_in
from plan_engine.resume.metrics import has_metric
from plan_engine.resume.sections import DATE_RANGE, Document, Line, SectionKind, document_of

BULLET_WORDS_MIN = 5
BULLET_WORDS_MAX = 45
_CONTACT = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}\.\w|\+?\d[\d\s().-]{7,}\d")
_WEAK_OPENINGS = (
    "responsible for",
    "i ",
    "my ",
    "duties",
    "helped with",
    "was ",
    "were ",
    "worked on",
)


@dataclass(frozen=True, slots=True)
class SkillEvidence:
    """Where one skill stands in a résumé."""

    is_present: bool = False
    statements: int = 0
    """Different statements of experience or projects that name it; more than two count as two."""
    has_metric: bool = False
    """One of those statements carries a figure."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything that scores are made of. Nothing of the text itself is in it."""

    skills: Mapping[SkillId, SkillEvidence]
    quantified: tuple[tuple[SkillId, ...], ...]
    """The skills of each different statement that carries a figure."""
    made_of: Mapping[str, bool]
    """Which sections and dates are there, by what they are called on screen."""
    statements: int
    well_formed: int
    """How many statements are bullets of a readable length that open with what was done."""
    words: int


def analyse(text: str, catalogue: Catalogue) -> Analysis:
    """What the text of a résumé shows. Saying something twice shows it once."""
    document = document_of(text)
    present: set[SkillId] = set()
    used: dict[SkillId, int] = {}
    measured: set[SkillId] = set()
    quantified: list[tuple[SkillId, ...]] = []
    seen: set[str] = set()
    statements = well_formed = 0
    for line in document.lines:
        skills = skills_in(line.text, catalogue, in_list=line.section is SectionKind.SKILLS)
        present |= skills
        key = " ".join(re.findall(r"\w+", line.text.lower()))
        if not line.is_statement or key in seen:
            continue
        seen.add(key)
        statements += 1
        well_formed += is_well_formed(line)
        for skill in skills:
            used[skill] = used.get(skill, 0) + 1
        if has_metric(line.text):
            measured |= skills
            if skills:
                quantified.append(tuple(sorted(skills)))
    return Analysis(
        skills={
            skill: SkillEvidence(
                is_present=True,
                statements=min(used.get(skill, 0), 2),
                has_metric=skill in measured,
            )
            for skill in sorted(present)
        },
        quantified=tuple(sorted(quantified)),
        made_of=_made_of(document),
        statements=statements,
        well_formed=well_formed,
        words=len(text.split()),
    )


def is_well_formed(line: Line) -> bool:
    """Whether a statement is a bullet of 5 to 45 words that opens with what was done."""
    length = len(line.text.split())
    return (
        line.is_bullet
        and BULLET_WORDS_MIN <= length <= BULLET_WORDS_MAX
        and not line.text.lower().startswith(_WEAK_OPENINGS)
    )


def _made_of(document: Document) -> dict[str, bool]:
    top = " ".join(line.text for line in document.lines)
    work = (SectionKind.EXPERIENCE, SectionKind.PROJECTS)
    return {
        "contact": _CONTACT.search(top) is not None,
        "experience or projects": any(line.is_statement for line in document.lines),
        "education": document.has(SectionKind.EDUCATION),
        "skills": document.has(SectionKind.SKILLS),
        "dates": any(
            line.section in work and DATE_RANGE.search(line.text) is not None
            for line in document.lines
        ),
    }
