"""A learner's résumé versions on their counsellor's screen: scores, and texts that are shared."""

from uuid import UUID

import streamlit as st

from services.counsellor.resumes import read_shared, resumes_of
from services.resumes.desk import ResumeDesk, open_desk
from ui import installation
from ui.actions import attempt, unless_refused
from ui.frame import Frame, recheck
from ui.resume_pairs import SIDES
from ui.words import count, on_date


def draw_resumes(frame: Frame, learner: UUID, zone: str) -> None:
    """A line for each version, looked up when the list is opened."""
    listed = st.expander("Versions that this learner uploaded", on_change="rerun")
    if listed.open:
        with listed:
            _list(frame, learner, zone)


def _list(frame: Frame, learner: UUID, zone: str) -> None:
    desk = open_desk(frame.work, installation.here().settings)
    found = unless_refused(resumes_of, desk, frame.user.id, learner)
    if not found:
        st.markdown("None yet.")
        return
    for version in found:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(
                f"**{version.label}: {version.score} of 100** · {SIDES[version.side].lower()} · "
                f"{on_date(version.uploaded_at, zone)} · {count(version.words, 'word')}",
                width="stretch",
            )
            if version.is_shared and st.button(
                "Read", key=f"read_{version.id}", icon=":material/article:"
            ):
                _read(frame, desk, learner, version.id)
    st.caption("Learners choose in their résumé’s history whether you may read a text.")


@st.dialog("Résumé", width="large")
def _read(frame: Frame, desk: ResumeDesk, learner: UUID, version: UUID) -> None:
    recheck(frame)
    text = attempt(read_shared, desk, frame.user.id, learner, version)
    if text is None:
        st.rerun()
    st.caption("The text as the reader found it; its layout is not kept. Your reading is logged.")
    st.code(text, language=None, wrap_lines=True)
