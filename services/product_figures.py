"""What the product team sees: figures over everybody, none of them about fewer than five people."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import ColumnElement, Integer, case, distinct, func, select
from sqlalchemy.orm import Session

from db.tables import AssessmentResult, DailyActivity, PersonalizedPlan, UserRegistration
from plan_engine.kinds import TestType
from plan_engine.lifecycles import PlanStatus
from plan_engine.roles import Role
from services.workspace import Workspace

FEWEST_PEOPLE = 5
"""A figure about fewer people than this could tell about one of them, and is not given."""
ACTIVE_DAYS = 7
"""Days, today included, within which a learner must have been active to count as active."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, or None because it would be about too few people."""

    value: int | None


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole; both None because one of the parts would be about too few people."""

    part: int | None
    whole: int | None

    @property
    def percent(self) -> int | None:
        """Rounded half up; None where nothing can be told."""
        if self.part is None or not self.whole:
            return None
        return (200 * self.part + self.whole) // (2 * self.whole)


@dataclass(frozen=True, slots=True)
class ProductFigures:
    """How the product does, as of now."""

    learners: Figure
    active: Share
    """Learners with an active day among the last seven, of all learners."""
    plans: Mapping[PlanStatus, Figure]
    """Plans in each status."""
    first_attempts_passed: Share
    """Weekly tests passed at the first attempt, of all weeks whose test was submitted."""


def product_figures(work: Workspace) -> ProductFigures:
    """The figures, each from one query over the whole table. Dates are counted in UTC."""
    with work.reading() as session:
        learners = session.scalar(
            select(func.count(UserRegistration.id)).where(UserRegistration.role == Role.LEARNER)
        )
        since = work.clock().date() - timedelta(days=ACTIVE_DAYS - 1)
        active = session.scalar(
            select(func.count(distinct(DailyActivity.user_id))).where(
                DailyActivity.is_active, DailyActivity.date >= since
            )
        )
        return ProductFigures(
            learners=_told(learners or 0, people=learners or 0),
            active=_share_of_people(active or 0, learners or 0),
            plans=_plans(session),
            first_attempts_passed=_first_attempts(session),
        )


def _plans(session: Session) -> Mapping[PlanStatus, Figure]:
    found = session.execute(
        select(
            PersonalizedPlan.status,
            func.count(),
            func.count(distinct(PersonalizedPlan.user_id)),
        ).group_by(PersonalizedPlan.status)
    )
    counted = {status: _told(plans, people) for status, plans, people in found}
    return {status: counted.get(status, Figure(0)) for status in PlanStatus}


def _first_attempts(session: Session) -> Share:
    place = func.row_number().over(
        partition_by=AssessmentResult.weekly_plan_id,
        order_by=(AssessmentResult.created_at, AssessmentResult.id),
    )
    first = (
        select(AssessmentResult.user_id, AssessmentResult.passed, place.label("place"))
        .where(AssessmentResult.test_type == TestType.WEEKLY)
        .subquery()
    )
    weeks, passed, people, people_passing, people_failing = session.execute(
        select(
            func.count(),
            func.coalesce(func.sum(first.c.passed.cast(Integer)), 0),
            func.count(distinct(first.c.user_id)),
            _people_where(first.c.passed.is_(True), first.c.user_id),
            _people_where(first.c.passed.is_(False), first.c.user_id),
        ).where(first.c.place == 1)
    ).one()
    too_few = any(0 < group < FEWEST_PEOPLE for group in (people_passing, people_failing))
    return Share(None, None) if too_few or people < FEWEST_PEOPLE else Share(passed, weeks)


def _people_where(
    condition: ColumnElement[bool], user: ColumnElement[object]
) -> ColumnElement[int]:
    return func.count(distinct(case((condition, user))))


def _share_of_people(part: int, whole: int) -> Share:
    too_few = any(0 < group < FEWEST_PEOPLE for group in (part, whole - part))
    return Share(None, None) if too_few or whole < FEWEST_PEOPLE else Share(part, whole)


def _told(value: int, people: int) -> Figure:
    return Figure(None if people < FEWEST_PEOPLE else value)
