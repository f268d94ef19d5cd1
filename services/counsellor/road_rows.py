"""The rows behind one learner's road."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from content.skills import load_skills
from db.tables import (
    AssessmentResult,
    DailyActivity,
    DailyTask,
    PlacementOutcome,
    ResumeImpact,
    TestAttempt,
    UserRegistration,
    WeeklyPlan,
)
from plan_engine.kinds import DayKind, TestType
from plan_engine.lifecycles import AttemptStatus, DayStatus, WeekStatus
from plan_engine.placements import Outcome
from plan_engine.resume.catalogue import Catalogue, SkillId
from plan_engine.streaks import DateRange, streak
from plan_engine.values import TargetId
from services.caseload import title_of
from services.counsellor.records import (
    Account,
    LearnerRecord,
    PlanRecord,
    ResultRecord,
    current_plans,
)
from services.resumes.impact_rows import WHOLE_ROLE
from services.scoring import Report
from services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class SittingRow:
    """One sitting with its result, if it was handed in, and the number of its week."""

    attempt: TestAttempt
    result: AssessmentResult | None
    week: int


@dataclass(frozen=True, slots=True)
class AttemptRow:
    """One sitting as it is listed."""

    id: UUID
    test_type: TestType
    target: str
    week: int | None
    ordinal: int
    status: AttemptStatus
    started_at: datetime
    ended_at: datetime | None
    right: int | None
    total: int
    score: int | None
    passed: bool | None
    rapid: int | None


@dataclass(frozen=True, slots=True)
class WeekDays:
    """How far a week's days are."""

    block: str
    days: int
    done: int
    extra: int


@dataclass(frozen=True, slots=True)
class RoadWeek:
    """One week of the plan."""

    number: int
    title: str
    status: WeekStatus
    days_done: int
    days: int
    extra: int


@dataclass(frozen=True, slots=True)
class ResumeRow:
    """One skill of a role before and after; no percentage where the start was too low for one."""

    role: str
    """Its name."""
    skill: str | None
    """Its title; None: the role as a whole."""
    before: int
    after: int
    percent: float | None
    at: datetime


@dataclass(frozen=True, slots=True)
class PlacementRow:
    """One report about the search for work."""

    id: UUID
    outcome: Outcome
    since: date
    note: str | None
    reported_at: datetime
    confirmed_at: datetime | None
    is_newest: bool
    """Of its plan: only that one counts and can be confirmed."""


def attempts_with_results(session: Session, learner: UUID) -> Sequence[SittingRow]:
    """All sittings, those with results in the order they were handed in, open ones last."""
    rows = session.execute(
        select(TestAttempt, AssessmentResult, func.coalesce(WeeklyPlan.week_number, 0))
        .outerjoin(AssessmentResult, AssessmentResult.attempt_id == TestAttempt.id)
        .outerjoin(WeeklyPlan, WeeklyPlan.id == TestAttempt.weekly_plan_id)
        .where(TestAttempt.user_id == learner)
        .order_by(
            AssessmentResult.created_at.is_(None),
            AssessmentResult.created_at,
            AssessmentResult.id,
            TestAttempt.started_at,
        )
    )
    return [SittingRow(*row) for row in rows]


def logged_days(session: Session, learner: UUID) -> Mapping[date, DailyActivity]:
    """What the learner did, by local date."""
    rows = session.scalars(
        select(DailyActivity).where(DailyActivity.user_id == learner).order_by(DailyActivity.date)
    )
    return {row.date: row for row in rows}


def current_plan(session: Session, learner: UUID) -> PlanRecord | None:
    """The active plan, or else the one that changed last."""
    return current_plans(session, [learner]).get(learner)


def days_by_week(session: Session, plan_id: UUID) -> Mapping[UUID, WeekDays]:
    """How far each week of a plan is."""
    rows = session.execute(
        select(
            WeeklyPlan.id,
            WeeklyPlan.skill_focus,
            func.count(DailyTask.id),
            func.count(DailyTask.id).filter(DailyTask.status == DayStatus.COMPLETED),
            func.count(DailyTask.id).filter(DailyTask.kind == DayKind.EXTRA),
        )
        .outerjoin(DailyTask, DailyTask.weekly_plan_id == WeeklyPlan.id)
        .where(WeeklyPlan.personalized_plan_id == plan_id)
        .group_by(WeeklyPlan.id, WeeklyPlan.skill_focus)
    )
    return {row[0]: WeekDays(*row[1:]) for row in rows}


def resume_rows(session: Session, learner: UUID) -> tuple[ResumeRow, ...]:
    """Résumé scores, newest first, each role as a whole before its skills: never the text."""
    is_part = ResumeImpact.skill != WHOLE_ROLE
    rows = session.execute(
        select(
            ResumeImpact.role,
            ResumeImpact.skill,
            ResumeImpact.before_score,
            ResumeImpact.after_score,
            ResumeImpact.improvement_percentage,
            ResumeImpact.created_at,
        )
        .where(ResumeImpact.user_id == learner)
        .order_by(ResumeImpact.created_at.desc(), ResumeImpact.role, is_part, ResumeImpact.skill)
    )
    known = load_skills()
    return tuple(
        ResumeRow(
            profile.label if (profile := known.profiles.get(TargetId(role))) else role,
            None if skill == WHOLE_ROLE else _skill_title(known, skill),
            before,
            after,
            percent,
            at,
        )
        for role, skill, before, after, percent, at in rows
    )


def _skill_title(known: Catalogue, skill: str) -> str:
    found = known.skills.get(SkillId(skill))
    return found.title if found else skill


def placement_rows(reports: Sequence[PlacementOutcome]) -> tuple[PlacementRow, ...]:
    """Reports as they are listed, from rows that come newest first."""
    newest: dict[UUID, UUID] = {}
    for report in reports:
        newest.setdefault(report.personalized_plan_id, report.id)
    return tuple(
        PlacementRow(
            id=report.id,
            outcome=report.outcome,
            since=report.since,
            note=report.evidence_note,
            reported_at=report.reported_at,
            confirmed_at=report.confirmed_at,
            is_newest=newest[report.personalized_plan_id] == report.id,
        )
        for report in reports
    )


def attempt_rows(work: Workspace, sittings: Sequence[SittingRow]) -> tuple[AttemptRow, ...]:
    """Sittings as they are listed, the one begun last first."""
    return tuple(
        AttemptRow(
            id=row.attempt.id,
            test_type=row.attempt.test_type,
            target=title_of(work, row.attempt.target) or "",
            week=row.week or None,
            ordinal=row.attempt.ordinal,
            status=row.attempt.status,
            started_at=row.attempt.started_at,
            ended_at=row.attempt.submitted_at,
            right=row.result.right_answers if row.result else None,
            total=row.attempt.total_items,
            score=row.result.score if row.result else None,
            passed=row.result.passed if row.result else None,
            rapid=row.result.report["rapid"] if row.result else None,
        )
        for row in sorted(sittings, key=lambda row: row.attempt.started_at, reverse=True)
    )


def record_from(
    person: UserRegistration,
    sittings: Sequence[SittingRow],
    plan: PlanRecord | None,
    active: Sequence[date],
    rested: Sequence[DateRange],
    reports: Mapping[UUID, Report],
) -> LearnerRecord:
    """The same record that caseloads are computed from, out of what the road reads anyway."""
    last = active[-1] if active else None
    results = [
        _result(row.attempt, row.result, reports[row.result.id]) for row in sittings if row.result
    ]
    topics: Mapping[str, Any] = next(
        (row.result.report["mastery"]["topics"] for row in reversed(sittings) if row.result), {}
    )
    return LearnerRecord(
        account=Account(
            id=person.id,
            timezone=person.timezone,
            created_at=person.created_at,
            streak=streak(active, last, rested).current if last else 0,
            last_active_on=last,
            is_assessing=any(
                row.attempt.status is AttemptStatus.OPEN
                and row.attempt.test_type is TestType.INITIAL
                for row in sittings
            ),
        ),
        plan=plan,
        results=results,
        topics=topics,
        active=list(active),
        paused=list(rested),
    )


def _result(attempt: TestAttempt, result: AssessmentResult, report: Report) -> ResultRecord:
    overall = report.mastery.overall
    return ResultRecord(
        forecast=(overall.mean, overall.low, overall.high),
        id=result.id,
        plan_id=result.personalized_plan_id,
        week_id=result.weekly_plan_id,
        target=attempt.target,
        test_type=result.test_type,
        at=result.created_at,
        score=result.score,
        low=result.score_low,
        high=result.score_high,
        total=result.total_questions,
        passed=result.passed,
        rapid=report.rapid,
    )
