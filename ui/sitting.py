"""Sitting a test whose answers may be changed until it is handed in: weekly, final, comprehensive."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

import streamlit as st

from services.attempts import Question, answer, question
from services.workspace import Workspace
from ui import places
from ui.actions import NOTICE, action_button, attempt, show_notice, unless_refused
from ui.frame import Frame
from ui.question import draw_question, saved_place
from ui.question_heading import draw_heading
from ui.words import count, listed

_SEEN = "answers-seen"
Submit = Callable[[Workspace, UUID, UUID], UUID]


@dataclass(slots=True)
class _Seen:
    """What this session last knew to be the saved answer of a question."""

    saved: int | None
    """Its place among the options; None without an answer."""
    caught_up: int = 0
    """How often another window had changed it."""

    def key(self, own: str) -> str:
        """The key of the question's radio: another one once it has to show another window's answer."""
        return f"answer-{own}-{self.caught_up}"

    def catch_up(self, own: str, shown: Question) -> bool:
        """Let what another window saved replace the choice that this one shows; whether it had to.

        Without this, an untouched choice in an older window would count as a fresh one and undo
        the newer.
        """
        before, self.saved = self.saved, saved_place(shown)
        key = self.key(own)
        is_behind = (
            before != self.saved and key in st.session_state and st.session_state[key] == before
        )
        self.caught_up += is_behind
        return is_behind


def sit(frame: Frame, attempt_id: UUID, title: str, submit: Submit, result_page: str) -> None:
    """One question or the last look; after handing in, the result's page."""
    st.caption(title)
    show_notice()
    place = _place_key(attempt_id)
    position: int | None = st.session_state.get(place)
    shown = unless_refused(question, frame.work, frame.user.id, attempt_id, position or None)
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


def _question(frame: Frame, shown: Question) -> None:
    # Each question has widgets of its own, so that a double click does not skip the question after.
    own = f"{shown.attempt_id}-{shown.position}"
    seen: dict[str, _Seen] = st.session_state.setdefault(_SEEN, {})
    is_new_here = own not in seen
    known = seen.setdefault(own, _Seen(saved_place(shown)))
    took_over = known.catch_up(own, shown)
    has_choice, choice = draw_question(shown, known.key(own))
    is_last = shown.position == shown.total
    following = 0 if is_last else shown.position + 1
    go_to: int | None = None
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        if st.button(
            "Back",
            key=f"back-{own}",
            icon=":material/arrow_back:",
            disabled=shown.position == 1,
        ):
            go_to = shown.position - 1
        if st.button(
            "Review and hand in" if is_last else "Next",
            key=f"on-{own}",
            type="primary",
            icon=":material/checklist:" if is_last else ":material/arrow_forward:",
            icon_position="right",
        ):
            go_to = following
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        st.caption(":material/cloud_done: Every answer is saved. You can leave and come back.")
        if not is_last and st.button("Go to the end", key=f"end-{own}", type="tertiary"):
            go_to = 0
    is_other = has_choice and not (shown.is_answered and shown.choice == choice)
    # A session that begins by going on (the server was started anew) brings an old choice along.
    if is_other and not (is_new_here and go_to is not None):
        # An answer that cannot be saved ends the page here, at its question, with the choice still made.
        unless_refused(answer, frame.work, frame.user.id, shown.attempt_id, shown.position, choice)
        known.saved = len(shown.options) if choice is None else choice
        go_to = shown.position if go_to is None else go_to
    if took_over:
        st.session_state[NOTICE] = (
            f"Your answer to question {shown.position} was changed in another window. "
            "The one given there is kept."
        )
    if go_to is not None:
        _move(shown.attempt_id, go_to)
    if took_over or go_to is not None:
        st.rerun()


def _last_look(frame: Frame, shown: Question, submit: Submit, result_page: str) -> None:
    draw_heading("Hand in?", f"{shown.attempt_id}-end")
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
        action_button(
            f"Go to question {back_to}",
            lambda: _move(shown.attempt_id, back_to),
            icon=":material/arrow_back:",
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
