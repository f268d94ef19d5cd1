"""Doing what a person asked for, and telling them in a sentence when it cannot be done."""

import logging
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

import streamlit as st

from plan_engine.lifecycles import NotAllowed
from services.errors import OutOfReach, Refused
from services.logs import OURS
from ui.visit import has_ended

P = ParamSpec("P")
T = TypeVar("T")

NOTICE = "notice"
_log = logging.getLogger(OURS)


def attempt(action: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | None:
    """What `action` gives back; None when it was refused, with the reason kept for `show_notice`.

    A database out of reach refuses too, and is told to the log. Nothing is done for whoever was
    signed in and no longer is: the page, which is drawn next, tells them.
    """
    try:
        if has_ended():
            return None
        return unless_refused(action, *args, **kwargs)
    except OutOfReach as refusal:
        st.session_state[NOTICE] = told(refusal)
        return None


def unless_refused(action: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | None:
    """The same for a look, and for what is tried again by drawing: a database out of reach ends the page.

    Going on, the page would say that there is nothing, or try for ever. Raises OutOfReach, which
    `ui.problems` tells.
    """
    try:
        return action(*args, **kwargs)
    except OutOfReach:
        raise
    except (Refused, NotAllowed) as refusal:
        st.session_state[NOTICE] = str(refusal)
        return None


def told(refusal: OutOfReach) -> str:
    """The sentence for the person, once the log has been told what it was."""
    _log.error(
        "database out of reach", exc_info=refusal, extra={"fields": {"outage": refusal.outage}}
    )
    return str(refusal)


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
