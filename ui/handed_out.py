"""A one-time password on an admin's screen: in one run only, then it is nowhere any more."""

import streamlit as st

from services.staff import HandedOut
from ui.plain import plain

_KEY = "handed_out"


def keep_handed_out(handed: HandedOut | None) -> None:
    """Have it shown by the run that follows."""
    st.session_state[_KEY] = handed


def show_handed_out() -> None:
    """Show it, if one was just made, and forget it."""
    handed: HandedOut | None = st.session_state.pop(_KEY, None)
    if handed is None:
        return
    with st.container(border=True):
        st.markdown(f"One-time password for **{plain(handed.username)}**")
        st.code(handed.one_time_password, language=None)
        st.caption("It is shown only now. Whoever signs in with it chooses a new one at once.")
