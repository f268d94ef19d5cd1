"""Which learners a counsellor sees."""

import pandas as pd
import streamlit as st

from plan_engine.roles import Role
from services.assignment_file import COLUMNS, FileRefused, assign_from_file
from services.assignments import assign, unassign
from services.people_list import (
    AccountPage,
    assigned_learners,
    find_accounts,
    learners_without_counsellor,
)
from ui.actions import attempt, show_notice
from ui.frame import Frame, open_page
from ui.paging import draw_pages, page_asked_for, to_first_page
from ui.plain import plain
from ui.words import ACCOUNT_STATES, count

PAGE, WITHOUT_PAGE = "assigned_page", "without_page"
THEIRS, WITHOUT = "Of this counsellor", "Without a counsellor"
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
    known = f"; {count(done.known, 'was', 'were')} assigned already" if done.known else ""
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


def draw_theirs(frame: Frame, counsellor: str) -> None:
    """The learners of the counsellor who is chosen."""
    theirs = assigned_learners(frame.work, counsellor, page=page_asked_for(PAGE))
    if not theirs.total:
        st.markdown("Nobody is assigned to this counsellor yet.")
        return
    st.caption(count(theirs.total, "learner"))
    draw_list(theirs, "Learners assigned to this counsellor")
    draw_pages(PAGE, theirs.pages)


def draw_without(frame: Frame) -> None:
    """The learners whom no counsellor sees."""
    search = st.text_input(
        "Find a learner",
        placeholder="Name, user name or email",
        key="find_without",
        on_change=to_first_page,
        args=(WITHOUT_PAGE,),
    )
    without = learners_without_counsellor(
        frame.work, search=search, page=page_asked_for(WITHOUT_PAGE)
    )
    if not without.total:
        st.markdown("There is none of this name." if search else "Every learner has a counsellor.")
        return
    st.caption(
        f"{count(without.total, 'learner')}: nobody is assigned to them, or only counsellors whose "
        "accounts are deactivated."
    )
    draw_list(without, "Learners without a counsellor")
    draw_pages(WITHOUT_PAGE, without.pages)


def draw_list(shown: AccountPage, alt: str) -> None:
    """Names to read, and those to type above."""
    st.dataframe(
        pd.DataFrame(
            {
                "Name": [f"{row.first_name} {row.last_name}" for row in shown.rows],
                "User name": [row.username for row in shown.rows],
                "State": [ACCOUNT_STATES[row.is_active] for row in shown.rows],
                "Since": [row.created_at.strftime("%Y-%m-%d") for row in shown.rows],
            }
        ),
        hide_index=True,
        alt=alt,
    )


frame = open_page(roles={Role.ADMIN})
st.title("Caseloads", anchor=False)
show_notice()
counsellors = find_accounts(
    frame.work, role=Role.COUNSELLOR, search=st.session_state.get("find_counsellor", "")
)
st.text_input(
    "Find a counsellor",
    placeholder="Name, user name or email",
    key="find_counsellor",
    on_change=to_first_page,
    args=(PAGE,),
)
if not counsellors.total:
    st.markdown("There is no such counsellor. Make their account under “New account”.")
    st.stop()
draw_file(frame)
named = {row.username: row for row in counsellors.rows}
counsellor = st.selectbox(
    "Counsellor",
    list(named),
    format_func=lambda name: name if named[name].is_active else f"{name} (deactivated)",
    key="assigned_counsellor",
    on_change=to_first_page,
    args=(PAGE,),
)
with st.form("assignment", border=True):
    st.text_input("Learner’s user name or email", key="assigned_learner", autocomplete="off")
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

listed = st.segmented_control(
    "Learners", [THEIRS, WITHOUT], default=THEIRS, required=True, key="listed_learners"
)
if listed == WITHOUT:
    draw_without(frame)
else:
    draw_theirs(frame, counsellor)
