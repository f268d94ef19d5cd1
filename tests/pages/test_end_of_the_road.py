"""The screens at the end of the road, each opened cold in every state that it can be in."""

from dataclasses import replace
from typing import cast
from uuid import UUID

import pytest

from content.library import Target
from plan_engine.values import BlockId, TargetId
from services.final_tests import start_final_test
from services.plan_management import abandon_plan
from services.workspace import Workspace
from tests.support.clock import Clock
from tests.support.content import LANGUAGE, ROLE
from tests.support.learners import Walker, a_learner, knows_first
from tests.support.long_tests import Finisher, at_the_final
from tests.support.site import Site, button, words

HOME = "pages/learner/home.py"
PLAN = "pages/learner/plan.py"
TEST = "pages/learner/weekly_test.py"
FINAL = "pages/learner/final_test.py"
RESULT = "pages/learner/final_result.py"
CORRECTION = "pages/learner/correction.py"
CONGRATULATIONS = "pages/learner/congratulations.py"
SWITCH = "pages/learner/role_switch.py"
DAY = "pages/learner/day.py"


def finisher(work: Workspace, clock: Clock, target: TargetId = ROLE) -> tuple[Finisher, UUID]:
    return at_the_final(work, clock, a_learner(work), target, right=12)


def test_an_open_final_test_is_offered_at_home_on_the_plan_and_under_test(
    site: Site, work: Workspace, clock: Clock
) -> None:
    learner, _ = finisher(work, clock)
    home = site.page(HOME, learner.learner)
    assert not home.exception
    assert "Final readiness test: Tester (Python)" in words(home)
    assert "Open: 60 questions" in words(site.page(PLAN, learner.learner))
    assert "Final readiness test" in words(site.page(TEST, learner.learner))
    final = site.page(FINAL, learner.learner)
    opened = button(final, "Start the final test").click().run()
    assert not opened.exception
    assert "Final readiness test · Tester (Python)" in words(opened)


def test_a_final_test_under_way_goes_on_where_it_was_left(
    site: Site, work: Workspace, clock: Clock
) -> None:
    learner, plan_id = finisher(work, clock)
    start_final_test(work, learner.learner, plan_id)
    assert "Final test under way" in words(site.page(HOME, learner.learner))
    assert "Under way: every answer is saved" in words(site.page(PLAN, learner.learner))


def test_a_score_up_to_seventy_leads_to_the_correction_plan_without_a_verdict(
    site: Site, work: Workspace, clock: Clock
) -> None:
    learner, plan_id = finisher(work, clock)
    learner.sits_final(plan_id, knows_first(42))
    result = site.page(RESULT, learner.learner)
    assert not result.exception
    assert "Not there yet: 70" in words(result)
    assert "There is no verdict before that." in words(result)
    correction = site.page(CORRECTION, learner.learner)
    assert "Correction week 2" in words(correction)
    assert "Locked until day 13 is done" in words(correction)
    assert "Locked until every day of the correction plan is done" in words(correction)
    assert "correction plan, day 1 of 14" in words(site.page(HOME, learner.learner))
    assert "Correction plan · day 1 of 14" in words(site.page(DAY, learner.learner))
    assert "The retest opens when every day" in words(site.page(TEST, learner.learner))
    assert "14 days to go" in words(site.page(FINAL, learner.learner))


def test_the_retest_is_offered_after_the_last_correction_day(
    site: Site, work: Workspace, clock: Clock
) -> None:
    learner, plan_id = finisher(work, clock)
    learner.sits_final(plan_id, knows_first(20))
    learner.works_through_correction(plan_id)
    assert "Comprehensive retest: Tester (Python)" in words(site.page(HOME, learner.learner))
    assert button(site.page(TEST, learner.learner), "Start the retest")


def test_not_yet_a_fit_is_said_with_respect_and_leads_to_other_targets(
    site: Site, work: Workspace, clock: Clock
) -> None:
    learner, plan_id = finisher(work, clock)
    learner.sits_final(plan_id, knows_first(20))
    learner.works_through_correction(plan_id)
    learner.sits_retest(plan_id, knows_first(35))
    result = site.page(RESULT, learner.learner)
    said = words(result)
    assert "Not yet a fit" in said
    assert "Not suitable" not in said
    assert "!" not in said
    assert button(result, "See other targets")
    switch = site.page(SWITCH, learner.learner)
    assert not switch.exception
    assert "Python" in [heading.value for heading in switch.main.subheader]
    assert "**Unknown:** Winds" in words(switch)
    assert "2 of its 3 blocks measured" in words(switch)
    assert "Being written" in [heading.value for heading in switch.main.header]
    begun = button(switch, "Start its assessment").click().run()
    assert not begun.exception
    assert "Assessment · Python" in words(begun)


def test_an_old_final_result_leads_to_the_correction_plan_that_was_made_from_it(
    site: Site, work: Workspace, clock: Clock
) -> None:
    learner, plan_id = finisher(work, clock)
    result = learner.sits_final(plan_id, knows_first(30))
    Walker(work, clock, learner.learner, LANGUAGE).starts_plan()
    window = site.window(learner.learner).run()
    window.query_params["result"] = str(result)
    button(window.switch_page(RESULT).run(), "See the correction plan").click().run()
    assert not window.exception
    assert "Correction week 1" in [heading.value for heading in window.main.subheader]


def who_failed_three_times(work: Workspace, clock: Clock) -> Walker:
    learner = Walker(work, clock, a_learner(work), LANGUAGE)
    week = learner.week(1, learner.starts_plan(knows_first(9)))
    for _ in range(3):
        learner.works_through(week, a_day_each=False)
        learner.sits_weekly_test(week, knows_first(8))
    return learner


def test_targets_mostly_unknown_are_folded_and_have_no_forecast(
    site: Site, work: Workspace, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever was asked about charts, tides and winds is asked nothing about knots and sails."""
    elsewhere = TargetId("rigger")
    blocks = tuple(BlockId(block) for block in ("knots", "sails", "tides"))
    rigger = replace(work.content.targets[ROLE], id=elsewhere, title="Rigger", blocks=blocks)
    monkeypatch.setitem(cast("dict[TargetId, Target]", work.content.targets), elsewhere, rigger)
    learner = who_failed_three_times(work, clock)
    switch = site.page(SWITCH, learner.learner)
    assert not switch.exception
    assert "Tester (Python)" in [heading.value for heading in switch.main.subheader]
    folded = next(one for one in switch.main.expander if one.label == "Rigger")
    assert "**Unknown:** Knots and Sails" in folded.markdown[1].value
    assert "Mostly unknown" in [heading.value for heading in switch.main.subheader]
    assert "1 more target that you can start" in words(switch)


def test_where_every_target_is_mostly_unknown_none_of_them_is_one_more(
    site: Site, work: Workspace, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocks = tuple(BlockId(block) for block in ("knots", "sails", "tides"))
    rigger = replace(work.content.targets[ROLE], blocks=blocks)
    monkeypatch.setitem(cast("dict[TargetId, Target]", work.content.targets), ROLE, rigger)
    learner = who_failed_three_times(work, clock)
    switch = site.page(SWITCH, learner.learner)
    assert "1 target that you can start" in words(switch)


def test_who_is_job_ready_is_congratulated_once_and_can_read_the_details(
    site: Site, work: Workspace, clock: Clock
) -> None:
    learner, plan_id = finisher(work, clock, LANGUAGE)
    learner.sits_final(plan_id, knows_first(51))
    first = site.page(RESULT, learner.learner)
    assert not first.exception
    assert "Congratulations!" in words(first)
    assert "is ready to work with **Python**" in words(first)
    assert "Ada Tester" in [heading.value for heading in first.main.header]
    details = button(first, "All details").click().run()
    assert not details.exception
    assert "Job Ready" in words(details)
    assert "Congratulations" not in words(details)
    assert "readiness 85%" in words(site.page(HOME, learner.learner))


def test_congratulations_are_for_the_job_ready_only(
    site: Site, work: Workspace, clock: Clock
) -> None:
    learner, plan_id = finisher(work, clock)
    learner.sits_final(plan_id, knows_first(47))
    assert "Congratulations" not in words(site.page(CONGRATULATIONS, learner.learner))
    result = words(site.page(RESULT, learner.learner))
    assert "Needs additional training" in result


def test_every_screen_has_words_for_who_is_not_there_yet(site: Site, work: Workspace) -> None:
    learner = a_learner(work)
    for page, said in {
        FINAL: "There is no active plan",
        RESULT: "There is no final test result yet.",
        CORRECTION: "There is no correction plan.",
        CONGRATULATIONS: "This page opens with a readiness of 80 or more",
        SWITCH: "Nothing suggests a switch.",
    }.items():
        shown = site.page(page, learner)
        assert not shown.exception
        assert said in words(shown)


def test_a_correction_plan_that_was_given_up_is_only_there_to_be_read(
    site: Site, work: Workspace, clock: Clock
) -> None:
    learner, plan_id = finisher(work, clock)
    learner.sits_final(plan_id, knows_first(30))
    abandon_plan(work, learner.learner, plan_id)
    window = site.window(learner.learner).run().switch_page(CORRECTION)
    window.query_params["plan"] = str(plan_id)
    window.run()
    assert not window.exception
    shown = words(window)
    assert "Not finished" in shown
    assert "Not reached before the plan ended" in shown
    assert "Locked until" not in shown
