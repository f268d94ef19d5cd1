"""Two clicks at once: whatever order they come in, the books end in one state that makes sense."""

from collections.abc import Callable
from functools import partial
from threading import Barrier, Thread
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select

from db.queries import plans, rewards
from db.tables import (
    AssessmentResult,
    AttemptItem,
    DailyActivity,
    DailyTask,
    PersonalizedPlan,
    PlanPause,
    TestAttempt,
    XPReward,
)
from plan_engine.kinds import RewardType, TestType
from plan_engine.lifecycles import AttemptStatus, DayStatus, NotAllowed, PlanStatus
from plan_engine.roles import Role
from services.account_deletion import Confirmation, delete_my_account
from services.account_fields import FormRefused
from services.days import complete_day
from services.deactivation import deactivate
from services.errors import NotFound, PlanNotActive, Refused
from services.people_list import find_accounts
from services.plan_management import abandon_plan, pause_plan, resume_plan
from services.weekly_tests import start_weekly_test, submit_weekly_test
from services.workspace import Workspace
from tests.support.accounts import PASSWORD, an_account, signed_in
from tests.support.clock import Clock
from tests.support.content import LANGUAGE, ROLE
from tests.support.learners import Walker, a_learner, knows_all, knows_nothing


def at_once(*actions: Callable[[], Any]) -> list[Any]:
    """What each action gave back or raised, all started in the same moment in threads of their own."""
    barrier = Barrier(len(actions))
    outcomes: list[Any] = [None] * len(actions)

    def run(place: int, action: Callable[[], Any]) -> None:
        barrier.wait()
        try:
            outcomes[place] = action()
        except Exception as problem:  # whatever it is, the test looks at it
            outcomes[place] = problem

    threads = [Thread(target=run, args=each) for each in enumerate(actions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert not any(thread.is_alive() for thread in threads)
    return outcomes


@pytest.fixture
def walker(work: Workspace, clock: Clock) -> Walker:
    return Walker(work, clock, a_learner(work), ROLE)


def first_day(walker: Walker, plan: UUID) -> UUID:
    with walker.work.reading() as session:
        return plans.days_of_week(session, walker.week(1, plan))[0].id


def counted(work: Workspace, what: Any, *where: Any) -> int:
    with work.reading() as session:
        return session.scalars(select(func.count()).select_from(what).where(*where)).one()


def test_pausing_and_completing_at_once_end_in_one_of_two_states(walker: Walker) -> None:
    work, learner = walker.work, walker.learner
    plan = walker.starts_plan(knows_nothing)
    day = first_day(walker, plan)
    paused, done = at_once(
        lambda: pause_plan(work, learner, plan), lambda: complete_day(work, learner, day)
    )
    assert paused is None
    with work.reading() as session:
        assert session.get_one(PersonalizedPlan, plan).status is PlanStatus.PAUSED
        status = session.get_one(DailyTask, day).status
        progress = plans.progress_of(session, plan).total_days_completed
        account = rewards.xp_of(session, learner)
    total = account.total_xp if account else 0
    if isinstance(done, PlanNotActive):
        assert (status, progress, total) == (DayStatus.UNLOCKED, 0, 0)
    else:
        assert (status, progress) == (DayStatus.COMPLETED, 1)
        assert total == done.receipt.total_xp == 15
    assert counted(work, PlanPause, PlanPause.ended_on.is_(None)) == 1


def test_a_double_click_on_mark_complete_pays_once_and_says_the_same_twice(walker: Walker) -> None:
    work, learner = walker.work, walker.learner
    day = first_day(walker, walker.starts_plan(knows_nothing))
    outcomes = at_once(*[lambda: complete_day(work, learner, day)] * 4)
    assert [outcome.receipt for outcome in outcomes] == [outcomes[0].receipt] * 4
    assert counted(work, XPReward) == 1
    assert counted(work, DailyTask, DailyTask.status == DayStatus.COMPLETED) == 1
    assert counted(work, DailyTask, DailyTask.status == DayStatus.UNLOCKED) == 1
    assert counted(work, DailyActivity, DailyActivity.tasks_completed == 1) == 1


def test_two_tabs_that_open_a_test_open_the_same_one(walker: Walker) -> None:
    work, learner = walker.work, walker.learner
    week = walker.week(1, walker.starts_plan(knows_nothing))
    walker.works_through(week)
    outcomes = at_once(*[lambda: start_weekly_test(work, learner, week)] * 3)
    assert isinstance(outcomes[0], UUID)
    assert len(set(outcomes)) == 1
    assert counted(work, TestAttempt, TestAttempt.weekly_plan_id == week) == 1
    assert counted(work, AttemptItem, AttemptItem.attempt_id == outcomes[0]) == 30


def test_handing_in_twice_at_once_scores_once_and_pays_once(walker: Walker) -> None:
    work, learner = walker.work, walker.learner
    week = walker.week(1, walker.starts_plan(knows_nothing))
    walker.works_through(week)
    attempt = start_weekly_test(work, learner, week)
    walker.answers(attempt, knows_all)
    outcomes = at_once(*[lambda: submit_weekly_test(work, learner, attempt)] * 3)
    assert isinstance(outcomes[0], UUID)
    assert len(set(outcomes)) == 1
    assert counted(work, AssessmentResult, AssessmentResult.attempt_id == attempt) == 1
    assert counted(work, XPReward, XPReward.reward_type == RewardType.WEEKLY_TEST) == 1


def test_pausing_and_handing_in_at_once_lose_no_answer(walker: Walker) -> None:
    work, learner = walker.work, walker.learner
    plan = walker.starts_plan(knows_nothing)
    week = walker.week(1, plan)
    walker.works_through(week)
    attempt = start_weekly_test(work, learner, week)
    walker.answers(attempt, knows_all)
    paused, result = at_once(
        lambda: pause_plan(work, learner, plan), lambda: submit_weekly_test(work, learner, attempt)
    )
    assert paused is None
    with work.reading() as session:
        assert session.get_one(PersonalizedPlan, plan).status is PlanStatus.PAUSED
        status = session.get_one(TestAttempt, attempt).status
    assert (status is AttemptStatus.SUBMITTED) == isinstance(result, UUID)
    if not isinstance(result, UUID):
        assert isinstance(result, PlanNotActive)
        assert status is AttemptStatus.OPEN
        resume_plan(work, learner, plan)
        result = submit_weekly_test(work, learner, attempt)
    with work.reading() as session:
        assert session.get_one(AssessmentResult, result).right_answers == 30


def test_two_tabs_that_switch_to_different_plans_leave_one_active(walker: Walker) -> None:
    work, learner = walker.work, walker.learner
    first = walker.starts_plan(knows_nothing)
    second = Walker(work, walker.clock, learner, LANGUAGE).starts_plan(knows_nothing)
    pause_plan(work, learner, second)
    outcomes = at_once(
        lambda: resume_plan(work, learner, first), lambda: resume_plan(work, learner, second)
    )
    assert outcomes == [None, None]
    assert counted(work, PersonalizedPlan, PersonalizedPlan.status == PlanStatus.ACTIVE) == 1
    assert counted(work, PersonalizedPlan, PersonalizedPlan.status == PlanStatus.PAUSED) == 1
    assert counted(work, PlanPause, PlanPause.ended_on.is_(None)) == 0


def test_abandoning_and_resuming_at_once_end_abandoned_or_are_refused(walker: Walker) -> None:
    work, learner = walker.work, walker.learner
    plan = walker.starts_plan(knows_nothing)
    pause_plan(work, learner, plan)
    abandoned, resumed = at_once(
        lambda: abandon_plan(work, learner, plan), lambda: resume_plan(work, learner, plan)
    )
    assert abandoned is None
    assert resumed is None or isinstance(resumed, NotAllowed)
    with work.reading() as session:
        assert session.get_one(PersonalizedPlan, plan).status is PlanStatus.FAILED
    assert counted(work, PlanPause, PlanPause.ended_on.is_(None)) == 1


def test_an_account_deleted_while_a_day_is_completed_leaves_nothing(
    work: Workspace, clock: Clock
) -> None:
    learner = an_account(work)
    walker = Walker(work, clock, learner, ROLE)
    day = first_day(walker, walker.starts_plan(knows_nothing))
    typed = Confirmation(username="ada", password=PASSWORD)
    who = signed_in(work, learner)
    outcomes = at_once(
        lambda: delete_my_account(work, who, typed),
        lambda: complete_day(work, learner, day),
        lambda: delete_my_account(work, who, typed),
    )
    assert None in (outcomes[0], outcomes[2])
    for outcome in outcomes:
        if isinstance(outcome, Exception):
            assert isinstance(outcome, Refused | NotFound | FormRefused), outcome
    assert counted(work, DailyTask) == 0
    assert counted(work, XPReward) == 0
    assert counted(work, TestAttempt, TestAttempt.test_type == TestType.INITIAL) == 0


@pytest.mark.parametrize("_again", range(3))
def test_of_two_admins_who_deactivate_each_other_one_is_left(work: Workspace, _again: int) -> None:
    one, other = (an_account(work, name, Role.ADMIN) for name in ("one", "other"))
    outcomes = at_once(
        lambda: deactivate(work, "other", actor=one),
        lambda: deactivate(work, "one", actor=other),
    )
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Refused", "bool"]
    assert find_accounts(work, role=Role.ADMIN, active=True).total == 1


@pytest.mark.parametrize("_again", range(3))
def test_of_two_admins_who_delete_their_accounts_at_once_one_is_left(
    work: Workspace, _again: int
) -> None:
    names = ("one", "other")
    admins = [signed_in(work, an_account(work, name, Role.ADMIN)) for name in names]
    outcomes = at_once(
        *(
            partial(delete_my_account, work, who, Confirmation(who.username, PASSWORD))
            for who in admins
        )
    )
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["FormRefused", "NoneType"]
    assert find_accounts(work, role=Role.ADMIN, active=True).total == 1


@pytest.mark.parametrize("_again", range(3))
def test_an_admin_who_goes_and_one_who_is_deactivated_at_once_do_not_leave_nobody(
    work: Workspace, _again: int
) -> None:
    one = signed_in(work, an_account(work, "one", Role.ADMIN))
    an_account(work, "other", Role.ADMIN)
    outcomes = at_once(
        lambda: delete_my_account(work, one, Confirmation("one", PASSWORD)),
        lambda: deactivate(work, "other", actor=None),
    )
    assert sum(isinstance(outcome, Refused) for outcome in outcomes) == 1
    assert find_accounts(work, role=Role.ADMIN, active=True).total == 1
