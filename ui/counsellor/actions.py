"""What a counsellor can do for a learner, as forms on the learner's screen."""

from uuid import UUID

import streamlit as st

from plan_engine.lifecycles import AttemptStatus
from plan_engine.rules import EXTRA_TIME_PERCENTS
from services.comfort import set_extra_time
from services.counsellor.fresh_attempt import grant_fresh_attempt
from services.counsellor.mail import configured_mailer
from services.counsellor.notes import TEXT_MAX_CHARACTERS, add_note
from services.counsellor.nudges import send_nudge
from services.counsellor.road import Road
from services.placements import confirm_outcome
from ui.actions import attempt
from ui.counsellor.words import attempt_name, extra_time_saved
from ui.frame import Frame
from ui.plain import plain

DONE = "counsellor_done"
CONFIRMED = "placement_confirmed"
MESSAGE, NOTE, TIME, FRESH = "Message", "Note", "Extra time", "Fresh attempt"


def draw_actions(frame: Frame, road: Road) -> None:
    """One form at a time, chosen above it."""
    with st.container(border=True, key="actions"):
        chosen = st.segmented_control(
            "What to do",
            [MESSAGE, NOTE, TIME, FRESH],
            default=MESSAGE,
            required=True,
            key="action",
        )
        if chosen == MESSAGE:
            _draw_message(frame, road)
        elif chosen == NOTE:
            _draw_note(frame, road)
        elif chosen == TIME:
            _draw_extra_time(frame, road)
        elif chosen == FRESH:
            _draw_fresh(frame, road)
        done = st.session_state.pop(DONE, None)
        if done:
            st.markdown(f":green[:material/check: {done}]")


def confirm_placement(frame: Frame, report: UUID) -> None:
    """Confirm that the evidence of a placement was seen."""
    if attempt(confirm_outcome, frame.work, frame.user.id, report) is not None:
        st.session_state[CONFIRMED] = report


def draw_confirmed(report: UUID) -> None:
    """Say once that this placement was confirmed just now."""
    if st.session_state.get(CONFIRMED) == report:
        del st.session_state[CONFIRMED]
        st.markdown(":green[:material/check: Saved: the placement is confirmed.]")


def _draw_message(frame: Frame, road: Road) -> None:
    with st.form("message", border=False, clear_on_submit=False):
        st.text_area(
            f"Message to {road.first_name}",
            key="message_text",
            max_chars=TEXT_MAX_CHARACTERS,
            placeholder="What you noticed, and one next step.",
        )
        mailer = configured_mailer()
        by_mail = " and gets it by mail" if mailer else ""
        st.caption(f"{road.first_name} finds it on the home page{by_mail}. Your name is on it.")
        st.form_submit_button("Send", type="primary", on_click=_send, args=(frame, road))


def _send(frame: Frame, road: Road) -> None:
    sent = attempt(
        send_nudge,
        frame.work,
        frame.user.id,
        road.id,
        st.session_state.message_text,
        mailer=configured_mailer(),
    )
    if sent is None:
        return
    st.session_state.message_text = ""
    mail = {None: "", True: " It went out by mail too.", False: " The mail could not be sent."}
    st.session_state[DONE] = "The message is on the learner’s home page." + mail[sent.mailed]


def _draw_note(frame: Frame, road: Road) -> None:
    with st.form("note", border=False):
        st.text_area("Note", key="note_text", max_chars=TEXT_MAX_CHARACTERS)
        st.caption(
            "For counsellors of this learner. It is part of what the learner may ask for about "
            "themselves, so write what you could say to them."
        )
        st.form_submit_button("Keep", type="primary", on_click=_keep_note, args=(frame, road))


def _keep_note(frame: Frame, road: Road) -> None:
    if attempt(add_note, frame.work, frame.user.id, road.id, st.session_state.note_text):
        st.session_state.note_text = ""
        st.session_state[DONE] = "The note is kept."


def _draw_extra_time(frame: Frame, road: Road) -> None:
    st.segmented_control(
        f"Extra time for {road.first_name}",
        EXTRA_TIME_PERCENTS,
        default=road.extra_time_percent,
        format_func=lambda percent: f"+{percent}%" if percent else "None",
        key=f"extra-{road.id}",
        required=True,
        on_change=_set_time,
        args=(frame, road),
    )
    st.caption(
        "No test has a time limit. Extra time changes what speed is judged by, from now on; scores "
        "and passing do not depend on it."
    )


def _set_time(frame: Frame, road: Road) -> None:
    percent = st.session_state[f"extra-{road.id}"]
    if attempt(set_extra_time, frame.work, frame.user.id, road.id, percent) is not None:
        st.session_state[DONE] = extra_time_saved(plain(road.first_name), percent)


def _draw_fresh(frame: Frame, road: Road) -> None:
    under_way = [row for row in road.attempts if row.status is AttemptStatus.OPEN]
    if not under_way:
        st.markdown(
            "No test is under way. Weekly tests can be retaken without a limit; this is for a test "
            "that was disturbed before it was handed in."
        )
        return
    with st.form("fresh", border=False):
        st.selectbox(
            "Test under way",
            [row.id for row in under_way],
            format_func={row.id: attempt_name(row) for row in under_way}.__getitem__,
            key="fresh_attempt",
        )
        st.text_input("Why", key="fresh_why", max_chars=TEXT_MAX_CHARACTERS)
        st.caption(
            "The test is withdrawn and counts for nothing. The next start serves questions that "
            f"{road.first_name} has not seen."
        )
        st.form_submit_button("Withdraw it", on_click=_grant, args=(frame, road))


def _grant(frame: Frame, road: Road) -> None:
    chosen, why = st.session_state.fresh_attempt, st.session_state.fresh_why
    before = st.session_state.get("notice")
    attempt(grant_fresh_attempt, frame.work, frame.user.id, road.id, chosen, why)
    if st.session_state.get("notice") == before:
        st.session_state[DONE] = "The test is withdrawn; a fresh one can be started."
