"""Home: the one thing to do next, three figures, the week."""

import streamlit as st

from plan_engine.lifecycles import PlanStatus
from plan_engine.roles import Role
from services.calendars import local_time
from services.home_view import HomeView, home_view
from ui.actions import show_notice
from ui.frame import Frame, open_page
from ui.next_step import draw_next_step
from ui.nudges import draw_nudges
from ui.resume_invitation import draw_resume_invitation
from ui.week_strip import draw_week_strip
from ui.words import count
from ui.written import draw_coachs_note

frame = open_page({Role.LEARNER})
view = home_view(frame.work, frame.user.id, frame.user.timezone)


def greeting(frame: Frame) -> str:
    """Good morning, afternoon or evening where the learner is."""
    hour = local_time(frame.work.clock(), frame.user.timezone).hour
    part = "morning" if 4 <= hour < 12 else "afternoon" if 12 <= hour < 18 else "evening"
    return f"Good {part}, {frame.user.first_name}"


def figures(view: HomeView) -> None:
    """Forecast, days done, best weekly score."""
    assert view.plan is not None  # the caller draws figures of a plan only
    with st.container(horizontal=True):
        if view.readiness is not None:
            st.metric(
                "Readiness",
                f"{view.readiness}%",
                border=True,
                height="stretch",
                help="The score of your latest final or comprehensive test.",
            )
        elif view.forecast is not None:
            forecast, low, high = view.forecast.in_percent
            gained = None
            if view.forecast_at_start is not None:
                points = forecast - view.forecast_at_start.in_percent[0]
                gained = f"{points:+d} since the assessment" if points else None
            st.metric(
                "Readiness forecast",
                f"{forecast}%",
                delta=gained,
                border=True,
                height="stretch",
                help="What the final test would say, judged from all your answers so far. With 90% "
                f"certainty it lies between {low}% and {high}%.",
            )
        done = f"{view.plan.days_done} of {view.plan.days_in_all}"
        st.metric("Days done", done, border=True, height="stretch")
        if view.best_weekly is not None:
            st.metric("Best weekly score", view.best_weekly, border=True, height="stretch")


st.title(greeting(frame), anchor=False)
show_notice()
draw_nudges(frame)
draw_next_step(view)
if view.plan is not None:
    draw_coachs_note(frame.work, view.plan)
    figures(view)
    if view.plan.status is PlanStatus.ACTIVE:  # otherwise there is no day to be active on
        st.subheader("This week", anchor=False)
        draw_week_strip(view.week)
        active = sum(mark.is_active for mark in view.week)
        st.caption(f"{count(active, 'active day')} this week.")
    draw_resume_invitation(view.resume_wanted)
