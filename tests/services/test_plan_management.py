"""Pausing, resuming, switching, abandoning: nothing is lost, clocks and streaks stay honest."""

from uuid import UUID

import pytest
from sqlalchemy import select

from db.queries import attempts, plans
from db.tables import AuditLog, PersonalizedPlan, TestAttempt
from plan_engine.lifecycles import AttemptStatus, NotAllowed, PlanAction, PlanStatus
from services.attempts import answer, question
from services.days import complete_day
from services.errors import NotFound, PlanNotActive
from services.plan_list import Ending, plan_list
from services.plan_management import abandon_plan, pause_plan, resume_plan
from services.standing import Rest, standing
from services.weekly_tests import start_weekly_test, submit_weekly_test
from services.workspace import Workspace
from tests.support.clock import Clock
from tests.support.content import LANGUAGE, ROLE
from tests.support.learners import Walker, a_learner, knows_all, knows_nothing


@pytest.fixture
def walker(work: Workspace, clock: Clock) -> Walker:
    return Walker(work, clock, a_learner(work), ROLE)


@pytest.fixture
def plan(walker: Walker) -> UUID:
    return walker.starts_plan(knows_nothing)


def in_a_test(walker: Walker, plan: UUID) -> UUID:
    """The first week's test, five questions answered and the sixth on the screen for ten seconds."""
    week = walker.week(1, plan)
    walker.works_through(week)
    attempt = start_weekly_test(walker.work, walker.learner, week)
    for position in range(1, 6):
        question(walker.work, walker.learner, attempt, position)
        walker.clock.advance(seconds=40)
        answer(walker.work, walker.learner, attempt, position, None)
    question(walker.work, walker.learner, attempt, 6)
    walker.clock.advance(seconds=10)
    return attempt


def seconds_on(work: Workspace, attempt: UUID, position: int) -> float | None:
    with work.reading() as session:
        item = next(i for i in attempts.items_of(session, attempt) if i.position == position)
        return attempts.answers_of(session, attempt)[item.id].seconds


def test_a_pause_in_a_test_keeps_the_answers_and_takes_no_time(walker: Walker, plan: UUID) -> None:
    work, learner = walker.work, walker.learner
    attempt = in_a_test(walker, plan)
    pause_plan(work, learner, plan)
    walker.clock.advance(days=20)
    resume_plan(work, learner, plan)
    shown = question(work, learner, attempt)
    assert (shown.position, len(shown.answered)) == (6, 5)
    walker.clock.advance(seconds=7)
    answer(work, learner, attempt, 6, 0)
    assert seconds_on(work, attempt, 6) == 17.0
    assert seconds_on(work, attempt, 5) == 40.0
    question(work, learner, attempt, 7)
    walker.clock.advance(seconds=21)
    answer(work, learner, attempt, 7, 0)
    assert seconds_on(work, attempt, 7) == 21.0


def test_switching_to_another_plan_and_back_takes_no_time_either(walker: Walker) -> None:
    work, learner = walker.work, walker.learner
    other = Walker(work, walker.clock, learner, LANGUAGE).starts_plan(knows_nothing)
    plan = walker.starts_plan(knows_nothing)
    attempt = in_a_test(walker, plan)
    resume_plan(work, learner, other)
    walker.clock.advance(hours=30)
    resume_plan(work, learner, plan)
    with work.reading() as session:
        assert session.get_one(PersonalizedPlan, other).status is PlanStatus.PAUSED
    walker.clock.advance(seconds=5)
    answer(work, learner, attempt, 6, 0)
    assert seconds_on(work, attempt, 6) == 15.0


def test_a_tab_left_open_on_a_paused_plans_test_changes_nothing(walker: Walker, plan: UUID) -> None:
    work, learner = walker.work, walker.learner
    attempt = in_a_test(walker, plan)
    pause_plan(work, learner, plan)
    with pytest.raises(PlanNotActive, match="paused"):
        answer(work, learner, attempt, 6, 0)
    with pytest.raises(PlanNotActive, match="paused"):
        question(work, learner, attempt, 6)
    with pytest.raises(PlanNotActive, match="paused"):
        submit_weekly_test(work, learner, attempt)
    with work.reading() as session:
        assert session.get_one(TestAttempt, attempt).status is AttemptStatus.OPEN
        assert len(attempts.answers_of(session, attempt)) == 5


def test_a_streak_rests_while_the_plan_is_paused_and_goes_on_after(
    walker: Walker, plan: UUID
) -> None:
    work, learner = walker.work, walker.learner
    with work.reading() as session:
        days = plans.days_of_week(session, walker.week(1, plan))
    complete_day(work, learner, days[0].id)
    walker.clock.advance(days=1)
    complete_day(work, learner, days[1].id)
    pause_plan(work, learner, plan)
    walker.clock.advance(days=30)
    resting = standing(work, learner, "UTC")
    assert (resting.streak, resting.rest) == (2, Rest.PAUSED)
    resume_plan(work, learner, plan)
    complete_day(work, learner, days[2].id)
    again = standing(work, learner, "UTC")
    assert (again.streak, again.rest) == (3, None)
    walker.clock.advance(days=2)
    ended = standing(work, learner, "UTC")
    assert (ended.streak, ended.had_streak) == (0, True)


def test_a_new_plan_says_in_the_log_that_it_paused_the_other(walker: Walker) -> None:
    work, learner = walker.work, walker.learner
    other = Walker(work, walker.clock, learner, LANGUAGE).starts_plan(knows_nothing)
    walker.starts_plan(knows_nothing)
    with work.reading() as session:
        lines = session.scalars(select(AuditLog).where(AuditLog.subject_id == other)).all()
    assert [(line.action, line.actor_id) for line in lines] == [("plan_paused", learner)]


def test_an_abandoned_plan_is_over_and_its_open_test_withdrawn(walker: Walker, plan: UUID) -> None:
    work, learner = walker.work, walker.learner
    attempt = in_a_test(walker, plan)
    abandon_plan(work, learner, plan)
    with work.reading() as session:
        assert session.get_one(TestAttempt, attempt).status is AttemptStatus.WITHDRAWN
    for action in (pause_plan, resume_plan, abandon_plan):
        with pytest.raises(NotAllowed):
            action(work, learner, plan)
    (entry,) = plan_list(work, learner)
    assert (entry.ending, entry.actions, entry.open_test) == (Ending.ABANDONED, (), None)
    assert (entry.days_done, entry.days_in_all, entry.week) == (7, 7 * entry.weeks, 1)


def test_the_list_says_of_each_plan_what_may_be_done_with_it(walker: Walker, plan: UUID) -> None:
    work, learner = walker.work, walker.learner
    in_a_test(walker, plan)
    other = Walker(work, walker.clock, learner, LANGUAGE).starts_plan(knows_nothing)
    active, paused = plan_list(work, learner)
    assert (active.id, active.actions) == (other, (PlanAction.PAUSE, PlanAction.ABANDON))
    assert (paused.id, paused.actions) == (plan, (PlanAction.RESUME, PlanAction.ABANDON))
    assert paused.open_test is not None
    assert (paused.open_test.answered, paused.open_test.total) == (5, 30)
    assert active.open_test is None


def test_passed_weeks_are_counted_in_the_list(walker: Walker, plan: UUID) -> None:
    week = walker.week(1, plan)
    walker.works_through(week)
    walker.sits_weekly_test(week, knows_all)
    (entry,) = plan_list(walker.work, walker.learner)
    assert (entry.week, entry.tests_passed, entry.readiness) == (2, 1, None)


def test_nobody_manages_somebody_elses_plan(walker: Walker, plan: UUID) -> None:
    eve = a_learner(walker.work, "eve")
    for action in (pause_plan, resume_plan, abandon_plan):
        with pytest.raises(NotFound):
            action(walker.work, eve, plan)
    assert plan_list(walker.work, eve) == ()
