"""On home: which version of the résumé is worth uploading now, and why."""

import streamlit as st

from plan_engine.resume.impact import ResumeSide
from ui import places

WORDS = {
    ResumeSide.BEFORE: (
        "Upload the résumé you have now. Only with a *before* can this page say later what the plan did for it.",
        "Upload it",
    ),
    ResumeSide.AFTER: (
        "Bring your résumé up to date and upload it as *after*: you will see what has changed, and what is missing.",
        "Compare it",
    ),
}


def draw_resume_invitation(wanted: ResumeSide | None) -> None:
    """A sentence and a link; nothing where no version is missing."""
    if wanted is None:
        return
    sentence, label = WORDS[wanted]
    st.subheader("Your résumé", anchor=False)
    st.markdown(sentence)
    places.link(places.RESUME, label, icon=":material/description:")
