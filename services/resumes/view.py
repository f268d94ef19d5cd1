"""Everything the résumé screen shows: versions with their scores, the comparison, what could be added."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from db.tables import ResumeVersion
from plan_engine.resume.analysis import Analysis
from plan_engine.resume.catalogue import Profile, SkillId
from plan_engine.resume.impact import Change, ResumeSide, impact_sentence
from plan_engine.resume.scoring import Part, RoleScore, if_added, role_score, skill_score
from plan_engine.values import TargetId
from services.guards import lock_learner
from services.resumes.desk import ResumeDesk
from services.resumes.evidence import Verification, verified_skills
from services.resumes.impact_rows import (
    WHOLE_ROLE,
    changes,
    planned_targets,
    write_impact,
)
from services.resumes.versions import analysis_of, files_of, newest, score_again, versions_of

SUGGESTIONS_MAX = 5


@dataclass(frozen=True, slots=True)
class VersionView:
    """One uploaded version, scored for the chosen role."""

    id: UUID
    side: ResumeSide
    filename: str
    file_kind: str
    words: int
    created_at: datetime
    role: RoleScore
    is_scored_now: bool
    """False where its text cannot be opened any more: its score is an older scorer's."""
    has_file: bool
    """Whether the file itself was kept."""
    is_shared: bool
    """Whether the learner's counsellor may read the text."""


@dataclass(frozen=True, slots=True)
class SkillRow:
    """One skill that the role asks for."""

    id: SkillId
    title: str
    before: int | None
    after: int | None
    """The newest score of each side; None where there is no version of it."""
    verified: Verification | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """The newest before against the newest after."""

    change: Change
    sentence: str
    parts: Mapping[Part, tuple[int, int]]
    """Whole points before and after; they add up to the scores."""
    lost: tuple[str, ...]
    """Skills whose score went down, with what it was and is."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A skill passed in a test and missing from the newest résumé."""

    title: str
    verified: Verification
    skeleton: str
    projected: int
    """The role's score if it were added and used once: a projection, no result."""


@dataclass(frozen=True, slots=True)
class ResumeView:
    """The screen."""

    target: TargetId
    label: str
    targets: Mapping[TargetId, str]
    versions: tuple[VersionView, ...]
    newest: VersionView | None
    made_of: Mapping[str, bool]
    """Sections and dates of the newest version."""
    skills: tuple[SkillRow, ...]
    comparison: Comparison | None
    suggestions: tuple[Suggestion, ...]


def resume_view(desk: ResumeDesk, learner: UUID, target: TargetId | None = None) -> ResumeView:
    """The screen for a role; without one, for the newest plan's, else for that of the newest version."""
    _bring_up_to_date(desk, learner)
    with desk.work.reading() as session:
        versions = versions_of(session, learner)
        kept = files_of(session, learner)
        planned = planned_targets(session, learner)
        verified = verified_skills(session, desk, learner)
    chosen = _target(desk, target, planned, versions)
    profile = desk.skills.profiles[chosen]
    before = newest(versions, ResumeSide.BEFORE, desk.skills.version)
    after = newest(versions, ResumeSide.AFTER, desk.skills.version)
    views = tuple(_version(desk, version, profile, kept) for version in versions)
    last = versions[-1] if versions else None
    analysis = analysis_of(last) if last is not None else None
    return ResumeView(
        target=chosen,
        label=profile.label,
        targets={
            key: library.title
            for key, library in desk.work.content.targets.items()
            if key in desk.skills.profiles
        }
        or {key: one.label for key, one in desk.skills.profiles.items()},
        versions=views,
        newest=views[-1] if views else None,
        made_of=analysis.made_of if analysis is not None else {},
        skills=_skills(desk, profile, before, after, verified),
        comparison=_comparison(desk, before, after, profile)
        if before is not None and after is not None
        else None,
        suggestions=_suggestions(desk, analysis, profile, verified),
    )


def _bring_up_to_date(desk: ResumeDesk, learner: UUID) -> None:
    """One short look; a transaction only when the scorer has changed since."""
    with desk.work.reading() as session:
        stale = any(v.scorer != desk.skills.version for v in versions_of(session, learner))
    if stale:
        with desk.work.transaction() as session:
            lock_learner(session, learner)
            if score_again(desk, versions_of(session, learner)):
                session.flush()
                write_impact(session, desk, learner)


def _target(
    desk: ResumeDesk,
    asked: TargetId | None,
    planned: Sequence[TargetId],
    versions: Sequence[ResumeVersion],
) -> TargetId:
    named = [asked, *planned, *(TargetId(v.target) for v in reversed(versions))]
    known = [target for target in named if target in desk.skills.profiles]
    return known[0] if known and known[0] is not None else next(iter(desk.skills.profiles))


def _version(
    desk: ResumeDesk, version: ResumeVersion, profile: Profile, kept: frozenset[UUID]
) -> VersionView:
    return VersionView(
        id=version.id,
        side=version.side,
        filename=version.filename,
        file_kind=version.file_kind,
        words=version.word_count,
        created_at=version.created_at,
        role=role_score(analysis_of(version), profile),
        is_scored_now=version.scorer == desk.skills.version,
        has_file=version.id in kept,
        is_shared=version.shared_at is not None,
    )


def _skills(
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


def _comparison(
    desk: ResumeDesk, before: ResumeVersion, after: ResumeVersion, profile: Profile
) -> Comparison:
    found = changes(before, after, profile)
    change = found.pop(WHOLE_ROLE)
    first = role_score(analysis_of(before), profile)
    second = role_score(analysis_of(after), profile)
    return Comparison(
        change=change,
        sentence=impact_sentence(profile.label, change),
        parts={part: (first.parts[part], second.parts[part]) for part in Part},
        lost=tuple(
            f"{desk.skills.skills[SkillId(skill)].title} ({one.before} → {one.after})"
            for skill, one in found.items()
            if one.points < 0
        ),
    )


def _suggestions(
    desk: ResumeDesk,
    analysis: Analysis | None,
    profile: Profile,
    verified: Mapping[SkillId, Verification],
) -> tuple[Suggestion, ...]:
    if analysis is None:
        return ()
    missing = [s for s in profile.skills if s in verified and s not in analysis.skills]
    return tuple(
        Suggestion(
            title=desk.skills.skills[skill].title,
            verified=verified[skill],
            skeleton=f"Used {desk.skills.skills[skill].title} to ____ (what you built or changed), "
            "which ____ (what got better, with a figure that you can prove).",
            projected=if_added(analysis, profile, skill).score,
        )
        for skill in missing[:SUGGESTIONS_MAX]
    )
