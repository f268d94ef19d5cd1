"""One question on the screen: progress, stem, code, options. Nothing that tells the key."""

import re

import streamlit as st

from services.attempts import Question
from ui.code_colours import draw_code_colours
from ui.question_heading import draw_heading
from ui.question_style import BLOCKS, READABLE

DONT_KNOW = "I don’t know"
_TAKEN_FOR_A_MARK = re.compile(r"^(\s*)(?=(?:[+\-*]|#+|\d+[.)])(?:\s|$)|>)", re.MULTILINE)
"""Where Streamlit would write a backslash into a label, lest a list, a heading or a quotation begin there.
Inside of code it would be seen, as a part of the answer."""
_WORD_JOINER = "\u2060"


def draw_question(question: Question, key: str) -> tuple[bool, int | None]:
    """Draw the question; whether something is chosen, and which option (None: "I don't know")."""
    st.html(READABLE)
    number = len(question.answered)
    st.progress(number / question.total, text=f"Question {question.position} of {question.total}")
    draw_heading(question.stem, f"{question.attempt_id}-{question.position}")
    draw_material(question.setup, question.code, question.language, question.runs_in)
    chosen = _draw_options(question, key)
    if chosen is None:
        return False, None
    return True, None if chosen == len(question.options) else chosen


def saved_place(question: Question) -> int | None:
    """The place among the options, with "I don't know" last, of the answer that is kept; None without one."""
    if not question.is_answered:
        return None
    return len(question.options) if question.choice is None else question.choice


def draw_material(
    setup: str | None, code: str | None, language: str | None, runs_in: str | None
) -> None:
    """What the question is about: what stands beside the program, the program, what runs it."""
    if setup or code:
        draw_code_colours()
    if setup:
        beside, beside_language, itself = _words_for(setup, language)
        st.caption(beside)
        st.code(setup.strip(), language=beside_language)
    if code:
        if setup:
            st.caption(itself)
        st.code(code.rstrip(), language=language or "text")
    if runs_in:
        st.caption(f"To be read as {runs_in}.")


def _words_for(setup: str, language: str | None) -> tuple[str, str, str]:
    """What to call a program's setup, what language it is in, and what to call the program."""
    if setup.lstrip().startswith("<"):
        words = {"css": "Its styles", "javascript": "Its script"}
        return "The page", "html", words.get(language or "", "It goes on")
    if language == "sql":
        return "The tables", "sql", "The statement"
    return "Beside the program", language or "text", "The program"


def is_block(option: str) -> bool:
    """Whether an option is several lines of output."""
    return "\n" in option.strip()


def option_label(option: str) -> str:
    """The option as a radio's label that shows it unchanged, with something invisible where it has to be."""
    return _TAKEN_FOR_A_MARK.sub(rf"\1{_WORD_JOINER}", option) if is_block(option) else option


def _draw_options(question: Question, key: str) -> int | None:
    labels = [*map(option_label, question.options), DONT_KNOW]
    has_blocks = any(map(is_block, question.options))
    with st.container(key=BLOCKS if has_blocks else None):
        return st.radio(
            f"Question {question.position} of {question.total}: your answer",
            range(len(labels)),
            index=saved_place(question),
            format_func=lambda place: labels[place],
            key=key,
            label_visibility="collapsed",
            width="stretch" if has_blocks else "content",
        )
