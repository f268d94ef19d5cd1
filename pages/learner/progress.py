"""Progress: streak and calendar, XP by source, tests by topic."""

import streamlit as st

from plan_engine.kinds import TestType
from plan_engine.progression import verdict
from plan_engine.roles import Role
from plan_engine.xp import level_standing
from services.progress_view import ProgressView, TestRow, progress_view
from services.standing import Rest
from services.verdict_words import TITLES
from ui import places
from ui.actions import show_notice
from ui.charts.base import draw
from ui.charts.calendar import calendar_chart
from ui.charts.history import history_chart
from ui.charts.xp import xp_chart
from ui.frame import open_page
from ui.theme import palette
from ui.words import count, on_date

STREAKS = {
    None: "Current streak",
    Rest.PAUSED: "Streak, resting while paused",
    Rest.OVER: "Streak when the plan ended",
}

frame = open_page({Role.LEARNER})
colours = palette()


def draw_streak(view: ProgressView) -> None:
    """The streak in figures and the calendar."""
    st.header("Days you were here", anchor=False)
    with st.container(horizontal=True):
        st.metric(
            STREAKS[view.rest], count(view.streak.current, "day"), border=True, height="stretch"
        )
        st.metric(
            "Longest streak", count(view.streak.longest, "day"), border=True, height="stretch"
        )
        st.metric("This week", f"{view.days_this_week} of 7 days", border=True, height="stretch")
    draw(calendar_chart(view.calendar, view.today, colours), key="calendar")
    st.caption(
        "A day counts when you complete a task or hand in a test, by the date where you are. "
        "Darker means more XP. While a plan is paused, and after "
        "it has ended, dates neither add to a streak nor break it."
    )


def draw_xp(view: ProgressView) -> None:
    """XP over time by source."""
    st.header("XP by source", anchor=False)
    if not view.xp:
        st.markdown("No XP yet. Completing your first day earns 15.")
        return
    total = sum(entry.amount for entry in view.xp)
    now = level_standing(total)
    st.markdown(f"**{total} XP**, level {now.level}; {now.to_next} XP to level {now.level + 1}.")
    draw(xp_chart(view.xp, view.today, colours), key="xp")


def draw_tests(view: ProgressView) -> None:
    """Test history, by topic."""
    st.header("Tests by topic", anchor=False)
    if not view.tests:
        st.markdown("No tests yet. The first is your assessment.")
        return
    draw(history_chart(view.tests, colours), key="history")
    st.caption(
        "Each test as it stood when you handed it in; what you answer later does not change it. The band "
        "is one standard error down and up: where a second test would often land. An assessment has no "
        "score of its own but a forecast with its 90% interval; home shows the forecast of today, from "
        "all your answers since."
    )
    for number, test in enumerate(view.tests, start=1):
        draw_test(number, test)


def outcome(test: TestRow) -> tuple[str, str]:
    """What came of a test, its figures with what they are, and the screen of its result."""
    scored = f"score {test.score} (band {test.low} to {test.high})"
    match test.test_type:
        case TestType.INITIAL:
            forecast = (
                f"readiness forecast {test.score}% (90% interval {test.low}% to {test.high}%)"
            )
            return forecast, places.ASSESSMENT_RESULT
        case TestType.WEEKLY:
            return f"{scored}, {'passed' if test.passed else 'not passed'}", places.TEST_RESULT
        case TestType.FINAL if not test.passed:
            return f"{scored}, correction plan made", places.FINAL_RESULT
        case _:
            return f"{scored}, {TITLES[verdict(test.score)]}", places.FINAL_RESULT


def draw_test(number: int, test: TestRow) -> None:
    """One line for a test, with its result a click away."""
    found, page = outcome(test)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(
            f"**{number}.** {test.title} · {on_date(test.at, frame.user.timezone)}  \n"
            f"{test.right} of {test.total} right, {found}",
            width="stretch",
        )
        places.link(page, "Result", result=test.result_id)


st.title("Progress", anchor=False)
show_notice()
view = progress_view(frame.work, frame.user.id, frame.user.timezone)
draw_streak(view)
draw_xp(view)
draw_tests(view)
