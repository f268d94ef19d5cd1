"""What became of the search for work: report it, see what was reported and what is confirmed."""

from datetime import date
from uuid import UUID

import streamlit as st

from plan_engine.placements import Outcome
from plan_engine.roles import Role
from services.account_fields import FormRefused
from services.calendars import local_date
from services.placements import NOTE_MAX_CHARACTERS, Report, own_reports, report_outcome
from services.plan_list import PlanEntry, plan_list
from ui import places
from ui.actions import attempt, show_notice
from ui.fields import draw_problem, keep_problems, kept_problems, typed
from ui.frame import open_page
from ui.outcome_words import OUTCOMES, state_words
from ui.plain import plain
from ui.words import on_date

FORM = "outcome"
SAVED = "outcome_saved"

frame = open_page({Role.LEARNER})


def save() -> None:
    """Store what the form holds."""
    plan_id: UUID = st.session_state["outcome_plan"]
    since: date | None = st.session_state["outcome_since"]
    if since is None:
        keep_problems(FORM, {"since": "Choose a date."})
        return
    try:
        report_outcome(
            frame.work,
            frame.user.id,
            plan_id,
            st.session_state["outcome_outcome"],
            since,
            typed("outcome_note"),
        )
    except FormRefused as refusal:
        keep_problems(FORM, refusal.problems)
    else:
        keep_problems(FORM, {})
        st.session_state[SAVED] = True


def draw_form(plans: list[PlanEntry], last: Report | None) -> None:
    """The form, filled with what was said last."""
    problems = kept_problems(FORM)
    titles = {
        plan.id: f"{plan.title}, made on {on_date(plan.created_at, frame.user.timezone)}"
        for plan in plans
    }
    options = list(titles)
    chosen = options.index(last.plan_id) if last and last.plan_id in titles else 0
    with st.form(FORM, border=True):
        st.selectbox(
            "After which plan",
            options,
            index=chosen,
            format_func=lambda plan_id: titles[plan_id],
            key="outcome_plan",
            disabled=len(options) == 1,
        )
        st.radio(
            "Where you are now",
            list(Outcome),
            index=list(Outcome).index(last.outcome) if last else 0,
            format_func=lambda outcome: OUTCOMES[outcome],
            key="outcome_outcome",
        )
        with st.container(gap="xsmall"):
            today = local_date(frame.work.clock(), frame.user.timezone)
            st.date_input(
                "Since",
                last.since if last else today,
                max_value=today,
                key="outcome_since",
            )
            draw_problem(problems.get("since"))
        with st.container(gap="xsmall"):
            st.text_area(
                "What your counsellor can check",
                (last.evidence_note or "") if last else "",
                max_chars=NOTE_MAX_CHARACTERS,
                key="outcome_note",
                placeholder="Employer, job title, kind of contract",
                height=100,
            )
            if problem := problems.get("evidence_note"):
                draw_problem(problem)
            else:
                st.caption("Needed once you have found work. Only you and your counsellor read it.")
        st.form_submit_button("Report", type="primary", on_click=attempt, args=(save,))
    if st.session_state.pop(SAVED, False):
        st.markdown(":green[:material/check: Reported.]")


def draw_report(report: Report) -> None:
    """One line of the history."""
    with st.container(border=True, gap="xxsmall"):
        st.markdown(f"**{OUTCOMES[report.outcome]}** · since {on_date(report.since, 'UTC')}")
        if report.evidence_note:
            st.markdown(plain(report.evidence_note))
        st.caption(f"{state_words(report, frame.user.timezone)} · after {report.target}")


st.title("Your outcome", anchor=False)
show_notice()
plans = list(plan_list(frame.work, frame.user.id))
if not plans:
    st.markdown("You can report how your search for work goes once you have a plan.")
    places.link(places.TARGET, "Personalized Plan", icon=":material/route:")
    st.stop()
st.markdown(
    "How is your job search going? Your answer shows whether plans lead anywhere. A placement counts once "
    "your counsellor has confirmed it; what you do not report counts as not placed."
)
reports = own_reports(frame.work, frame.user.id)
draw_form(plans, reports[0] if reports else None)
if reports:
    st.header("What you reported", anchor=False)
    for report in reports:
        draw_report(report)
