"""Stillness: for whoever asked for it here, and for whoever asked their device for it."""

import streamlit as st

from ui.visit import this_visit

STILL = """
*, *::before, *::after {
    animation-duration: 1ms !important; animation-iteration-count: 1 !important;
    transition-duration: 1ms !important; scroll-behavior: auto !important;
}
"""
"""Animations jump to their end: what they lead to is still shown. 0 would never tell its end to scripts."""


def holds_still() -> bool:
    """Whether this visitor asked for nothing to move. What only celebrates is then left out."""
    user = this_visit().user
    return user is not None and user.reduced_motion


def draw_stillness() -> None:
    """The style that keeps this page still if the visitor, or their device, asks for it."""
    rule = STILL if holds_still() else f"@media (prefers-reduced-motion: reduce) {{{STILL}}}"
    st.html(f"<style>{rule}</style>")


def celebrate() -> None:
    """Balloons, except for whoever asked for stillness."""
    if not holds_still():
        st.balloons()
