"""The assessment's result: accuracy by topic, speed and consistency, weak areas, the way to a plan."""

from collections.abc import Sequence
from uuid import UUID

import streamlit as st

from plan_engine.diagnosis import Evidence
from plan_engine.measurement.pace import Consistency, Speed
from plan_engine.roles import Role
from services.plans import start_plan
from services.result_views import ResultView, WeakResult, latest_assessment, result_view
from ui import places
from ui.actions import action_button, attempt, show_notice, unless_refused
from ui.charts.base import draw
from ui.charts.pace import pace_chart
from ui.charts.topics import topics_chart
from ui.frame import open_page
from ui.theme import palette
from ui.topic_dots import dots
from ui.words import count, listed, percent

LISTED = 6
"""Weak topics that are listed; further ones wait to be unfolded."""

frame = open_page({Role.LEARNER})
colours = palette()


def make(result_id: UUID) -> None:
    """Make the plan from this result."""
    if attempt(start_plan, frame.work, frame.user.id, result_id) is not None:
        places.go(places.PLAN)


def draw_summary(view: ResultView) -> None:
    """Where the learner stands in one sentence and three figures."""
    forecast, low, high = view.forecast.in_percent
    with st.container(horizontal=True):
        st.metric(
            "Readiness forecast",
            f"{forecast}%",
            border=True,
            height="stretch",
            help="Your expected share of right answers over all topics, as a test of standard difficulty "
            f"would show it. With 90% certainty it lies between {low}% and {high}%.",
        )
        st.metric("Right answers", f"{view.right} of {view.total}", border=True, height="stretch")
        st.metric("Said “I don’t know”", view.dont_know, border=True, height="stretch")
    st.markdown(
        "The questions became harder when you were right and easier when you were not, so the number "
        "of right answers says little by itself. The forecast takes their difficulty into account: "
        f"between **{low}%** and **{high}%** with 90% certainty, as it stood on the day you handed in."
    )
    if view.rapid:
        st.warning(
            f"{count(view.rapid, 'answer')} came faster than the question can be read, so we cannot tell "
            f"knowing from guessing there. The forecast rests on the other {view.total - view.rapid}.",
            icon=":material/speed:",
        )


def draw_topics(view: ResultView) -> None:
    """Accuracy by topic, one block at a time."""
    st.header("Accuracy by topic", anchor=False)
    st.caption(
        "A dot is the estimate, its line the 90% interval, the counts are right of asked. One question "
        "a topic says little, so a topic borrows strength from its block. The dotted line is the pass mark, "
        "70%. Grey: not sure yet, as the block is weak and the topic’s own answers are not."
    )
    if sum(topic.mastery.answered for topic in view.topics) > view.total:
        st.caption(
            "Your answers of the last six months on these topics, from other plans, count too, at half "
            "their weight or less."
        )
    blocks = list(dict.fromkeys(topic.block for topic in view.topics))
    chosen = st.segmented_control(
        "Block", blocks, default=blocks[0], required=True, label_visibility="collapsed"
    )
    draw(topics_chart(dots(t for t in view.topics if t.block == chosen), colours), key="topics")


def draw_pace(view: ResultView) -> None:
    """Speed and consistency, in a chart and in words."""
    st.header("Speed and consistency", anchor=False)
    if view.speed is None and view.consistency is None:
        st.markdown(
            "There were too few answers with a usable time to say anything fair about pace."
        )
        return
    draw(pace_chart(view.speed, view.consistency, colours), key="pace")
    st.markdown(" ".join(filter(None, [speed_words(view.speed), steady_words(view.consistency)])))


def speed_words(speed: Speed | None) -> str:
    """The pace of right answers in a sentence."""
    if speed is None:
        return "Too few right answers to judge speed."
    share = round(100 * speed.median_ratio)
    return (
        f"Over {count(speed.counted, 'right answer')} you took {share}% of the expected time "
        f"(speed {speed.index}, between {speed.low} and {speed.high} with 90% certainty)."
    )


def steady_words(steady: Consistency | None) -> str:
    """How steady accuracy and pace were, in a sentence."""
    if steady is None:
        return "Too few answers to judge consistency."
    return (
        f"Consistency is {steady.index}, where 100 is as steady as a person of your level is "
        "expected to be."
    )


def draw_weak(view: ResultView) -> None:
    """The weak areas in words; topics that only their block makes look weak wait to be unfolded."""
    st.header("Weak areas", anchor=False)
    shown = [weak for weak in view.weak if weak.evidence is not Evidence.UNSURE]
    unsure = [weak for weak in view.weak if weak.evidence is Evidence.UNSURE]
    if shown:
        st.markdown(
            f"{count(len(shown), 'topic is', 'topics are')} probably below the pass mark of 70%. "
            "This is a set with probabilities, not a ranking of your worst."
        )
        st.markdown(weak_list(shown[:LISTED]))
    else:
        st.markdown("Your own answers show no topic to be below the pass mark of 70%.")
    if rest := shown[LISTED:]:
        with st.expander(f"{count(len(rest), 'more topic')}"):
            st.markdown(weak_list(rest))
    if unsure:
        with st.expander(f"{count(len(unsure), 'topic')} not sure yet"):
            st.markdown(
                "You answered well on these, but too few questions to outweigh the weaker topics around "
                "them."
            )
            st.markdown(weak_list(unsure))


def weak_list(weak: Sequence[WeakResult]) -> str:
    """Weak topics as a list, each with how sure that is."""
    return "\n".join(
        f"- **{topic.title}**: {percent(topic.figures.p_weak)} likely below the pass mark; "
        f"{topic.figures.right} of {topic.figures.answered} right."
        for topic in weak
    )


def draw_meaning(view: ResultView) -> None:
    """What this means for the plan, and the button that makes it."""
    st.header("What this means for your plan", anchor=False)
    mastered = [title for title, block in view.blocks if block.p_mastered >= 0.8]
    if mastered:
        st.markdown(
            f"You very likely master {listed(mastered)} already, which can shorten your plan."
        )
    st.markdown(
        "Each week is one skill block. Within a week, what others build on comes first, then your "
        "weakest topics; a topic you master gives its day to a second, deeper one on your weakest."
    )
    if view.plan_id is not None:
        places.link(places.PLAN, "See your plan", icon=":material/route:")
        return
    action_button("Make my plan", lambda: make(view.id), type="primary", icon=":material/route:")


result_id = places.key_from_address("result") or latest_assessment(frame.work, frame.user.id)
view = unless_refused(result_view, frame.work, frame.user.id, result_id) if result_id else None
st.title("Your assessment", anchor=False)
show_notice()
if view is None:
    st.markdown("There is no assessment result yet.")
    places.link(places.TARGET, "Choose a role or language", icon=":material/route:")
    st.stop()
st.caption(view.target_title)
draw_summary(view)
draw_topics(view)
draw_pace(view)
draw_weak(view)
draw_meaning(view)
