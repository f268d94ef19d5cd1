"""All of a learner's plans: the active one, those that wait, those that are over, and what may be done."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.queries import attempts, plans
from db.tables import (
    AssessmentResult,
    AttemptAnswer,
    AttemptItem,
    CorrectionPlan,
    DailyTask,
    PersonalizedPlan,
    WeeklyPlan,
)
from plan_engine.kinds import TestType
from plan_engine.lifecycles import (
    NEXT_PLAN_STATUS,
    DayStatus,
    PlanAction,
    PlanStatus,
    allowed_actions,
)
from plan_engine.values import TargetId
from services.workspace import Workspace

LEARNERS_ACTIONS = frozenset({PlanAction.PAUSE, PlanAction.RESUME, PlanAction.ABANDON})
"""What a learner may decide; completing and failing follow from tests."""


class Ending(StrEnum):
    """How a plan that is over came to its end."""

    COMPLETED = "completed"
    NOT_A_FIT = "not_a_fit"
    """The comprehensive retest ended below the band."""
    ABANDONED = "abandoned"


@dataclass(frozen=True, slots=True)
class OpenTest:
    """A test of a plan that was begun and not handed in."""

    test_type: TestType
    answered: int
    total: int


@dataclass(frozen=True, slots=True)
class PlanEntry:
    """One plan in the list."""

    id: UUID
    title: str
    status: PlanStatus
    ending: Ending | None
    """None while the plan is active or paused."""
    created_at: datetime
    updated_at: datetime
    """When it was last worked on; for a paused plan when it was paused, for one that is over when it ended."""
    week: int
    weeks: int
    days_done: int
    days_in_all: int
    """Extra and correction days included, as far as they are known by now."""
    tests_passed: int
    open_test: OpenTest | None
    readiness: int | None
    """The score of the latest final or comprehensive test, in whole percent."""
    actions: tuple[PlanAction, ...]


def plan_list(work: Workspace, learner: UUID) -> tuple[PlanEntry, ...]:
    """Every plan of the learner: the active one first, then the newest change first."""
    with work.reading() as session:
        rows = plans.plans_of(session, learner)
        weeks = _weeks(session, learner)
        days = _days(session, learner)
        results = attempts.results_of_learner(session, learner)
        sittings = _open_tests(session, learner)
    entries = [
        _entry(
            work,
            plan,
            weeks[plan.id],
            days[plan.id],
            [result for result in results if result.personalized_plan_id == plan.id],
            sittings.get(plan.id),
        )
        for plan in rows
    ]
    return tuple(sorted(entries, key=lambda entry: entry.status is not PlanStatus.ACTIVE))


def _entry(
    work: Workspace,
    plan: PersonalizedPlan,
    weeks: int,
    days: tuple[int, int],
    results: list[AssessmentResult],
    open_test: OpenTest | None,
) -> PlanEntry:
    ends = [r for r in results if r.test_type in {TestType.FINAL, TestType.CORRECTION}]
    is_over = plan.status in {PlanStatus.COMPLETED, PlanStatus.FAILED}
    known = work.content.targets.get(TargetId(plan.target))
    return PlanEntry(
        id=plan.id,
        title=known.title if known else plan.target,
        status=plan.status,
        ending=_ending(plan.status, results) if is_over else None,
        created_at=plan.created_at,
        updated_at=plan.updated_at,
        week=plan.current_week,
        weeks=weeks,
        days_done=days[0],
        days_in_all=days[1],
        tests_passed=sum(r.passed is True and r.test_type is TestType.WEEKLY for r in results),
        open_test=open_test,
        readiness=ends[-1].score if ends else None,
        actions=tuple(
            action
            for action in allowed_actions(NEXT_PLAN_STATUS, plan.status)
            if action in LEARNERS_ACTIONS
        ),
    )


def _ending(status: PlanStatus, results: list[AssessmentResult]) -> Ending:
    if status is PlanStatus.COMPLETED:
        return Ending.COMPLETED
    was_retested = any(result.test_type is TestType.CORRECTION for result in results)
    return Ending.NOT_A_FIT if was_retested else Ending.ABANDONED


def _weeks(session: Session, learner: UUID) -> Mapping[UUID, int]:
    """How many weeks each plan has."""
    rows = session.execute(
        select(WeeklyPlan.personalized_plan_id, func.count())
        .join(PersonalizedPlan, WeeklyPlan.personalized_plan_id == PersonalizedPlan.id)
        .where(PersonalizedPlan.user_id == learner)
        .group_by(WeeklyPlan.personalized_plan_id)
    )
    return {row[0]: row[1] for row in rows}


def _days(session: Session, learner: UUID) -> Mapping[UUID, tuple[int, int]]:
    """Days done and days in all of each plan."""
    plan_id = func.coalesce(WeeklyPlan.personalized_plan_id, CorrectionPlan.personalized_plan_id)
    rows = session.execute(
        select(
            plan_id,
            func.count().filter(DailyTask.status == DayStatus.COMPLETED),
            func.count(),
        )
        .select_from(DailyTask)
        .outerjoin(WeeklyPlan, DailyTask.weekly_plan_id == WeeklyPlan.id)
        .outerjoin(CorrectionPlan, DailyTask.correction_plan_id == CorrectionPlan.id)
        .join(PersonalizedPlan, PersonalizedPlan.id == plan_id)
        .where(PersonalizedPlan.user_id == learner)
        .group_by(plan_id)
    )
    return {row[0]: (row[1], row[2]) for row in rows}


def _open_tests(session: Session, learner: UUID) -> Mapping[UUID, OpenTest]:
    """The open test of each plan that has one, with the answers given so far."""
    found = {}
    for sitting in attempts.open_attempts(session, learner):
        if sitting.personalized_plan_id is None:
            continue
        answered = session.scalar(
            select(func.count())
            .select_from(AttemptAnswer)
            .join(AttemptItem, AttemptAnswer.attempt_item_id == AttemptItem.id)
            .where(AttemptItem.attempt_id == sitting.id)
        )
        found[sitting.personalized_plan_id] = OpenTest(
            sitting.test_type, answered or 0, sitting.total_items
        )
    return found
