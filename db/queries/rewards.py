"""Reads about the ledger, streaks and daily activity."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.tables import DailyActivity, UserStreak, UserXP, XPReward
from plan_engine.kinds import RewardType


def xp_of(session: Session, user_id: UUID) -> UserXP | None:
    """A learner's total, if anything was ever earned."""
    return session.scalar(select(UserXP).where(UserXP.user_id == user_id))


def streak_of(session: Session, user_id: UUID) -> UserStreak | None:
    """A learner's stored streak."""
    return session.scalar(select(UserStreak).where(UserStreak.user_id == user_id))


def paid_for(session: Session, user_xp_id: UUID, source: UUID) -> set[RewardType]:
    """The kinds of reward that one source has been paid for."""
    return set(
        session.scalars(
            select(XPReward.reward_type).where(
                XPReward.user_xp_id == user_xp_id, XPReward.related_object_id == source
            )
        )
    )


def ledger_lines_at(session: Session, user_id: UUID, at: datetime) -> Sequence[XPReward]:
    """The ledger's lines of one event, the largest first."""
    return session.scalars(
        select(XPReward)
        .join(UserXP, XPReward.user_xp_id == UserXP.id)
        .where(UserXP.user_id == user_id, XPReward.created_at == at)
        .order_by(XPReward.xp_amount.desc(), XPReward.reward_type)
    ).all()


def ledger_lines_after(session: Session, user_id: UUID, after: datetime) -> Sequence[XPReward]:
    """The ledger's lines since an instant, oldest first."""
    return session.scalars(
        select(XPReward)
        .join(UserXP, XPReward.user_xp_id == UserXP.id)
        .where(UserXP.user_id == user_id, XPReward.created_at > after)
        .order_by(XPReward.created_at, XPReward.reward_type)
    ).all()


def activity_on(session: Session, user_id: UUID, day: date) -> DailyActivity | None:
    """What a learner did on one local date."""
    return session.scalar(
        select(DailyActivity).where(DailyActivity.user_id == user_id, DailyActivity.date == day)
    )


def active_dates(session: Session, user_id: UUID) -> Mapping[date, int]:
    """A learner's active dates, with the XP earned on each."""
    rows = session.execute(
        select(DailyActivity.date, DailyActivity.xp_earned).where(
            DailyActivity.user_id == user_id, DailyActivity.is_active
        )
    )
    return {row[0]: row[1] for row in rows}


def xp_by_day_and_type(session: Session, user_id: UUID) -> Sequence[tuple[date, RewardType, int]]:
    """XP earned on each local date, by what it was for."""
    rows = session.execute(
        select(XPReward.local_date, XPReward.reward_type, func.sum(XPReward.xp_amount))
        .join(UserXP, XPReward.user_xp_id == UserXP.id)
        .where(UserXP.user_id == user_id)
        .group_by(XPReward.local_date, XPReward.reward_type)
        .order_by(XPReward.local_date)
    )
    return [(row[0], row[1], int(row[2])) for row in rows]


def activity_since(session: Session, user_id: UUID, first: date) -> Sequence[DailyActivity]:
    """A learner's days from a local date on, in order."""
    return session.scalars(
        select(DailyActivity)
        .where(DailyActivity.user_id == user_id, DailyActivity.date >= first)
        .order_by(DailyActivity.date)
    ).all()
