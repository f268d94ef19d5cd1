"""My data: take everything with you, or have the account deleted."""

import streamlit as st

from plan_engine.roles import Role
from services.account_deletion import Confirmation, delete_my_account
from services.account_fields import FormRefused
from services.my_data import export_my_data
from services.resumes.sealing import Seal
from ui import installation, sign_in_state
from ui.actions import attempt, show_notice
from ui.fields import draw_field, keep_problems, kept_problems, typed
from ui.frame import EVERYBODY, open_page, while_signed_in
from ui.plain import plain

FORM = "delete"

frame = open_page(roles=EVERYBODY)


def delete() -> None:
    """Delete the account, and leave."""
    try:
        delete_my_account(
            frame.work,
            frame.user,
            Confirmation(username=typed("delete_username"), password=typed("delete_password")),
        )
    except FormRefused as refusal:
        keep_problems(FORM, refusal.problems)
        return
    sign_in_state.leave_for_good()


def packed() -> bytes:
    """The export."""
    return export_my_data(frame.work, frame.user, Seal(installation.here().settings.resume_key))


st.title("My data", anchor=False)
show_notice()
with st.container(border=True):
    st.subheader("Take it with you", anchor=False)
    st.markdown(
        "Everything that is kept about you, as JSON and as CSV for a spreadsheet, in one zip file. "
        "Right answers of tests that you have not handed in are left out, and so is whatever would "
        "let somebody sign in as you."
    )
    st.download_button(
        "Download my data",
        while_signed_in(frame, packed),
        file_name=f"careerlytics-{frame.user.username}.zip",
        mime="application/zip",
        icon=":material/download:",
        on_click="ignore",
    )

with st.container(border=True):
    st.subheader("Delete my account", anchor=False)
    whole = (
        "Your plans, tests, XP, streak and reports are deleted with it, at once and for good. "
        if frame.user.role is Role.LEARNER
        else ""
    )
    st.markdown(f"{whole}Nobody can bring it back, so download your data first if you want it.")
    problems = kept_problems(FORM)
    with st.form(FORM, border=False):
        draw_field(
            f"Type your user name, {plain(frame.user.username)}, to show that you mean it",
            "delete_username",
            problems.get("username"),
            kind="off",
        )
        draw_field("Password", "delete_password", problems.get("password"), kind="current-password")
        st.form_submit_button(
            "Delete my account for good",
            icon=":material/delete_forever:",
            on_click=attempt,
            args=(delete,),
        )
