"""One learner's whole road, and what a counsellor can do for them."""

import streamlit as st

from plan_engine.roles import Role
from services.counsellor.road import learner_road
from ui import places
from ui.actions import show_notice, unless_refused
from ui.counsellor.actions import draw_actions
from ui.counsellor.filters import CASELOAD
from ui.counsellor.resumes import draw_resumes
from ui.counsellor.road import (
    draw_effort,
    draw_figures,
    draw_log,
    draw_pace,
    draw_placement,
    draw_plan,
    draw_readiness,
    draw_reasons,
    draw_resume,
    draw_topics,
)
from ui.frame import open_page
from ui.plain import plain

frame = open_page(roles={Role.COUNSELLOR})
learner = places.key_from_address("learner")
road = unless_refused(learner_road, frame.work, frame.user.id, learner) if learner else None
if road is None:
    st.title("Learner", anchor=False)
    show_notice()
    st.page_link(CASELOAD, label="Choose a learner", icon=":material/groups:")
    st.stop()
st.title(plain(road.name), anchor=False)
st.caption(f"{plain(road.username)} · {plain(road.email)} · {road.timezone}")
show_notice()
draw_reasons(road)
draw_figures(road)
draw_actions(frame, road)
draw_readiness(road)
draw_topics(road)
draw_pace(road)
draw_effort(road)
draw_plan(road)
draw_resume(road)
draw_resumes(frame, road.id, road.timezone)
draw_placement(frame, road)
draw_log(road)
