"""The learner's screens in each of their states, and what wrong input meets."""

from uuid import NAMESPACE_URL, uuid5

import pytest
from sqlalchemy import select
from streamlit.testing.v1 import AppTest

from db.tables import AssessmentResult, AttemptItem
from plan_engine.values import TopicId
from services.assessments import answer_in_assessment, start_assessment
from services.workspace import Workspace
from tests.support.clock import Clock
from tests.support.content import LANGUAGE, ROLE, UNWRITTEN
from tests.support.learners import Walker, a_learner, knows_all, knows_first, knows_nothing
from tests.support.site import Site, button, words
from ui.question_heading import STYLE

HOME, PLAN, DAY = "pages/learner/home.py", "pages/learner/plan.py", "pages/learner/day.py"
TEST, RESULT = "pages/learner/weekly_test.py", "pages/learner/weekly_result.py"
ASSESSMENT, ASSESSED = "pages/learner/assessment.py", "pages/learner/assessment_result.py"
TARGET, DIAGNOSIS = "pages/learner/target.py", "pages/learner/diagnosis.py"
PROGRESS = "pages/learner/progress.py"
EVERY_PAGE = (HOME, PLAN, DAY, TEST, RESULT, ASSESSMENT, ASSESSED, TARGET, DIAGNOSIS, PROGRESS)


@pytest.fixture
def walker(work: Workspace, clock: Clock) -> Walker:
    return Walker(work, clock, a_learner(work), ROLE)


@pytest.mark.parametrize("page", EVERY_PAGE)
def test_each_page_has_something_to_say_to_a_newcomer(
    site: Site, walker: Walker, page: str
) -> None:
    window = site.page(page, walker.learner)
    assert not window.exception
    assert len(words(window)) > 40


def test_every_page_draws_after_a_failed_test(site: Site, walker: Walker) -> None:
    plan = walker.starts_plan(knows_first(18))
    walker.works_through(walker.week(1, plan))
    walker.sits_weekly_test(walker.week(1, plan), knows_first(12))
    window = site.window(walker.learner).run()
    for page in EVERY_PAGE:
        window.switch_page(page).run()
        assert not window.exception, page
        assert not window.error, page


@pytest.mark.parametrize(
    ("page", "key"), [(DAY, "day"), (RESULT, "result"), (ASSESSED, "result"), (DIAGNOSIS, "week")]
)
@pytest.mark.parametrize("value", ["nonsense", "", str(uuid5(NAMESPACE_URL, "of nobody"))])
def test_a_wrong_key_in_the_address_is_met_with_words(
    site: Site, walker: Walker, page: str, key: str, value: str
) -> None:
    window = site.window(walker.learner).run()
    window.query_params[key] = value
    window.switch_page(page).run()
    assert not window.exception
    assert words(window)


def test_somebody_elses_result_reads_as_not_there(
    site: Site, work: Workspace, clock: Clock, walker: Walker
) -> None:
    other = Walker(work, clock, a_learner(work, "ben"), ROLE)
    theirs = other.sits_assessment(knows_all)
    window = site.window(walker.learner).run()
    window.query_params["result"] = str(theirs)
    window.switch_page(ASSESSED).run()
    assert not window.exception
    assert "There is no such result of yours." in [warning.value for warning in window.warning]
    assert not window.metric


def test_home_offers_the_personalized_plan_to_whoever_has_none(site: Site, walker: Walker) -> None:
    window = site.page(HOME, walker.learner)
    assert button(window, "Personalized Plan")


def test_home_names_today_s_day_and_why_it_was_chosen(site: Site, walker: Walker) -> None:
    walker.starts_plan(knows_nothing)
    window = site.page(HOME, walker.learner)
    assert "week 1, day 1 of 7" in words(window)
    assert "likely below the pass mark" in words(window)


def test_the_plan_says_what_unlocks_each_locked_day(site: Site, walker: Walker) -> None:
    walker.starts_plan(knows_nothing)
    shown = words(site.page(PLAN, walker.learner))
    for day in range(1, 7):
        assert f"Locked until day {day} is done" in shown
    for week in range(1, 4):
        assert f"Locked until the test of week {week} is passed" in shown


def test_completing_a_day_shows_its_receipt_and_moves_the_header(
    site: Site, walker: Walker
) -> None:
    walker.starts_plan(knows_nothing)
    window = site.page(DAY, walker.learner)
    assert "0 XP" in progress_text(window)
    button(window, "Mark Complete").click().run()
    assert not window.exception
    assert "**+15 XP**" in words(window)
    assert "15 XP" in progress_text(window)
    assert button(window, "Next day")


def progress_text(window: AppTest) -> str:
    """The words on the header's bar."""
    return str(window.get("progress")[0].proto.text)


def test_a_question_is_answered_once_and_the_next_one_follows(
    site: Site, walker: Walker, clock: Clock
) -> None:
    from services.assessments import start_assessment

    start_assessment(walker.work, walker.learner, ROLE)
    window = site.page(ASSESSMENT, walker.learner)
    assert button(window, "Next").disabled
    window.radio[0].set_value(0).run()
    button(window, "Next").click().run()
    assert not window.exception
    assert any("Question 2 of 36" in str(bar.proto.text) for bar in window.get("progress"))


def test_nothing_on_a_question_s_page_tells_its_key_or_explanation(
    site: Site, walker: Walker
) -> None:
    from services.assessments import start_assessment

    start_assessment(walker.work, walker.learner, ROLE)
    window = site.page(ASSESSMENT, walker.learner)
    with walker.work.reading() as session:
        from sqlalchemy import select

        from db.tables import ItemVersion

        content = session.scalars(select(ItemVersion)).one().content
    sent = str([block.proto for block in window.main])
    assert content["explanation"] not in sent
    assert not any(misconception in sent for misconception in content["misconceptions"])


def test_the_diagnosis_lists_weak_topics_and_the_extra_days(site: Site, walker: Walker) -> None:
    plan = walker.starts_plan(knows_nothing)
    walker.works_through(walker.week(1, plan))
    walker.sits_weekly_test(walker.week(1, plan), knows_first(8))
    shown = words(site.page(DIAGNOSIS, walker.learner))
    assert "in all so far" in shown
    assert "4 extra days" in shown
    assert "extra day 4" in shown
    assert "no extra day" in shown
    assert "severity" not in shown
    assert "The retest opens when the last extra day is done." in shown


def test_a_topic_answered_well_is_not_called_weak_because_its_week_was_failed(
    site: Site, walker: Walker
) -> None:
    """All of day 4's questions right, all others wrong: its block alone makes it look weak."""

    def knows_day_4(item: AttemptItem) -> bool:
        return item.topic == "knots.d4"

    plan = walker.starts_plan(knows_day_4)
    walker.works_through(walker.week(1, plan))
    walker.sits_weekly_test(walker.week(1, plan), knows_day_4)
    window = site.page(DIAGNOSIS, walker.learner)
    groups = [element.value for element in window.main.markdown]
    title = walker.work.content.topics[TopicId("knots.d4")].title
    assert "6 topics are clearly below the pass mark of 70%." in groups
    warned = [warning.value for warning in site.page(RESULT, walker.learner).warning]
    assert any("6 topics are probably below the pass mark." in warning for warning in warned)
    unsure = groups[groups.index("**Not sure yet**") + 1]
    assert title in unsure
    assert title not in groups[groups.index("**Clearly below the pass mark**") + 1]


def test_one_assessment_has_one_interval_on_its_result_at_home_and_under_progress(
    site: Site, walker: Walker
) -> None:
    walker.starts_plan(knows_first(18))
    with walker.work.reading() as session:
        result = session.scalars(select(AssessmentResult)).one()
    low, high = f"{result.score_low}%", f"{result.score_high}%"
    assessed = site.page(ASSESSED, walker.learner)
    assert f"between **{low}** and **{high}** with 90% certainty" in words(assessed)
    row = f"readiness forecast {result.score}% (90% interval {low} to {high})"
    assert row in words(site.page(PROGRESS, walker.learner))
    forecast = next(
        one for one in site.page(HOME, walker.learner).metric if one.label == "Readiness forecast"
    )
    assert forecast.value == f"{result.score}%"
    assert f"between {low} and {high}" in forecast.proto.help


def test_what_cannot_be_started_yet_is_listed_and_says_why(site: Site, work: Workspace) -> None:
    window = site.page(TARGET, a_learner(work))
    assert "Being written" in [heading.value for heading in window.main.header]
    later = work.content.targets[UNWRITTEN]
    assert later.title in [expander.label for expander in window.main.expander]
    assert "1 more target will open" in words(window)


def test_roles_and_languages_are_shown_apart_and_the_address_keeps_which(
    site: Site, work: Workspace
) -> None:
    role, language = (work.content.targets[target].title for target in (ROLE, LANGUAGE))
    window = site.page(TARGET, a_learner(work))
    assert _to_choose(window) == {f"Choose {role}"}
    window.segmented_control(key="show").set_value("Languages").run()
    assert _to_choose(window) == {f"Choose {language}"}
    reloaded = site.window(a_learner(work, "ben")).run()
    reloaded.query_params["show"] = "Languages"
    assert _to_choose(reloaded.switch_page(TARGET).run()) == {f"Choose {language}"}


def test_what_is_under_way_is_not_offered_a_second_time(site: Site, walker: Walker) -> None:
    start_assessment(walker.work, walker.learner, ROLE)
    window = site.page(TARGET, walker.learner)
    assert _to_choose(window) == {f"Choose {walker.work.content.targets[LANGUAGE].title}"}
    assert "Under way" in [heading.value for heading in window.main.header]


def _to_choose(window: AppTest) -> set[str]:
    """What the buttons say that begin an assessment."""
    return {one.label for one in window.button if one.label.startswith("Choose ")}


def test_of_two_assessments_under_way_the_one_that_was_chosen_opens(
    site: Site, work: Workspace, walker: Walker, clock: Clock
) -> None:
    first = start_assessment(work, walker.learner, ROLE)
    answer_in_assessment(work, walker.learner, first, 1, 0)
    clock.advance(minutes=5)
    start_assessment(work, walker.learner, LANGUAGE)
    window = site.page(TARGET, walker.learner)
    goes_on = [one for one in window.button if one.label.startswith("Go on with ")]
    assert {one.key for one in goes_on} == {f"start-{ROLE}", f"start-{LANGUAGE}"}
    assert {one.label for one in goes_on} == {
        f"Go on with {work.content.targets[target].title}" for target in (ROLE, LANGUAGE)
    }
    next(one for one in goes_on if one.key == f"start-{ROLE}").click().run()
    assert f"Assessment · {work.content.targets[ROLE].title}" in words(window)
    assert window.query_params["attempt"] == str(first)


def test_the_last_look_has_its_heading_as_the_questions_have_theirs(
    site: Site, walker: Walker
) -> None:
    """Otherwise the heading, which takes the focus, is drawn large and with a box around it."""
    walker.works_through(walker.week(1, walker.starts_plan()))
    question = button(site.page(TEST, walker.learner), "Start the test").click().run()
    assert STYLE.strip() in [str(one.proto.body) for one in question.get("html")]
    end = button(question, "Go to the end").click().run()
    assert "Hand in?" in words(end)
    assert STYLE.strip() in [str(one.proto.body) for one in end.get("html")]


def test_enter_on_back_or_on_a_link_never_goes_on_to_the_next_question(
    site: Site, work: Workspace, walker: Walker
) -> None:
    """A button's shortcut takes the key from whatever has the focus, except from a chosen option."""
    start_assessment(work, walker.learner, ROLE)
    assert not [one for one in site.page(ASSESSMENT, walker.learner).button if one.proto.shortcut]
    ben = Walker(work, walker.clock, a_learner(work, "ben"), ROLE)
    ben.works_through(ben.week(1, ben.starts_plan()))
    question = button(site.page(TEST, ben.learner), "Start the test").click().run()
    assert button(question, "Next")
    assert not [one for one in question.button if one.proto.shortcut]
