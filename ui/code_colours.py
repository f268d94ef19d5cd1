"""Colours of shown programs: Streamlit's are too faint on our background, and no theme setting changes them."""

import streamlit as st

from ui.theme import CODE_DARK, CODE_LIGHT, in_mode

TOKENS = {
    "muted": "comment prolog doctype cdata punctuation unchanged",
    "name": "attr-name property variable",
    "constant": "boolean constant symbol inserted",
    "number": "number regex",
    "string": "string char attr-value",
    "operator": "operator entity decorator atrule",
    "link": "url",
    "keyword": "keyword tag function class-name selector",
    "important": "important deleted",
}
"""What the parts of a program are called by who takes them apart, grouped by colour, in Streamlit's order."""


def _rule(group: str) -> str:
    parts = ", ".join(
        f'[data-testid="stCode"] code .token.{token}' for token in TOKENS[group].split()
    )
    return f"{parts} {{ color: {in_mode(CODE_LIGHT[group], CODE_DARK[group])}; }}"


STYLE = "<style>\n" + "\n".join(map(_rule, TOKENS)) + "\n</style>"


def draw_code_colours() -> None:
    """The style that makes every part of the programs on this page readable."""
    st.html(STYLE)
