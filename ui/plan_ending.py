"""The plan's last card: final test, correction plan, retest and verdict, as far as it came to them."""

from uuid import UUID

import streamlit as st

from plan_engine.lifecycles import PlanStatus
from services.ending import LongTestState
from services.plan_view import PlanView
from services.verdict_words import TITLES
from ui import places
from ui.locked import draw_locked
from ui.marks import DONE, NOW
from ui.plan_words import NOT_REACHED, is_over


def draw_ending(plan: PlanView) -> None:
    """After the weeks: final test, correction, retest and verdict, as far as it came to them."""
    ending = plan.ending
    with st.container(border=True, key="ending"):
        st.subheader("Final readiness test", anchor=False)
        if ending.final.state is LongTestState.LOCKED:
            draw_locked(
                "60 questions over all topics, verdict above 70",
                NOT_REACHED
                if is_over(plan)
                else f"Locked until the test of week {len(plan.weeks)} is passed",
            )
            return
        if ending.final.state is LongTestState.DONE:
            needed = ", so two weeks of correction came next" if ending.correction else ""
            done = f"Handed in with {ending.final.score}{needed}"
            _draw_end_row(DONE, "Final test", done, "Result", ending.final.result)
        else:
            _draw_sit_row(
                plan, "Final test", is_under_way=ending.final.state is LongTestState.UNDER_WAY
            )
        if ending.correction is not None:
            _draw_correction_row(plan)
        if ending.retest.state is LongTestState.DONE:
            done = f"Handed in with {ending.retest.score}"
            _draw_end_row(DONE, "Comprehensive retest", done, "Result", ending.retest.result)
        elif ending.retest.state is not LongTestState.LOCKED:
            _draw_sit_row(
                plan,
                "Comprehensive retest",
                is_under_way=ending.retest.state is LongTestState.UNDER_WAY,
            )
        if ending.verdict is not None:
            icon = ":material/verified:"
            _draw_end_row(icon, "Verdict", TITLES[ending.verdict], "Verdict", ending.verdict_result)


def _draw_end_row(icon: str, name: str, words: str, label: str, result: UUID | None) -> None:
    """A row about something handed in."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(icon, width="content")
        with st.container(gap=None):
            st.markdown(f"**{name}**")
            st.caption(words)
        if st.button(label, key=f"end-{name}", type="tertiary") and result is not None:
            places.go(places.FINAL_RESULT, result=result)


def _draw_sit_row(plan: PlanView, name: str, *, is_under_way: bool) -> None:
    """A row about a test that can be sat now, or could have been before the plan ended."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(":material/sports_score:", width="content")
        with st.container(gap=None):
            st.markdown(f"**{name}**")
            words = "Under way: every answer is saved" if is_under_way else "Open: 60 questions"
            st.caption("Not handed in" if is_over(plan) else words)
        if plan.status is PlanStatus.ACTIVE and st.button(
            "Go on" if is_under_way else "Start", key=f"sit-{name}", type="primary"
        ):
            places.go(places.FINAL_TEST)


def _draw_correction_row(plan: PlanView) -> None:
    """A row that leads to the correction plan's own screen."""
    card = plan.ending.correction
    assert card is not None  # the caller draws it only where there is one
    done = card.days_done == len(card.days)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(DONE if done else NOW, width="content")
        with st.container(gap=None):
            st.markdown("**Correction plan**")
            st.caption(f"{card.days_done} of {len(card.days)} days done")
        if st.button(
            "Open", key="correction", type="tertiary" if done or is_over(plan) else "primary"
        ):
            places.go(places.CORRECTION, plan=plan.id)
