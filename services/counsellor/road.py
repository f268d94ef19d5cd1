"""One learner's whole road on one page: what the counsellor's screen of a learner shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from db.queries import placements, rewards
from plan_engine.diagnosis import WeakTopic, diagnose
from plan_engine.risk import Reason, holding
from plan_engine.streaks import Streak, streak
from plan_engine.values import TopicId
from services.calendars import local_date, rested_dates
from services.caseload import title_of
from services.counsellor.access import assigned_learner
from services.counsellor.log import LogEntry, intervention_log
from services.counsellor.road_rows import (
    AttemptRow,
    PlacementRow,
    ResumeRow,
    RoadWeek,
    attempt_rows,
    attempts_with_results,
    current_plan,
    days_by_week,
    logged_days,
    placement_rows,
    record_from,
    resume_rows,
)
from services.counsellor.standing import LearnerStanding, Readiness, readiness_after, standing_of
from services.progress_view import (
    CalendarDay,
    TestRow,
    XPDay,
    calendar_days,
    rows_of_tests,
)
from services.scoring import Report, report_of
from services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class ReadinessPoint:
    """Readiness as it stood after one test."""

    at: datetime
    on: date
    title: str
    readiness: Readiness


@dataclass(frozen=True, slots=True)
class PacePoint:
    """Speed and consistency of one test, as indices of 100; None where too little was answered."""

    title: str
    speed: int | None
    speed_low: int | None
    speed_high: int | None
    consistency: int | None
    rapid: int
    total: int


@dataclass(frozen=True, slots=True)
class Road:
    """A learner from registration to verdict and after."""

    id: UUID
    name: str
    first_name: str
    username: str
    email: str
    timezone: str
    extra_time_percent: int
    today: date
    """Where the learner is."""
    registered_on: date
    standing: LearnerStanding
    reasons: tuple[Reason, ...]
    """Those that hold today."""
    target: str | None
    readiness: tuple[ReadinessPoint, ...]
    tests: tuple[TestRow, ...]
    pace: tuple[PacePoint, ...]
    attempts: tuple[AttemptRow, ...]
    """Newest first."""
    weeks: tuple[RoadWeek, ...]
    weak: tuple[tuple[str, WeakTopic], ...]
    """Titles and figures of the weak topics after the last test, over all that it measured."""
    streak: Streak
    calendar: tuple[CalendarDay, ...]
    xp: tuple[XPDay, ...]
    resume: tuple[ResumeRow, ...]
    placements: tuple[PlacementRow, ...]
    log: tuple[LogEntry, ...]


def learner_road(work: Workspace, counsellor: UUID, learner: UUID) -> Road:
    """The road of a learner assigned to this counsellor, in eleven queries. Raises NotFound."""
    now = work.clock()
    with work.reading() as session:
        person = assigned_learner(session, counsellor, learner)
        today = local_date(now, person.timezone)
        sittings = attempts_with_results(session, learner)
        logged = logged_days(session, learner)
        rested = rested_dates(session, learner)
        plan = current_plan(session, learner)
        done = days_by_week(session, plan.id) if plan else {}
        xp = rewards.xp_by_day_and_type(session, learner)
        reports = placements.reports_of(session, learner)
        resume = resume_rows(session, learner)
        active = {day for day, row in logged.items() if row.is_active}
        log = intervention_log(session, learner, person.timezone, active, reports, today)
    results = [sitting.result for sitting in sittings if sitting.result is not None]
    kept: Mapping[UUID, Report] = {result.id: report_of(result) for result in results}
    record = record_from(person, sittings, plan, sorted(active), rested, kept)
    standing = standing_of(record)
    tests = rows_of_tests(
        work,
        results,
        {s.result.id: s.attempt.target for s in sittings if s.result is not None},
        {s.result.weekly_plan_id: s.week for s in sittings if s.result and s.result.weekly_plan_id},
    )
    return Road(
        id=person.id,
        name=f"{person.first_name} {person.last_name}",
        first_name=person.first_name,
        username=person.username,
        email=person.email,
        timezone=person.timezone,
        extra_time_percent=person.extra_time_percent,
        today=today,
        registered_on=local_date(person.created_at, person.timezone),
        standing=standing,
        reasons=holding(standing.reasons, today),
        target=title_of(work, standing.target),
        readiness=tuple(
            ReadinessPoint(
                row.at, local_date(row.at, person.timezone), test.title, readiness_after(row)
            )
            for row, test in zip(record.results, tests, strict=True)
        ),
        tests=tuple(tests),
        pace=tuple(
            _pace(test, kept[result.id]) for test, result in zip(tests, results, strict=True)
        ),
        attempts=attempt_rows(work, sittings),
        weeks=tuple(
            RoadWeek(
                number=number,
                title=_block(work, done[week_id].block),
                status=status,
                days_done=done[week_id].done,
                days=done[week_id].days,
                extra=done[week_id].extra,
            )
            for number, week_id, status in (plan.weeks if plan else ())
        ),
        weak=_weak(work, kept[results[-1].id]) if results else (),
        streak=streak(active, today, rested),
        calendar=calendar_days(today, active, rested, logged),
        xp=tuple(XPDay(*row) for row in xp),
        resume=resume,
        placements=placement_rows(reports),
        log=log,
    )


def _pace(test: TestRow, report: Report) -> PacePoint:
    speed, steady = report.speed, report.consistency
    return PacePoint(
        title=test.title,
        speed=speed.index if speed else None,
        speed_low=speed.low if speed else None,
        speed_high=speed.high if speed else None,
        consistency=steady.index if steady else None,
        rapid=report.rapid,
        total=test.total,
    )


def _weak(work: Workspace, report: Report) -> tuple[tuple[str, WeakTopic], ...]:
    measured = list(report.mastery.topics)
    found = diagnose(report.mastery, measured, at_least_one=False)
    return tuple((_topic(work, weak.topic), weak) for weak in found.weak)


def _topic(work: Workspace, topic: TopicId) -> str:
    known = work.content.topics.get(topic)
    return known.title if known else topic


def _block(work: Workspace, block: str) -> str:
    known = next((b for b in work.content.blocks.values() if b.id == block), None)
    return known.title if known else block
