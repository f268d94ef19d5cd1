"""The heading of a sitting's screen, which takes the focus when another question comes."""

from typing import Final

import streamlit as st

HEADING = "question-heading"
"""The key of the container around the heading."""

STYLE: Final = f"""
<style>
.st-key-{HEADING} h1 {{
    font-size: 1.15rem; font-weight: 600; padding: 0.5rem 0 1rem; outline: none; scroll-margin-top: 10rem;
}}
</style>
"""
"""A heading that is a sentence, and no larger; where it takes the focus, what stands above it stays in sight."""

_SCRIPT: Final = f"""
let shown = null

export default function ({{ data }}) {{
  const before = shown
  shown = data.shown
  if (before === null || before === shown) return
  const heading = document.querySelector(".st-key-{HEADING} h1")
  if (heading === null) return
  heading.tabIndex = -1
  heading.blur()
  heading.focus()
}}
"""

_focus = st.components.v2.component("question_heading", js=_SCRIPT)


def draw_heading(text: str, shown: str) -> None:
    """The page's first heading. `shown` names what is on the screen: the focus moves when it changes.

    The button that brought the next question is gone with the old one, and the focus with it: whoever
    uses a keyboard or a screen reader would begin at the top of the page each time. Not at the first
    question: the page is read from its beginning then.
    """
    st.html(STYLE)
    with st.container(key=HEADING, gap=None):
        st.title(text, anchor=False)
        _focus(key="question_heading", data={"shown": shown}, height=1)
