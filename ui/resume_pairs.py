"""Which versions of a résumé were compared, which one waits, and what was compared earlier."""

from collections.abc import Collection, Sequence

import streamlit as st

from plan_engine.resume.impact import ResumeSide
from services.resumes.comparing import Comparison
from services.resumes.view import ResumeView
from ui.words import on_date

SIDES = {ResumeSide.BEFORE: "Before the plan", ResumeSide.AFTER: "After the plan"}


def compared_on(comparison: Comparison, timezone: str) -> str:
    """Which two versions they are, by their dates."""
    return (
        f"Compared: the version of {on_date(comparison.before_at, timezone)} from before the plan, and that of "
        f"{on_date(comparison.after_at, timezone)} from after it."
    )


def draw_waiting(view: ResumeView, uploaded: Collection[ResumeSide], timezone: str) -> None:
    """What is missing for a comparison, or for the next one; nothing where the newest pair is complete."""
    missing = [name.lower() for side, name in SIDES.items() if side not in uploaded]
    if missing:
        st.markdown(f"A comparison needs both versions; still missing: {' and '.join(missing)}.")
    elif view.waits_since is not None:
        since = f"Your *before* of {on_date(view.waits_since, timezone)} waits for its *after*"
        st.info(
            f"{since}. Until that is here, this is your last comparison."
            if view.comparison is not None
            else f"{since}: one that is uploaded later. Is the *after* that you have here the newer résumé? Then "
            "upload it once more.",
            icon=":material/hourglass_empty:",
        )
    elif view.comparison is None:
        st.markdown(
            "These versions were scored by different rules and one cannot be read again: upload it again."
        )


def draw_earlier(earlier: Sequence[Comparison], timezone: str) -> None:
    """A line for each comparison before the last one: what was earned stays."""
    if not earlier:
        return
    st.header("Earlier comparisons", anchor=False)
    for comparison in earlier:
        st.markdown(comparison.sentence)
        st.caption(compared_on(comparison, timezone))
