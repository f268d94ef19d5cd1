"""What the tables say about some learners, read for all of them at once: five queries, however many."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ScalarSelect, case, exists, func, select
from sqlalchemy.orm import Session

from db.tables import (
    AssessmentResult,
    CorrectionPlan,
    DailyActivity,
    DailyTask,
    PersonalizedPlan,
    PlanPause,
    PlanProgress,
    TestAttempt,
    UserRegistration,
    UserStreak,
    WeeklyPlan,
)
from plan_engine.kinds import TestType
from plan_engine.lifecycles import (
    AttemptStatus,
    CorrectionStatus,
    DayStatus,
    PlanStatus,
    WeekStatus,
)
from plan_engine.risk_rules import GAPS_COUNTED
from plan_engine.streaks import DateRange

DATES_READ = 2 * GAPS_COUNTED
"""The last active dates that are read of each learner: enough for their rhythm."""


@dataclass(frozen=True, slots=True)
class Account:
    """The learner as registered, with the streak as stored."""

    id: UUID
    timezone: str
    created_at: datetime
    streak: int
    last_active_on: date | None
    is_assessing: bool
    """An initial assessment is open."""


@dataclass(frozen=True, slots=True)
class PlanRecord:
    """The plan that counts: the active one, or else the one that changed last."""

    id: UUID
    target: str
    status: PlanStatus
    week: int
    day: int
    created_at: datetime
    updated_at: datetime
    days_done: int
    days_open: int
    """Days of its weeks and of its correction that are not done."""
    correction: CorrectionStatus | None
    weeks: tuple[tuple[int, UUID, WeekStatus], ...]


@dataclass(frozen=True, slots=True)
class ResultRecord:
    """One handed-in test."""

    forecast: tuple[float, float, float]
    """Readiness as a fraction: posterior mean, low and high of its 90% interval."""
    id: UUID
    plan_id: UUID | None
    week_id: UUID | None
    target: str
    test_type: TestType
    at: datetime
    score: int
    low: int
    high: int
    total: int
    passed: bool | None
    rapid: int


@dataclass(slots=True)
class LearnerRecord:
    """Everything that a learner's standing is computed from."""

    account: Account
    plan: PlanRecord | None = None
    results: list[ResultRecord] = field(default_factory=list)
    """Oldest first."""
    topics: Mapping[str, Any] = field(default_factory=dict)
    """Mastery of every topic as the last test left it."""
    active: list[date] = field(default_factory=list)
    """The last active dates, oldest first."""
    paused: list[DateRange] = field(default_factory=list)


def read_records(session: Session, learners: Collection[UUID]) -> Mapping[UUID, LearnerRecord]:
    """The records of these learners, by their keys."""
    found = {account.id: LearnerRecord(account) for account in _accounts(session, learners)}
    for learner, plan in current_plans(session, learners).items():
        found[learner].plan = plan
    _add_results(session, found)
    _add_dates(session, found)
    return found


def _accounts(session: Session, learners: Collection[UUID]) -> list[Account]:
    is_assessing = exists().where(
        TestAttempt.user_id == UserRegistration.id,
        TestAttempt.status == AttemptStatus.OPEN,
        TestAttempt.test_type == TestType.INITIAL,
    )
    rows = session.execute(
        select(
            UserRegistration.id,
            UserRegistration.timezone,
            UserRegistration.created_at,
            func.coalesce(UserStreak.current_streak, 0),
            UserStreak.last_activity_date,
            is_assessing,
        )
        .outerjoin(UserStreak, UserStreak.user_id == UserRegistration.id)
        .where(UserRegistration.id.in_(learners))
    )
    return [Account(*row) for row in rows]


def current_plans(session: Session, learners: Collection[UUID]) -> Mapping[UUID, PlanRecord]:
    """For each learner with a plan the active one, or else the one that changed last. One query."""
    is_active = case((PersonalizedPlan.status == PlanStatus.ACTIVE, 0), else_=1)
    place = func.row_number().over(
        partition_by=PersonalizedPlan.user_id,
        order_by=(is_active, PersonalizedPlan.updated_at.desc(), PersonalizedPlan.id),
    )
    ranked = (
        select(PersonalizedPlan.id, place.label("place"))
        .where(PersonalizedPlan.user_id.in_(learners))
        .subquery()
    )
    rows = session.execute(
        select(
            PersonalizedPlan,
            func.coalesce(PlanProgress.total_days_completed, 0),
            CorrectionPlan.status,
            _days_open(DailyTask.correction_plan_id, CorrectionPlan.id),
            WeeklyPlan.week_number,
            WeeklyPlan.id,
            WeeklyPlan.status,
            _days_open(DailyTask.weekly_plan_id, WeeklyPlan.id),
        )
        .join(ranked, ranked.c.id == PersonalizedPlan.id)
        .outerjoin(PlanProgress, PlanProgress.personalized_plan_id == PersonalizedPlan.id)
        .outerjoin(CorrectionPlan, CorrectionPlan.personalized_plan_id == PersonalizedPlan.id)
        .outerjoin(WeeklyPlan, WeeklyPlan.personalized_plan_id == PersonalizedPlan.id)
        .where(ranked.c.place == 1)
        .order_by(WeeklyPlan.week_number)
    ).all()
    weeks: dict[UUID, list[tuple[int, UUID, WeekStatus]]] = defaultdict(list)
    open_in_weeks: dict[UUID, int] = defaultdict(int)
    for plan, _, _, _, number, week_id, status, days_open in rows:
        if week_id is not None:
            weeks[plan.id].append((number, week_id, status))
            open_in_weeks[plan.id] += days_open
    return {
        plan.user_id: PlanRecord(
            id=plan.id,
            target=plan.target,
            status=plan.status,
            week=plan.current_week,
            day=plan.current_day,
            created_at=plan.created_at,
            updated_at=plan.updated_at,
            days_done=days_done,
            days_open=open_in_weeks[plan.id] + in_correction,
            correction=correction,
            weeks=tuple(weeks[plan.id]),
        )
        for plan, days_done, correction, in_correction, *_ in rows
    }


def _days_open(owner: Any, key: Any) -> ScalarSelect[int]:
    """How many days of a week, or of a correction, are not done; 0 without one."""
    return (
        select(func.count(DailyTask.id))
        .where(owner == key, DailyTask.status != DayStatus.COMPLETED)
        .correlate(key.class_)
        .scalar_subquery()
    )


def _add_results(session: Session, found: Mapping[UUID, LearnerRecord]) -> None:
    """Results without their reports; of the last report, the topics."""
    report = AssessmentResult.report
    place = func.row_number().over(
        partition_by=AssessmentResult.user_id,
        order_by=(AssessmentResult.created_at.desc(), AssessmentResult.id.desc()),
    )
    rows = session.execute(
        select(
            AssessmentResult.user_id,
            AssessmentResult.id,
            AssessmentResult.personalized_plan_id,
            AssessmentResult.weekly_plan_id,
            TestAttempt.target,
            AssessmentResult.test_type,
            AssessmentResult.created_at,
            AssessmentResult.score,
            AssessmentResult.score_low,
            AssessmentResult.score_high,
            AssessmentResult.total_questions,
            AssessmentResult.passed,
            report["rapid"].as_integer(),
            report[("mastery", "overall", "mean")].as_float(),
            report[("mastery", "overall", "low")].as_float(),
            report[("mastery", "overall", "high")].as_float(),
            case((place == 1, report[("mastery", "topics")]), else_=None),
        )
        .join(TestAttempt, TestAttempt.id == AssessmentResult.attempt_id)
        .where(AssessmentResult.user_id.in_(found))
        .order_by(AssessmentResult.created_at, AssessmentResult.id)
    )
    for row in rows:
        learner, *values, mean, low, high, topics = row
        found[learner].results.append(ResultRecord((mean, low, high), *values))
        if topics is not None:
            found[learner].topics = topics


def _add_dates(session: Session, found: Mapping[UUID, LearnerRecord]) -> None:
    place = func.row_number().over(
        partition_by=DailyActivity.user_id, order_by=DailyActivity.date.desc()
    )
    ranked = (
        select(DailyActivity.user_id, DailyActivity.date, place.label("place"))
        .where(DailyActivity.user_id.in_(found), DailyActivity.is_active)
        .subquery()
    )
    for learner, day in session.execute(
        select(ranked.c.user_id, ranked.c.date)
        .where(ranked.c.place <= DATES_READ)
        .order_by(ranked.c.date)
    ):
        found[learner].active.append(day)
    for learner, start, end in session.execute(
        select(PlanPause.user_id, PlanPause.started_on, PlanPause.ended_on)
        .where(PlanPause.user_id.in_(found))
        .order_by(PlanPause.started_on)
    ):
        found[learner].paused.append(DateRange(start, end))
