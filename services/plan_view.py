"""A plan as it is read: weeks, days, tests, what is open and what unlocks the rest."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from db.queries import attempts, plans
from db.tables import AssessmentResult, DailyTask, PersonalizedPlan, TestAttempt, WeeklyPlan
from plan_engine.kinds import TestType
from plan_engine.lifecycles import DayStatus, PlanStatus, WeekStatus
from plan_engine.progression import week_test_open
from plan_engine.values import BlockId, TargetId
from services.ending import Ending, read_ending
from services.guards import own_plan
from services.plan_rows import DayRow, TestState, day_row
from services.workspace import Workspace

__all__ = [
    "DayRow",
    "PlanView",
    "TestState",
    "WeekCard",
    "active_plan_view",
    "plan_view",
    "read_plan",
]


@dataclass(frozen=True, slots=True)
class WeekCard:
    """One week: its days and its test."""

    id: UUID
    number: int
    title: str
    status: WeekStatus
    tier: int
    days: tuple[DayRow, ...]
    test: TestState
    last_score: int | None
    last_result: UUID | None
    failures: int

    @property
    def open_day(self) -> DayRow | None:
        """The day to work on now."""
        return next((day for day in self.days if day.status is DayStatus.UNLOCKED), None)

    @property
    def days_done(self) -> int:
        """Days that are completed."""
        return sum(day.status is DayStatus.COMPLETED for day in self.days)


@dataclass(frozen=True, slots=True)
class PlanView:
    """The entire plan."""

    id: UUID
    target: TargetId
    title: str
    status: PlanStatus
    created_at: datetime
    weeks: tuple[WeekCard, ...]
    dropped: tuple[str, ...]
    """Titles of blocks that were left out as mastered."""
    assessment: UUID | None
    """The result that the plan was made from."""
    ending: Ending
    """Final test, correction, retest and verdict."""

    @property
    def current_week(self) -> WeekCard | None:
        """The week that is under way; None when all are passed."""
        begun = {WeekStatus.IN_PROGRESS, WeekStatus.FAILED}
        return next((week for week in self.weeks if week.status in begun), None)

    @property
    def days_done(self) -> int:
        """Completed days, extra and correction days included."""
        correction = self.ending.correction
        return sum(week.days_done for week in self.weeks) + (
            correction.days_done if correction else 0
        )

    @property
    def days_in_all(self) -> int:
        """Days that the plan has by now, extra and correction days included."""
        correction = self.ending.correction
        return sum(len(week.days) for week in self.weeks) + (
            len(correction.days) if correction else 0
        )

    @property
    def open_day(self) -> DayRow | None:
        """The day to work on now, in the week under way or in the correction plan."""
        week = self.current_week
        if week is not None:
            return week.open_day
        return self.ending.correction.open_day if self.ending.correction else None


def active_plan_view(work: Workspace, learner: UUID) -> PlanView | None:
    """The learner's active plan, or else the one touched last; None before the first."""
    with work.reading() as session:
        plan = plans.active_plan(session, learner)
        if plan is None:
            plan = next(iter(plans.plans_of(session, learner)), None)
        return None if plan is None else read_plan(session, work, plan)


def plan_view(work: Workspace, learner: UUID, plan_id: UUID) -> PlanView:
    """One plan of the learner. Raises NotFound."""
    with work.reading() as session:
        return read_plan(session, work, own_plan(session, learner, plan_id))


def read_plan(
    session: Session,
    work: Workspace,
    plan: PersonalizedPlan,
    *,
    results: Sequence[AssessmentResult] | None = None,
    sittings: Sequence[TestAttempt] | None = None,
) -> PlanView:
    """A plan with everything in it: four queries, three more at its end, however long it is.

    Its results and the learner's open sittings can be handed in by who has read them already.
    """
    if results is None:
        results = attempts.results_of_plan(session, plan.id)
    if sittings is None:
        sittings = attempts.open_attempts(session, plan.user_id)
    sat = {sitting.weekly_plan_id for sitting in sittings}
    days: dict[UUID, list[DailyTask]] = {}
    for day in plans.days_of_plan(session, plan.id):
        assert day.weekly_plan_id is not None  # the query joins over the week
        days.setdefault(day.weekly_plan_id, []).append(day)
    weeks = [
        _week(work, week, days[week.id], results, is_under_way=week.id in sat)
        for week in plans.weeks_of(session, plan.id)
    ]
    ending = read_ending(
        session,
        work,
        plan,
        results,
        {sitting.test_type for sitting in sittings if sitting.personalized_plan_id == plan.id},
        weeks_passed=all(week.status is WeekStatus.COMPLETED for week in weeks),
    )
    initial = next((r.id for r in results if r.test_type is TestType.INITIAL), None)
    return PlanView(
        id=plan.id,
        target=TargetId(plan.target),
        title=work.content.targets[TargetId(plan.target)].title,
        status=plan.status,
        created_at=plan.created_at,
        weeks=tuple(weeks),
        dropped=tuple(work.content.blocks[BlockId(b)].title for b in plan.dropped_blocks),
        assessment=initial,
        ending=ending,
    )


def _week(
    work: Workspace,
    week: WeeklyPlan,
    days: Sequence[DailyTask],
    results: Sequence[AssessmentResult],
    *,
    is_under_way: bool,
) -> WeekCard:
    own = [result for result in results if result.weekly_plan_id == week.id]
    return WeekCard(
        id=week.id,
        number=week.week_number,
        title=work.content.blocks[BlockId(week.skill_focus)].title,
        status=week.status,
        tier=week.tier,
        days=tuple(day_row(work.content.topics, day) for day in days),
        test=_test_state(week, [day.status for day in days], is_under_way=is_under_way),
        last_score=own[-1].score if own else None,
        last_result=own[-1].id if own else None,
        failures=sum(result.passed is False for result in own),
    )


def _test_state(week: WeeklyPlan, days: Sequence[DayStatus], *, is_under_way: bool) -> TestState:
    if week.status is WeekStatus.COMPLETED:
        return TestState.PASSED
    if is_under_way:
        return TestState.UNDER_WAY
    if week_test_open(week.status, days):
        return TestState.OPEN
    return TestState.RECOVERING if week.status is WeekStatus.FAILED else TestState.LOCKED
