"""Changing a password: on the account page, and at the first sign-in with one that somebody handed over."""

import streamlit as st

from services.account_fields import FormRefused
from services.accounts import change_password
from services.sign_in_rules import PASSWORD_MIN_CHARACTERS
from services.sign_in_sessions import SignedIn
from services.workspace import Workspace
from ui import sign_in_state
from ui.actions import attempt, show_notice
from ui.fields import draw_field, keep_problems, kept_problems, typed

_FORM = "password"
_DONE = "password_changed"


def draw_first_password(work: Workspace, user: SignedIn) -> None:
    """Have somebody replace the password that they were handed."""
    st.title("Choose your own password", anchor=False)
    show_notice()
    st.markdown("You signed in with a one-time password. Replace it to go on.")
    draw_password_form(work, user, current="One-time password")


def draw_password_form(work: Workspace, user: SignedIn, *, current: str) -> None:
    """The form; `current` is what the password that is replaced is called."""
    problems = kept_problems(_FORM)
    with st.form(_FORM, border=False, clear_on_submit=True):
        for label, name, kind in (
            (current, "current", "current-password"),
            ("New password", "new", "new-password"),
            ("New password again", "repeated", "new-password"),
        ):
            hint = f"At least {PASSWORD_MIN_CHARACTERS} characters." if name == "new" else None
            draw_field(label, f"{_FORM}_{name}", problems.get(name), kind=kind, hint=hint)
        st.form_submit_button(
            "Change password", type="primary", on_click=attempt, args=(_change, work, user)
        )


def was_changed() -> bool:
    """Whether the password was changed just now; said once."""
    return bool(st.session_state.pop(_DONE, False))


def _change(work: Workspace, user: SignedIn) -> None:
    try:
        opened = change_password(
            work, user, typed("password_current"), typed("password_new"), typed("password_repeated")
        )
    except FormRefused as refusal:
        keep_problems(_FORM, refusal.problems)
        return
    sign_in_state.enter_new(opened)
    st.session_state[_DONE] = True
