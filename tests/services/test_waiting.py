"""Assessments that wait for their plan, and what becomes of them."""

from uuid import UUID

import pytest

from db.queries import plans
from plan_engine.lifecycles import PlanStatus
from services.assessments import start_assessment
from services.errors import Refused
from services.home_view import Step, home_view
from services.plan_list import plan_list
from services.plan_management import abandon_plan, pause_plan
from services.plans import start_plan
from services.waiting import waiting_assessments
from services.workspace import Workspace
from tests.support.clock import Clock
from tests.support.content import LANGUAGE, ROLE
from tests.support.learners import Walker, a_learner, knows_all


@pytest.fixture
def role(work: Workspace, clock: Clock) -> Walker:
    return Walker(work, clock, a_learner(work), ROLE)


@pytest.fixture
def language(role: Walker) -> Walker:
    """The same learner, on another target."""
    return Walker(role.work, role.clock, role.learner, LANGUAGE)


def _waiting(walker: Walker) -> list[UUID]:
    with walker.work.reading() as session:
        own = plans.plans_of(session, walker.learner)
        return [one.result for one in waiting_assessments(session, walker.learner, own)]


def _step(walker: Walker) -> Step:
    return home_view(walker.work, walker.learner, "UTC").step


def test_a_target_whose_result_waits_is_not_assessed_again_whatever_was_sat_since(
    role: Walker, language: Walker
) -> None:
    role.sits_assessment()
    role.clock.advance(days=1)
    language.sits_assessment()
    with pytest.raises(Refused, match="Make your plan from it"):
        start_assessment(role.work, role.learner, ROLE)


def test_each_target_has_its_own_waiting_result_the_newest_first(
    role: Walker, language: Walker
) -> None:
    first = role.sits_assessment()
    role.clock.advance(days=1)
    second = language.sits_assessment()
    assert _waiting(role) == [second, first]


def test_a_result_makes_no_second_plan_beside_one_under_way(role: Walker, language: Walker) -> None:
    first = role.starts_plan()
    with role.work.transaction() as session:  # as an installation before this rule could have it
        result = plans.plans_of(session, role.learner)[0]
        result.target = LANGUAGE
    second = role.sits_assessment()
    with role.work.transaction() as session:
        plans.plans_of(session, role.learner)[0].target = ROLE
    with pytest.raises(Refused, match="You already have a plan for"):
        start_plan(role.work, role.learner, second)
    (only,) = plan_list(role.work, role.learner)
    assert (only.id, only.status) == (first, PlanStatus.ACTIVE)


def test_after_a_plan_is_over_only_the_newer_assessment_makes_the_next(
    role: Walker, language: Walker
) -> None:
    plan = role.starts_plan()
    role.clock.advance(days=1)
    abandon_plan(role.work, role.learner, plan)
    newer = role.sits_assessment(knows_all)
    assert _waiting(role) == [newer]
    next_plan = start_plan(role.work, role.learner, newer)
    assert start_plan(role.work, role.learner, newer) == next_plan
    assert not _waiting(role)


def test_home_offers_the_plan_of_an_assessment_sat_after_the_last_plan_was_paused(
    role: Walker, language: Walker
) -> None:
    plan = role.starts_plan()
    role.clock.advance(days=1)
    pause_plan(role.work, role.learner, plan)
    role.clock.advance(days=1)
    language.sits_assessment()
    assert _step(role) is Step.MAKE_PLAN


def test_home_offers_the_plan_that_was_paused_after_another_assessment(
    role: Walker, language: Walker
) -> None:
    plan = role.starts_plan()
    role.clock.advance(days=1)
    language.sits_assessment()
    role.clock.advance(days=1)
    pause_plan(role.work, role.learner, plan)
    view = home_view(role.work, role.learner, "UTC")
    assert view.step is Step.RESUME_PLAN
    assert view.assessment_result == _waiting(role)[0]
