"""A résumé's text as sections of lines, with what was done told from headings of entries."""

import re
from dataclasses import dataclass
from enum import StrEnum

BULLET = "• "
"""How every bullet begins once a text is in order, whatever the file had."""


class SectionKind(StrEnum):
    """What a section is about."""

    TOP = "top"
    """Name and contact, before the first heading."""
    SUMMARY = "summary"
    EXPERIENCE = "experience"
    PROJECTS = "projects"
    EDUCATION = "education"
    SKILLS = "skills"
    OTHER = "other"


HEADINGS = {
    SectionKind.SUMMARY: "summary|profile|about|about me|objective|career objective|professional summary|"
    "personal statement|professional profile|career summary|executive summary",
    SectionKind.EXPERIENCE: "experience|work experience|professional experience|employment|employment history|"
    "work history|career history|relevant experience|work|internships|internship experience|internship|"
    "professional background|career|experience and projects|volunteer experience|volunteering|volunteer",
    SectionKind.PROJECTS: "projects|personal projects|side projects|selected projects|academic projects|"
    "open source|open source projects|open source contributions|key projects|portfolio|project experience",
    SectionKind.EDUCATION: "education|education and training|academic background|qualifications|studies|"
    "academic qualifications|training",
    SectionKind.SKILLS: "skills|technical skills|key skills|core skills|technologies|tech stack|technology|"
    "core competencies|competencies|tools|tools and technologies|skills and tools|technical expertise|"
    "languages and tools|languages and frameworks|programming languages|expertise|technical proficiencies|"
    "skills and technologies|areas of expertise|toolbox|stack",
    SectionKind.OTHER: "languages|interests|hobbies|hobbies and interests|interests and hobbies|awards|honours|"
    "honors|honours and awards|achievements|publications|certifications|certificates|"
    "certifications and training|licences and certifications|references|activities|contact|contact details|"
    "details|courses|memberships|personal details|talks|patents|extracurricular activities|links|websites",
}
_KIND_OF = {
    name: kind for kind, names in HEADINGS.items() for name in names.split("|")
}  # fmt: skip
_YEAR = r"(?:19|20)\d\d"
_WHEN = rf"(?:(?:[A-Z][a-z]{{2,8}}\.?|\d{{1,2}})[\s/.-]{{1,2}})?{_YEAR}"
DATE_RANGE = re.compile(
    rf"{_WHEN}(?:-\d\d)?\s*(?:-|–|—|to|until|bis)\s*(?:{_WHEN}|present|now|today|current|ongoing)",
    re.IGNORECASE,
)
_SPACED = re.compile(r"^(?:[A-Z&] )+[A-Z]$")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: a bullet, or anything else."""

    text: str
    is_bullet: bool
    section: SectionKind

    @property
    def is_statement(self) -> bool:
        """Whether it says what was done in a job or project: a bullet there, or a sentence of some length."""
        if self.section not in (SectionKind.EXPERIENCE, SectionKind.PROJECTS):
            return False
        return self.is_bullet or (
            len(self.text.split()) >= 8 and DATE_RANGE.search(self.text) is None
        )


@dataclass(frozen=True, slots=True)
class Document:
    """A résumé's text in order."""

    lines: tuple[Line, ...]

    def has(self, *kinds: SectionKind) -> bool:
        """Whether there is a line in a section of one of these kinds."""
        return any(line.section in kinds for line in self.lines)


def heading_kind(line: str) -> SectionKind | None:
    """What section a line opens; None for any other line."""
    text = line.strip().strip(":").strip()
    if len(text) > 40 or text.startswith(BULLET.strip()):
        return None
    if _SPACED.match(text):  # E D U C A T I O N
        text = text.replace(" ", "")
    plain = re.sub(r"[^a-z ]+", " ", text.lower().replace("&", " and "))
    return _KIND_OF.get(" ".join(plain.split()))


def document_of(text: str) -> Document:
    """The sections of a text whose bullets begin with BULLET (plan_engine.resume.plain_text)."""
    section = SectionKind.TOP
    lines: list[Line] = []
    for raw in text.splitlines():
        line = raw.strip()
        if not line:
            continue
        kind = heading_kind(line)
        if kind is not None:
            section = kind
            continue
        label, colon, rest = line.partition(":")
        named = heading_kind(label) if colon and rest.strip() else None
        here = section if named is None or line.startswith(BULLET) else named
        bullet = line.startswith(BULLET)
        lines.append(Line(line.removeprefix(BULLET).strip(), bullet, here))
    return Document(tuple(lines))
