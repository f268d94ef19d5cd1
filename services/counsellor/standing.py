"""From a learner's record to their standing: stage, readiness, reasons for a word, weak topics."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from plan_engine import progression
from plan_engine.kinds import TestType
from plan_engine.lifecycles import CorrectionStatus, PlanStatus, WeekStatus
from plan_engine.measurement.domain import DomainScore
from plan_engine.progression import Verdict
from plan_engine.risk import History, PlanPhase, Reason, TestRecord, risk_reasons
from plan_engine.rules import WEAK_PROBABILITY
from plan_engine.stages import Milestone, Stage
from plan_engine.streaks import ONE_DAY
from services.calendars import local_date
from services.counsellor.records import LearnerRecord, PlanRecord, ResultRecord
from services.waiting import comes_next

PHASES = {
    PlanStatus.ACTIVE: PlanPhase.UNDER_WAY,
    PlanStatus.PAUSED: PlanPhase.PAUSED,
    PlanStatus.COMPLETED: PlanPhase.OVER,
    PlanStatus.FAILED: PlanPhase.OVER,
}
FINAL_TESTS = frozenset({TestType.FINAL, TestType.CORRECTION})


@dataclass(frozen=True, slots=True)
class Readiness:
    """How ready, in whole percent: a final score with its band, or a forecast with its 90% interval."""

    percent: int
    low: int
    high: int
    is_forecast: bool


@dataclass(frozen=True, slots=True)
class LearnerStanding:
    """One learner, summed up."""

    target: str | None
    stage: Stage
    milestone: Milestone
    week: int | None
    day: int | None
    readiness: Readiness | None
    trend: int | None
    last_score: int | None
    verdict: Verdict | None
    streak: int
    streak_until: date | None
    """The first date on which the streak is broken if nothing is done; None while it rests."""
    last_active_on: date | None
    reasons: tuple[Reason, ...]
    weak_topics: tuple[str, ...]


def standing_of(record: LearnerRecord) -> LearnerStanding:
    """What the record comes to. It changes only when the record does, never by time alone."""
    waiting = _waiting_assessment(record)
    plan = None if waiting else record.plan
    results = [waiting] if waiting else _results_of_plan(record)
    readiness = [readiness_after(result) for result in results]
    found = _verdict(plan, results)
    account = record.account
    return LearnerStanding(
        target=plan.target if plan else waiting.target if waiting else None,
        stage=_stage(record, plan, results, found),
        milestone=_milestone(plan, results, found),
        week=plan.week if plan else None,
        day=plan.day if plan else None,
        readiness=readiness[-1] if readiness else None,
        trend=readiness[-1].percent - readiness[-2].percent if len(readiness) > 1 else None,
        last_score=results[-1].score if results else None,
        verdict=found,
        streak=account.streak,
        streak_until=_streak_until(record),
        last_active_on=account.last_active_on,
        reasons=risk_reasons(history_of(record, plan, results)),
        weak_topics=tuple(
            topic for topic, known in record.topics.items() if known["p_weak"] >= WEAK_PROBABILITY
        ),
    )


def readiness_after(result: ResultRecord) -> Readiness:
    """Readiness as it stood when a test was handed in."""
    if result.test_type in FINAL_TESTS:
        return Readiness(result.score, result.low, result.high, is_forecast=False)
    mean, low, high = DomainScore(*result.forecast).in_percent
    return Readiness(mean, low, high, is_forecast=True)


def history_of(
    record: LearnerRecord, plan: PlanRecord | None, results: Sequence[ResultRecord]
) -> History:
    """The record on the learner's own dates, as the reasons are found from it."""
    zone = record.account.timezone
    numbers = {week_id: number for number, week_id, _ in plan.weeks} if plan else {}
    under_way = {WeekStatus.IN_PROGRESS, WeekStatus.FAILED}
    return History(
        registered_on=local_date(record.account.created_at, zone),
        assessed_on=local_date(results[0].at, zone) if results else None,
        phase=PHASES[plan.status] if plan else PlanPhase.NONE,
        plan_from=local_date(plan.created_at, zone) if plan else None,
        days_done=plan.days_done if plan else 0,
        days_left=_days_left(plan) if plan else 0,
        week_under_way=next((n for n, _, status in plan.weeks if status in under_way), None)
        if plan
        else None,
        active=tuple(record.active),
        paused=tuple(record.paused),
        tests=tuple(
            TestRecord(
                on=local_date(result.at, zone),
                week=numbers.get(result.week_id) if result.week_id else None,
                score=result.score,
                low=result.low,
                high=result.high,
                passed=result.passed,
                rapid=result.rapid,
                total=result.total,
            )
            for result in results
        ),
    )


def _days_left(plan: PlanRecord) -> int:
    """Days' work until the plan's end: its open days, the tests of its open weeks, the last test."""
    weeks = sum(status is not WeekStatus.COMPLETED for _, _, status in plan.weeks)
    return plan.days_open + weeks + 1


def _waiting_assessment(record: LearnerRecord) -> ResultRecord | None:
    """The newest assessment without a plan, if it is what the learner is at now."""
    waiting = [r for r in record.results if r.plan_id is None and r.test_type is TestType.INITIAL]
    plan = record.plan
    if not waiting or plan is None:
        return waiting[-1] if waiting else None
    return waiting[-1] if comes_next(waiting[-1].at, plan.status, plan.updated_at) else None


def _results_of_plan(record: LearnerRecord) -> list[ResultRecord]:
    return [r for r in record.results if record.plan and r.plan_id == record.plan.id]


def _verdict(plan: PlanRecord | None, results: Sequence[ResultRecord]) -> Verdict | None:
    """The verdict that a concluded plan ended with."""
    final = [result for result in results if result.test_type in FINAL_TESTS]
    if plan is None or not final or PHASES[plan.status] is not PlanPhase.OVER:
        return None
    last = final[-1]
    concluded = last.test_type is TestType.CORRECTION or not progression.needs_correction(
        last.score
    )
    return progression.verdict(last.score) if concluded else None


def _stage(
    record: LearnerRecord,
    plan: PlanRecord | None,
    results: Sequence[ResultRecord],
    found: Verdict | None,
) -> Stage:
    if plan is None:
        if record.account.is_assessing:
            return Stage.ASSESSING
        return Stage.ASSESSED if results else Stage.REGISTERED
    if PHASES[plan.status] is PlanPhase.OVER:
        return Stage.VERDICT if found else Stage.GIVEN_UP
    if plan.status is PlanStatus.PAUSED:
        return Stage.PAUSED
    if plan.correction is CorrectionStatus.ACTIVE:
        return Stage.CORRECTING
    statuses = {status for _, _, status in plan.weeks}
    if statuses == {WeekStatus.COMPLETED}:
        return Stage.FINAL
    return Stage.RECOVERING if WeekStatus.FAILED in statuses else Stage.LEARNING


def _milestone(
    plan: PlanRecord | None, results: Sequence[ResultRecord], found: Verdict | None
) -> Milestone:
    if plan is None:
        return Milestone.ASSESSED if results else Milestone.REGISTERED
    if found is not None:
        return Milestone.JOB_READY if found is Verdict.JOB_READY else Milestone.VERDICT
    if any(result.test_type in FINAL_TESTS for result in results):
        return Milestone.FINAL_SAT
    passed = sum(status is WeekStatus.COMPLETED for _, _, status in plan.weeks)
    if plan.weeks and passed == len(plan.weeks):
        return Milestone.ALL_WEEKS
    if passed:
        return Milestone.FIRST_WEEK
    return Milestone.FIRST_DAY if plan.days_done else Milestone.PLANNED


def _streak_until(record: LearnerRecord) -> date | None:
    """Two dates after the last active one, later by the paused dates in between."""
    last = record.account.last_active_on
    if last is None:
        return None
    day = last + ONE_DAY
    while any(day in pause for pause in record.paused):
        if any(day in pause and pause.end is None for pause in record.paused):
            return None
        day += ONE_DAY
    return day + ONE_DAY
