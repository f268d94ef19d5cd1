"""Making a plan from an assessment."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy.orm import Session

from db.queries import plans
from db.tables import (
    AssessmentResult,
    PersonalizedPlan,
    PlanProgress,
    TestAttempt,
    WeeklyPlan,
)
from plan_engine.kinds import DayKind, PlanType, TestType
from plan_engine.lifecycles import (
    NEXT_WEEK_STATUS,
    PlanAction,
    PlanStatus,
    WeekAction,
    WeekStatus,
    after,
)
from plan_engine.planning import PlanOutline, WeekOutline, make_plan
from plan_engine.values import TargetId
from services.day_rows import day_row, open_week
from services.errors import NotFound, Refused
from services.guards import lock_learner
from services.plan_moves import move_plan, wake_streak
from services.scoring import report_of
from services.waiting import UNDER_WAY, waiting_assessments
from services.workspace import Workspace


def start_plan(work: Workspace, learner: UUID, result_id: UUID) -> UUID:
    """Make the plan that an assessment's result asks for; its key. Twice gives the same plan.

    Another active plan is paused: only one is active at a time. Raises NotFound, and Refused while a
    plan for the same target is under way or when its assessment was sat again since.
    """
    with work.transaction() as session:
        person = lock_learner(session, learner)
        result = _own_initial_result(session, learner, result_id)
        if result.personalized_plan_id is not None:
            return result.personalized_plan_id
        target = TargetId(session.get_one(TestAttempt, result.attempt_id).target)
        own = plans.plans_of(session, learner)
        waiting = waiting_assessments(session, learner, own)
        if all(one.result != result.id for one in waiting):
            raise Refused(_passed_over(work, target, own))
        active = next((plan for plan in own if plan.status is PlanStatus.ACTIVE), None)
        if active is not None:
            move_plan(session, work, active, PlanAction.PAUSE)
        outline = make_plan(work.content.outline(target), report_of(result).mastery)
        plan = _keep(session, work, learner, target, outline)
        result.personalized_plan_id = plan.id
        wake_streak(session, work, person)
        return plan.id


def _passed_over(work: Workspace, target: TargetId, own: Collection[PersonalizedPlan]) -> str:
    """Why a result makes no plan any more."""
    title = work.content.targets[target].title
    if any(plan.target == target and plan.status in UNDER_WAY for plan in own):
        return f"You already have a plan for {title}. Go on with that one."
    return f"You have sat a newer assessment for {title}. Your plan is made from that one."


def _own_initial_result(session: Session, learner: UUID, result_id: UUID) -> AssessmentResult:
    result = session.get(AssessmentResult, result_id)
    if result is None or result.user_id != learner or result.test_type is not TestType.INITIAL:
        raise NotFound("There is no such assessment of yours.")
    return result


def _keep(
    session: Session, work: Workspace, learner: UUID, target_id: TargetId, outline: PlanOutline
) -> PersonalizedPlan:
    now = work.clock()
    target = work.content.targets[target_id]
    plan = PersonalizedPlan(
        id=work.new_id(),
        user_id=learner,
        plan_type=PlanType(target.plan_type),
        target_role=target.role,
        target_language=target.language,
        target=target_id,
        content_version=work.content.version,
        current_week=1,
        current_day=1,
        status=PlanStatus.ACTIVE,
        dropped_blocks=list(outline.dropped),
        created_at=now,
        updated_at=now,
    )
    session.add(plan)
    session.flush()
    session.add(
        PlanProgress(
            id=work.new_id(),
            user_id=learner,
            personalized_plan_id=plan.id,
            current_week=1,
            current_day=1,
            total_days_completed=0,
            weekly_tests_passed=0,
            weekly_tests_failed=0,
            last_activity=now,
        )
    )
    weeks = [_keep_week(session, work, plan, week) for week in outline.weeks]
    weeks[0].status = after(NEXT_WEEK_STATUS, weeks[0].status, WeekAction.UNLOCK)
    open_week(session, work, weeks[0])
    return plan


def _keep_week(
    session: Session, work: Workspace, plan: PersonalizedPlan, outline: WeekOutline
) -> WeeklyPlan:
    week = WeeklyPlan(
        id=work.new_id(),
        personalized_plan_id=plan.id,
        week_number=outline.number,
        skill_focus=outline.block,
        topics=[day.topic for day in outline.days],
        status=WeekStatus.LOCKED,
        extra_days_added=0,
        tier=0,
        created_at=work.clock(),
    )
    session.add(week)
    session.flush()
    session.add_all(day_row(work, day, DayKind.REGULAR, week_id=week.id) for day in outline.days)
    session.flush()
    return week
