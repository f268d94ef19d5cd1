"""Doing what a person asked for, and telling them in a sentence when it cannot be done."""

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

import streamlit as st

from plan_engine.lifecycles import NotAllowed
from services.errors import Refused

P = ParamSpec("P")
T = TypeVar("T")

NOTICE = "notice"


def attempt(action: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | None:
    """What `action` gives back; None when it was refused, with the reason kept for `show_notice`."""
    try:
        return action(*args, **kwargs)
    except (Refused, NotAllowed) as refusal:
        st.session_state[NOTICE] = str(refusal)
        return None


def action_button(label: str, action: Callable[[], object], **look: Any) -> None:
    """A button that does something and then draws the page anew; `look` goes to `st.button`.

    Not `on_click`: a callback belongs to the session that drew the button, so the first click after
    a server's restart would be lost. The button's own value is not.
    """
    if st.button(label, **look):
        action()
        st.rerun()


def show_notice() -> None:
    """Say once why the last action was refused."""
    sentence = st.session_state.pop(NOTICE, None)
    if sentence:
        st.warning(sentence, icon=":material/info:")
