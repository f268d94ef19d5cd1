"""The card at the top of home: the one thing to do next."""

import streamlit as st

from services.home_view import HomeView, Step
from services.plan_view import WeekCard
from ui import places
from ui.words import day_name, minutes, why


def draw_next_step(view: HomeView) -> None:
    """One card, one button."""
    with st.container(border=True, key="next-step"):
        match view.step:
            case Step.CHOOSE_TARGET:
                _card(
                    "Start here",
                    "Choose what you want to be ready for",
                    "Pick a role or a language, sit a 36-question assessment, and get a plan of three "
                    "or four weeks made from your own answers.",
                )
                if st.button("Personalized Plan", type="primary", icon=":material/route:"):
                    places.go(places.TARGET)
            case Step.GO_ON_WITH_ASSESSMENT:
                _card(
                    "Assessment under way",
                    f"{view.assessment_title}: {view.answered} of 36 answered",
                    "Every answer is saved. Go on where you left off.",
                )
                if st.button("Go on", type="primary", icon=":material/play_arrow:"):
                    places.go(places.ASSESSMENT)
            case Step.MAKE_PLAN:
                _card(
                    "Your result is ready",
                    f"{view.assessment_title}: see where you stand",
                    "Read what the assessment found, then make your plan from it.",
                )
                if st.button("See the result", type="primary", icon=":material/insights:"):
                    assert view.assessment_result is not None  # that is what this step means
                    places.go(places.ASSESSMENT_RESULT, result=view.assessment_result)
            case _:
                _draw_plan_step(view)


def _card(kicker: str, title: str, text: str) -> None:
    with st.container(gap="xxsmall"):
        st.caption(kicker)
        st.subheader(title, anchor=False)
        st.markdown(text)


def _draw_plan_step(view: HomeView) -> None:
    plan = view.plan
    assert plan is not None  # every step left is a step of a plan
    week = plan.current_week
    match view.step:
        case Step.RESUME_PLAN:
            _card("Paused", plan.title, "Your plan waits exactly as you left it.")
            if st.button("See the plan", type="primary", icon=":material/route:"):
                places.go(places.PLAN)
        case Step.DO_DAY if week is not None and week.open_day is not None:
            _draw_day(week)
        case Step.SIT_TEST if week is not None:
            _card(
                f"Week {week.number} · all days done",
                f"{'Retest' if week.failures else 'Weekly test'}: {week.title}",
                "30 questions you have not seen yet. A score of 70 or more unlocks the next week.",
            )
            if st.button("Go to the test", type="primary", icon=":material/quiz:"):
                places.go(places.TEST)
        case Step.GO_ON_WITH_TEST if week is not None:
            _card(
                f"Week {week.number} · test under way",
                f"{week.title}: {view.answered} of 30 answered",
                "Every answer is saved. Go on where you left off.",
            )
            if st.button("Go on", type="primary", icon=":material/play_arrow:"):
                places.go(places.TEST)
        case _:
            _card("All weeks passed", plan.title, "Every week of your plan is behind you.")


def _draw_day(week: WeekCard) -> None:
    day = week.open_day
    assert day is not None  # the caller's case says so
    _card(
        f"Today · week {week.number}, {day_name(day.kind, day.number).lower()} of {len(week.days)}",
        day.title,
        f"{why(day.reason)}. About {minutes(day.minutes)}.",
    )
    if st.button("Open the day", type="primary", icon=":material/play_arrow:"):
        places.go(places.DAY, day=day.id)
