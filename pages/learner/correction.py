"""The correction plan: fourteen days over all topics, unlocked one by one, then the retest."""

from collections.abc import Sequence
from uuid import UUID

import streamlit as st

from plan_engine.lifecycles import DayStatus, PlanStatus
from plan_engine.roles import Role
from services.ending import CorrectionCard, LongTestState
from services.plan_rows import DayRow
from services.plan_view import PlanView, active_plan_view, plan_view
from ui import places
from ui.actions import show_notice, unless_refused
from ui.frame import open_page
from ui.locked import blur_locked, draw_locked
from ui.marks import DONE, NOW
from ui.own_time import own_time
from ui.plan_words import NOT_REACHED, is_over
from ui.way_on import draw_what_is_open
from ui.words import DEPTHS, count, listed, why

DAYS_A_WEEK = 7
frame = open_page({Role.LEARNER})


def draw_day(plan: PlanView, day: DayRow) -> None:
    """A row for a day."""
    title = f"Day {day.number} · {day.title}"
    if day.status is DayStatus.LOCKED:
        draw_locked(
            title, NOT_REACHED if is_over(plan) else f"Locked until day {day.number - 1} is done"
        )
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(DONE if day.status is DayStatus.COMPLETED else NOW, width="content")
        with st.container(gap=None):
            st.markdown(f"**{title}**")
            depth = f"{DEPTHS[day.depth]} · " if DEPTHS[day.depth] else ""
            st.caption(f"{depth}{own_time(day.minutes)} · {why(day.reason)}")
            if day.also:
                st.caption(f"With a look back at {listed(list(day.also))}")
        is_now = day.status is DayStatus.UNLOCKED and plan.status is PlanStatus.ACTIVE
        if st.button("Open", key=f"open-{day.id}", type="primary" if is_now else "tertiary"):
            places.go(places.DAY, day=day.id)


def draw_weeks(plan: PlanView, card: CorrectionCard) -> None:
    """Two cards of seven days; a week that is done is folded."""
    for start in range(0, len(card.days), DAYS_A_WEEK):
        title = f"Correction week {start // DAYS_A_WEEK + 1}"
        days = card.days[start : start + DAYS_A_WEEK]
        if all(day.status is DayStatus.COMPLETED for day in days):
            with st.expander(f"{title} · Done", icon=":material/check_circle:"):
                draw_days(plan, days)
        else:
            with st.container(border=True):
                st.subheader(title, anchor=False)
                draw_days(plan, days)


def draw_days(plan: PlanView, days: Sequence[DayRow]) -> None:
    """Rows for days."""
    for day in days:
        draw_day(plan, day)


def draw_retest(plan: PlanView) -> None:
    """The retest as the road's last row."""
    retest = plan.ending.retest
    with st.container(border=True, key="retest"):
        if retest.state is LongTestState.LOCKED:
            draw_locked(
                "Comprehensive retest · 60 questions over all topics",
                NOT_REACHED
                if is_over(plan)
                else "Locked until every day of the correction plan is done",
            )
            return
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            done = retest.state is LongTestState.DONE
            st.markdown(DONE if done else ":material/sports_score:", width="content")
            with st.container(gap=None):
                st.markdown("**Comprehensive retest**")
                st.caption(
                    f"Handed in with {retest.score}"
                    if done
                    else "Not handed in"
                    if is_over(plan)
                    else "60 questions; your verdict rests on it"
                )
            if done and retest.result is not None:
                if st.button("Verdict", type="primary"):
                    places.go(places.FINAL_RESULT, result=retest.result)
            elif plan.status is PlanStatus.ACTIVE:
                label = "Go on" if retest.state is LongTestState.UNDER_WAY else "Start"
                if st.button(label, type="primary"):
                    places.go(places.FINAL_TEST)


def asked_for(key: UUID | None) -> PlanView | None:
    """The plan in the address, or the one under way."""
    if key is not None:
        return unless_refused(plan_view, frame.work, frame.user.id, key)
    return active_plan_view(frame.work, frame.user.id)


plan = asked_for(places.key_from_address("plan"))
card = plan.ending.correction if plan else None
if plan is None or card is None:
    st.title("Correction plan", anchor=False)
    show_notice()
    st.markdown("There is no correction plan. It is made when a final test needs one.")
    places.link(places.PLAN, "See your plan", icon=":material/route:")
    st.stop()
st.caption(plan.title)
st.title("Correction plan", anchor=False)
show_notice()
blur_locked()
hours = own_time(sum(day.minutes for day in card.days))
st.markdown(
    f"{count(len(card.days), 'day')} over all topics, most of them on what the final test showed to be "
    f"weak; {hours} in all. Days earn XP and count for the streak like any other."
)
st.progress(card.days_done / len(card.days), text=f"{card.days_done} of {len(card.days)} days done")
if plan.ending.final.result is not None:
    places.link(
        places.FINAL_RESULT,
        f"The final test behind it: {plan.ending.final.score}",
        icon=":material/insights:",
        result=plan.ending.final.result,
    )
if plan.status is PlanStatus.PAUSED:
    st.badge("Paused", icon=":material/pause:", color="gray")
    places.link(places.PLANS, "Resume it under “Plans”", icon=":material/play_arrow:")
elif plan.status is PlanStatus.ACTIVE:
    draw_what_is_open(plan)
elif plan.ending.retest.state is not LongTestState.DONE:
    st.badge("Not finished", icon=":material/history:", color="gray")
draw_weeks(plan, card)
draw_retest(plan)
