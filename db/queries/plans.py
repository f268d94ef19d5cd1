"""Reads about plans, weeks and days."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.tables import (
    CorrectionPlan,
    DailyTask,
    PersonalizedPlan,
    PlanPause,
    PlanProgress,
    WeeklyPlan,
)
from plan_engine.lifecycles import DayStatus, PlanStatus, WeekStatus


def active_plan(session: Session, user_id: UUID) -> PersonalizedPlan | None:
    """The learner's one active plan."""
    return session.scalar(
        select(PersonalizedPlan).where(
            PersonalizedPlan.user_id == user_id, PersonalizedPlan.status == PlanStatus.ACTIVE
        )
    )


def plans_of(session: Session, user_id: UUID) -> Sequence[PersonalizedPlan]:
    """All plans of a learner, newest first."""
    return session.scalars(
        select(PersonalizedPlan)
        .where(PersonalizedPlan.user_id == user_id)
        .order_by(PersonalizedPlan.updated_at.desc(), PersonalizedPlan.id)
    ).all()


def weeks_of(session: Session, plan_id: UUID) -> Sequence[WeeklyPlan]:
    """A plan's weeks in order."""
    return session.scalars(
        select(WeeklyPlan)
        .where(WeeklyPlan.personalized_plan_id == plan_id)
        .order_by(WeeklyPlan.week_number)
    ).all()


def days_of_week(session: Session, week_id: UUID) -> Sequence[DailyTask]:
    """A week's days in order, extra days at the end."""
    return session.scalars(
        select(DailyTask).where(DailyTask.weekly_plan_id == week_id).order_by(DailyTask.day_number)
    ).all()


def days_of_plan(session: Session, plan_id: UUID) -> Sequence[DailyTask]:
    """All days of all weeks of a plan, by week and day."""
    return session.scalars(
        select(DailyTask)
        .join(WeeklyPlan, DailyTask.weekly_plan_id == WeeklyPlan.id)
        .where(WeeklyPlan.personalized_plan_id == plan_id)
        .order_by(WeeklyPlan.week_number, DailyTask.day_number)
    ).all()


def days_of_correction(session: Session, correction_id: UUID) -> Sequence[DailyTask]:
    """A correction plan's days in order."""
    return session.scalars(
        select(DailyTask)
        .where(DailyTask.correction_plan_id == correction_id)
        .order_by(DailyTask.day_number)
    ).all()


def correction_of(session: Session, plan_id: UUID) -> CorrectionPlan | None:
    """The correction plan of a plan, if it came to one."""
    return session.scalar(
        select(CorrectionPlan).where(CorrectionPlan.personalized_plan_id == plan_id)
    )


def progress_of(session: Session, plan_id: UUID) -> PlanProgress:
    """The totals of a plan."""
    return session.scalars(
        select(PlanProgress).where(PlanProgress.personalized_plan_id == plan_id)
    ).one()


def pauses_of(session: Session, user_id: UUID) -> Sequence[PlanPause]:
    """The dates on which a learner's streak rested."""
    return session.scalars(
        select(PlanPause).where(PlanPause.user_id == user_id).order_by(PlanPause.started_on)
    ).all()


def week_under_way(session: Session, user_id: UUID) -> UUID | None:
    """The week under way in a learner's active plan."""
    return session.scalar(
        select(WeeklyPlan.id)
        .join(PersonalizedPlan, WeeklyPlan.personalized_plan_id == PersonalizedPlan.id)
        .where(
            PersonalizedPlan.user_id == user_id,
            PersonalizedPlan.status == PlanStatus.ACTIVE,
            WeeklyPlan.status.in_([WeekStatus.IN_PROGRESS, WeekStatus.FAILED]),
        )
        .order_by(WeeklyPlan.week_number)
        .limit(1)
    )


def open_day(session: Session, user_id: UUID) -> UUID | None:
    """The unlocked day of a learner's active plan, of its weeks or of its correction.

    One half for each: a join over either of two keys would read the whole table.
    """
    active = (
        select(PersonalizedPlan.id)
        .where(PersonalizedPlan.user_id == user_id, PersonalizedPlan.status == PlanStatus.ACTIVE)
        .scalar_subquery()
    )
    unlocked = DailyTask.status == DayStatus.UNLOCKED
    in_week = (
        select(DailyTask.id)
        .join(WeeklyPlan, DailyTask.weekly_plan_id == WeeklyPlan.id)
        .where(WeeklyPlan.personalized_plan_id == active, unlocked)
    )
    in_correction = (
        select(DailyTask.id)
        .join(CorrectionPlan, DailyTask.correction_plan_id == CorrectionPlan.id)
        .where(CorrectionPlan.personalized_plan_id == active, unlocked)
    )
    return session.scalar(in_week.union_all(in_correction).limit(1))
