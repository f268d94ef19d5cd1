"""Screens with nothing to work on lead on, and the plan leads to what is open."""

from uuid import UUID

import pytest
from sqlalchemy import select
from streamlit.testing.v1 import AppTest

from db.tables import UserRegistration
from services.assessments import start_assessment
from services.lobby import open_day
from services.plan_management import abandon_plan, pause_plan
from services.plan_view import plan_view
from services.workspace import Workspace
from tests.support.clock import Clock
from tests.support.content import ROLE
from tests.support.learners import Walker, a_learner, knows_all, knows_first, knows_nothing
from tests.support.long_tests import at_the_final
from tests.support.site import Site, button, words
from ui.words import minutes

PLAN, DAY = "pages/learner/plan.py", "pages/learner/day.py"
PLANS, SWITCH = "pages/learner/plans.py", "pages/learner/role_switch.py"
TEST, FINAL = "pages/learner/weekly_test.py", "pages/learner/final_test.py"
HOME, PROGRESS = "pages/learner/home.py", "pages/learner/progress.py"
CORRECTION, DIAGNOSIS = "pages/learner/correction.py", "pages/learner/diagnosis.py"
NOTHING_OPEN = pytest.mark.parametrize("page", [DAY, TEST, FINAL])
NO_PLAN = pytest.mark.parametrize("page", [DAY, TEST, FINAL, PLAN, PLANS])


@pytest.fixture
def walker(work: Workspace, clock: Clock) -> Walker:
    return Walker(work, clock, a_learner(work), ROLE)


def links(window: AppTest) -> list[str]:
    return [one.proto.label for one in window.main.get("page_link")]


@NO_PLAN
def test_without_a_plan_they_lead_to_one(site: Site, walker: Walker, page: str) -> None:
    assert "Personalized Plan" in links(site.page(page, walker.learner))


@NO_PLAN
def test_with_an_assessment_under_way_they_lead_back_to_it(
    site: Site, walker: Walker, page: str
) -> None:
    start_assessment(walker.work, walker.learner, ROLE)
    window = site.page(page, walker.learner)
    assert "is under way; every answer is saved" in words(window)
    assert "Go on with it" in links(window)


@NO_PLAN
def test_with_an_assessment_that_waits_for_its_plan_they_lead_to_its_result(
    site: Site, walker: Walker, page: str
) -> None:
    walker.sits_assessment(knows_nothing)
    window = site.page(page, walker.learner)
    assert "You have no plan yet" not in words(window)
    assert "See the result" in links(window)


@NOTHING_OPEN
def test_with_a_paused_plan_they_lead_to_resuming_it(
    site: Site, work: Workspace, walker: Walker, page: str
) -> None:
    pause_plan(work, walker.learner, walker.starts_plan())
    window = site.page(page, walker.learner)
    assert "is paused and waits exactly as you left it" in words(window)
    assert "Resume it under “Plans”" in links(window)


@NOTHING_OPEN
def test_after_an_abandoned_plan_they_lead_to_reading_it_and_to_another_target(
    site: Site, work: Workspace, walker: Walker, page: str
) -> None:
    abandon_plan(work, walker.learner, walker.starts_plan())
    window = site.page(page, walker.learner)
    assert "is over; it stays there to read" in words(window)
    assert {"Read the plan", "Choose another target"} <= set(links(window))


@NOTHING_OPEN
def test_after_a_verdict_they_lead_to_the_result(
    site: Site, work: Workspace, clock: Clock, page: str
) -> None:
    learner, plan_id = at_the_final(work, clock, a_learner(work), ROLE, right=12)
    learner.sits_final(plan_id, knows_first(47))
    assert "See your result" in links(site.page(page, learner.learner))


def test_a_day_of_a_paused_plan_leads_to_resuming_it(
    site: Site, work: Workspace, walker: Walker
) -> None:
    plan = walker.starts_plan()
    day = open_day(work, walker.learner)
    pause_plan(work, walker.learner, plan)
    window = site.window(walker.learner).run()
    window.query_params["day"] = str(day)
    window.switch_page(DAY).run()
    assert "can be read but not worked on now" in words(window)
    assert "Resume it under “Plans”" in links(window)


def test_the_day_says_the_rule_of_speed_xp_in_its_own_minutes(site: Site, walker: Walker) -> None:
    plan = walker.starts_plan()
    day = plan_view(walker.work, walker.learner, plan).open_day
    assert day is not None
    between = f"between {day.minutes / 10:g} and {day.minutes / 2:g} minutes after Start"
    window = site.page(DAY, walker.learner)
    assert between in words(window)
    started = button(window, "Start").click().run()
    assert f"Speed XP (10) is earned {between}" in words(started)
    walker.clock.advance(minutes=day.minutes)
    assert "The time for speed XP is over" in words(site.page(DAY, walker.learner))


def test_after_three_failures_of_a_week_home_says_what_happens_and_what_comes_next(
    site: Site, walker: Walker
) -> None:
    plan = walker.starts_plan()
    week = walker.week(1, plan)
    for tries in range(1, 4):
        walker.works_through(week, a_day_each=False)
        walker.sits_weekly_test(week, knows_first(8))
        told = [one.value for one in site.page(HOME, walker.learner).info]
        assert bool(told) is (tries == 3)
    assert told[0].startswith("You have not passed the test of week 1 in 3 tries.")
    home = site.page(HOME, walker.learner)
    assert "extra day 9 of 12" in words(home)
    assert button(home, "Open the day")
    assert "If you would rather change: see other targets" in links(home)


def test_a_day_of_a_plan_that_is_over_is_not_locked_until_anything(
    site: Site, work: Workspace, walker: Walker
) -> None:
    plan = walker.starts_plan()
    last = plan_view(work, walker.learner, plan).weeks[0].days[-1]
    abandon_plan(work, walker.learner, plan)
    window = site.window(walker.learner).run()
    window.query_params["day"] = str(last.id)
    window.switch_page(DAY).run()
    assert [one.value for one in window.info] == ["Not reached before the plan ended."]
    assert "See the whole plan" in links(window)


def test_a_done_day_offers_its_test_only_while_the_plan_is_active(
    site: Site, work: Workspace, walker: Walker
) -> None:
    plan = walker.starts_plan()
    walker.works_through(walker.week(1, plan), a_day_each=False)
    last = plan_view(work, walker.learner, plan).weeks[0].days[-1]
    offered = []
    for end in (None, abandon_plan):
        if end is not None:
            end(work, walker.learner, plan)
        window = site.window(walker.learner).run()
        window.query_params["day"] = str(last.id)
        window.switch_page(DAY).run()
        offered.append("Go to the week’s test" in [one.label for one in window.button])
    assert offered == [True, False]


def test_when_every_day_is_done_the_day_page_leads_to_the_test(site: Site, walker: Walker) -> None:
    walker.works_through(walker.week(1, walker.starts_plan()), a_day_each=False)
    window = site.page(DAY, walker.learner)
    assert "**Now:** Week 1 test" in words(window)
    assert button(window, "Go to the test")


def test_the_plan_has_what_is_open_at_its_top(site: Site, walker: Walker) -> None:
    walker.starts_plan(knows_nothing)
    window = site.page(PLAN, walker.learner)
    assert "**Now:** week 1, day 1 of 7" in words(window)
    opened = button(window, "Open the day").click().run()
    assert not opened.exception
    assert "Week 1 · day 1 of 7" in words(opened)


def badges(window: AppTest) -> str:
    return "\n".join(one.value for one in window.main.markdown if "-badge[" in one.value)


def test_after_the_end_the_streak_is_told_and_not_kept_burning(
    site: Site, work: Workspace, walker: Walker
) -> None:
    plan = walker.starts_plan()
    walker.works_through(walker.week(1, plan))
    assert "local_fire_department" in badges(site.page(HOME, walker.learner))
    abandon_plan(work, walker.learner, plan)
    walker.clock.advance(days=9)
    home = site.page(HOME, walker.learner)
    assert "Streak was 7 days" in badges(home)
    assert "local_fire_department" not in badges(home)
    assert "This week" not in [heading.value for heading in home.main.subheader]
    metrics = {one.label: one.value for one in site.page(PROGRESS, walker.learner).metric}
    assert metrics["Streak when the plan ended"] == "7 days"


def test_weeks_that_are_passed_are_folded(site: Site, work: Workspace, walker: Walker) -> None:
    plan = walker.starts_plan(knows_nothing)
    walker.works_through(walker.week(1, plan), a_day_each=False)
    walker.sits_weekly_test(walker.week(1, plan), knows_all)
    window = site.page(PLAN, walker.learner)
    title = plan_view(work, walker.learner, plan).weeks[0].title
    assert [one.label for one in window.main.expander] == [f"Week 1 · {title} · Passed · 100"]
    assert not window.main.expander[0].proto.expanded
    assert "**Now:** week 2, day 1 of 7" in words(window)


def test_the_week_of_the_correction_plan_that_is_done_is_folded(
    site: Site, work: Workspace, clock: Clock
) -> None:
    learner, plan_id = at_the_final(work, clock, a_learner(work), ROLE, right=12)
    learner.sits_final(plan_id, knows_first(30))
    card = plan_view(work, learner.learner, plan_id).ending.correction
    assert card is not None
    assert "**Now:** correction plan, day 1 of 14" in words(site.page(CORRECTION, learner.learner))
    learner.works_through_correction(plan_id)
    window = site.page(CORRECTION, learner.learner)
    assert [one.label for one in window.main.expander] == [
        "Correction week 1 · Done",
        "Correction week 2 · Done",
    ]
    assert "**Now:** Comprehensive retest" in words(window)


def test_extra_time_lengthens_the_days_of_a_diagnosis_and_of_a_correction_alike(
    site: Site, work: Workspace, clock: Clock
) -> None:
    learner, plan_id = at_the_final(work, clock, a_learner(work), ROLE, right=12)
    learner.sits_final(plan_id, knows_first(30))
    ben = Walker(work, clock, a_learner(work, "ben"), ROLE)
    other = ben.starts_plan()
    week = ben.week(1, other)
    ben.works_through(week, a_day_each=False)
    ben.sits_weekly_test(week, knows_nothing)
    with work.transaction() as session:
        for person in session.scalars(select(UserRegistration)):
            person.extra_time_percent = 100
    day = plan_view(work, learner.learner, plan_id).open_day
    extra = plan_view(work, ben.learner, other).open_day
    assert day is not None
    assert extra is not None
    assert minutes(2 * day.minutes) in words(site.page(CORRECTION, learner.learner))
    assert minutes(2 * extra.minutes) in words(site.page(DIAGNOSIS, ben.learner))


def diagnosis_of(site: Site, walker: Walker, week: UUID) -> AppTest:
    window = site.window(walker.learner).run()
    window.query_params["week"] = str(week)
    return window.switch_page(DIAGNOSIS).run()


def failing(walker: Walker) -> tuple[UUID, UUID]:
    """A plan whose first week was just failed, and that week."""
    plan = walker.starts_plan(knows_nothing)
    week = walker.week(1, plan)
    walker.works_through(week, a_day_each=False)
    walker.sits_weekly_test(week, knows_nothing)
    return plan, week


def test_the_diagnosis_of_a_plan_that_is_over_locks_and_opens_nothing(
    site: Site, work: Workspace, walker: Walker
) -> None:
    plan, week = failing(walker)
    abandon_plan(work, walker.learner, plan)
    window = diagnosis_of(site, walker, week)
    shown = words(window)
    assert "Not reached before the plan ended" in shown
    assert "Locked until" not in shown
    assert "retest opens" not in shown
    assert "The plan ended before the retest was passed." in shown


def test_the_diagnosis_of_a_paused_plan_leads_to_resuming_it_and_not_to_a_closed_test(
    site: Site, work: Workspace, walker: Walker
) -> None:
    plan, week = failing(walker)
    walker.works_through(week, a_day_each=False)
    assert button(diagnosis_of(site, walker, week), "Go to the retest")
    pause_plan(work, walker.learner, plan)
    window = diagnosis_of(site, walker, week)
    assert "Go to the retest" not in [one.label for one in window.button]
    assert "Resume it under “Plans”" in links(window)


def test_a_week_that_was_passed_after_three_failures_is_told_to_need_no_help_now(
    site: Site, walker: Walker
) -> None:
    _, week = failing(walker)
    for knowing in (knows_nothing, knows_nothing, knows_all):
        walker.works_through(week, a_day_each=False)
        assert bool(diagnosis_of(site, walker, week).info) is (knowing is knows_all)
        walker.sits_weekly_test(week, knowing)
    window = diagnosis_of(site, walker, week)
    assert "You have recovered" in window.success[0].value
    assert not window.info


def test_of_a_plan_that_was_abandoned_after_three_failures_nobody_is_told_to_go_on(
    site: Site, work: Workspace, walker: Walker
) -> None:
    plan, week = failing(walker)
    for _ in range(2):
        walker.works_through(week, a_day_each=False)
        walker.sits_weekly_test(week, knows_nothing)
    assert "You can go on with it" in words(site.page(SWITCH, walker.learner))
    abandon_plan(work, walker.learner, plan)
    shown = words(site.page(SWITCH, walker.learner))
    assert "You can go on with it" not in shown
    assert "is paused" not in shown
    assert "Your old plan stays as it is" in shown


def test_the_last_day_of_a_passed_week_offers_its_test_no_more(
    site: Site, work: Workspace, walker: Walker
) -> None:
    plan = walker.starts_plan(knows_nothing)
    week = walker.week(1, plan)
    walker.works_through(week, a_day_each=False)
    last = plan_view(work, walker.learner, plan).weeks[0].days[-1]
    window = site.window(walker.learner).run()
    window.query_params["day"] = str(last.id)
    assert button(window.switch_page(DAY).run(), "Go to the week’s test")
    walker.sits_weekly_test(week, knows_all)
    assert "Go to the week’s test" not in [one.label for one in window.run().button]
