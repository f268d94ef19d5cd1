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
from ui.words import count, listed, percent

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
    """The forecast and what it rests on."""
    if row.forecast is not None and row.shared:
        with st.container(horizontal=True):
            st.badge(
                f"Forecast {percent(row.forecast.mean)}", icon=":material/insights:", color="green"
            )
            st.badge(
                f"between {percent(row.forecast.low)} and {percent(row.forecast.high)}",
                color="gray",
            )
        if row.judged < row.blocks:
            st.caption(
                f"Over {row.judged} of its {row.blocks} blocks; the others have no questions yet."
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


def draw_later(row: Alternative) -> None:
    """A target that cannot be started yet."""
    near = f" · forecast {percent(row.forecast.mean)}" if row.forecast and row.shared else ""
    with st.expander(f"{row.title}{near}", icon=":material/lock:"):
        st.markdown(row.summary)
        draw_known(row)
        st.markdown("\n".join(f"- {sentence}" for sentence in row.missing))


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
later = [row for row in view.alternatives if row.missing]
st.header("You can start these now", anchor=False)
if ready:
    st.caption(
        "Nearest first. Each plan is made from an assessment of its own, 36 questions; what you showed "
        "in the last six months on shared topics counts in it, at a quarter of its weight or less."
    )
for row in ready:
    draw_alternative(row)
if not ready:
    st.markdown(
        "None of the others has enough reviewed questions to be fair yet. They open one by one; below "
        "is how near you are to each."
    )
if later:
    st.header("Being written", anchor=False)
    st.caption(f"{count(len(later), 'target')}, nearest first.")
    for row in later:
        draw_later(row)
