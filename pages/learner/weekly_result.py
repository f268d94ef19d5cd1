"""A weekly test's result: score and band, topics, what it leads to, and every item with its reason."""

import streamlit as st

from plan_engine.diagnosis import Evidence
from plan_engine.roles import Role
from plan_engine.rules import TIER_UP_SCORE, WEEKLY_PASS_SCORE
from services.result_views import ResultView, latest_weekly_result, result_view, review
from ui import places
from ui.actions import show_notice, unless_refused
from ui.charts.base import draw
from ui.charts.topics import topics_chart
from ui.frame import open_page
from ui.receipt import draw_receipt
from ui.reviewed import draw_review
from ui.theme import palette
from ui.topic_dots import dots
from ui.words import listed, pass_chance

NAMED_TOPICS = 3
"""More weak topics than this are counted instead of listed."""

frame = open_page({Role.LEARNER})


def draw_verdict(view: ResultView, *, is_last: bool) -> None:
    """Passed or not, in a sentence that says what happened and what comes next."""
    if view.passed:
        opened = "the final test" if is_last else "the next week"
        st.success(
            f"Passed with {view.score}. That opened {opened}.", icon=":material/check_circle:"
        )
        draw_receipt(view.receipt)
        if view.score >= TIER_UP_SCORE and not is_last:
            st.markdown("That was strong: it made the next week deeper and its test harder.")
        return
    st.warning(f"Not there yet: {view.score}. {held_back(view)}", icon=":material/healing:")


def held_back(view: ResultView) -> str:
    """The weak topics in a sentence; many are counted, not listed, and none is named on suspicion."""
    weak = [topic.title for topic in view.weak if topic.evidence is not Evidence.UNSURE]
    if not weak:
        return "No single topic stands out. The diagnosis says what is likely."
    if len(weak) == 1:
        return f"One topic holds you back: {weak[0]}."
    if len(weak) <= NAMED_TOPICS:
        return f"{len(weak)} topics hold you back: {listed(weak)}."
    return f"{len(weak)} topics are probably below the pass mark. The diagnosis says which, and how surely."


def draw_score(view: ResultView) -> None:
    """Right answers, score, band, and the chance around the cut."""
    with st.container(horizontal=True):
        st.metric("Right answers", f"{view.right} of {view.total}", border=True, height="stretch")
        st.metric(
            "Score",
            view.score,
            border=True,
            height="stretch",
            help=f"In percent; {WEEKLY_PASS_SCORE} passes. On a harder form the score is raised to what the "
            "same knowledge would reach on the standard one.",
        )
        st.metric(
            "Band",
            f"{view.low} to {view.high}",
            border=True,
            height="stretch",
            help="One standard error down and up: where a second test would often land.",
        )
    if view.pass_probability is not None:
        st.caption(pass_chance(view.pass_probability, WEEKLY_PASS_SCORE))


def draw_way_on(view: ResultView) -> None:
    """Where to go from here."""
    with st.container(horizontal=True):
        if view.passed is False and view.week_id is not None:
            if st.button("See the diagnosis", type="primary", icon=":material/troubleshoot:"):
                places.go(places.DIAGNOSIS, week=view.week_id)
        elif st.button("Go on with the plan", type="primary", icon=":material/route:"):
            places.go(places.PLAN)


result_id = places.key_from_address("result") or latest_weekly_result(frame.work, frame.user.id)
view = unless_refused(result_view, frame.work, frame.user.id, result_id) if result_id else None
if view is None:
    st.title("Test result", anchor=False)
    show_notice()
    st.markdown("There is no test result yet.")
    places.link(places.PLAN, "See your plan", icon=":material/route:")
    st.stop()
sitting = f"retest {view.ordinal - 1}" if view.ordinal > 1 else "first sitting"
st.caption(f"Week {view.week_number} · {view.week_title} · {sitting}")
st.title("Test result", anchor=False)
show_notice()
draw_verdict(view, is_last=view.is_last_week)
draw_score(view)
draw_way_on(view)
st.header("By topic", anchor=False)
st.caption(
    "A dot is the estimate from this test and earlier answers, its line the 90% interval, the counts "
    "are right of asked in this test. Grey: not sure yet, as the answers around the topic are weak and "
    "its own are not."
)
draw(topics_chart(dots(view.topics), palette()), key="topics")
st.header("Every question", anchor=False)
draw_review(review(frame.work, frame.user.id, view.id), key=str(view.id))
