"""What the final result and the congratulations share: verdict, figures, topics, what has changed."""

import streamlit as st

from plan_engine.progression import Verdict
from services.result_views import TopicResult
from services.verdict_view import VerdictView
from services.verdict_words import TITLES, how_sure
from ui.charts.base import draw
from ui.charts.readiness import change_chart, readiness_chart
from ui.charts.topics import topics_chart
from ui.theme import palette
from ui.topic_dots import dots
from ui.verdict_words import MEANINGS, compared, next_steps
from ui.words import count, percent

ICONS = {
    Verdict.JOB_READY: ":green[:material/verified:]",
    Verdict.NEEDS_TRAINING: ":blue[:material/school:]",
    Verdict.NOT_SUITABLE: ":gray[:material/alt_route:]",
}
LISTED = 6
"""As many strengths and gaps are listed; the chart has them all."""


def draw_verdict(view: VerdictView, found: Verdict) -> None:
    """The verdict, its score in its band, and how sure it is."""
    with st.container(border=True, key="verdict"):
        st.subheader(f"{ICONS[found]} {TITLES[found]}", anchor=False)
        st.markdown(MEANINGS[found])
        draw_score(view)
        if view.probability is not None:
            st.markdown(how_sure(view.probability, found))


def draw_score(view: VerdictView) -> None:
    """The score with its band over the zones, and the counts behind it."""
    result = view.result
    draw(readiness_chart(result.score, result.low, result.high, palette()), key="readiness")
    said = f"{result.right} of {result.total} right. The line through the dot is the band of one standard error: "
    said += f"a second test like this would often land between {result.low} and {result.high}."
    st.caption(said)


def draw_comparison(view: VerdictView) -> None:
    """Now beside the assessment, block by block."""
    if view.at_start is None:
        return
    st.header("Since your assessment", anchor=False)
    words = compared(view.result.score, view.at_start)
    if view.final_score is not None:
        words += f" The final test before the correction plan was {view.final_score}."
    st.markdown(words)
    draw(change_chart(view.changes, palette()), key="changes")
    st.caption(
        "A dot is the estimate from all answers up to then, recent ones counting most; the line is the "
        "90% interval now."
    )


def draw_topics(view: VerdictView) -> None:
    """Strengths and gaps in words, then every topic of a chosen block."""
    st.header("Strengths and gaps", anchor=False)
    strong, gap = st.columns(2)
    with strong, st.container(border=True, height="stretch", key="strengths"):
        st.markdown(":green[:material/check_circle:] **Strengths**")
        _names(view.strengths, "No topic stands out as mastered yet.", mastered=True)
    with gap, st.container(border=True, height="stretch", key="gaps"):
        st.markdown(":orange[:material/construction:] **Gaps**")
        _names(
            view.gaps,
            "No topic is more likely than not below the pass mark of 70%.",
            mastered=False,
        )
    blocks = list(dict.fromkeys(topic.block for topic in view.result.topics))
    chosen = st.segmented_control(
        "Block", blocks, default=blocks[0], required=True, label_visibility="collapsed"
    )
    shown = [topic for topic in view.result.topics if topic.block == chosen]
    draw(topics_chart(dots(shown), palette()), key="topics")
    st.caption(
        "The counts are right of asked in this test; the dot takes earlier answers into account. Grey: not "
        "sure yet, as the answers around the topic are weak and its own are not."
    )


def draw_next_steps(view: VerdictView, found: Verdict) -> None:
    """What to do now, in words."""
    st.header("What to do next", anchor=False)
    steps = next_steps(found, [topic.short for topic in view.gaps])
    st.markdown("\n".join(f"{k}. {step}" for k, step in enumerate(steps, start=1)))


def _names(topics: tuple[TopicResult, ...], empty: str, *, mastered: bool) -> None:
    if not topics:
        st.markdown(empty)
        return
    lines = [
        f"- {topic.title} ({percent(topic.mastery.p_mastered)} likely mastered)"
        if mastered
        else f"- {topic.title} ({percent(topic.mastery.p_weak)} likely below the pass mark)"
        for topic in topics[:LISTED]
    ]
    if len(topics) > LISTED:
        lines.append(f"- and {count(len(topics) - LISTED, 'more', 'more')}")
    st.markdown("\n".join(lines))
