"""Congratulations for who is Job Ready: a card worth sharing, and the printable report."""

import streamlit as st

from plan_engine.progression import Verdict
from plan_engine.roles import Role
from services.calendars import local_time
from services.readiness_report import name_on_report, readiness_report, report_name
from services.verdict_view import VerdictView, latest_long_result, verdict_view
from services.verdict_words import how_sure
from ui import places
from ui.actions import show_notice, unless_refused
from ui.frame import open_page, while_signed_in
from ui.motion import celebrate
from ui.plain import plain
from ui.verdict import draw_comparison, draw_score
from ui.words import article, count, listed, on_date

BALLOONS = "balloons"
"""Where the browser's session keeps for which results they have flown."""
NAMED = 5
frame = open_page({Role.LEARNER})


def draw_card(view: VerdictView) -> None:
    """Who, for what, how ready, when: what one would show to others."""
    result = view.result
    name = plain(name_on_report(frame.work, frame.user.id))
    with st.container(border=True, key="congratulations", horizontal_alignment="center"):
        st.markdown(":green[:material/workspace_premium:] Job Ready", text_alignment="center")
        st.header(name, anchor=False, text_alignment="center")
        as_what = f"start as {article(result.target_title)}" if result.is_role else "work with"
        st.markdown(
            f"is ready to {as_what} **{result.target_title}**: {result.score}% on a test of "
            f"{result.total} questions over {count(len(result.topics), 'topic')}, "
            f"{on_date(result.created_at, frame.user.timezone)} "
            f"{local_time(result.created_at, frame.user.timezone).year}.",
            text_alignment="center",
        )
        if view.strengths:
            strong = [topic.short for topic in view.strengths[:NAMED]]
            st.markdown(f"Strongest in {listed(strong)}.", text_alignment="center")


def draw_buttons(view: VerdictView) -> None:
    """The report, the details, what next."""
    result_id = view.result.id
    with st.container(horizontal=True, horizontal_alignment="center"):
        st.download_button(
            "Download your report (PDF)",
            while_signed_in(frame, lambda: readiness_report(frame.work, frame.user.id, result_id)),
            file_name=report_name(view),
            mime="application/pdf",
            type="primary",
            icon=":material/download:",
            on_click="ignore",
        )
        if st.button("All details", icon=":material/insights:"):
            places.go(places.FINAL_RESULT, result=result_id)
        if st.button("Choose another target", icon=":material/flag:"):
            places.go(places.TARGET)


result_id = places.key_from_address("result") or latest_long_result(frame.work, frame.user.id)
view = unless_refused(verdict_view, frame.work, frame.user.id, result_id) if result_id else None
if view is None or view.verdict is not Verdict.JOB_READY:
    st.title("Not yet", anchor=False)
    show_notice()
    st.markdown("This page opens with a readiness of 80 or more on a final test or retest.")
    places.link(places.HOME, "Back to home", icon=":material/home:")
    st.stop()
flown = st.session_state.setdefault(BALLOONS, set())
if view.result.id not in flown:
    flown.add(view.result.id)
    celebrate()
st.title("Congratulations!", anchor=False, text_alignment="center")
show_notice()
draw_card(view)
draw_buttons(view)
draw_score(view)
if view.probability is not None:
    st.markdown(how_sure(view.probability, view.verdict))
draw_comparison(view)
