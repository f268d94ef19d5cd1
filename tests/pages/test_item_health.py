"""The product team's page of items."""

from plan_engine.roles import Role
from services.calibrate import calibrate_bank
from services.workspace import Workspace
from tests.support.accounts import an_account
from tests.support.clock import Clock
from tests.support.content import ROLE
from tests.support.learners import Walker, a_learner, knows_first
from tests.support.site import Site, words

PAGE = "pages/product/items.py"


def test_before_the_first_calibration_it_says_how_to_make_one(site: Site) -> None:
    window = site.page(PAGE, an_account(site.work, role=Role.PRODUCT))
    assert not window.exception
    assert "No calibration yet" in words(window)


def test_items_are_listed_from_five_answers_on(site: Site, work: Workspace, clock: Clock) -> None:
    for number in range(20):
        walker = Walker(work, clock, a_learner(work, f"learner{number}"), ROLE)
        walker.sits_assessment(knows_first(18))
    calibrate_bank(work)
    window = site.window(an_account(site.work, role=Role.PRODUCT)).run()
    window.session_state["items_shown"] = "All"
    window.switch_page(PAGE).run()
    assert not window.exception
    assert "Parameter version 1" in words(window)
    judged = sum(window.dataframe[0].value["Answers"] >= 30)
    few = len(window.dataframe[0].value) - judged
    assert f"Judged, with 30 answers or more: **{judged}** of the bank’s" in words(window)
    assert f"too few answers to be judged: {few}." in words(window)
    shown = window.dataframe[0].value
    assert len(shown) > 0
    assert (shown["Answers"] >= 5).all()
