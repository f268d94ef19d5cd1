"""Other targets: how ready the learner's answers make them for each, what carries over, what is missing."""

import streamlit as st

from plan_engine.lifecycles import PlanStatus
from plan_engine.roles import Role
from plan_engine.values import TargetId
from services.assessments import start_assessment
from services.role_switch import (
    Alternative,
    RoleSwitchView,
    SwitchReason,
    plan_to_switch_from,
    role_switch_view,
)
from ui import places
from ui.actions import action_button, attempt, show_notice, unless_refused
from ui.frame import open_page
from ui.words import count, listed

SHOWN = 3
"""Targets that are shown in full; further ones wait to be unfolded."""

frame = open_page({Role.LEARNER})


def begin(target: TargetId) -> None:
    """Open the assessment of a target."""
    sitting = attempt(start_assessment, frame.work, frame.user.id, target)
    if sitting is not None:
        places.go(places.ASSESSMENT, attempt=sitting)


def why_here(view: RoleSwitchView) -> str:
    """What led here, and that nothing is lost."""
    if view.reason is SwitchReason.NOT_YET_A_FIT:
        return (
            f"{view.title} is not yet a fit. Your answers say more about you than that one role: below "
            "is how near they bring you to others. Your old plan stays as it is, to read at any time."
        )
    if view.status not in {PlanStatus.ACTIVE, PlanStatus.PAUSED}:
        return (
            f"One week of {view.title} was hard three times over. Below is what else your answers bring "
            "you near to. Your old plan stays as it is, to read at any time."
        )
    return (
        f"One week of {view.title} has been hard three times over. You can go on with it; there is no "
        "limit on retests. Or look at what else your answers bring you near to. Your plan is paused, "
        "not lost, when a new one starts."
    )


def draw_alternative(row: Alternative) -> None:
    """One target that can be started."""
    with st.container(border=True, key=f"other-{row.target}"):
        st.subheader(row.title, anchor=False)
        st.markdown(row.summary)
        draw_known(row)
        draw_button(row)


def draw_known(row: Alternative) -> None:
    """The forecast, where it is more than a guess, and what it rests on."""
    if row.forecast is not None and row.is_mostly_known:
        forecast, low, high = row.forecast.in_percent
        with st.container(horizontal=True):
            st.badge(f"Forecast {forecast}%", icon=":material/insights:", color="green")
            st.badge(f"between {low}% and {high}%", color="gray")
        measured = f"{row.shared} of its {row.blocks} blocks measured"
        st.caption(
            f"{measured}, {len(row.carries_over) or 'none'} at the pass mark of 70% or above."
        )
        if row.judged < row.blocks:
            st.caption(
                f"The forecast is over {row.judged} of its {row.blocks} blocks; the others have no "
                "questions yet."
            )
    lines = []
    if row.carries_over:
        lines.append(f":material/done_all: **Carries over:** {listed(list(row.carries_over))}")
    if row.to_learn:
        lines.append(f":material/construction: **Still to learn:** {listed(list(row.to_learn))}")
    if row.unknown:
        lines.append(
            f":material/help: **Unknown:** {listed(list(row.unknown))}, never asked so far"
        )
    st.markdown("  \n".join(lines))


def draw_button(row: Alternative) -> None:
    """The one click, or where to go on with what was begun before."""
    if row.plan_id is not None:
        st.caption("You have a plan for this already.")
        places.link(places.PLAN, "See that plan", icon=":material/route:", plan=row.plan_id)
    elif row.waiting_result is not None:
        places.link(
            places.ASSESSMENT_RESULT,
            "Its assessment is done: make the plan",
            icon=":material/insights:",
            result=row.waiting_result,
        )
    else:
        action_button(
            "Go on with its assessment" if row.is_assessing else "Start its assessment",
            lambda: begin(row.target),
            key=f"start-{row.target}",
            type="primary",
            icon=":material/play_arrow:",
        )


def draw_folded(row: Alternative, icon: str) -> None:
    """A target that is not among the first, to be unfolded."""
    near = ""
    if row.forecast is not None and row.is_mostly_known:
        near = f" · forecast {row.forecast.in_percent[0]}%"
    with st.expander(f"{row.title}{near}", icon=icon):
        st.markdown(row.summary)
        draw_known(row)
        if row.missing:
            st.markdown("\n".join(f"- {sentence}" for sentence in row.missing))
        else:
            draw_button(row)


plan_id = places.key_from_address("plan") or plan_to_switch_from(frame.work, frame.user.id)
view = unless_refused(role_switch_view, frame.work, frame.user.id, plan_id) if plan_id else None
st.title("Other targets", anchor=False)
show_notice()
if view is None or view.reason is None:
    st.markdown(
        "Nothing suggests a switch. You are free to choose another target all the same; your plan is "
        "kept."
    )
    places.link(places.TARGET, "Choose a target", icon=":material/flag:")
    st.stop()
st.markdown(why_here(view))
places.link(
    places.PLAN,
    "Back to your plan" if view.status is PlanStatus.ACTIVE else "Your old plan",
    icon=":material/route:",
    plan=view.plan_id,
)
ready = [row for row in view.alternatives if not row.missing]
known = [row for row in ready if row.is_mostly_known]
guessed = [row for row in ready if not row.is_mostly_known]
later = [row for row in view.alternatives if row.missing]
st.header("You can start these now", anchor=False)
if known:
    st.caption(
        "First comes the largest share of blocks that carry over, then the higher low end of the forecast. "
        "Each plan is made from an assessment of its own, 36 questions; what you showed in the last six "
        "months on shared topics counts in it, at a quarter of its weight or less."
    )
for row in known[:SHOWN]:
    draw_alternative(row)
for row in known[SHOWN:]:
    draw_folded(row, ":material/insights:")
if guessed:
    st.subheader("Mostly unknown", anchor=False)
    targets = count(len(guessed), "more target" if known else "target")
    st.caption(
        f"{targets} that you can start. You were asked about fewer than half of "
        "their blocks, so a forecast would be a guess; the assessment would tell."
    )
for row in guessed:
    draw_folded(row, ":material/help:")
if not ready:
    st.markdown(
        "None of the others has enough reviewed questions to be fair yet. They open one by one; below "
        "is how near you are to each."
    )
if later:
    st.header("Being written", anchor=False)
    st.caption(f"{count(len(later), 'target')} that you cannot start yet.")
    for row in later:
        draw_folded(row, ":material/lock:")
