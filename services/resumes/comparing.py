"""A before against its after: the change, its sentence, what it is made of, skill by skill."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from db.tables import ResumeVersion
from plan_engine.resume.analysis import Analysis
from plan_engine.resume.catalogue import Profile, SkillId
from plan_engine.resume.impact import Change, impact_sentence
from plan_engine.resume.scoring import Part, role_score, skill_score
from services.resumes.desk import ResumeDesk
from services.resumes.evidence import Verification
from services.resumes.impact_rows import WHOLE_ROLE, changes
from services.resumes.versions import analysis_of


@dataclass(frozen=True, slots=True)
class SkillRow:
    """One skill that the role asks for."""

    id: SkillId
    title: str
    before: int | None
    after: int | None
    """Its score on each side; None where there is no version of it."""
    verified: Verification | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """A before against the after that belongs to it."""

    before_at: datetime
    after_at: datetime
    change: Change
    sentence: str
    parts: Mapping[Part, tuple[int, int]]
    """Whole points before and after; they add up to the scores."""
    lost: tuple[str, ...]
    """Skills whose score went down, with what it was and is."""
    skills: tuple[SkillRow, ...]


def skill_rows(
    desk: ResumeDesk,
    profile: Profile,
    before: ResumeVersion | None,
    after: ResumeVersion | None,
    verified: Mapping[SkillId, Verification],
) -> tuple[SkillRow, ...]:
    """The role's skills, heaviest first; of skills that do the same work, those that either version names."""
    first = analysis_of(before) if before else None
    second = analysis_of(after) if after else None
    rows = []
    for want in profile.wants:
        named = [s for s in want.skills if _has(first, s) or _has(second, s)] or want.skills[:1]
        rows += [
            SkillRow(
                id=skill,
                title=desk.skills.skills[skill].title,
                before=skill_score(first.skills.get(skill)) if first else None,
                after=skill_score(second.skills.get(skill)) if second else None,
                verified=verified.get(skill),
            )
            for skill in named
        ]
    return tuple(rows)


def _has(analysis: Analysis | None, skill: SkillId) -> bool:
    return analysis is not None and skill in analysis.skills


def comparison_of(
    desk: ResumeDesk,
    before: ResumeVersion,
    after: ResumeVersion,
    profile: Profile,
    verified: Mapping[SkillId, Verification],
) -> Comparison:
    """What changed for a role between two versions."""
    found = changes(before, after, profile)
    change = found.pop(WHOLE_ROLE)
    first = role_score(analysis_of(before), profile)
    second = role_score(analysis_of(after), profile)
    return Comparison(
        before_at=before.created_at,
        after_at=after.created_at,
        change=change,
        sentence=impact_sentence(profile.label, change),
        parts={part: (first.parts[part], second.parts[part]) for part in Part},
        lost=tuple(
            f"{desk.skills.skills[SkillId(skill)].title} ({one.before} → {one.after})"
            for skill, one in found.items()
            if one.points < 0
        ),
        skills=skill_rows(desk, profile, before, after, verified),
    )
