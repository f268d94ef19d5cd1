"""What a visitor sees who is not signed in: the form to sign in, or the one to register."""

import streamlit as st

from services.accounts import WRONG_SIGN_IN
from ui import installation, sign_in_state
from ui.actions import attempt, show_notice
from ui.brand import PRODUCT, PROMISE
from ui.fields import draw_field, draw_problem, keep_problems, kept_problems, typed
from ui.registration_form import draw_registration
from ui.sign_in_exchange import draw_cookie_exchange
from ui.sign_in_library import TableAuthenticate

FORM_WIDTH = 440
"""Pixels: a line of a form that the eye takes in at once; phones are narrower and use what they have."""

FORGOTTEN = (
    "Forgot your password? We send no mail. Ask your counsellor or an admin: an admin makes you a "
    "one-time password, which ends a lock, too."
)

_FORM = "sign_in"
_REGISTERING = "registering"


def draw_entrance() -> None:
    """The form to sign in, or to register, and the way from one to the other."""
    with (
        st.container(horizontal_alignment="center"),
        st.container(width=FORM_WIDTH, horizontal_alignment="left"),
    ):
        st.markdown(f"**{PRODUCT}** · {PROMISE}")
        show_notice()
        if st.session_state.get(_REGISTERING):
            draw_registration()
            _switch("You have an account?", "Sign in", registering=False)
        else:
            _draw_sign_in()
            _switch("New here?", "Create an account", registering=True)
    draw_cookie_exchange()


def _draw_sign_in() -> None:
    st.title("Sign in", anchor=False)
    if sign_in_state.was_ended():
        st.markdown("You were signed out. Sign in again to go on where you were.")
    if sign_in_state.was_deleted():
        st.markdown("Your account and everything in it were deleted.")
    problems = kept_problems(_FORM)
    with st.form(_FORM, border=False):
        draw_field("User name or email", "sign_in_name", problems.get("name"), kind="username")
        draw_field(
            "Password", "sign_in_password", problems.get("password"), kind="current-password"
        )
        draw_problem(problems.get("both"))
        st.form_submit_button(
            "Sign in", type="primary", width="stretch", on_click=attempt, args=(_sign_in,)
        )
    st.caption(FORGOTTEN)


def _sign_in() -> None:
    name, password = typed("sign_in_name"), typed("sign_in_password")
    problems = {}
    if not name.strip():
        problems["name"] = "Enter your user name or email."
    if not password:
        problems["password"] = "Enter your password."  # noqa: S105  (a sentence)
    if not problems:
        here = installation.here()
        if TableAuthenticate(here.work, here.settings).sign_in(name, password):
            return
        problems["both"] = WRONG_SIGN_IN
    keep_problems(_FORM, problems)


def _switch(question: str, label: str, *, registering: bool) -> None:
    st.caption(question)
    st.button(
        label,
        width="stretch",
        key="switch_entrance",
        on_click=st.session_state.update,
        kwargs={_REGISTERING: registering},
    )
