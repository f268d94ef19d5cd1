"""The assessment: one question a screen, each answer saved, left and resumed at will."""

from uuid import UUID

import streamlit as st

from plan_engine.roles import Role
from services.assessments import answer_in_assessment, finish_assessment
from services.attempts import question
from services.lobby import open_assessment
from ui import places
from ui.actions import action_button, attempt, show_notice
from ui.frame import open_page
from ui.question import draw_question

frame = open_page({Role.LEARNER})
sitting = open_assessment(frame.work, frame.user.id, places.key_from_address("attempt"))


def save(attempt_id: UUID, position: int, choice: int | None) -> None:
    """Save the answer; after the last one the result is drawn."""
    attempt(answer_in_assessment, frame.work, frame.user.id, attempt_id, position, choice)
    shown = attempt(question, frame.work, frame.user.id, attempt_id)
    if shown is not None and not shown.unanswered:
        result = attempt(finish_assessment, frame.work, frame.user.id, attempt_id)
        if result is not None:
            places.go(places.ASSESSMENT_RESULT, result=result)


if sitting is None:
    st.title("Assessment", anchor=False)
    show_notice()
    st.markdown("No assessment is under way.")
    places.link(places.TARGET, "Choose a role or language", icon=":material/route:")
    st.stop()

st.caption(f"Assessment · {sitting.title}")
show_notice()
shown = question(frame.work, frame.user.id, sitting.attempt_id)
has_choice, choice = draw_question(shown, key=f"answer-{shown.attempt_id}-{shown.position}")
is_last = shown.position == shown.total
action_button(
    "Finish" if is_last else "Next",
    lambda: save(shown.attempt_id, shown.position, choice),
    type="primary",
    icon=":material/check:" if is_last else ":material/arrow_forward:",
    icon_position="right",
    disabled=not has_choice,
)
st.caption(
    ":material/cloud_done: An answer is saved, and final, when you go on, because the next question "
    "depends on it. You can leave and come back."
)
