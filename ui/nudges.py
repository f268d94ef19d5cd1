"""Messages from the learner's counsellor, at the top of home until they are put away."""

from uuid import UUID

import streamlit as st

from services.counsellor.nudges import put_away, unseen_nudges
from ui.actions import attempt
from ui.frame import Frame
from ui.plain import plain
from ui.words import on_date


def draw_nudges(frame: Frame) -> None:
    """One card for each message that waits."""
    for nudge in unseen_nudges(frame.work, frame.user.id):
        with st.container(border=True, gap="xsmall", key=f"nudge-{nudge.id}"):
            st.caption(
                f":material/mail: {plain(nudge.sender)}, your counsellor · "
                f"{on_date(nudge.at, frame.user.timezone)}"
            )
            for paragraph in filter(str.strip, nudge.text.split("\n")):
                st.markdown(plain(paragraph))
            st.button("Got it", key=f"seen-{nudge.id}", on_click=_put_away, args=(frame, nudge.id))


def _put_away(frame: Frame, nudge: UUID) -> None:
    attempt(put_away, frame.work, frame.user.id, nudge)
