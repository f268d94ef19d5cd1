"""Plans: the plan, its weeks and days, where the learner stands in it, and its correction."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Instant, JsonValue, UuidKey, one_of, owned_by
from plan_engine.kinds import DayKind, PlanType
from plan_engine.lifecycles import CorrectionStatus, DayStatus, PlanStatus, WeekStatus


class PersonalizedPlan(Base):
    """A learner's way to one target. At most one is active; the index says so, not only the code."""

    __tablename__ = "personalized_plan"
    __table_args__ = (
        Index(
            "uq_personalized_plan_one_active",
            "user_id",
            unique=True,
            sqlite_where=text("status = 'active'"),
            postgresql_where=text("status = 'active'"),
        ),
        CheckConstraint("current_week between 1 and 4", name="current_week_in_plan"),
        CheckConstraint("current_day >= 1", name="current_day_positive"),
        CheckConstraint(
            "target_role is not null or target_language is not null", name="has_target"
        ),
    )

    id: Mapped[UuidKey]
    user_id: Mapped[UUID] = owned_by("user_registration.id")
    plan_type: Mapped[PlanType] = mapped_column(one_of(PlanType, "plan_type_known"))
    target_role: Mapped[str | None] = mapped_column(String(64))
    target_language: Mapped[str | None] = mapped_column(String(64))
    target: Mapped[str] = mapped_column(String(64))
    """The target's id in the curriculum; role and language are kept beside it in words."""
    content_version: Mapped[str] = mapped_column(String(64))
    current_week: Mapped[int] = mapped_column(default=1)
    current_day: Mapped[int] = mapped_column(default=1)
    status: Mapped[PlanStatus] = mapped_column(one_of(PlanStatus, "status_known"))
    dropped_blocks: Mapped[JsonValue]
    """Blocks left out because the assessment showed them mastered."""
    created_at: Mapped[Instant]
    updated_at: Mapped[Instant]


class WeeklyPlan(Base):
    """One week: one skill block, seven days, a test, and what recovery it took."""

    __tablename__ = "weekly_plan"
    __table_args__ = (
        UniqueConstraint("personalized_plan_id", "week_number"),
        CheckConstraint("week_number between 1 and 4", name="week_number_in_plan"),
        CheckConstraint("extra_days_added >= 0", name="extra_days_not_negative"),
        CheckConstraint("tier between -1 and 2", name="tier_known"),
    )

    id: Mapped[UuidKey]
    personalized_plan_id: Mapped[UUID] = owned_by("personalized_plan.id")
    week_number: Mapped[int]
    skill_focus: Mapped[str] = mapped_column(String(64))
    topics: Mapped[JsonValue]
    status: Mapped[WeekStatus] = mapped_column(one_of(WeekStatus, "status_known"))
    extra_days_added: Mapped[int] = mapped_column(default=0)
    weak_topics_focus: Mapped[JsonValue | None]
    tier: Mapped[int] = mapped_column(default=0)
    """0: the reference difficulty; above: a harder form and deeper days."""
    created_at: Mapped[Instant]


class CorrectionPlan(Base):
    """Two weeks over all topics after a final score at or below the cut."""

    __tablename__ = "correction_plan"

    id: Mapped[UuidKey]
    user_id: Mapped[UUID] = owned_by("user_registration.id")
    personalized_plan_id: Mapped[UUID] = mapped_column(
        ForeignKey("personalized_plan.id", ondelete="CASCADE"), unique=True
    )
    duration_weeks: Mapped[int] = mapped_column(default=2)
    all_topics: Mapped[JsonValue]
    status: Mapped[CorrectionStatus] = mapped_column(one_of(CorrectionStatus, "status_known"))
    created_at: Mapped[Instant]


class DailyTask(Base):
    """One day's work: regular, extra after a failed test, or of the correction plan."""

    __tablename__ = "daily_task"
    __table_args__ = (
        UniqueConstraint("weekly_plan_id", "day_number"),
        UniqueConstraint("correction_plan_id", "day_number"),
        CheckConstraint(
            "(weekly_plan_id is null) <> (correction_plan_id is null)", name="belongs_to_one_plan"
        ),
        CheckConstraint("day_number >= 1", name="day_number_positive"),
        CheckConstraint(
            "(status = 'completed') = (completed_at is not null)", name="completed_at_set"
        ),
        Index(
            "ix_daily_task_first_completed_at",
            "completed_at",
            sqlite_where=text("day_number = 1"),
            postgresql_where=text("day_number = 1"),
        ),
    )

    id: Mapped[UuidKey]
    weekly_plan_id: Mapped[UUID | None] = owned_by("weekly_plan.id")
    correction_plan_id: Mapped[UUID | None] = owned_by("correction_plan.id")
    day_number: Mapped[int]
    kind: Mapped[DayKind] = mapped_column(one_of(DayKind, "kind_known"))
    topic: Mapped[str] = mapped_column(String(64))
    description: Mapped[str] = mapped_column(Text)
    reason: Mapped[JsonValue]
    """Why this day is here: the figures that chose it."""
    source_result_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("assessment_result.id", ondelete="CASCADE"), index=True
    )
    """The failed test that an extra day answers to."""
    depth: Mapped[str] = mapped_column(String(32))
    tier: Mapped[int] = mapped_column(default=0)
    estimated_minutes: Mapped[int]
    status: Mapped[DayStatus] = mapped_column(one_of(DayStatus, "status_known"))
    started_at: Mapped[Instant | None]
    completed_at: Mapped[Instant | None]
    xp_reward: Mapped[int] = mapped_column(default=15)


class PlanProgress(Base):
    """Totals of one plan, written with the events that they sum."""

    __tablename__ = "plan_progress"

    id: Mapped[UuidKey]
    user_id: Mapped[UUID] = owned_by("user_registration.id")
    personalized_plan_id: Mapped[UUID] = mapped_column(
        ForeignKey("personalized_plan.id", ondelete="CASCADE"), unique=True
    )
    current_week: Mapped[int]
    current_day: Mapped[int]
    total_days_completed: Mapped[int] = mapped_column(default=0)
    weekly_tests_passed: Mapped[int] = mapped_column(default=0)
    weekly_tests_failed: Mapped[int] = mapped_column(default=0)
    last_activity: Mapped[Instant]


class PlanPause(Base):
    """Local dates on which a learner had paused this plan and had no other active: the streak rests.

    From `started_on` until before `ended_on`.
    """

    __tablename__ = "plan_pause"

    id: Mapped[UuidKey]
    user_id: Mapped[UUID] = owned_by("user_registration.id")
    personalized_plan_id: Mapped[UUID] = owned_by("personalized_plan.id")
    started_on: Mapped[date]
    ended_on: Mapped[date | None]
