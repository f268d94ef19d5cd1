"""Sitting a test whose answers may be changed until it is handed in: weekly, final, comprehensive."""

from collections.abc import Callable
from uuid import UUID

import streamlit as st

from services.attempts import Question, answer, question
from services.workspace import Workspace
from ui import places
from ui.actions import attempt, show_notice
from ui.frame import Frame
from ui.question import draw_question
from ui.words import count, listed

Submit = Callable[[Workspace, UUID, UUID], UUID]


def sit(frame: Frame, attempt_id: UUID, title: str, submit: Submit, result_page: str) -> None:
    """One question or the last look; after handing in, the result's page."""
    st.caption(title)
    show_notice()
    place = _place_key(attempt_id)
    position: int | None = st.session_state.get(place)
    shown = attempt(question, frame.work, frame.user.id, attempt_id, position or None)
    if shown is None:
        st.rerun()
    if position == 0 or (position is None and not shown.unanswered):
        _last_look(frame, shown, submit, result_page)
    else:
        _question(frame, shown)


def _place_key(attempt_id: UUID) -> str:
    """Where the browser's session keeps the position: 0 is the last look."""
    return f"position-{attempt_id}"


def _move(attempt_id: UUID, position: int) -> None:
    st.session_state[_place_key(attempt_id)] = position


def _save(frame: Frame, shown: Question, key: str) -> None:
    """Save what was chosen as soon as it is chosen."""
    chosen: int | None = st.session_state.get(key)
    if chosen is not None:
        choice = None if chosen == len(shown.options) else chosen
        attempt(answer, frame.work, frame.user.id, shown.attempt_id, shown.position, choice)
        _move(shown.attempt_id, shown.position)


def _question(frame: Frame, shown: Question) -> None:
    key = f"answer-{shown.attempt_id}-{shown.position}"
    draw_question(shown, key, on_change=lambda: _save(frame, shown, key))
    is_last = shown.position == shown.total
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        st.button(
            "Back",
            icon=":material/arrow_back:",
            disabled=shown.position == 1,
            on_click=_move,
            args=(shown.attempt_id, shown.position - 1),
        )
        st.button(
            "Review and hand in" if is_last else "Next",
            type="primary",
            icon=":material/checklist:" if is_last else ":material/arrow_forward:",
            icon_position="right",
            shortcut="Enter",
            on_click=_move,
            args=(shown.attempt_id, 0 if is_last else shown.position + 1),
        )
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        st.caption(":material/cloud_done: Every answer is saved. You can leave and come back.")
        if not is_last:
            st.button(
                "Go to the end",
                type="tertiary",
                on_click=_move,
                args=(shown.attempt_id, 0),
            )


def _last_look(frame: Frame, shown: Question, submit: Submit, result_page: str) -> None:
    st.subheader("Hand in?", anchor=False)
    open_ones = shown.unanswered
    st.progress(
        len(shown.answered) / shown.total,
        text=f"{len(shown.answered)} of {shown.total} answered",
    )
    if open_ones:
        st.markdown(
            f"{count(len(open_ones), 'question has', 'questions have')} no answer and would count as "
            f"wrong: {listed([str(p) for p in open_ones])}."
        )
    else:
        st.markdown("Every question has an answer. After handing in, answers no longer change.")
    with st.container(horizontal=True):
        back_to = open_ones[0] if open_ones else shown.total
        st.button(
            f"Go to question {back_to}",
            icon=":material/arrow_back:",
            on_click=_move,
            args=(shown.attempt_id, back_to),
        )
        if st.button(
            "Hand in with open questions" if open_ones else "Hand in",
            type="secondary" if open_ones else "primary",
            icon=":material/check:",
        ):
            result = attempt(submit, frame.work, frame.user.id, shown.attempt_id)
            if result is None:
                st.rerun()
            places.go(result_page, result=result)
