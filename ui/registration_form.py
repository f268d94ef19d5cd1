"""The form that makes a learner's account, and signs them in with it."""

import streamlit as st

from services.account_fields import FormRefused, time_zones, zone_or_utc
from services.accounts import registered_before
from services.registration import Identity, register
from services.sign_in_rules import (
    PASSWORD_MIN_CHARACTERS,
    USERNAME_MAX_CHARACTERS,
    USERNAME_MIN_CHARACTERS,
)
from services.sign_in_sessions import open_session
from ui import installation, sign_in_state
from ui.actions import attempt
from ui.fields import draw_field, draw_problem, keep_problems, kept_problems, typed

_FORM = "registration"

_FIELDS = (
    ("First name", "first_name", "given-name", None),
    ("Last name", "last_name", "family-name", None),
    ("Email", "email", "email", None),
    (
        "User name",
        "username",
        "username",
        f"{USERNAME_MIN_CHARACTERS} to {USERNAME_MAX_CHARACTERS} characters: a to z, digits, and _ . -",
    ),
    (
        "Password",
        "password",
        "new-password",
        f"At least {PASSWORD_MIN_CHARACTERS} characters. A few unrelated words are easy to remember.",
    ),
    ("Password again", "repeated", "new-password", None),
)
"""Label, field, what browsers call it, hint."""


def draw_registration() -> None:
    """The form, with a sentence under each field that will not do."""
    st.title("Create an account", anchor=False)
    problems = kept_problems(_FORM)
    with st.form(_FORM, border=False):
        for label, name, kind, hint in _FIELDS:
            draw_field(label, f"{_FORM}_{name}", problems.get(name), kind=kind, hint=hint)
        draw_zone_choice(
            "registration_timezone", st.context.timezone, problem=problems.get("timezone")
        )
        st.form_submit_button(
            "Create account", type="primary", width="stretch", on_click=attempt, args=(_register,)
        )


def draw_zone_choice(key: str, known: str | None, *, problem: str | None) -> None:
    """The list of time zones, at `known` if it is one of them."""
    zones = time_zones()
    with st.container(gap="xsmall"):
        st.selectbox("Time zone", zones, index=zones.index(zone_or_utc(known)), key=key)
        if problem:
            draw_problem(problem)
        else:
            st.caption("Your days and your streak are counted in this zone.")


def _register() -> None:
    work = installation.here().work
    who = Identity(
        username=typed("registration_username"),
        email=typed("registration_email"),
        first_name=typed("registration_first_name"),
        last_name=typed("registration_last_name"),
        timezone=typed("registration_timezone"),
    )
    password = typed("registration_password")
    try:
        user_id = register(work, who, password, typed("registration_repeated"))
    except FormRefused as refusal:
        is_taken = refusal.problems.keys() == {"username", "email"}
        before = registered_before(work, who, password) if is_taken else None
        if before is None:
            keep_problems(_FORM, refusal.problems)
            return
        user_id = before
    sign_in_state.enter_new(open_session(work, user_id))
