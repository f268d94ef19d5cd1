"""A counsellor's learners as a cohort."""

from collections.abc import Mapping, Sequence

import streamlit as st

from plan_engine.progression import Verdict
from plan_engine.roles import Role
from services.counsellor.cohort import READY_SHOWN, Cohort, Distribution, cohort
from ui.charts.base import draw
from ui.charts.counsellor.cohort import (
    distribution_chart,
    distributions_chart,
    funnel_chart,
    shared_topics_chart,
)
from ui.counsellor.filters import CASELOAD
from ui.counsellor.way_back import link_to_learner, return_to_view
from ui.counsellor.words import VERDICTS, readiness_in_words
from ui.frame import open_page
from ui.plain import plain
from ui.theme import palette
from ui.words import count

COHORT = "pages/counsellor/cohort.py"
CHARTS_AT_MOST = 3
"""Targets with a chart of their own; more are drawn as one."""

frame = open_page(roles={Role.COUNSELLOR})
return_to_view(COHORT)


def draw_ready(shown: Cohort, view: Mapping[str, str]) -> None:
    """Who is ready now; `view` leads back here."""
    st.header("Ready now", anchor=False)
    if not shown.ready_count:
        st.markdown("Nobody has a verdict of job ready yet.")
        return
    st.markdown(f"{count(shown.ready_count, 'learner')} with a verdict of job ready.")
    for learner in shown.ready:
        with st.container(horizontal=True, vertical_alignment="center"):
            link_to_learner(learner.id, plain(learner.name), view)
            ready = f" · {readiness_in_words(learner.readiness)}" if learner.readiness else ""
            st.caption(learner.target + ready)
    if shown.ready_count > READY_SHOWN:
        st.caption(f"The {READY_SHOWN} with the highest scores.")
        st.page_link(
            CASELOAD,
            label="All who are job ready",
            icon=":material/groups:",
            query_params={"verdict": VERDICTS[Verdict.JOB_READY]},
        )


def draw_readiness(shown: Cohort) -> None:
    """Readiness by target."""
    st.header("Readiness by target", anchor=False)
    if not shown.distributions:
        st.markdown("Nobody has sat a test yet.")
        return
    st.caption(
        "A final score was measured; a forecast is what the tests so far suggest for whoever has not "
        "sat the final test. The dotted line is the mark for job ready."
    )
    if len(shown.distributions) > CHARTS_AT_MOST:
        draw_many(shown.distributions)
        return
    for number, found in enumerate(shown.distributions):
        st.subheader(found.target, anchor=False)
        draw(distribution_chart(found, palette()), key=f"distribution-{number}")
        st.caption(
            f"Filled: {count(found.finals, 'final score')}. "
            f"Hollow: {count(found.forecasts, 'forecast')}."
        )


def draw_many(distributions: Sequence[Distribution]) -> None:
    """Final scores and forecasts of many targets, each kind as one chart."""
    for name, forecasts in (("Final scores", False), ("Forecasts", True)):
        learners = sum(one.forecasts if forecasts else one.finals for one in distributions)
        st.subheader(name, anchor=False)
        if not learners:
            st.markdown("None yet.")
            continue
        chart = distributions_chart(distributions, palette(), forecasts=forecasts)
        draw(chart, key=f"distributions-{name}")
        st.caption(
            f"{count(learners, 'learner')}. In each cell how many; the stronger its "
            "colour, the larger their share of the target’s."
        )


st.title("Cohort", anchor=False)
titles = {target.id: target.title for target in frame.work.content.targets.values()}
chosen = st.selectbox(
    "Target",
    list(titles),
    index=None,
    format_func=lambda target: titles[target],
    placeholder="All targets",
    key="target",
    bind="query-params",
    width=320,
)
shown = cohort(frame.work, frame.user.id, chosen)
if not shown.learners:
    st.markdown(
        "Nobody here. Either nobody is assigned to you yet (an admin does that under “Caseloads”), "
        "or none of your learners has this target."
    )
    st.stop()
if chosen:
    st.markdown(f"**{shown.learners:,} of your {count(shown.assigned, 'learner')}** shown.")
else:
    st.markdown(f"**{count(shown.learners, 'learner')}** assigned to you.")
draw_ready(shown, {"target": titles[chosen]} if chosen else {})
draw_readiness(shown)
st.header("From registration to verdict", anchor=False)
draw(funnel_chart(shown.funnel, palette()), key="funnel")
st.caption("How many came at least this far with their current target.")
st.header("Weak topics shared by many", anchor=False)
if shown.topics:
    draw(shared_topics_chart(shown.topics, palette()), key="topics")
    st.caption(
        "Learners without a verdict for whom the topic is more likely than not below the pass mark of 70%, "
        "of those whose tests covered its target."
    )
else:
    st.markdown(
        "No topic is more likely than not below the pass mark of 70% for anybody who is on the way."
    )
