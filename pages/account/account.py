"""Your account: name, time zone, password, signing out everywhere."""

import streamlit as st

from plan_engine.roles import Role
from services.account_fields import FormRefused
from services.accounts import change_profile, profile
from services.comfort import set_reduced_motion
from services.sign_in_sessions import sign_out_everywhere
from services.writing.choice import set_words, wants_words
from ui import sign_in_state
from ui.actions import attempt, show_notice
from ui.fields import draw_field, keep_problems, kept_problems, typed
from ui.frame import EVERYBODY, Frame, open_page
from ui.password_form import draw_password_form, was_changed
from ui.plain import plain
from ui.registration_form import draw_zone_choice

FORM = "profile"
SAVED = "profile_saved"


def save(frame: Frame) -> None:
    """Store what the form holds."""
    try:
        change_profile(
            frame.work,
            frame.user,
            first_name=typed("profile_first_name"),
            last_name=typed("profile_last_name"),
            timezone=typed("profile_timezone"),
        )
    except FormRefused as refusal:
        keep_problems(FORM, refusal.problems)
    else:
        keep_problems(FORM, {})
        st.session_state[SAVED] = True


def hold_still(frame: Frame) -> None:
    """Store what was chosen."""
    set_reduced_motion(frame.work, frame.user, reduced=bool(st.session_state["reduced_motion"]))


def choose_words(frame: Frame) -> None:
    """Store what was chosen."""
    set_words(frame.work, frame.user.id, wanted=bool(st.session_state["written_words"]))


def draw_words_choice(frame: Frame) -> None:
    """Whether a language model may put the plan into words, and what it would be told."""
    with st.container(border=True):
        st.subheader("Words by a language model", anchor=False)
        st.toggle(
            "Let a language model word my plan",
            wants_words(frame.work, frame.user.id),
            key="written_words",
            on_change=attempt,
            args=(choose_words, frame),
        )
        st.caption(
            "It writes up each day, a note for the week and a diagnosis; what you study and when is "
            "decided by your answers alone. It is told your topics, how well you seem to know them in a "
            "few words, and our links: never your name, your email, your résumé or anything you typed. "
            "Off, you read the plan’s own words."
        )


def leave_everywhere(frame: Frame) -> None:
    """End every session of this account."""
    sign_out_everywhere(frame.work, frame.user)
    sign_in_state.leave(forget_cookie=True)


frame = open_page(roles=EVERYBODY)
who = profile(frame.work, frame.user)
st.title("Your account", anchor=False)
show_notice()
st.markdown(f"{plain(who.username)} · {plain(who.email)}")

with st.container(border=True):
    st.subheader("Name and time zone", anchor=False)
    with st.form(FORM, border=False):
        problems = kept_problems(FORM)
        for label, name, known, kind in (
            ("First name", "first_name", who.first_name, "given-name"),
            ("Last name", "last_name", who.last_name, "family-name"),
        ):
            draw_field(label, f"{FORM}_{name}", problems.get(name), kind=kind, value=known)
        draw_zone_choice("profile_timezone", who.timezone, problem=problems.get("timezone"))
        st.form_submit_button("Save", type="primary", on_click=attempt, args=(save, frame))
    if st.session_state.pop(SAVED, False):
        st.markdown(":green[:material/check: Saved.]")

with st.container(border=True):
    st.subheader("Password", anchor=False)
    draw_password_form(frame.work, frame.user, current="Current password")
    if was_changed():
        st.markdown(":green[:material/check: Changed. Your other browsers were signed out.]")

with st.container(border=True):
    st.subheader("Comfort", anchor=False)
    st.toggle(
        "Reduce motion",
        frame.user.reduced_motion,
        key="reduced_motion",
        on_change=attempt,
        args=(hold_still, frame),
    )
    st.caption(
        "Nothing slides, pops up or floats: what you earned is said in a line instead. If your device "
        "asks for reduced motion, animations are left out in any case."
    )
    if frame.user.extra_time_percent:
        st.markdown(
            f":material/more_time: Your counsellor gave you **{frame.user.extra_time_percent}% extra "
            "time**: estimates of a day and judgements of speed allow for it. Tests have no time limit."
        )

if frame.work.writer is not None and frame.user.role is Role.LEARNER:
    draw_words_choice(frame)

with st.container(border=True):
    st.subheader("Your data", anchor=False)
    st.markdown("Download everything that is kept about you, or delete your account.")
    st.page_link("pages/account/my_data.py", label="My data", icon=":material/folder_shared:")

with st.container(border=True):
    st.subheader("Signed-in browsers", anchor=False)
    st.markdown("Signing out everywhere ends this session and those of your other browsers.")
    st.button(
        "Sign out everywhere",
        icon=":material/logout:",
        on_click=attempt,
        args=(leave_everywhere, frame),
    )
