"""Blurred rows of the plan: seen as blurred, heard as what unlocks them."""

import streamlit as st

BLUR = """
<style>
[class*="st-key-locked-"] { filter: blur(5px); user-select: none; pointer-events: none; }
</style>
"""


def blur_locked() -> None:
    """The one place where a style sheet is right: rows whose container's key begins with `locked-`."""
    st.html(BLUR)


def draw_locked(title: str, unlocked_by: str, key: str) -> None:
    """A locked row: the lock and what opens it are readable, the rest is blurred.

    The blurred text is decoration: what a screen reader should say is the sentence beside it.
    """
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(":gray[:material/lock:]", width="content")
        with st.container(gap=None):
            with st.container(key=f"locked-{key}", gap=None):
                st.markdown(f"**{title}**")
            st.caption(unlocked_by)
