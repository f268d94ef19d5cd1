"""Where a learner stands in XP, level and streak: what the header shows on every page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ScalarSelect, func, select
from sqlalchemy.orm import Session

from db.queries import rewards
from db.tables import PersonalizedPlan, PlanPause, UserRegistration, UserStreak, UserXP
from plan_engine.lifecycles import PlanStatus
from plan_engine.streaks import streak
from plan_engine.xp import Award, level_standing
from services.calendars import booked_date, rested_dates
from services.workspace import Workspace


class Rest(StrEnum):
    """Why a streak rests: there is no active plan to keep it with."""

    PAUSED = "paused"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Standing:
    """XP, level and streak now."""

    total_xp: int
    level: int
    progress: int
    to_next: int
    streak: int
    had_streak: bool
    """Whether there ever was one: without one now, it ended."""
    rest: Rest | None
    """Why the streak rests today; None while it does not, and after activity today."""
    is_active_today: bool
    updated_at: datetime | None
    """When XP was last earned."""


def standing(work: Workspace, learner: UUID, timezone: str) -> Standing:
    """The learner's standing today. One query; two more only after days on which a pause let the streak rest."""
    with work.reading() as session:
        row = session.execute(
            select(
                UserXP.total_xp,
                UserXP.last_updated,
                UserStreak.current_streak,
                UserStreak.last_activity_date,
                _was_resting(learner),
                UserRegistration.not_before,
                _resting_plan(learner),
            )
            .select_from(UserRegistration)
            .outerjoin(UserXP, UserXP.user_id == UserRegistration.id)
            .outerjoin(UserStreak, UserStreak.user_id == UserRegistration.id)
            .where(UserRegistration.id == learner)
        ).one()
        today = booked_date(work.clock(), timezone, row[5])
        last: date | None = row[3]
        if last is None or last >= today - timedelta(days=1):
            current = row[2] or 0
        else:
            current = _after_a_gap(session, learner, today) if row[4] else 0
    total = row[0] or 0
    level = level_standing(total)
    return Standing(
        total_xp=total,
        level=level.level,
        progress=level.progress,
        to_next=level.to_next,
        streak=current,
        had_streak=last is not None,
        rest=None if last == today else _rest(row[6]),
        is_active_today=last == today,
        updated_at=row[1],
    )


def awards_after(work: Workspace, learner: UUID, instant: datetime) -> Sequence[Award]:
    """What the learner has earned since an instant, oldest first."""
    with work.reading() as session:
        lines = rewards.ledger_lines_after(session, learner, instant)
        return [Award(line.reward_type, line.xp_amount, line.reason) for line in lines]


def rest_of(session: Session, learner: UUID) -> Rest | None:
    """Why the learner's streak rests as of now."""
    return _rest(session.scalar(select(_resting_plan(learner))))


def _rest(status: PlanStatus | None) -> Rest | None:
    if status is None:
        return None
    return Rest.PAUSED if status is PlanStatus.PAUSED else Rest.OVER


def _resting_plan(learner: UUID) -> ScalarSelect[PlanStatus]:
    """The status of the plan with whose pause or end the streak began to rest; null while it does not."""
    return (
        select(PersonalizedPlan.status)
        .join(PlanPause, PlanPause.personalized_plan_id == PersonalizedPlan.id)
        .where(PlanPause.user_id == learner, PlanPause.ended_on.is_(None))
        .order_by(PlanPause.started_on.desc())
        .limit(1)
        .scalar_subquery()
    )


def _was_resting(learner: UUID) -> ScalarSelect[bool]:
    """Whether the learner ever paused since the last active day, or is pausing now."""
    return (
        select(func.count() > 0)
        .select_from(PlanPause)
        .where(
            PlanPause.user_id == learner,
            PlanPause.ended_on.is_(None) | (PlanPause.ended_on > UserStreak.last_activity_date),
        )
        .correlate(UserStreak)
        .scalar_subquery()
    )


def _after_a_gap(session: Session, learner: UUID, today: date) -> int:
    """The stored streak is as of the last active day: only rested days may lie between."""
    active = rewards.active_dates(session, learner)
    return streak(active, today, rested_dates(session, learner)).current
