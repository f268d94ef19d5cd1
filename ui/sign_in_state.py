"""What a browser session remembers on the server about signing in. None of it is sent to the browser."""

from uuid import UUID

import streamlit as st

from services.sign_in_sessions import OpenedSession

_SESSION = "sign_in_session"
_TICKET = "sign_in_ticket"
_FORGET = "sign_in_forget_cookie"
_ENDED = "sign_in_ended"
_DELETED = "sign_in_account_deleted"


def session_id() -> UUID | None:
    """The sign-in session that this browser session runs under."""
    found: UUID | None = st.session_state.get(_SESSION)
    return found


def enter(session: UUID) -> None:
    """Run under this session from now on."""
    st.session_state[_SESSION] = session


def enter_new(opened: OpenedSession) -> None:
    """Run under a session that was just opened, whose cookie the browser has yet to fetch.

    Whatever was here before is gone: it may have been somebody else's.
    """
    st.session_state.clear()
    enter(opened.session_id)
    st.session_state[_TICKET] = opened.ticket


def leave(*, forget_cookie: bool) -> None:
    """Forget everything that belonged to whoever was signed in."""
    st.session_state.clear()
    st.session_state[_FORGET] = forget_cookie
    st.session_state[_ENDED] = not forget_cookie


def leave_for_good() -> None:
    """Forget everything of somebody whose account was just deleted."""
    leave(forget_cookie=True)
    st.session_state[_DELETED] = True


def was_deleted() -> bool:
    """Whether the account that was here was deleted by its owner."""
    return bool(st.session_state.get(_DELETED))


def ticket() -> str | None:
    """The ticket that the browser has yet to exchange for its cookie."""
    found: str | None = st.session_state.get(_TICKET)
    return found


def must_forget_cookie() -> bool:
    """Whether the browser has yet to drop its cookie."""
    return bool(st.session_state.get(_FORGET))


def was_ended() -> bool:
    """Whether somebody was signed in here until their session was ended from elsewhere."""
    return bool(st.session_state.get(_ENDED))
