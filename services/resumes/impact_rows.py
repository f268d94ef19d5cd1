"""ResumeImpact: each before against its after, by role and skill, written with what it is made of."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from db.tables import PersonalizedPlan, ResumeImpact, ResumeVersion
from plan_engine.resume.catalogue import Profile
from plan_engine.resume.impact import Change
from plan_engine.resume.pairs import complete_pairs
from plan_engine.resume.scoring import role_score, skill_score
from plan_engine.values import TargetId
from services.resumes.desk import ResumeDesk
from services.resumes.versions import analysis_of, scored_by, versions_of

WHOLE_ROLE = "all"
"""In place of a skill: the role's score as a whole."""


def planned_targets(session: Session, learner: UUID) -> Sequence[TargetId]:
    """The targets of the learner's plans, the newest plan's first."""
    rows = session.execute(
        select(PersonalizedPlan.target)
        .where(PersonalizedPlan.user_id == learner)
        .order_by(PersonalizedPlan.created_at.desc())
    )
    return [TargetId(row[0]) for row in rows]


def write_impact(session: Session, desk: ResumeDesk, learner: UUID) -> None:
    """Write the learner's comparisons anew, every pair's: for each role that they plan for or uploaded it for.

    Rows are as old as the after that completed their pair.
    """
    session.execute(delete(ResumeImpact).where(ResumeImpact.user_id == learner))
    planned = planned_targets(session, learner)
    scored = scored_by(versions_of(session, learner), desk.skills.version)
    for before, after in complete_pairs(scored):
        wanted = {*planned, TargetId(before.target), TargetId(after.target)}
        for target in sorted(wanted):
            profile = desk.skills.profiles.get(target)
            if profile is not None:
                for skill, change in changes(before, after, profile).items():
                    session.add(_row(desk, learner, target, skill, change, after.created_at))


def changes(before: ResumeVersion, after: ResumeVersion, profile: Profile) -> dict[str, Change]:
    """The role's change as a whole, then that of each of its skills that is in either version."""
    first, second = analysis_of(before), analysis_of(after)
    same = before.sha256 == after.sha256
    found = {
        WHOLE_ROLE: Change(
            role_score(first, profile).score, role_score(second, profile).score, same
        )
    }
    for skill in profile.skills:
        change = Change(
            skill_score(first.skills.get(skill)), skill_score(second.skills.get(skill)), same
        )
        if change.before or change.after:
            found[skill] = change
    return found


def _row(
    desk: ResumeDesk, learner: UUID, target: TargetId, skill: str, change: Change, at: datetime
) -> ResumeImpact:
    percentage = change.percentage
    return ResumeImpact(
        id=desk.work.new_id(),
        user_id=learner,
        role=target,
        skill=skill,
        before_score=change.before,
        after_score=change.after,
        improvement_percentage=None if percentage is None else float(percentage),
        created_at=at,
    )
