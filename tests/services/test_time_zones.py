"""A change of the time zone: it never brings back a date that was over."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from db.queries import plans, rewards
from plan_engine.kinds import RewardType
from plan_engine.lifecycles import DayStatus
from services.accounts import change_profile
from services.days import complete_day
from services.home_view import home_view
from services.plan_list import plan_list
from services.plan_management import pause_plan
from services.progress_view import progress_view
from services.standing import standing
from services.workspace import Workspace
from tests.support.accounts import an_account, signed_in
from tests.support.clock import Clock
from tests.support.content import ROLE
from tests.support.learners import Walker, knows_nothing


@pytest.fixture
def learner(work: Workspace) -> UUID:
    return an_account(work)


def _first_week(work: Workspace, clock: Clock, learner: UUID) -> UUID:
    walker = Walker(work, clock, learner, ROLE)
    return walker.week(1, walker.starts_plan(knows_nothing))


def _moves_to(work: Workspace, learner: UUID, timezone: str) -> None:
    who = signed_in(work, learner)
    change_profile(work, who, first_name="Ada", last_name="Tester", timezone=timezone)


def _does_a_day(work: Workspace, learner: UUID, week: UUID) -> list[tuple[RewardType, int]]:
    with work.reading() as session:
        days = plans.days_of_week(session, week)
    day = next(day for day in days if day.status is DayStatus.UNLOCKED)
    return [(one.type, one.amount) for one in complete_day(work, learner, day.id).receipt.awards]


def test_a_missed_day_stays_missed_whatever_zone_is_chosen_afterwards(
    work: Workspace, clock: Clock, learner: UUID
) -> None:
    clock.set(datetime(2026, 3, 2, 9, tzinfo=UTC))
    week = _first_week(work, clock, learner)
    clock.set(datetime(2026, 3, 3, 9, tzinfo=UTC))
    _does_a_day(work, learner, week)
    clock.set(datetime(2026, 3, 5, 9, tzinfo=UTC))  # nothing was done on the fourth
    _moves_to(work, learner, "Pacific/Pago_Pago")  # where it is still the fourth
    assert standing(work, learner, "Pacific/Pago_Pago").streak == 0
    assert RewardType.STREAK not in dict(_does_a_day(work, learner, week))
    assert standing(work, learner, "Pacific/Pago_Pago").streak == 1
    assert progress_view(work, learner, "Pacific/Pago_Pago").streak.current == 1
    assert any(
        mark.is_active and mark.is_today
        for mark in home_view(work, learner, "Pacific/Pago_Pago").week
    )
    with work.reading() as session:
        assert date(2026, 3, 4) not in rewards.active_dates(session, learner)


def test_a_pause_after_moving_west_does_not_cover_the_day_that_was_missed(
    work: Workspace, clock: Clock, learner: UUID
) -> None:
    clock.set(datetime(2026, 3, 3, 9, tzinfo=UTC))
    _does_a_day(work, learner, _first_week(work, clock, learner))
    clock.set(datetime(2026, 3, 5, 9, tzinfo=UTC))
    _moves_to(work, learner, "Pacific/Pago_Pago")
    (plan,) = plan_list(work, learner)
    pause_plan(work, learner, plan.id)
    with work.reading() as session:
        assert [rest.started_on for rest in plans.pauses_of(session, learner)] == [date(2026, 3, 5)]


def test_moving_east_books_on_the_new_date_and_moving_back_not_on_the_old_one(
    work: Workspace, clock: Clock, learner: UUID
) -> None:
    clock.set(datetime(2026, 3, 2, 12, tzinfo=UTC))
    week = _first_week(work, clock, learner)
    _moves_to(work, learner, "Pacific/Kiritimati")  # the third, there
    _does_a_day(work, learner, week)
    _moves_to(work, learner, "UTC")
    _does_a_day(work, learner, week)
    with work.reading() as session:
        dates = rewards.active_dates(session, learner)
    assert sorted(dates) == [date(2026, 3, 2), date(2026, 3, 3)]
