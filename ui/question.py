"""One question on the screen: progress, stem, code, options. Nothing that tells the key."""

from string import ascii_uppercase

import streamlit as st

from services.attempts import Question
from ui.code_colours import draw_code_colours

DONT_KNOW = "I don’t know"
READABLE = """
<style>
[data-testid="stRadio"] [role="radiogroup"] { gap: 0.5rem; }
[data-testid="stRadio"] [role="radiogroup"] code { font-size: 0.875rem; }
@media (max-width: 640px) {
    [data-testid="stCode"] code { font-size: 0.75rem !important; }
    [data-testid="stCode"] code.language-sql { white-space: pre-wrap !important; }
    [data-testid="stCode"] code.language-sql * { white-space: inherit !important; }
    [data-testid="stCode"] pre { padding: 0.75rem !important; }
}
</style>
"""
"""Options that a thumb can tell apart, code in them as large as their words; on a phone smaller programs,
so that fewer lines run out of sight. Rows of tables are broken there: one that is out of sight may decide
the answer. Lines of other programs are not, since questions name them by their numbers."""


def draw_question(question: Question, key: str) -> tuple[bool, int | None]:
    """Draw the question; whether something is chosen, and which option (None: "I don't know")."""
    st.html(READABLE)
    number = len(question.answered)
    st.progress(number / question.total, text=f"Question {question.position} of {question.total}")
    st.subheader(question.stem, anchor=False)
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
    """Whether an option is several lines of output, which a radio label cannot show."""
    return "\n" in option.strip()


def draw_block_options(options: tuple[str, ...]) -> None:
    """Options of several lines, each under its letter."""
    for letter, option in zip(ascii_uppercase, options, strict=False):
        with st.container(border=True, gap="xxsmall"):
            st.caption(letter)
            st.markdown(option)


def _draw_options(question: Question, key: str) -> int | None:
    options = question.options
    labels = [*options, DONT_KNOW]
    if any(is_block(option) for option in options):
        draw_block_options(options)
        labels = [*ascii_uppercase[: len(options)], DONT_KNOW]
    return st.radio(
        "Your answer",
        range(len(labels)),
        index=saved_place(question),
        format_func=lambda place: labels[place],
        key=key,
        label_visibility="collapsed",
    )
