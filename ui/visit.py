"""Who is visiting in this run: asked of the database once a run, at its start."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

import streamlit as st

from services.sign_in_sessions import SignedIn, by_session
from services.workspace import Workspace
from ui import installation, sign_in_state
from ui.sign_in_cookie import cookie_name
from ui.sign_in_library import TableAuthenticate


@dataclass(frozen=True, slots=True)
class Visit:
    """This run's workspace and visitor; nobody is signed in where `user` is None."""

    work: Workspace
    user: SignedIn | None


_this_run: ContextVar[Visit | None] = ContextVar("this_run", default=None)


@contextmanager
def visiting() -> Iterator[Visit]:
    """Look the visitor up for the whole of this run."""
    visit = _look_up()
    mark = _this_run.set(visit)
    try:
        yield visit
    finally:
        _this_run.reset(mark)


def this_visit() -> Visit:
    """This run's visit. A page that runs without app.py around it looks the visitor up by itself."""
    return _this_run.get() or _look_up()


def has_ended() -> bool:
    """Whether whoever was signed in here no longer is: asked where the guard of the page has not been yet.

    Callbacks come before it, and fragments without it. Within a run it was looked up at its start.
    """
    session_id = sign_in_state.session_id()
    if session_id is None or _this_run.get() is not None:
        return False
    return by_session(installation.here().work, session_id) is None


def _look_up() -> Visit:
    here = installation.here()
    session_id = sign_in_state.session_id()
    if session_id is not None:
        user = by_session(here.work, session_id)
        if user is None:  # ended elsewhere: signed out everywhere, new password, expired
            sign_in_state.leave(forget_cookie=False)
        return Visit(here.work, user)
    if cookie_name(here.settings) not in st.context.cookies:
        return Visit(here.work, None)
    user = TableAuthenticate(here.work, here.settings).remembered()
    if user is not None:
        sign_in_state.enter(user.session_id)
    return Visit(here.work, user)
