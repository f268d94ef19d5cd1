"""Pausing, resuming and giving up plans: one active at a time, nothing lost."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from db.queries import attempts, plans
from db.tables import PersonalizedPlan
from plan_engine.lifecycles import (
    NEXT_CORRECTION_STATUS,
    NEXT_PLAN_STATUS,
    AttemptAction,
    CorrectionAction,
    CorrectionStatus,
    PlanAction,
    PlanStatus,
    after,
)
from services.attempts import close
from services.guards import lock_learner, own_plan
from services.plan_moves import move_plan, rest_streak, wake_streak
from services.workspace import Workspace


def pause_plan(work: Workspace, learner: UUID, plan_id: UUID) -> None:
    """Pause the active plan: everything stays, an open test too; the streak rests. Twice: once.

    Raises NotFound, NotAllowed.
    """
    with work.transaction() as session:
        person = lock_learner(session, learner)
        plan = own_plan(session, learner, plan_id)
        if plan.status is PlanStatus.PAUSED:
            return
        move_plan(session, work, plan, PlanAction.PAUSE)
        rest_streak(session, work, plan, person)


def resume_plan(work: Workspace, learner: UUID, plan_id: UUID) -> None:
    """Go on with a paused plan; another one that is active is paused. Twice: once.

    Raises NotFound, NotAllowed.
    """
    with work.transaction() as session:
        person = lock_learner(session, learner)
        plan = own_plan(session, learner, plan_id)
        if plan.status is PlanStatus.ACTIVE:
            return
        after(NEXT_PLAN_STATUS, plan.status, PlanAction.RESUME)
        active = plans.active_plan(session, learner)
        if active is not None:
            move_plan(session, work, active, PlanAction.PAUSE)
        paused_at = plan.updated_at  # nothing else touches a plan while it is paused
        move_plan(session, work, plan, PlanAction.RESUME)
        _set_clocks_forward(session, plan, paused_at, work.clock())
        wake_streak(session, work, person)


def abandon_plan(work: Workspace, learner: UUID, plan_id: UUID) -> None:
    """Give a plan up for good, a correction with it: open tests are withdrawn, everything stays readable.

    Raises NotFound, NotAllowed.
    """
    with work.transaction() as session:
        person = lock_learner(session, learner)
        plan = own_plan(session, learner, plan_id)
        was_active = plan.status is PlanStatus.ACTIVE
        move_plan(session, work, plan, PlanAction.ABANDON)
        for sitting in attempts.open_attempts(session, learner):
            if sitting.personalized_plan_id == plan.id:
                close(sitting, AttemptAction.WITHDRAW, work.clock())
        correction = plans.correction_of(session, plan.id)
        if correction is not None and correction.status is CorrectionStatus.ACTIVE:
            correction.status = after(
                NEXT_CORRECTION_STATUS, correction.status, CorrectionAction.FAIL
            )
        if was_active:
            rest_streak(session, work, plan, person)


def _set_clocks_forward(
    session: Session, plan: PersonalizedPlan, paused_at: datetime, now: datetime
) -> None:
    """The time away from a question that was on the screen is not time spent on it."""
    for sitting in attempts.open_attempts(session, plan.user_id):
        if sitting.personalized_plan_id != plan.id:
            continue
        answered = attempts.answers_of(session, sitting.id)
        for item in attempts.items_of(session, sitting.id):
            if item.shown_at is not None and item.id not in answered:
                item.shown_at += now - paused_at
