"""Who was active: by day, by week, and for how many a day was scheduled."""

from datetime import timedelta
from typing import Any

from sqlalchemy import Select, case, exists, func, literal, or_, select, union_all

from db.dates import days_after, monday
from db.tables import DailyActivity, PersonalizedPlan, PlanPause, UserRegistration
from plan_engine.rules import DAYS_A_WEEK, WEEKS_MAX
from services.rollups.lives import covers, plan_spans, segment_of
from services.rollups.window import Window


def active_days(window: Window) -> Select[Any]:
    """Rows of the activity rollup."""
    span = plan_spans(_active_learners(window))
    is_paused = exists().where(
        PlanPause.user_id == DailyActivity.user_id,
        PlanPause.started_on <= DailyActivity.date,
        or_(PlanPause.ended_on.is_(None), DailyActivity.date < PlanPause.ended_on),
    )
    on_schedule = case(((DailyActivity.date < span.c.scheduled_until) & ~is_paused, 1), else_=0)
    segment = segment_of(span)
    return (
        select(
            DailyActivity.date.label("day"),
            *segment,
            func.count().label("learners"),
            func.sum(on_schedule).label("on_schedule"),
            func.sum(DailyActivity.tasks_completed).label("tasks"),
            func.sum(DailyActivity.tests_submitted).label("tests"),
        )
        .join(UserRegistration, UserRegistration.id == DailyActivity.user_id)
        .outerjoin(
            span, (span.c.user_id == DailyActivity.user_id) & covers(span, DailyActivity.date)
        )
        .where(*_active_in(window))
        .group_by(DailyActivity.date, *segment)
    )


def active_weeks(window: Window) -> Select[Any]:
    """Rows of the week rollup: each learner once a week."""
    span = plan_spans(_active_learners(window))
    active = (
        select(DailyActivity.user_id, monday(DailyActivity.date).label("week"))
        .where(*_active_in(window))
        .distinct()
        .subquery("active")
    )
    segment = segment_of(span)
    return (
        select(active.c.week, *segment, func.count().label("learners"))
        .join(UserRegistration, UserRegistration.id == active.c.user_id)
        .outerjoin(
            span,
            (span.c.user_id == active.c.user_id)
            & covers(span, days_after(active.c.week, literal(6))),
        )
        .group_by(active.c.week, *segment)
    )


def schedule_changes(window: Window) -> Select[Any]:
    """Rows of the schedule rollup: +1 where a plan's schedule begins or resumes, -1 where it ends or rests.

    A change never lies before the date on which it was caused, so settled dates stay as they are.
    """
    reach = window.starts - timedelta(days=WEEKS_MAX * DAYS_A_WEEK + 1)
    recent = select(PersonalizedPlan.user_id).where(
        PersonalizedPlan.created_at.between(reach, window.ends)
    )
    span = plan_spans(recent)
    end = case(
        (span.c.next_begun < span.c.scheduled_until, span.c.next_begun),
        else_=span.c.scheduled_until,
    )
    schedule = select(
        span.c.user_id,
        span.c.target,
        span.c.content_version,
        span.c.begun,
        end.label("ended"),
    ).cte("schedule")
    rest_from = case(
        (PlanPause.started_on < schedule.c.begun, schedule.c.begun), else_=PlanPause.started_on
    )
    rest_until = case(
        (PlanPause.ended_on < schedule.c.ended, PlanPause.ended_on), else_=schedule.c.ended
    )
    who = (schedule.c.user_id, schedule.c.target, schedule.c.content_version)
    rests = (PlanPause.user_id == schedule.c.user_id) & (PlanPause.started_on < schedule.c.ended)
    rests &= or_(PlanPause.ended_on.is_(None), PlanPause.ended_on > schedule.c.begun)
    changes = union_all(
        select(*who, schedule.c.begun.label("day"), literal(1).label("change")),
        select(*who, schedule.c.ended, literal(-1)),
        select(*who, rest_from, literal(-1)).join(PlanPause, rests),
        select(*who, rest_until, literal(1)).join(PlanPause, rests),
    ).subquery("change")
    segment = segment_of(changes)
    total = func.sum(changes.c.change)
    return (
        select(changes.c.day, *segment, total.label("change"))
        .join(UserRegistration, UserRegistration.id == changes.c.user_id)
        .where(changes.c.day.between(window.first, window.last))
        .group_by(changes.c.day, *segment)
        .having(total != 0)
    )


def _active_in(window: Window) -> tuple[Any, ...]:
    return DailyActivity.is_active, DailyActivity.date.between(window.first, window.last)


def _active_learners(window: Window) -> Select[Any]:
    return select(DailyActivity.user_id).where(*_active_in(window))
