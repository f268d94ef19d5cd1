"""The page of all plans, as clicked: pause and resume at once, abandon only in two steps."""

from uuid import UUID

import pytest

from db.tables import PersonalizedPlan
from plan_engine.lifecycles import PlanStatus
from services.plan_management import abandon_plan
from services.workspace import Workspace
from tests.support.accounts import an_account
from tests.support.clock import Clock
from tests.support.content import ROLE
from tests.support.learners import Walker, knows_nothing
from tests.support.site import Site, words

PAGE = "pages/learner/plans.py"


@pytest.fixture
def learner(site: Site) -> UUID:
    return an_account(site.work)


@pytest.fixture
def plan(work: Workspace, clock: Clock, learner: UUID) -> UUID:
    return Walker(work, clock, learner, ROLE).starts_plan(knows_nothing)


def status(work: Workspace, plan: UUID) -> PlanStatus:
    with work.reading() as session:
        return session.get_one(PersonalizedPlan, plan).status


def test_without_a_plan_the_page_says_how_one_is_made(site: Site, learner: UUID) -> None:
    window = site.page(PAGE, learner)
    assert not window.exception
    assert "You have no plan yet" in words(window)


def test_a_plan_is_paused_and_resumed_with_one_click_each(
    site: Site, learner: UUID, plan: UUID
) -> None:
    window = site.page(PAGE, learner)
    window.button(key=f"pause-{plan}").click().run()
    assert not window.exception
    assert status(site.work, plan) is PlanStatus.PAUSED
    assert "Paused" in words(window)
    window.button(key=f"resume-{plan}").click().run()
    assert status(site.work, plan) is PlanStatus.ACTIVE


def test_one_click_on_abandon_ends_nothing(site: Site, learner: UUID, plan: UUID) -> None:
    # The second step is a dialog, which this runner does not draw: see the journey in a browser.
    window = site.page(PAGE, learner)
    window.button(key=f"abandon-{plan}").click().run()
    assert not window.exception
    assert status(site.work, plan) is PlanStatus.ACTIVE


def test_a_tab_that_missed_the_abandoning_says_why_nothing_happens(
    site: Site, learner: UUID, plan: UUID
) -> None:
    window = site.page(PAGE, learner)
    abandon_plan(site.work, learner, plan)
    window.button(key=f"pause-{plan}").click().run()
    assert not window.exception
    assert "cannot be done now" in "".join(warning.value for warning in window.warning)
    assert "Abandoned" in words(window)


def test_a_past_plan_is_read_and_offers_nothing_to_do(
    site: Site, learner: UUID, plan: UUID
) -> None:
    abandon_plan(site.work, learner, plan)
    window = site.page(PAGE, learner)
    keys = {button.key for button in window.main.get("button")}
    assert keys == {f"open-{plan}"}
