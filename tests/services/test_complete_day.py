"""Working through a day: its clock, its pay, what it unlocks."""

from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import select

from db.queries import plans, rewards
from db.tables import DailyActivity, DailyTask
from plan_engine.kinds import RewardType
from plan_engine.lifecycles import DayStatus
from services.days import complete_day, start_day
from services.errors import NotFound, NotUnlocked, PlanNotActive
from services.plan_management import pause_plan
from services.standing import awards_after, standing
from services.workspace import Workspace
from tests.support.clock import START, Clock
from tests.support.content import ROLE
from tests.support.learners import Walker, a_learner, knows_nothing


@pytest.fixture
def walker(work: Workspace, clock: Clock) -> Walker:
    return Walker(work, clock, a_learner(work), ROLE)


@pytest.fixture
def days(walker: Walker) -> list[DailyTask]:
    """The days of the first week, on the day after the assessment."""
    plan_id = walker.starts_plan(knows_nothing)
    walker.clock.advance(days=1)
    with walker.work.reading() as session:
        return list(plans.days_of_week(session, walker.week(1, plan_id)))


def types_of(walker: Walker, day: DailyTask) -> set[RewardType]:
    """What completing the day earned."""
    done = complete_day(walker.work, walker.learner, day.id)
    walker.clock.advance(minutes=1)  # no two events of one person share an instant
    return {award.type for award in done.receipt.awards}


def test_a_day_pays_15_and_unlocks_the_next(walker: Walker, days: list[DailyTask]) -> None:
    done = complete_day(walker.work, walker.learner, days[0].id)
    assert {a.type: a.amount for a in done.receipt.awards}[RewardType.DAILY_TASK] == 15
    assert done.next_day == days[1].id
    assert not done.opens_test


def test_completing_twice_pays_once_and_shows_the_same_receipt(
    walker: Walker, days: list[DailyTask]
) -> None:
    first = complete_day(walker.work, walker.learner, days[0].id)
    walker.clock.advance(minutes=1)
    assert complete_day(walker.work, walker.learner, days[0].id) == first
    total = standing(walker.work, walker.learner, "UTC").total_xp
    assert total == first.receipt.earned


def test_a_locked_day_can_be_neither_started_nor_completed(
    walker: Walker, days: list[DailyTask]
) -> None:
    for action in (start_day, complete_day):
        with pytest.raises(NotUnlocked):
            action(walker.work, walker.learner, days[1].id)


def test_a_paused_plan_s_day_is_refused_with_a_sentence(
    walker: Walker, days: list[DailyTask]
) -> None:
    with walker.work.reading() as session:
        plan = plans.active_plan(session, walker.learner)
    assert plan is not None
    pause_plan(walker.work, walker.learner, plan.id)
    with pytest.raises(PlanNotActive, match="Resume it first"):
        complete_day(walker.work, walker.learner, days[0].id)


def test_somebody_else_s_day_reads_as_not_there(walker: Walker, days: list[DailyTask]) -> None:
    other = a_learner(walker.work, "ben")
    for action in (start_day, complete_day):
        with pytest.raises(NotFound):
            action(walker.work, other, days[0].id)
    with pytest.raises(NotFound):
        complete_day(walker.work, walker.learner, UUID(int=404))


@pytest.mark.parametrize(
    ("share", "earns"), [(0.05, False), (0.1, False), (0.11, True), (0.49, True), (0.5, False)]
)
def test_speed_is_paid_under_half_and_over_a_tenth_of_the_estimate(
    walker: Walker, days: list[DailyTask], share: float, earns: bool
) -> None:
    start_day(walker.work, walker.learner, days[0].id)
    walker.clock.advance(minutes=share * days[0].estimated_minutes)
    assert (RewardType.SPEED in types_of(walker, days[0])) is earns


def test_without_start_there_is_no_speed_xp(walker: Walker, days: list[DailyTask]) -> None:
    walker.clock.advance(minutes=20)
    assert RewardType.SPEED not in types_of(walker, days[0])


def test_starting_again_does_not_restart_the_clock(walker: Walker, days: list[DailyTask]) -> None:
    start_day(walker.work, walker.learner, days[0].id)
    walker.clock.advance(hours=2)
    start_day(walker.work, walker.learner, days[0].id)
    walker.clock.advance(minutes=15)
    assert RewardType.SPEED not in types_of(walker, days[0])


def test_the_second_day_in_a_row_pays_the_streak_once_however_much_is_done(
    walker: Walker, days: list[DailyTask]
) -> None:
    # The assessment was yesterday, so the first day today is the second active day in a row.
    assert RewardType.STREAK in types_of(walker, days[0])
    assert RewardType.STREAK not in types_of(walker, days[1])


def test_seven_days_in_a_row_pay_consistency(walker: Walker, days: list[DailyTask]) -> None:
    earned = []
    for day in days:
        earned.append(types_of(walker, day))
        walker.clock.advance(days=1)
    assert [RewardType.CONSISTENCY in types for types in earned] == [k == 5 for k in range(7)]


def test_a_missed_day_starts_the_streak_anew(walker: Walker, days: list[DailyTask]) -> None:
    complete_day(walker.work, walker.learner, days[0].id)
    walker.clock.advance(days=2)
    assert standing(walker.work, walker.learner, "UTC").streak == 0
    assert RewardType.STREAK not in types_of(walker, days[1])
    assert standing(walker.work, walker.learner, "UTC").streak == 1


def test_today_without_activity_does_not_break_the_streak_yet(
    walker: Walker, days: list[DailyTask]
) -> None:
    complete_day(walker.work, walker.learner, days[0].id)
    walker.clock.advance(days=1)
    assert standing(walker.work, walker.learner, "UTC").streak == 2


def test_a_day_is_counted_on_the_learner_s_own_date(work: Workspace, clock: Clock) -> None:
    walker = Walker(work, clock, a_learner(work, timezone="Pacific/Auckland"), ROLE)
    plan_id = walker.starts_plan(knows_nothing)
    clock.set(START.replace(day=10, hour=13))  # two in the morning of the 11th in Auckland
    with work.reading() as session:
        first = plans.days_of_week(session, walker.week(1, plan_id))[0]
    complete_day(work, walker.learner, first.id)
    with work.reading() as session:
        logged = rewards.activity_on(session, walker.learner, date(2026, 3, 11))
    assert logged is not None
    assert logged.tasks_completed == 1
    assert logged.timezone == "Pacific/Auckland"


def test_the_last_day_opens_the_test(walker: Walker, days: list[DailyTask]) -> None:
    for day in days[:-1]:
        complete_day(walker.work, walker.learner, day.id)
    done = complete_day(walker.work, walker.learner, days[-1].id)
    assert done.opens_test
    assert done.next_day is None


def test_the_header_is_right_at_once_and_tells_what_is_new(
    walker: Walker, days: list[DailyTask]
) -> None:
    before = walker.work.clock()
    walker.clock.advance(minutes=1)
    complete_day(walker.work, walker.learner, days[0].id)
    now = standing(walker.work, walker.learner, "UTC")
    assert (now.total_xp, now.level, now.to_next) == (20, 1, 80)
    assert [award.amount for award in awards_after(walker.work, walker.learner, before)] == [15, 5]


def test_the_day_s_log_adds_up_to_its_ledger_lines(walker: Walker, days: list[DailyTask]) -> None:
    for day in days[:3]:
        complete_day(walker.work, walker.learner, day.id)
    with walker.work.reading() as session:
        logged = session.scalars(
            select(DailyActivity).order_by(DailyActivity.date.desc()).limit(1)
        ).one()
        statuses = [session.get_one(DailyTask, day.id).status for day in days]
    assert (logged.tasks_completed, logged.xp_earned) == (3, 50)
    assert statuses == 3 * [DayStatus.COMPLETED] + [DayStatus.UNLOCKED] + 3 * [DayStatus.LOCKED]
