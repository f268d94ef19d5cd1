"""Which learners a counsellor sees."""

import pandas as pd
import streamlit as st

from plan_engine.roles import Role
from services.assignment_file import COLUMNS, FileRefused, assign_from_file
from services.assignments import assign, unassign
from services.people_list import assigned_learners, find_accounts
from ui.actions import attempt, show_notice
from ui.frame import Frame, open_page
from ui.paging import draw_pages, page_asked_for
from ui.plain import plain
from ui.words import count

PAGE = "assigned_page"
DONE = "assignment_done"
FILE, FILE_DONE, FILE_PROBLEMS = "assignment_file", "file_done", "file_problems"


def change(frame: Frame, counsellor: str, *, adding: bool) -> None:
    """Assign the learner that was typed, or end their assignment."""
    learner = st.session_state.assigned_learner
    changed = attempt(
        assign if adding else unassign,
        frame.work,
        counsellor=counsellor,
        learner=learner,
        actor=frame.user.id,
    )
    if changed is not None:
        known = "was assigned already" if adding else "was not assigned"
        now = "is assigned" if adding else "is no longer assigned"
        st.session_state[DONE] = f"{plain(learner)} {now if changed else known}."


def take_file(frame: Frame) -> None:
    """Assign what the file says, or keep what is wrong with it."""
    given = st.session_state[FILE]
    if given is None:
        st.session_state[FILE_PROBLEMS] = ("Choose a file first.", ())
        return
    try:
        done = assign_from_file(frame.work, given.getvalue(), actor=frame.user.id)
    except FileRefused as refused:
        st.session_state[FILE_PROBLEMS] = (str(refused), refused.problems)
        return
    known = f", {done.known} were so already" if done.known else ""
    st.session_state[FILE_DONE] = f"{count(done.added, 'learner')} assigned{known}."


def draw_file(frame: Frame) -> None:
    """Many assignments at once."""
    with st.expander("Assign many from a CSV file", icon=":material/upload_file:"):
        st.markdown(
            f"Two columns, named in the first line: `{'`, `'.join(COLUMNS)}`. User names or email "
            "addresses. Either every line is assigned, or none."
        )
        with st.form("file", border=False):
            st.file_uploader("CSV file", type="csv", key=FILE, max_upload_size=2)
            st.form_submit_button("Assign them", on_click=attempt, args=(take_file, frame))
        done = st.session_state.pop(FILE_DONE, None)
        if done:
            st.markdown(f":green[:material/check: {done}]")
        sentence, problems = st.session_state.pop(FILE_PROBLEMS, (None, ()))
        if sentence:
            st.warning(sentence, icon=":material/info:")
            st.markdown("\n".join(f"- {plain(problem)}" for problem in problems))


frame = open_page(roles={Role.ADMIN})
st.title("Caseloads", anchor=False)
show_notice()
counsellors = find_accounts(
    frame.work, role=Role.COUNSELLOR, search=st.session_state.get("find_counsellor", "")
)
st.text_input("Find a counsellor", placeholder="Name, user name or email", key="find_counsellor")
if not counsellors.total:
    st.markdown("There is no such counsellor. Make their account under “New account”.")
    st.stop()
draw_file(frame)
counsellor = st.selectbox(
    "Counsellor",
    [row.username for row in counsellors.rows],
    key="assigned_counsellor",
)
with st.form("assignment", border=True):
    st.text_input("Learner’s user name", key="assigned_learner", autocomplete="off")
    with st.container(horizontal=True):
        st.form_submit_button(
            "Assign",
            type="primary",
            on_click=change,
            args=(frame, counsellor),
            kwargs={"adding": True},
        )
        st.form_submit_button(
            "End assignment", on_click=change, args=(frame, counsellor), kwargs={"adding": False}
        )
    done = st.session_state.pop(DONE, None)
    if done:
        st.markdown(f":green[:material/check: {done}]")

theirs = assigned_learners(frame.work, counsellor, page=page_asked_for(PAGE))
if not theirs.total:
    st.markdown("Nobody is assigned to this counsellor yet.")
    st.stop()
st.caption(count(theirs.total, "learner"))
st.dataframe(
    pd.DataFrame(
        {
            "Name": [f"{row.first_name} {row.last_name}" for row in theirs.rows],
            "User name": [row.username for row in theirs.rows],
        }
    ),
    hide_index=True,
    alt="Learners assigned to this counsellor",
)
draw_pages(PAGE, theirs.pages)
