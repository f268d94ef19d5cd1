"""Where to go from a screen that has nothing to work on now, by what comes next at home, too."""

from collections.abc import Sequence
from uuid import UUID

import streamlit as st

from plan_engine.kinds import TestType
from plan_engine.lifecycles import PlanStatus
from services.home_view import Step, home_view
from services.plan_view import DayRow, PlanView, TestState
from ui import places
from ui.frame import Frame
from ui.words import day_of


def draw_way_on(frame: Frame) -> None:
    """One sentence about what comes next, and the link that leads on; home is always there, too."""
    view = home_view(frame.work, frame.user.id, frame.user.timezone)
    plan = view.plan
    if view.step is Step.GO_ON_WITH_ASSESSMENT:
        st.markdown(
            f"Your assessment for **{view.assessment_title}** is under way; every answer is saved."
        )
        places.link(places.ASSESSMENT, "Go on with it", icon=":material/quiz:")
    elif view.step is Step.MAKE_PLAN and view.assessment_result is not None:
        st.markdown(
            f"Your assessment for **{view.assessment_title}** is handed in; your plan is made from it."
        )
        places.link(
            places.ASSESSMENT_RESULT,
            "See the result",
            icon=":material/insights:",
            result=view.assessment_result,
        )
    elif plan is None:
        st.markdown("You have no plan yet. It is made from an assessment of 36 questions.")
        places.link(places.TARGET, "Personalized Plan", icon=":material/route:")
    elif plan.status is PlanStatus.ACTIVE:
        draw_what_is_open(plan)
    elif plan.status is PlanStatus.PAUSED:
        st.markdown(
            f"Your plan **{plan.title}** is paused and waits exactly as you left it. Resume it to go on."
        )
        places.link(places.PLANS, "Resume it under “Plans”", icon=":material/play_arrow:")
    else:
        _draw_after_the_end(plan)
    places.link(places.HOME, "Back to home", icon=":material/home:")


def draw_what_is_open(plan: PlanView) -> None:
    """The day or the test that can be worked on in an active plan, and its button."""
    week, day = plan.current_week, plan.open_day
    if plan.ending.test_to_sit is TestType.FINAL:
        _draw_now("Final readiness test", "Go to the final test", places.FINAL_TEST)
    elif plan.ending.test_to_sit is TestType.CORRECTION:
        _draw_now("Comprehensive retest", "Go to the retest", places.FINAL_TEST)
    elif week is not None and week.test in {TestState.OPEN, TestState.UNDER_WAY}:
        _draw_now(f"Week {week.number} test", "Go to the test", places.TEST)
    elif day is not None:
        days = week.days if week is not None else _correction_days(plan)
        where = f"week {week.number}" if week is not None else "correction plan"
        name = f"{where}, {day_of(day.kind, day.number, len(days))} · {day.title}"
        _draw_now(name, "Open the day", places.DAY, day=day.id)


def _correction_days(plan: PlanView) -> Sequence[DayRow]:
    return plan.ending.correction.days if plan.ending.correction is not None else ()


def _draw_now(name: str, label: str, page: str, **keys: UUID) -> None:
    with st.container(key="now", gap="xsmall"):
        st.markdown(f":material/arrow_forward: **Now:** {name}")
        if st.button(label, type="primary", key="go-on-now"):
            places.go(page, **keys)


def _draw_after_the_end(plan: PlanView) -> None:
    st.markdown(f"Your plan **{plan.title}** is over; it stays there to read.")
    if plan.ending.verdict_result is not None:
        places.link(
            places.FINAL_RESULT,
            "See your result",
            icon=":material/verified:",
            result=plan.ending.verdict_result,
        )
    else:
        places.link(places.PLAN, "Read the plan", icon=":material/menu_book:", plan=plan.id)
    places.link(places.TARGET, "Choose another target", icon=":material/flag:")
