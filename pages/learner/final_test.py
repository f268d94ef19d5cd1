"""The final readiness test and the comprehensive retest: what they ask, the questions, handing in."""

from uuid import UUID

import streamlit as st

from plan_engine.kinds import TestType
from plan_engine.lifecycles import WeekStatus
from plan_engine.roles import Role
from plan_engine.rules import FINAL_CORRECTION_SCORE, FINAL_TEST_ITEMS, JOB_READY_SCORE
from services.final_tests import (
    start_final_test,
    start_retest,
    submit_final_test,
    submit_retest,
)
from services.lobby import long_lobby
from services.plan_view import PlanView
from ui import places
from ui.actions import action_button, attempt, show_notice
from ui.frame import open_page
from ui.sitting import sit
from ui.way_on import draw_way_on
from ui.words import count

TITLES = {TestType.FINAL: "Final readiness test", TestType.CORRECTION: "Comprehensive retest"}
STARTS = {TestType.FINAL: start_final_test, TestType.CORRECTION: start_retest}
SUBMITS = {TestType.FINAL: submit_final_test, TestType.CORRECTION: submit_retest}
frame = open_page({Role.LEARNER})


def begin(test: TestType, plan_id: UUID) -> None:
    """Open the sitting."""
    attempt(STARTS[test], frame.work, frame.user.id, plan_id)


def draw_open(plan: PlanView, test: TestType) -> None:
    """What is asked, before the first question."""
    asked = (
        f"- {FINAL_TEST_ITEMS} questions over every topic of {plan.title}, fresh ones for as long as "
        "there are any you have not seen.\n"
    )
    leads_to = (
        f"- A score above {FINAL_CORRECTION_SCORE} brings your verdict at once; {JOB_READY_SCORE} or "
        f"more is Job Ready. Up to {FINAL_CORRECTION_SCORE}, two weeks of correction come first, "
        "then a retest.\n"
        if test is TestType.FINAL
        else f"- Your verdict rests on this test: {JOB_READY_SCORE} or more is Job Ready.\n"
    )
    st.markdown(
        f"{asked}{leads_to}"
        "- There is no time limit; most people take about an hour. Every answer is saved, so you can "
        "leave and come back, and change answers until you hand in.\n"
        "- “I don’t know” counts as wrong here, but tells us what to teach you better than a guess."
    )
    action_button(
        "Start the retest" if test is TestType.CORRECTION else "Start the final test",
        lambda: begin(test, plan.id),
        type="primary",
        icon=":material/play_arrow:",
    )


def draw_waiting(plan: PlanView) -> None:
    """What comes before either test."""
    correction = plan.ending.correction
    if correction is not None:
        left = len(correction.days) - correction.days_done
        st.markdown(
            f"The comprehensive retest opens after the correction plan: {count(left, 'day')} to go."
        )
        places.link(places.CORRECTION, "See the correction plan", icon=":material/build:")
        return
    left = sum(week.status is not WeekStatus.COMPLETED for week in plan.weeks)
    st.markdown(f"The final test opens when every week is passed: {count(left, 'week')} to go.")
    places.link(places.PLAN, "See your plan", icon=":material/route:")


lobby = long_lobby(frame.work, frame.user.id)
if lobby.sitting is not None and lobby.test is not None and lobby.plan is not None:
    sit(
        frame,
        lobby.sitting,
        f"{TITLES[lobby.test]} · {lobby.plan.title}",
        SUBMITS[lobby.test],
        places.FINAL_RESULT,
    )
    st.stop()

st.title(TITLES[lobby.test or TestType.FINAL], anchor=False)
show_notice()
if lobby.plan is None:
    st.markdown("There is no active plan, so there is no test to sit.")
    draw_way_on(frame)
elif lobby.test is None:
    draw_waiting(lobby.plan)
else:
    st.caption(lobby.plan.title)
    draw_open(lobby.plan, lobby.test)
