"""The assessment and the final test of the same learners, as sums from which the mean change follows."""

from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased

from db.dates import utc_date
from db.tables import AssessmentResult, PersonalizedPlan, UserRegistration
from plan_engine.kinds import TestType
from services.rollups.lives import cohort
from services.rollups.window import Window


def readiness(window: Window) -> Select[Any]:
    """Rows of the readiness rollup: each learner's first final of each target."""
    final, initial = aliased(AssessmentResult), aliased(AssessmentResult)
    touched = select(AssessmentResult.user_id).where(
        AssessmentResult.test_type == TestType.FINAL,
        AssessmentResult.created_at >= window.starts,
        AssessmentResult.created_at < window.ends,
    )
    order = (final.created_at, final.id)
    place = func.row_number().over(partition_by=final.user_id, order_by=order)
    place_in_target = func.row_number().over(
        partition_by=(final.user_id, PersonalizedPlan.target), order_by=order
    )
    pair = (
        select(
            final.user_id,
            final.created_at,
            initial.score.label("initial_score"),
            final.score.label("final_score"),
            PersonalizedPlan.target,
            PersonalizedPlan.content_version,
            (place == 1).label("is_first"),
            place_in_target.label("place_in_target"),
        )
        .join(PersonalizedPlan, PersonalizedPlan.id == final.personalized_plan_id)
        .join(
            initial,
            (initial.personalized_plan_id == PersonalizedPlan.id)
            & (initial.test_type == TestType.INITIAL),
        )
        .where(final.test_type == TestType.FINAL, final.user_id.in_(touched))
        .subquery("pair")
    )
    change = pair.c.final_score - pair.c.initial_score
    groups = (
        utc_date(pair.c.created_at).label("day"),
        pair.c.is_first,
        pair.c.target,
        pair.c.content_version,
        cohort,
    )
    return (
        select(
            *groups,
            func.count().label("learners"),
            func.sum(pair.c.initial_score).label("initial_scores"),
            func.sum(pair.c.final_score).label("final_scores"),
            func.sum(change * change).label("change_squares"),
        )
        .join(UserRegistration, UserRegistration.id == pair.c.user_id)
        .where(
            pair.c.place_in_target == 1,
            pair.c.created_at >= window.starts,
            pair.c.created_at < window.ends,
        )
        .group_by(*groups)
    )
