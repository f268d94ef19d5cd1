"""The result of a final test or retest: verdict or correction, how sure, what has changed, what next."""

import streamlit as st

from plan_engine.kinds import TestType
from plan_engine.progression import Verdict
from plan_engine.roles import Role
from plan_engine.rules import CORRECTION_WEEKS, DAYS_A_WEEK, FINAL_CORRECTION_SCORE
from services.result_views import review
from services.verdict_view import VerdictView, latest_long_result, verdict_view
from ui import places
from ui.actions import show_notice, unless_refused
from ui.frame import open_page
from ui.reviewed import draw_review
from ui.verdict import draw_comparison, draw_next_steps, draw_score, draw_topics, draw_verdict
from ui.words import on_date, percent

CELEBRATED = "celebrated"
"""Where the browser's session keeps the results that it was congratulated on."""
DAYS = CORRECTION_WEEKS * DAYS_A_WEEK
frame = open_page({Role.LEARNER})


def draw_correction(view: VerdictView) -> None:
    """Not there yet: what the score means and the way on."""
    with st.container(border=True, key="verdict"):
        st.subheader(f"Not there yet: {view.result.score}", anchor=False)
        st.markdown(
            f"Above {FINAL_CORRECTION_SCORE} your verdict would have come at once. Instead you get "
            f"{CORRECTION_WEEKS} weeks made from this test, and then a retest with other questions. "
            "There is no verdict before that."
        )
        draw_score(view)
        if view.result.pass_probability is not None:
            chance = percent(view.result.pass_probability)
            st.markdown(
                f"From these answers the chance that your true level is above {FINAL_CORRECTION_SCORE} "
                f"is {chance}."
            )
    st.markdown(
        f"**Your correction plan:** {DAYS} days over all topics, most of them on your gaps, each "
        "unlocked by the one before."
    )
    if view.result.plan_id is not None and st.button(
        "See the correction plan", type="primary", icon=":material/build:"
    ):
        places.go(places.CORRECTION, plan=view.result.plan_id)


def draw_reached(view: VerdictView, found: Verdict) -> None:
    """The verdict and the buttons that follow from it."""
    draw_verdict(view, found)
    draw_next_steps(view, found)
    with st.container(horizontal=True):
        if found is Verdict.JOB_READY:
            if st.button(
                "Your congratulations and report", type="primary", icon=":material/award_star:"
            ):
                places.go(places.CONGRATULATIONS, result=view.result.id)
        elif found is Verdict.NOT_SUITABLE and view.result.plan_id is not None:
            if st.button("See other targets", type="primary", icon=":material/alt_route:"):
                places.go(places.ROLE_SWITCH, plan=view.result.plan_id)
        elif st.button("Choose another target", icon=":material/flag:"):
            places.go(places.TARGET)


result_id = places.key_from_address("result") or latest_long_result(frame.work, frame.user.id)
view = unless_refused(verdict_view, frame.work, frame.user.id, result_id) if result_id else None
if view is None:
    st.title("Readiness", anchor=False)
    show_notice()
    st.markdown("There is no final test result yet.")
    places.link(places.PLAN, "See your plan", icon=":material/route:")
    st.stop()
celebrated = st.session_state.setdefault(CELEBRATED, set())
if view.verdict is Verdict.JOB_READY and view.result.id not in celebrated:
    celebrated.add(view.result.id)
    places.go(places.CONGRATULATIONS, result=view.result.id)

kind = "Comprehensive retest" if view.result.test_type is TestType.CORRECTION else "Final test"
st.caption(f"{kind} · {on_date(view.result.created_at, frame.user.timezone)}")
st.title(f"Your readiness: {view.result.target_title}", anchor=False)
show_notice()
if view.verdict is None:
    draw_correction(view)
else:
    draw_reached(view, view.verdict)
draw_comparison(view)
draw_topics(view)
st.header("Every question", anchor=False)
draw_review(review(frame.work, frame.user.id, view.result.id), key=str(view.result.id))
