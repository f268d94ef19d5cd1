"""Blurred rows of the plan: seen as blurred, heard as what unlocks them."""

from html import escape

import streamlit as st

STYLE = """
<style>
.locked-row { display: flex; gap: 0.75rem; align-items: center; }
.locked-row .lock { font-family: "Material Symbols Rounded"; font-size: 1.25rem; opacity: 0.75; }
.locked-row .title { font-weight: 600; filter: blur(5px); user-select: none; }
.locked-row .opens { font-size: 0.875rem; opacity: 0.75; }
</style>
"""


def blur_locked() -> None:
    """The style of rows that are there to be seen as blurred: no widget can be."""
    st.html(STYLE)


def draw_locked(title: str, opens: str) -> None:
    """A locked row: the lock and what opens it are readable, the title is blurred.

    One element, because a plan has dozens of them. The blurred title is decoration: a screen reader
    is told to pass over it and says the sentence beside it.
    """
    st.html(
        '<div class="locked-row"><span class="lock" aria-hidden="true">lock</span><div>'
        f'<div class="title" aria-hidden="true">{escape(title)}</div>'
        f'<div class="opens">{escape(opens)}</div></div></div>'
    )
