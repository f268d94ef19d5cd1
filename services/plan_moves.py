"""What every change of a plan's status brings with it: its line in the audit log, and the streak's rest."""

from sqlalchemy.orm import Session

from db.queries import plans
from db.tables import PersonalizedPlan, PlanPause, UserRegistration
from plan_engine.lifecycles import NEXT_PLAN_STATUS, PlanAction, after
from services.audit import AuditAction, record
from services.calendars import own_date
from services.workspace import Workspace

AUDITED = {
    PlanAction.PAUSE: AuditAction.PLAN_PAUSED,
    PlanAction.RESUME: AuditAction.PLAN_RESUMED,
    PlanAction.ABANDON: AuditAction.PLAN_ABANDONED,
}


def move_plan(
    session: Session, work: Workspace, plan: PersonalizedPlan, action: PlanAction
) -> None:
    """The plan's next status, by its learner. Raises NotAllowed."""
    plan.status = after(NEXT_PLAN_STATUS, plan.status, action)
    plan.updated_at = work.clock()
    record(work, session, AUDITED[action], actor=plan.user_id, subject=plan.id)
    session.flush()


def rest_streak(
    session: Session, work: Workspace, plan: PersonalizedPlan, learner: UserRegistration
) -> None:
    """From today on the streak rests: the learner has no active plan."""
    session.add(
        PlanPause(
            id=work.new_id(),
            user_id=plan.user_id,
            personalized_plan_id=plan.id,
            started_on=own_date(work.clock(), learner),
        )
    )


def wake_streak(session: Session, work: Workspace, learner: UserRegistration) -> None:
    """From today on days count again: a plan is active."""
    for pause in plans.pauses_of(session, learner.id):
        if pause.ended_on is None:
            pause.ended_on = own_date(work.clock(), learner)
