"""A new account for somebody of the staff, with a one-time password that is shown once."""

import streamlit as st

from plan_engine.roles import Role
from services.account_fields import FormRefused
from services.registration import Identity
from services.staff import create_account
from ui.actions import attempt, show_notice
from ui.fields import draw_field, keep_problems, kept_problems, typed
from ui.frame import Frame, open_page
from ui.handed_out import keep_handed_out, show_handed_out

FORM = "new_account"
FIELDS = (
    ("First name", "first_name"),
    ("Last name", "last_name"),
    ("Email", "email"),
    ("User name", "username"),
)
STAFF = (Role.COUNSELLOR, Role.PRODUCT, Role.ADMIN)


def create(frame: Frame) -> None:
    """Make the account that the form describes."""
    who = Identity(
        username=typed(f"{FORM}_username"),
        email=typed(f"{FORM}_email"),
        first_name=typed(f"{FORM}_first_name"),
        last_name=typed(f"{FORM}_last_name"),
        timezone=frame.user.timezone,
    )
    try:
        handed = create_account(
            frame.work, who, Role(st.session_state[f"{FORM}_role"]), actor=frame.user.id
        )
    except FormRefused as refusal:
        keep_problems(FORM, refusal.problems)
        return
    keep_problems(FORM, {})
    keep_handed_out(handed)
    for _label, name in FIELDS:
        st.session_state[f"{FORM}_{name}"] = ""


frame = open_page(roles={Role.ADMIN})
st.title("New account", anchor=False)
show_notice()
st.markdown("For counsellors, the product team and admins. Learners register themselves.")
show_handed_out()
problems = kept_problems(FORM)
with st.form(FORM):
    st.segmented_control(
        "Role",
        STAFF,
        default=Role.COUNSELLOR,
        required=True,
        format_func=lambda role: role.value.capitalize(),
        key=f"{FORM}_role",
    )
    for label, name in FIELDS:
        draw_field(label, f"{FORM}_{name}", problems.get(name), kind="off")
    st.form_submit_button("Create account", type="primary", on_click=attempt, args=(create, frame))
