"""Daily totals for the product team, kept up to date from what happened. Nobody is named in them.

A segment is a target, a content version and a registration cohort. Where a row is about nobody's
plan, target and version are empty. Everything here can be made anew from the other tables.
"""

from datetime import date
from uuid import UUID

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Instant, one_of
from plan_engine.metrics.milestones import Milestone

NONE = ""
"""The target and content version of who has no plan yet: a key's columns cannot be NULL."""


class Segment:
    """What every total can be cut by."""

    target: Mapped[str] = mapped_column(String(64), primary_key=True)
    content_version: Mapped[str] = mapped_column(String(64), primary_key=True)
    cohort: Mapped[date] = mapped_column(primary_key=True)
    """The Monday of the week, by UTC dates, in which the learner registered."""


class ActivityRollup(Segment, Base):
    """Who was active on one date, by the learners' own dates, under the newest plan they had then."""

    __tablename__ = "activity_rollup"

    day: Mapped[date] = mapped_column(primary_key=True, sort_order=-1)
    learners: Mapped[int]
    on_schedule: Mapped[int]
    """Those of them for whom their plan had scheduled this date."""
    tasks: Mapped[int]
    tests: Mapped[int]


class WeekRollup(Segment, Base):
    """Who was active in one week, each learner once, under the newest plan at the week's end."""

    __tablename__ = "week_rollup"

    week: Mapped[date] = mapped_column(primary_key=True, sort_order=-1)
    """Its Monday."""
    learners: Mapped[int]


class ScheduleRollup(Segment, Base):
    """How the number of learners with a scheduled date changes on one date; their sum is the number."""

    __tablename__ = "schedule_rollup"

    day: Mapped[date] = mapped_column(primary_key=True, sort_order=-1)
    change: Mapped[int]


class MilestoneRollup(Segment, Base):
    """How many passed a milestone on one date."""

    __tablename__ = "milestone_rollup"
    __table_args__ = (Index("ix_milestone_rollup_anchor_day", "milestone", "anchor_day"),)

    milestone: Mapped[Milestone] = mapped_column(
        one_of(Milestone, "milestone_known"), primary_key=True, sort_order=-4
    )
    day: Mapped[date] = mapped_column(primary_key=True, sort_order=-3)
    week_number: Mapped[int] = mapped_column(primary_key=True, sort_order=-2)
    """The week of the plan, or 0."""
    anchor_day: Mapped[date] = mapped_column(primary_key=True, sort_order=-1)
    """The date from which its waiting time counts: start of the plan, first sitting, completion."""
    events: Mapped[int]
    learners: Mapped[int]
    """Learners who passed it (in this week of a plan) for the first time ever: sums count each once."""
    learners_in_target: Mapped[int]
    """… for the first time with this target."""


class ReadinessRollup(Segment, Base):
    """Learners who sat their first final test of a target on one date: assessment and final as sums."""

    __tablename__ = "readiness_rollup"

    day: Mapped[date] = mapped_column(primary_key=True, sort_order=-2)
    is_first: Mapped[bool] = mapped_column(primary_key=True, sort_order=-1)
    """Whether it is these learners' first final of any target."""
    learners: Mapped[int]
    initial_scores: Mapped[int]
    final_scores: Mapped[int]
    change_squares: Mapped[int]


class RollupLease(Base):
    """Who keeps the totals now, and how far they are complete. One row."""

    __tablename__ = "rollup_lease"

    name: Mapped[str] = mapped_column(String(32), primary_key=True)
    holder: Mapped[UUID | None]
    held_until: Mapped[Instant]
    settled_until: Mapped[date | None]
    """Up to this date nothing can change any more, in any zone of the world."""
    computed_at: Mapped[Instant | None]
    version: Mapped[int] = mapped_column(default=0, server_default="0")
    """How often totals were written: figures made from them are as good as new while it stands."""
