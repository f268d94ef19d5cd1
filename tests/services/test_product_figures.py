"""Figures over everybody: right where they are given, and not given about fewer than five people."""

from datetime import timedelta
from uuid import UUID

import pytest

from plan_engine.kinds import TestType
from plan_engine.lifecycles import PlanStatus
from services.product_figures import Figure, Share, product_figures
from services.workspace import Workspace
from tests.support.clock import Clock
from tests.support.learners import a_learner
from tests.support.rows import RowMaker

TODAY = {"week_number": 1, "day_number": 1}


@pytest.fixture
def rows(work: Workspace) -> RowMaker:
    return RowMaker(work.engine, work.new_id)


def learners(work: Workspace, count: int) -> list[UUID]:
    return [a_learner(work, f"learner{number}") for number in range(count)]


def result(rows: RowMaker, learner: UUID, week: UUID, *, passed: bool, at: object) -> None:
    attempt = rows.add(
        "test_attempt", user_id=learner, slot=f"weekly:{week}:{at}", status="submitted"
    )
    rows.add(
        "assessment_result",
        user_id=learner,
        attempt_id=attempt,
        weekly_plan_id=week,
        test_type=TestType.WEEKLY,
        passed=passed,
        created_at=at,
    )


def a_week(rows: RowMaker, learner: UUID) -> UUID:
    plan = rows.add("personalized_plan", user_id=learner, status=PlanStatus.COMPLETED)
    week: UUID = rows.add("weekly_plan", personalized_plan_id=plan)
    return week


def test_an_empty_product_has_no_figures(work: Workspace) -> None:
    figures = product_figures(work)
    assert figures.learners == Figure(None)
    assert figures.active == Share(None, None)
    assert figures.first_attempts_passed.percent is None
    assert set(figures.plans) == set(PlanStatus)


@pytest.mark.parametrize(("count", "shown"), [(4, None), (5, 5)])
def test_four_learners_are_too_few_and_five_are_not(
    work: Workspace, count: int, shown: int | None
) -> None:
    learners(work, count)
    assert product_figures(work).learners == Figure(shown)


def test_active_learners_are_those_of_the_last_seven_days(
    work: Workspace, clock: Clock, rows: RowMaker
) -> None:
    everybody = learners(work, 10)
    today = clock().date()
    for learner in everybody[:5]:
        rows.add(
            "daily_activity",
            user_id=learner,
            date=today - timedelta(days=6),
            is_active=True,
            **TODAY,
        )
        rows.add("daily_activity", user_id=learner, date=today, is_active=True, **TODAY)
    rows.add(
        "daily_activity",
        user_id=everybody[5],
        date=today - timedelta(days=7),
        is_active=True,
        **TODAY,
    )
    rows.add("daily_activity", user_id=everybody[6], date=today, is_active=False, **TODAY)
    active = product_figures(work).active
    assert (active.part, active.whole, active.percent) == (5, 10, 50)


@pytest.mark.parametrize(
    ("active", "told"),
    [(0, True), (1, False), (4, False), (5, True), (6, False), (9, False), (10, True)],
)
def test_neither_the_active_nor_the_others_may_be_a_handful(
    work: Workspace,
    clock: Clock,
    rows: RowMaker,
    active: int,
    told: bool,
) -> None:
    for learner in learners(work, 10)[:active]:
        rows.add("daily_activity", user_id=learner, date=clock().date(), is_active=True, **TODAY)
    assert (product_figures(work).active.part is not None) == told


def test_plans_are_counted_by_status_unless_they_are_of_too_few_people(
    work: Workspace, rows: RowMaker
) -> None:
    everybody = learners(work, 6)
    for learner in everybody[:5]:
        rows.add("personalized_plan", user_id=learner, status=PlanStatus.ACTIVE)
    for _ in range(9):
        rows.add("personalized_plan", user_id=everybody[5], status=PlanStatus.FAILED)
    plans = product_figures(work).plans
    assert plans[PlanStatus.ACTIVE] == Figure(5)
    assert plans[PlanStatus.FAILED] == Figure(None)
    assert plans[PlanStatus.PAUSED] == Figure(0)


def test_the_first_attempt_of_each_week_counts_and_no_later_one(
    work: Workspace, clock: Clock, rows: RowMaker
) -> None:
    everybody = learners(work, 10)
    for place, learner in enumerate(everybody):
        week = a_week(rows, learner)
        result(rows, learner, week, passed=place < 5, at=clock())
        result(rows, learner, week, passed=True, at=clock() + timedelta(days=3))
    figures = product_figures(work).first_attempts_passed
    assert (figures.part, figures.whole, figures.percent) == (5, 10, 50)


def test_a_pass_rate_that_tells_about_a_handful_is_not_given(
    work: Workspace, clock: Clock, rows: RowMaker
) -> None:
    for place, learner in enumerate(learners(work, 10)):
        result(rows, learner, a_week(rows, learner), passed=place < 8, at=clock())
    assert product_figures(work).first_attempts_passed == Share(None, None)
