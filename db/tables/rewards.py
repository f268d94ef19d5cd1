"""What effort earned: the XP ledger and the totals, streaks and daily activity kept beside it."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Instant, UuidKey, one_of
from plan_engine.kinds import RewardType


class UserXP(Base):
    """Sum of a learner's ledger and the level that follows from it."""

    __tablename__ = "user_xp"
    __table_args__ = (
        CheckConstraint("total_xp >= 0", name="total_not_negative"),
        CheckConstraint("current_level = 1 + total_xp / 100", name="level_follows_from_total"),
        CheckConstraint("level_progress = total_xp % 100", name="progress_follows_from_total"),
        CheckConstraint("xp_to_next_level = 100 - total_xp % 100", name="rest_follows_from_total"),
    )

    id: Mapped[UuidKey]
    user_id: Mapped[UUID] = mapped_column(
        ForeignKey("user_registration.id", ondelete="CASCADE"), unique=True
    )
    total_xp: Mapped[int] = mapped_column(default=0)
    current_level: Mapped[int] = mapped_column(default=1)
    xp_to_next_level: Mapped[int] = mapped_column(default=100)
    level_progress: Mapped[int] = mapped_column(default=0)
    last_updated: Mapped[Instant]


class XPReward(Base):
    """One line of the ledger: append-only, and one payment for each thing that earned it."""

    __tablename__ = "xp_reward"
    __table_args__ = (
        UniqueConstraint("user_xp_id", "reward_type", "related_object_id"),
        Index("ix_xp_reward_user_xp_id_local_date", "user_xp_id", "local_date"),
        CheckConstraint("xp_amount > 0", name="amount_positive"),
    )

    id: Mapped[UuidKey]
    user_xp_id: Mapped[UUID] = mapped_column(ForeignKey("user_xp.id", ondelete="CASCADE"))
    reward_type: Mapped[RewardType] = mapped_column(one_of(RewardType, "reward_type_known"))
    xp_amount: Mapped[int]
    reason: Mapped[str] = mapped_column(String(200))
    related_object_id: Mapped[UUID]
    local_date: Mapped[date]
    """The learner's own date when it was earned."""
    created_at: Mapped[Instant]


class UserStreak(Base):
    """A learner's streak, as the days in DailyActivity make it."""

    __tablename__ = "user_streak"

    id: Mapped[UuidKey]
    user_id: Mapped[UUID] = mapped_column(
        ForeignKey("user_registration.id", ondelete="CASCADE"), unique=True
    )
    current_streak: Mapped[int] = mapped_column(default=0)
    longest_streak: Mapped[int] = mapped_column(default=0)
    last_activity_date: Mapped[date | None]
    total_days_active: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[Instant]


class DailyActivity(Base):
    """One learner's one local date: what was done and earned on it."""

    __tablename__ = "daily_activity"
    __table_args__ = (
        UniqueConstraint("user_id", "date"),
        Index("ix_daily_activity_date", "date"),
    )

    id: Mapped[UuidKey]
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_registration.id", ondelete="CASCADE"))
    date: Mapped[date]
    timezone: Mapped[str] = mapped_column(String(64))
    """The zone the learner was in when this date was recorded."""
    week_number: Mapped[int]
    day_number: Mapped[int]
    is_active: Mapped[bool] = mapped_column(default=False)
    tasks_completed: Mapped[int] = mapped_column(default=0)
    tests_submitted: Mapped[int] = mapped_column(default=0)
    xp_earned: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[Instant]
