"""Reads about placements."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, aliased

from db.tables import (
    CounsellorAssignment,
    PersonalizedPlan,
    PlacementOutcome,
    UserRegistration,
)
from plan_engine.placements import Outcome


def reports_of(session: Session, user_id: UUID) -> Sequence[PlacementOutcome]:
    """All reports of a learner, the newest first."""
    return session.scalars(
        select(PlacementOutcome)
        .where(PlacementOutcome.user_id == user_id)
        .order_by(PlacementOutcome.reported_at.desc(), PlacementOutcome.id)
    ).all()


def newest_report(session: Session, plan_id: UUID) -> PlacementOutcome | None:
    """What counts for a plan: the report made last."""
    return session.scalar(
        select(PlacementOutcome)
        .where(PlacementOutcome.personalized_plan_id == plan_id)
        .order_by(PlacementOutcome.reported_at.desc(), PlacementOutcome.id)
        .limit(1)
    )


def newest_reports_of_caseload(
    session: Session,
    counsellor_id: UUID,
    named: Sequence[ColumnElement[bool]],
    *,
    limit: int,
    offset: int,
) -> tuple[Sequence[tuple[PlacementOutcome, UserRegistration, str]], int]:
    """The newest report of each plan of the counsellor's learners, with the learner and the plan's
    target; those that wait for a confirmation first. And how many there are in all. `named` are
    conditions on the learner.
    """
    newest = func.row_number().over(
        partition_by=PlacementOutcome.personalized_plan_id,
        order_by=(PlacementOutcome.reported_at.desc(), PlacementOutcome.id),
    )
    ranked = (
        select(PlacementOutcome.id, newest.label("place"))
        .join(CounsellorAssignment, CounsellorAssignment.learner_id == PlacementOutcome.user_id)
        .join(UserRegistration, UserRegistration.id == PlacementOutcome.user_id)
        .where(CounsellorAssignment.counsellor_id == counsellor_id, *named)
        .subquery()
    )
    report = aliased(PlacementOutcome)
    waits = report.outcome.in_([o for o in Outcome if o.is_placement]) & report.confirmed_at.is_(
        None
    )
    rows = session.execute(
        select(report, UserRegistration, PersonalizedPlan.target)
        .join(ranked, ranked.c.id == report.id)
        .join(UserRegistration, UserRegistration.id == report.user_id)
        .join(PersonalizedPlan, PersonalizedPlan.id == report.personalized_plan_id)
        .where(ranked.c.place == 1)
        .order_by(waits.desc(), report.reported_at.desc(), report.id)
        .limit(limit)
        .offset(offset)
    ).all()
    total = session.scalar(select(func.count()).select_from(ranked).where(ranked.c.place == 1))
    return [(row[0], row[1], row[2]) for row in rows], total or 0
