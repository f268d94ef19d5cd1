"""The résumé texts that a learner shares, on the learner's screen: read one at a time, when asked for."""

from uuid import UUID

import streamlit as st

from plan_engine.resume.impact import ResumeSide
from services.counsellor.shared_resumes import SharedResume, read_shared, shared_resumes
from services.resumes.desk import open_desk
from ui import installation
from ui.actions import attempt
from ui.frame import Frame, recheck
from ui.words import count, on_date

SIDES = {ResumeSide.BEFORE: "before the plan", ResumeSide.AFTER: "after the plan"}


def draw_shared_resumes(frame: Frame, learner: UUID, zone: str) -> None:
    """A line for each shared version, looked up when the list is opened."""
    listed = st.expander("Résumés that this learner shares with you", on_change="rerun")
    if listed.open:
        with listed:
            _list(frame, learner, zone)


def _list(frame: Frame, learner: UUID, zone: str) -> None:
    found = attempt(shared_resumes, frame.work, frame.user.id, learner)
    if not found:
        st.markdown("None. Learners choose in their résumé’s history whether you may read a text.")
        return
    for shared in found:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(
                f"Résumé from {SIDES[shared.side]}, {count(shared.words, 'word')}, shared with you "
                f"on {on_date(shared.shared_at, zone)}",
                width="stretch",
            )
            if st.button("Read", key=f"read_{shared.id}", icon=":material/article:"):
                _read(frame, learner, shared)


@st.dialog("Résumé", width="large")
def _read(frame: Frame, learner: UUID, shared: SharedResume) -> None:
    recheck(frame)
    desk = open_desk(frame.work, installation.here().settings)
    try_text = attempt(read_shared, desk, frame.user.id, learner, shared.id)
    if try_text is None:
        st.rerun()
    st.caption("The text as the reader found it; its layout is not kept. Your reading is logged.")
    st.code(try_text, language=None, wrap_lines=True)
