"""Parts that several totals are made from: which plan counts for a learner on a date, and their cohort."""

from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    FromClause,
    Select,
    SQLColumnExpression,
    func,
    literal,
    or_,
    select,
)

from db.dates import days_after, monday, utc_date
from db.tables import PersonalizedPlan, UserRegistration, WeeklyPlan
from db.tables.rollups import NONE
from plan_engine.rules import DAYS_A_WEEK

cohort = monday(utc_date(UserRegistration.created_at)).label("cohort")
"""The week in which a learner registered."""


def plan_spans(learners: Select[Any]) -> CTE:
    """The plans of these learners: from the date on which each was made until before the next one's.

    Columns: plan_id, user_id, target, content_version, begun, next_begun (NULL for the newest),
    scheduled_until (the first date after the last one that it schedules).
    """
    begun = utc_date(PersonalizedPlan.created_at)
    weeks = (
        select(func.count())
        .where(WeeklyPlan.personalized_plan_id == PersonalizedPlan.id)
        .scalar_subquery()
    )
    following = func.lead(begun).over(
        partition_by=PersonalizedPlan.user_id,
        order_by=(PersonalizedPlan.created_at, PersonalizedPlan.id),
    )
    return (
        select(
            PersonalizedPlan.id.label("plan_id"),
            PersonalizedPlan.user_id,
            PersonalizedPlan.target,
            PersonalizedPlan.content_version,
            begun.label("begun"),
            following.label("next_begun"),
            days_after(begun, weeks * literal(DAYS_A_WEEK)).label("scheduled_until"),
        )
        .where(PersonalizedPlan.user_id.in_(learners))
        .cte("span")
    )


def covers(span: CTE, day: SQLColumnExpression[Any]) -> ColumnElement[bool]:
    """Whether this is the learner's newest plan on `day`."""
    return (span.c.begun <= day) & or_(span.c.next_begun.is_(None), day < span.c.next_begun)


def segment_of(
    span: FromClause,
) -> tuple[ColumnElement[str], ColumnElement[str], ColumnElement[Any]]:
    """Target, content version and cohort of a learner; empty where they have no plan yet."""
    return (
        func.coalesce(span.c.target, NONE).label("target"),
        func.coalesce(span.c.content_version, NONE).label("content_version"),
        cohort,
    )
