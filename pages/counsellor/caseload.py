"""A counsellor's learners: where each stands, and who needs a word."""

from zoneinfo import ZoneInfo

import pandas as pd
import streamlit as st

from plan_engine.roles import Role
from plan_engine.rules import FAILURES_BEFORE_HELP
from services.caseload import LearnerRow, caseload
from ui.frame import Frame, open_page
from ui.paging import draw_pages, page_asked_for
from ui.words import count

PAGE = "caseload_page"


def as_table(frame: Frame, rows: list[LearnerRow]) -> pd.DataFrame:
    """One line a learner; times in the counsellor's zone."""
    zone = ZoneInfo(frame.user.timezone)
    return pd.DataFrame(
        {
            "Needs a word": [row.needs_help for row in rows],
            "Name": [row.name for row in rows],
            "Target": [row.plan.target if row.plan else "No plan yet" for row in rows],
            "Plan": [row.plan.status.value.capitalize() if row.plan else "" for row in rows],
            "Week, day": [f"{row.plan.week}, {row.plan.day}" if row.plan else "" for row in rows],
            "Last activity": [
                row.plan.last_activity.astimezone(zone).strftime("%Y-%m-%d %H:%M")
                if row.plan and row.plan.last_activity
                else ""
                for row in rows
            ],
            "Last score, %": pd.array([row.last_score for row in rows], dtype="Int64"),
        }
    )


frame = open_page(roles={Role.COUNSELLOR})
shown = caseload(frame.work, frame.user.id, page=page_asked_for(PAGE))
st.title("Your learners", anchor=False)
if not shown.total:
    st.markdown("Nobody is assigned to you yet. An admin assigns learners under “Caseloads”.")
    st.stop()
stuck = count(shown.needing_help, "needs", "need")
st.markdown(
    f"{count(shown.total, 'learner')}. "
    + (
        f"{stuck} a word: three failed tests in one week, and none passed since."
        if shown.needing_help
        else f"Nobody has failed the test of one week {FAILURES_BEFORE_HELP} times."
    )
)
st.dataframe(
    as_table(frame, list(shown.rows)),
    hide_index=True,
    column_config={
        "Needs a word": st.column_config.CheckboxColumn(width="small"),
        "Week, day": st.column_config.TextColumn(width="small"),
        "Last score, %": st.column_config.NumberColumn(width="small"),
    },
    alt=f"Your learners, page {page_asked_for(PAGE)} of {shown.pages}",
)
draw_pages(PAGE, shown.pages)
