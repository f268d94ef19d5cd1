"""What a counsellor's learners reported about their search for work, and confirming placements."""

from uuid import UUID

import streamlit as st

from plan_engine.roles import Role
from services.placements import LearnersReport, confirm_outcome, reports_of_caseload
from ui.actions import attempt, show_notice
from ui.frame import open_page
from ui.outcome_words import OUTCOMES, state_words
from ui.paging import draw_pages, draw_search, page_asked_for, searched_for
from ui.plain import plain
from ui.words import count, on_date

PAGE = "placements_page"
DONE = "placements_done"

frame = open_page(roles={Role.COUNSELLOR})


def confirm(report_id: UUID, learner: str) -> None:
    """Confirm one placement."""
    if attempt(confirm_outcome, frame.work, frame.user.id, report_id) is not None:
        st.session_state[DONE] = f"Saved: the placement of {plain(learner)} is confirmed."


def draw_report(row: LearnersReport) -> None:
    """A card for the newest report after one plan."""
    report = row.report
    with st.container(border=True, gap="small", key=f"report-{report.id}"):
        st.markdown(f"**{plain(row.learner)}** ({plain(row.username)}) · {report.target}")
        st.markdown(f"{OUTCOMES[report.outcome]} since {on_date(report.since, 'UTC')}")
        if report.evidence_note:
            st.markdown(f"> {plain(report.evidence_note)}")
        st.caption(state_words(report, frame.user.timezone))
        if report.waits:
            st.button(
                "Confirm",
                key=f"confirm-{report.id}",
                type="primary",
                icon=":material/verified:",
                on_click=confirm,
                args=(report.id, row.learner),
                help="You have seen the evidence: a contract, or the employer’s word.",
            )


shown = reports_of_caseload(
    frame.work, frame.user.id, search=searched_for(PAGE), page=page_asked_for(PAGE)
)
st.title("Placements", anchor=False)
show_notice()
done = st.session_state.pop(DONE, None)
if done:
    # Confirmed reports move down the list, so it is said above it.
    st.markdown(f":green[:material/check: {done}]")
draw_search(PAGE, shown.pages)
if not shown.total:
    st.markdown(
        "No report of anybody of this name."
        if searched_for(PAGE)
        else "None of your learners has reported anything yet. They do so under “My outcome”; placements "
        "appear here to be confirmed."
    )
    st.stop()
st.markdown(
    f"**{count(shown.total, 'report')}**; placements that wait for you come first. Confirm a placement once "
    "you have seen evidence of it: success figures count confirmed ones only."
)
for row in shown.rows:
    draw_report(row)
draw_pages(PAGE, shown.pages)
