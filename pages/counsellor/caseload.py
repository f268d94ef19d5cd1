"""A counsellor's learners: those who need a word first, with the reasons in words."""

from collections.abc import Mapping

import streamlit as st

from plan_engine.roles import Role
from services.caseload import Caseload, LearnerRow, caseload, whole_caseload
from services.counsellor.need import Need
from ui.actions import show_notice
from ui.counsellor.caseload_csv import caseload_csv
from ui.counsellor.filters import CASELOAD, PAGE, draw_filters, draw_views, view_in_address
from ui.counsellor.way_back import link_to_learner, return_to_view
from ui.counsellor.words import (
    NEEDS,
    STAGES,
    VERDICTS,
    activity_in_words,
    message_in_words,
    readiness_in_words,
    reason_in_words,
    signed,
)
from ui.frame import open_page, while_signed_in
from ui.paging import draw_pages, page_asked_for
from ui.plain import plain
from ui.words import count

COLOURS = {Need.URGENT: "orange", Need.SOME: "blue", Need.NONE: "green"}

frame = open_page(roles={Role.COUNSELLOR})
return_to_view(CASELOAD)


def draw_learner(row: LearnerRow, view: Mapping[str, str]) -> None:
    """One learner: who, how ready, why they need a word, where they are; `view` leads back here."""
    with st.container(border=True, gap="xsmall", key=f"learner-{row.id}"):
        with st.container(horizontal=True, vertical_alignment="center"):
            link_to_learner(row.id, f"**{plain(row.name)}**", view)
            if row.reasons:
                st.badge(NEEDS[row.need], color=COLOURS[row.need])
            if row.verdict:
                st.badge(VERDICTS[row.verdict], color="gray")
        for reason in row.reasons:
            st.markdown(f":material/flag: {reason_in_words(reason, row.today)}.")
        if row.last_message:
            wrote = plain(message_in_words(row.last_message, row.today))
            st.markdown(f":material/mail: {wrote}.")
        st.caption(" · ".join(standing(row)))


def standing(row: LearnerRow) -> list[str]:
    """Where the learner is, in short parts."""
    parts = [row.target or "No target yet", STAGES[row.stage]]
    if row.week and not row.verdict:
        parts[-1] += f", week {row.week}, day {row.day}"
    if row.readiness:
        gained = f", {signed(row.trend)} since the test before" if row.trend is not None else ""
        parts.append(readiness_in_words(row.readiness) + gained)
    parts.append(activity_in_words(row.last_active_on, row.today))
    if row.streak:
        parts.append(f"streak {count(row.streak, 'day')}")
    return parts


def draw_sums(shown: Caseload) -> None:
    """How many there are, and how many need a word."""
    parts = ["nobody needs a word now"]
    if shown.urgent:
        parts = [count(shown.urgent, "needs a word now", "need a word now")]
    if others := shown.in_need - shown.urgent:
        more = "more worth a look" if shown.urgent else "worth a look"
        parts.append(count(others, more, more))
    st.markdown(f"**{count(shown.total, 'learner')}**: {', '.join(parts)}.")


st.title("Your learners", anchor=False)
show_notice()
draw_views()
targets = {target.id: target.title for target in frame.work.content.targets.values()}
wanted = draw_filters(targets)
shown = caseload(frame.work, frame.user.id, wanted, page=page_asked_for(PAGE))
if not shown.total:
    st.markdown(
        "Nobody here. Either nobody is assigned to you yet (an admin does that under “Caseloads”), "
        "or nobody fits what is chosen above."
    )
    st.stop()
with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
    draw_sums(shown)
    st.download_button(
        "CSV",
        data=while_signed_in(
            frame, lambda: caseload_csv(whole_caseload(frame.work, frame.user.id, wanted))
        ),
        file_name="caseload.csv",
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
        help="All learners that fit, not only this page",
    )
view = view_in_address(targets)
for row in shown.rows:
    draw_learner(row, view)
draw_pages(PAGE, shown.pages)
