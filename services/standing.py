"""Where a learner stands in XP, level and streak: what the header shows on every page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import ScalarSelect, func, select
from sqlalchemy.orm import Session

from db.queries import rewards
from db.tables import PlanPause, UserRegistration, UserStreak, UserXP
from plan_engine.streaks import streak
from plan_engine.xp import Award, level_standing
from services.calendars import booked_date, rested_dates
from services.workspace import Workspace


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
        is_active_today=last == today,
        updated_at=row[1],
    )


def awards_after(work: Workspace, learner: UUID, instant: datetime) -> Sequence[Award]:
    """What the learner has earned since an instant, oldest first."""
    with work.reading() as session:
        lines = rewards.ledger_lines_after(session, learner, instant)
        return [Award(line.reward_type, line.xp_amount, line.reason) for line in lines]


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
