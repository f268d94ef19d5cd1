"""Assessments that wait for their plan: which of them count, and when one is what comes next."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from db.queries import attempts
from db.tables import PersonalizedPlan
from plan_engine.lifecycles import PlanStatus

UNDER_WAY = frozenset({PlanStatus.ACTIVE, PlanStatus.PAUSED})


@dataclass(frozen=True, slots=True)
class Waiting:
    """A handed-in assessment that a plan can be made from."""

    result: UUID
    target: str
    at: datetime


def waiting_assessments(
    session: Session, learner: UUID, plans: Collection[PersonalizedPlan]
) -> tuple[Waiting, ...]:
    """What waits, the newest first; `plans` are all plans of the learner.

    Of a target only its newest assessment counts, and none while a plan for it is under way.
    """
    settled = {plan.target for plan in plans if plan.status in UNDER_WAY}
    found = []
    for result, target, at, plan_id in attempts.initial_results(session, learner):
        if target not in settled and plan_id is None:
            found.append(Waiting(result, target, at))
        settled.add(target)
    return tuple(found)


def comes_next(assessed_at: datetime, status: PlanStatus, changed_at: datetime) -> bool:
    """Whether an assessment that waits comes before the plan that counts, which last changed then."""
    return status is not PlanStatus.ACTIVE and assessed_at > changed_at
