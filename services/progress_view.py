"""Progress over time: XP by source, the calendar, the streak, test results by topic."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from db.queries import attempts, people, rewards
from db.tables import AssessmentResult, DailyActivity
from plan_engine.kinds import RewardType, TestType
from plan_engine.streaks import ONE_DAY, DateRange, Streak, streak
from plan_engine.values import TargetId
from services.calendars import booked_date, rested_dates
from services.scoring import report_of
from services.standing import Rest, rest_of
from services.workspace import Workspace

CALENDAR_WEEKS = 16
"""How far back the calendar reaches."""


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One local date of the calendar."""

    date: date
    tasks: int
    tests: int
    xp: int
    is_active: bool
    is_rested: bool
    """The plan was paused: the streak rests."""


@dataclass(frozen=True, slots=True)
class XPDay:
    """XP of one kind on one local date."""

    date: date
    type: RewardType
    amount: int


@dataclass(frozen=True, slots=True)
class TestRow:
    """One handed-in test."""

    __test__ = False  # pytest would otherwise take the name for a test class

    result_id: UUID
    test_type: TestType
    title: str
    at: datetime
    right: int
    total: int
    score: int
    low: int
    high: int
    passed: bool | None
    topics: tuple[tuple[str, int, int], ...]
    """Short title, right and served, for each topic of this test."""


@dataclass(frozen=True, slots=True)
class ProgressView:
    """Everything the progress page shows."""

    today: date
    streak: Streak
    rest: Rest | None
    """Why the streak rests; None while it does not, and after activity today."""
    days_this_week: int
    """Active days since Monday."""
    calendar: tuple[CalendarDay, ...]
    """Whole weeks from a Monday to this week's Sunday."""
    xp: tuple[XPDay, ...]
    tests: tuple[TestRow, ...]


def progress_view(work: Workspace, learner: UUID, timezone: str) -> ProgressView:
    """The learner's progress as of today in their zone."""
    with work.reading() as session:
        today = booked_date(work.clock(), timezone, people.not_before(session, learner))
        monday = today - timedelta(days=today.weekday())
        first = first_of_calendar(today)
        active = rewards.active_dates(session, learner)
        rested = rested_dates(session, learner)
        rest = None if today in active else rest_of(session, learner)
        logged = {row.date: row for row in rewards.activity_since(session, learner, first)}
        xp = rewards.xp_by_day_and_type(session, learner)
        results = attempts.results_of_learner(session, learner)
        slots = attempts.targets_of_results(session, learner)
        weeks = attempts.week_numbers(session, learner)
    return ProgressView(
        today=today,
        streak=streak(active, today, rested),
        rest=rest,
        days_this_week=sum(monday <= day <= today for day in active),
        calendar=calendar_days(today, active, rested, logged),
        xp=tuple(XPDay(*row) for row in xp),
        tests=tuple(rows_of_tests(work, results, slots, weeks)),
    )


def calendar_days(
    today: date,
    active: Collection[date],
    rested: Sequence[DateRange],
    logged: Mapping[date, DailyActivity],
) -> tuple[CalendarDay, ...]:
    """Whole weeks, from a Monday sixteen weeks back to this week's Sunday."""
    first = first_of_calendar(today)
    calendar = []
    for offset in range(CALENDAR_WEEKS * 7):
        day = first + offset * ONE_DAY
        row = logged.get(day)
        calendar.append(
            CalendarDay(
                date=day,
                tasks=row.tasks_completed if row else 0,
                tests=row.tests_submitted if row else 0,
                xp=row.xp_earned if row else 0,
                is_active=day in active,
                is_rested=any(day in pause for pause in rested) and day <= today,
            )
        )
    return tuple(calendar)


def first_of_calendar(today: date) -> date:
    """The Monday that the calendar begins on."""
    return today - timedelta(days=today.weekday()) - timedelta(weeks=CALENDAR_WEEKS - 1)


def rows_of_tests(
    work: Workspace,
    results: Sequence[AssessmentResult],
    targets: Mapping[UUID, str],
    weeks: Mapping[UUID, int],
) -> list[TestRow]:
    """Handed-in tests as they are listed; `targets` by result, numbers of `weeks` by week."""
    rows = []
    for result in results:
        target = work.content.targets[TargetId(targets[result.id])].title
        report = report_of(result)
        names = {
            TestType.INITIAL: f"Assessment, {target}",
            TestType.FINAL: f"Final test, {target}",
            TestType.CORRECTION: f"Comprehensive retest, {target}",
        }
        number = weeks.get(result.weekly_plan_id) if result.weekly_plan_id else None
        rows.append(
            TestRow(
                result_id=result.id,
                test_type=result.test_type,
                title=names.get(result.test_type, f"Week {number} test, {target}"),
                at=result.created_at,
                right=result.right_answers,
                total=result.total_questions,
                score=result.score,
                low=result.score_low,
                high=result.score_high,
                passed=result.passed,
                topics=tuple(
                    (work.content.topics[topic].short, *report.here[topic])
                    for topic in report.mastery.topics
                    if topic in report.here
                ),
            )
        )
    return rows
