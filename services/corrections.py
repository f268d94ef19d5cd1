"""The two-week correction plan after a final score at or below the cut."""

from sqlalchemy.orm import Session

from db.tables import CorrectionPlan, PersonalizedPlan
from plan_engine import rules
from plan_engine.kinds import DayKind
from plan_engine.lifecycles import CorrectionStatus
from plan_engine.measurement.mastery import Mastery
from plan_engine.planning import make_correction
from plan_engine.values import TargetId
from services.day_rows import day_row, unlock
from services.workspace import Workspace
from services.writing.wishes import wish_for_days


def start_correction(
    session: Session, work: Workspace, plan: PersonalizedPlan, mastery: Mastery
) -> CorrectionPlan:
    """Fourteen days over all topics of the target, weighted to the weak ones; the first is open."""
    outline = work.content.outline(TargetId(plan.target))
    correction = CorrectionPlan(
        id=work.new_id(),
        user_id=plan.user_id,
        personalized_plan_id=plan.id,
        duration_weeks=rules.CORRECTION_WEEKS,
        all_topics=list(work.content.topics_of(TargetId(plan.target))),
        status=CorrectionStatus.ACTIVE,
        created_at=work.clock(),
    )
    session.add(correction)
    session.flush()
    days = [
        day_row(work, day, DayKind.CORRECTION, correction_id=correction.id)
        for day in make_correction(outline.blocks, mastery)
    ]
    session.add_all(days)
    unlock(days[0])
    plan.current_day = 1
    session.flush()
    wish_for_days(session, work, plan.user_id, days)
    return correction
