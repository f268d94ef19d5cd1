"""The weekly test: what it asks, one question a screen, a last look, handing in."""

from uuid import UUID

import streamlit as st

from plan_engine.roles import Role
from plan_engine.rules import WEEKLY_PASS_SCORE, WEEKLY_TEST_ITEMS
from services.lobby import open_weekly_sitting, weekly_lobby
from services.plan_view import TestState, WeekCard
from services.weekly_tests import start_weekly_test, submit_weekly_test
from ui import places
from ui.actions import action_button, attempt, show_notice
from ui.frame import open_page
from ui.sitting import sit
from ui.way_on import draw_way_on
from ui.words import count, day_name

frame = open_page({Role.LEARNER})


def begin(week_id: UUID) -> None:
    """Open the test."""
    attempt(start_weekly_test, frame.work, frame.user.id, week_id)


def draw_open(week: WeekCard) -> None:
    """What is asked, before the first question."""
    st.markdown(
        f"- {WEEKLY_TEST_ITEMS} questions over this week’s topics, fresh ones for as long as there are "
        "any you have not seen.\n"
        f"- A score of {WEEKLY_PASS_SCORE} or more unlocks the next week.\n"
        "- There is no time limit. Every answer is saved; you can go back and change it until you "
        "hand in.\n"
        "- “I don’t know” counts as wrong here, but tells us what to teach you better than a guess."
    )
    if week.failures:
        st.markdown(
            f"This is retest {week.failures}. It asks other questions, as hard as those of the first one."
        )
    if week.tier > 0:
        st.markdown(
            "Your last score was high, so this form is harder. Its score is raised to match: "
            "a harder form never costs you."
        )
    action_button(
        "Start the retest" if week.failures else "Start the test",
        lambda: begin(week.id),
        type="primary",
        icon=":material/play_arrow:",
    )


def draw_waiting(week: WeekCard) -> None:
    """What comes before the test."""
    left = len(week.days) - week.days_done
    if week.test is TestState.RECOVERING:
        st.markdown(
            f"The retest opens after {count(left, 'extra day')}. They are about the topics that "
            "held you back, and nothing else."
        )
        places.link(
            places.DIAGNOSIS, "See the diagnosis", icon=":material/troubleshoot:", week=week.id
        )
    else:
        st.markdown(
            f"The test opens when every day of the week is done: {count(left, 'day')} to go."
        )
    if week.open_day is not None:
        places.link(
            places.DAY,
            f"Go to {day_name(week.open_day.kind, week.open_day.number).lower()}: {week.open_day.title}",
            icon=":material/play_arrow:",
            day=week.open_day.id,
        )


sitting = open_weekly_sitting(frame.work, frame.user.id)
if sitting is not None:
    sit(
        frame,
        sitting.attempt_id,
        f"Week {sitting.week_number} test · {sitting.title}",
        submit_weekly_test,
        places.TEST_RESULT,
    )
    st.stop()
lobby = weekly_lobby(frame.work, frame.user.id)
if lobby.plan is not None and lobby.plan.ending.test_to_sit is not None:
    places.go(places.FINAL_TEST)
st.title("Weekly test", anchor=False)
show_notice()
if lobby.plan is None:
    st.markdown("There is no active plan, so there is no test to sit.")
    draw_way_on(frame)
elif lobby.week is None:
    st.markdown(
        "You have passed the test of every week. The retest opens when every day of your correction "
        "plan is done."
    )
    places.link(places.CORRECTION, "See the correction plan", icon=":material/build:")
else:
    st.subheader(f"Week {lobby.week.number} · {lobby.week.title}", anchor=False)
    if lobby.week.test is TestState.OPEN:
        draw_open(lobby.week)
    else:
        draw_waiting(lobby.week)
