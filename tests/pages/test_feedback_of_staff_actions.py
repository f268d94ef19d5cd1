"""Extra time and placements: what was saved is said, and people are found where there are many."""

from uuid import UUID

import pytest

from plan_engine.placements import Outcome
from plan_engine.roles import Role
from services.assignments import assign
from services.comfort import PAGE_ROWS, learners_times
from services.deactivation import deactivate
from services.placements import report_outcome, reports_of_caseload
from tests.support.accounts import an_account
from tests.support.clock import Clock
from tests.support.content import ROLE
from tests.support.learners import Walker, a_learner
from tests.support.site import Site, button, words

EXTRA_TIME = "pages/counsellor/extra_time.py"
PLACEMENTS = "pages/counsellor/placements.py"
LEARNER = "pages/counsellor/learner.py"


@pytest.fixture
def counsellor(site: Site) -> UUID:
    return an_account(site.work, "counsellor", Role.COUNSELLOR)


def give(site: Site, *names: str) -> list[UUID]:
    learners = [a_learner(site.work, name) for name in names]
    for name in names:
        assign(site.work, counsellor="counsellor", learner=name, actor=None)
    return learners


def placed(site: Site, clock: Clock, learner: UUID) -> None:
    plan = Walker(site.work, clock, learner, ROLE).starts_plan()
    on = clock().date()
    report_outcome(site.work, learner, plan, Outcome.PLACED_IN_FIELD, on, "A contract")


def test_extra_time_says_what_was_saved_and_for_whom(site: Site, counsellor: UUID) -> None:
    ada, _ = give(site, "ada", "bea")
    window = site.page(EXTRA_TIME, counsellor)
    window.radio(key=f"extra-{ada}").set_value(50).run()
    assert not window.exception
    assert "Saved: Ada Tester has 50% extra time from now on." in words(window)
    window.radio(key=f"extra-{ada}").set_value(0).run()
    assert "Saved: Ada Tester has no extra time from now on." in words(window)
    assert "Saved" not in words(window.run())


def test_extra_time_on_the_learners_page_says_so_too(site: Site, counsellor: UUID) -> None:
    (ada,) = give(site, "ada")
    window = site.window(counsellor).run().switch_page(LEARNER)
    window.query_params["learner"] = str(ada)
    window.run()
    window.segmented_control(key="action").set_value("Extra time").run()
    window.segmented_control(key=f"extra-{ada}").set_value(25).run()
    assert "Saved: Ada has 25% extra time from now on." in words(window)


def test_a_learner_is_found_among_many_and_no_search_is_shown_for_few(
    site: Site, counsellor: UUID
) -> None:
    give(site, "ada")
    assert not site.page(EXTRA_TIME, counsellor).text_input
    give(site, *(f"learner{number:02}" for number in range(PAGE_ROWS)))
    window = site.page(EXTRA_TIME, counsellor)
    assert len(window.radio) == PAGE_ROWS
    window.text_input(key="extra_time_page-search").set_value("ADA tester").run()
    assert [one.label for one in window.radio] == ["Extra time of Ada Tester"]
    window.text_input(key="extra_time_page-search").set_value("nobody").run()
    assert "None of your learners has this name." in words(window)
    assert not window.exception


def test_who_is_deactivated_is_not_listed_for_extra_time(site: Site, counsellor: UUID) -> None:
    give(site, "ada", "bea")
    deactivate(site.work, "ada", actor=None)
    assert [row.username for row in learners_times(site.work, counsellor).rows] == ["bea"]


def test_a_confirmed_placement_is_said_above_the_list(
    site: Site, counsellor: UUID, clock: Clock
) -> None:
    for learner in give(site, "ada", "bea"):
        placed(site, clock, learner)
    found = reports_of_caseload(site.work, counsellor, search="ada")
    assert [row.username for row in found.rows] == ["ada"]
    assert found.total == 1
    window = site.page(PLACEMENTS, counsellor)
    window.button(key=f"confirm-{found.rows[0].report.id}").click()
    window.run()
    assert not window.exception
    assert "Saved: the placement of Ada Tester is confirmed." in words(window)
    assert "Saved" not in words(window.run())


def test_a_placement_confirmed_on_the_learners_page_is_said_beside_it(
    site: Site, counsellor: UUID, clock: Clock
) -> None:
    (ada,) = give(site, "ada")
    placed(site, clock, ada)
    window = site.window(counsellor).run().switch_page(LEARNER)
    window.query_params["learner"] = str(ada)
    window.run()
    button(window, "Confirm").click()
    window.run()
    assert not window.exception
    assert "Saved: the placement is confirmed." in words(window)
