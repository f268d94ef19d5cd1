"""Everything the résumé screen shows: versions with their scores, the comparison, what could be added."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from db.tables import ResumeVersion
from plan_engine.resume.analysis import Analysis
from plan_engine.resume.catalogue import Profile, SkillId
from plan_engine.resume.impact import ResumeSide
from plan_engine.resume.pairs import complete_pairs, waiting
from plan_engine.resume.scoring import RoleScore, if_added, role_score
from plan_engine.values import TargetId
from services.guards import lock_learner
from services.resumes.comparing import Comparison, SkillRow, comparison_of, skill_rows
from services.resumes.desk import ResumeDesk
from services.resumes.evidence import Verification, verified_skills
from services.resumes.impact_rows import planned_targets, write_impact
from services.resumes.versions import analysis_of, files_of, score_again, scored_by, versions_of

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
class Suggestion:
    """A skill passed in a test and missing from the newest résumé, whose score it would raise."""

    title: str
    verified: Verification
    prompt: str
    """What to ask oneself before writing it: the facts are the learner's, none is made up here."""
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
    """Of the pair that the newest version belongs to."""
    comparison: Comparison | None
    """The last complete pair's."""
    earlier: tuple[Comparison, ...]
    """Those of the pairs before it, newest first."""
    waits_since: datetime | None
    """When the newest before was uploaded, if its after is still to come."""
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
    scored = scored_by(versions, desk.skills.version)
    pairs = complete_pairs(scored)
    alone = waiting(scored)
    comparisons = [comparison_of(desk, *pair, profile, verified) for pair in reversed(pairs)]
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
        skills=skill_rows(desk, profile, *_newest_pair(scored), verified),
        comparison=comparisons[0] if comparisons else None,
        earlier=tuple(comparisons[1:]),
        waits_since=alone.created_at if alone else None,
        suggestions=_suggestions(desk, analysis, profile, verified),
    )


def _newest_pair(
    scored: Sequence[ResumeVersion],
) -> tuple[ResumeVersion | None, ResumeVersion | None]:
    """The pair of the newest version, complete or not."""
    alone = waiting(scored)
    if alone is not None:
        return alone, None
    pairs = complete_pairs(scored)
    return pairs[-1] if pairs else (None, scored[-1] if scored else None)


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


def _suggestions(
    desk: ResumeDesk,
    analysis: Analysis | None,
    profile: Profile,
    verified: Mapping[SkillId, Verification],
) -> tuple[Suggestion, ...]:
    if analysis is None:
        return ()
    now = role_score(analysis, profile).score
    missing = [s for s in profile.skills if s in verified and s not in analysis.skills]
    projected = {skill: if_added(analysis, profile, skill).score for skill in missing}
    gaining = [skill for skill in missing if projected[skill] > now]
    return tuple(
        Suggestion(
            title=desk.skills.skills[skill].title,
            verified=verified[skill],
            prompt=f"Where have you used {desk.skills.skills[skill].title}? What did you build or change "
            "with it? What got better, and by how much, that you can prove?",
            projected=projected[skill],
        )
        for skill in gaining[:SUGGESTIONS_MAX]
    )
