"""All plans: the active one, those that wait, those that are over; pause, resume, switch, abandon."""

from collections.abc import Sequence
from uuid import UUID

import streamlit as st

from plan_engine.lifecycles import PlanAction, PlanStatus
from plan_engine.roles import Role
from services.plan_list import Ending, PlanEntry, plan_list
from services.plan_management import abandon_plan, pause_plan, resume_plan
from ui import places
from ui.actions import attempt, show_notice
from ui.frame import open_page, recheck
from ui.plan_words import (
    ACTION_ICONS,
    ENDINGS,
    action_label,
    dates_words,
    open_test_words,
    progress_words,
)
from ui.way_on import draw_way_on

DO = {
    PlanAction.PAUSE: pause_plan,
    PlanAction.RESUME: resume_plan,
    PlanAction.ABANDON: abandon_plan,
}

frame = open_page({Role.LEARNER})


def change(action: PlanAction, plan_id: UUID) -> None:
    """Do what the button says."""
    attempt(DO[action], frame.work, frame.user.id, plan_id)


@st.dialog("Abandon this plan?", icon=":material/delete_forever:")
def ask_to_abandon(plan: PlanEntry) -> None:
    """The second step: what is lost and what stays, and the way back first."""
    recheck(frame)
    st.markdown(
        f"**{plan.title}** ends here and cannot be taken up again. "
        "If you only need a break, pause it instead."
    )
    lost = ["a test under way is withdrawn"] if plan.open_test else []
    st.markdown(
        "\n".join(
            f"- {line}"
            for line in (
                *lost,
                "what you did stays readable here, and your XP stays yours",
                "to prepare for the same target again you sit a new assessment",
            )
        )
    )
    sure = st.checkbox("Yes, end this plan for good", key=f"sure-{plan.id}")
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        if st.button("Keep the plan", key=f"keep-{plan.id}"):
            st.rerun()
        if st.button(
            "Abandon the plan", type="primary", disabled=not sure, key=f"abandon-for-good-{plan.id}"
        ):
            change(PlanAction.ABANDON, plan.id)
            st.rerun()


def draw_badge(plan: PlanEntry) -> None:
    """Where the plan stands in one or two words."""
    match plan.status:
        case PlanStatus.ACTIVE:
            st.badge("Active", icon=":material/play_arrow:", color="green")
        case PlanStatus.PAUSED:
            st.badge("Paused", icon=":material/pause:", color="gray")
        case _:
            assert plan.ending is not None  # a plan that is over has ended somehow
            done = plan.ending is Ending.COMPLETED
            icon = ":material/check:" if done else ":material/history:"
            st.badge(ENDINGS[plan.ending], icon=icon, color="green" if done else "gray")


def draw_plan(plan: PlanEntry, active: PlanEntry | None) -> None:
    """A card for a plan, what may be done with it at its end."""
    with st.container(border=True, key=f"plan-{plan.id}", gap="small"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.subheader(plan.title, anchor=False, width="stretch")
            draw_badge(plan)
        st.markdown(progress_words(plan))
        if words := open_test_words(plan):
            st.markdown(f":material/quiz: {words}")
        st.caption(dates_words(plan, frame.user.timezone))
        with st.container(horizontal=True, vertical_alignment="center"):
            is_over = plan.ending is not None
            if st.button("Read it" if is_over else "Open", key=f"open-{plan.id}"):
                places.go(places.PLAN, plan=plan.id)
            for action in plan.actions:
                draw_action(plan, action, active)


def draw_action(plan: PlanEntry, action: PlanAction, active: PlanEntry | None) -> None:
    """The button of one action; giving up asks once more."""
    label = action_label(action, another_is_active=active is not None)
    key = f"{action.value}-{plan.id}"
    if action is PlanAction.ABANDON:
        if st.button(label, key=key, type="tertiary", icon=ACTION_ICONS[action]):
            ask_to_abandon(plan)
        return
    st.button(
        label,
        key=key,
        type="primary" if action is PlanAction.RESUME else "secondary",
        icon=ACTION_ICONS[action],
        on_click=change,
        args=(action, plan.id),
    )


def draw_group(
    heading: str, words: str, group: Sequence[PlanEntry], active: PlanEntry | None
) -> None:
    """A heading and its plans; nothing where there are none."""
    if not group:
        return
    st.header(heading, anchor=False)
    st.caption(words)
    for plan in group:
        draw_plan(plan, active)


plans = plan_list(frame.work, frame.user.id)
active = next((plan for plan in plans if plan.status is PlanStatus.ACTIVE), None)
paused = [plan for plan in plans if plan.status is PlanStatus.PAUSED]
over = [plan for plan in plans if plan.ending is not None]

st.title("Your plans", anchor=False)
show_notice()
if not plans:
    draw_way_on(frame)
    st.stop()
draw_group(
    "Active",
    "One plan is active at a time. Pausing keeps every answer, and your streak rests meanwhile.",
    [active] if active else [],
    active,
)
draw_group(
    "Paused",
    f"Each waits as you left it. Switching to one pauses {active.title}."
    if active
    else "Each waits as you left it.",
    paused,
    active,
)
draw_group("Past", "Over, and kept to be read.", over, active)
places.link(places.TARGET, "Start another plan", icon=":material/add:")
