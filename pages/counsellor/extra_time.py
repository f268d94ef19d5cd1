"""Extra time: which of a counsellor's learners may need longer than others, and how much."""

import streamlit as st

from plan_engine.roles import Role
from plan_engine.rules import EXTRA_TIME_PERCENTS
from services.comfort import LearnersTime, learners_times, set_extra_time
from ui.actions import attempt, show_notice
from ui.counsellor.words import extra_time_saved
from ui.frame import open_page
from ui.paging import draw_pages, draw_search, page_asked_for, searched_for
from ui.plain import plain

PAGE = "extra_time_page"
DONE = "extra_time_done"

frame = open_page(roles={Role.COUNSELLOR})


def grant(row: LearnersTime, key: str) -> None:
    """Store what was chosen."""
    percent = st.session_state[key]
    if attempt(set_extra_time, frame.work, frame.user.id, row.id, percent) is not None:
        st.session_state[DONE] = (row.id, extra_time_saved(plain(row.name), percent))


def draw_learner(row: LearnersTime) -> None:
    """A learner and the choice."""
    key = f"extra-{row.id}"
    with st.container(border=True, gap="small"):
        st.markdown(f"**{plain(row.name)}** ({plain(row.username)})")
        st.radio(
            f"Extra time of {row.name}",
            EXTRA_TIME_PERCENTS,
            index=EXTRA_TIME_PERCENTS.index(row.extra_percent),
            format_func=lambda percent: f"+{percent}%" if percent else "None",
            key=key,
            horizontal=True,
            label_visibility="collapsed",
            on_change=grant,
            args=(row, key),
        )
        learner, done = st.session_state.get(DONE, (None, None))
        if learner == row.id:
            del st.session_state[DONE]
            st.markdown(f":green[:material/check: {done}]")


shown = learners_times(
    frame.work, frame.user.id, search=searched_for(PAGE), page=page_asked_for(PAGE)
)
st.title("Extra time", anchor=False)
show_notice()
if not shown.total and not searched_for(PAGE):
    st.markdown("Nobody is assigned to you yet. An admin assigns learners under “Caseloads”.")
    st.stop()
st.markdown(
    "No test here has a time limit, so nobody needs extra time to finish one. Extra time changes what "
    "speed is judged by: a day’s estimated minutes and its speed XP, the pace in test results, and "
    "after how long somebody counts as away from a question. It applies from now on; scores and "
    "passing do not depend on it."
)
draw_search(PAGE, shown.pages)
if not shown.total:
    st.markdown("None of your learners has this name.")
for row in shown.rows:
    draw_learner(row)
draw_pages(PAGE, shown.pages)
