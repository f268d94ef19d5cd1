"""The frame of every page: the guard, which comes first, the header, and the way out."""

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TypeVar

import streamlit as st

from plan_engine.roles import Role
from services.errors import NotFound, OutOfReach
from services.sign_in_sessions import SignedIn, by_session
from services.workspace import Workspace
from ui import installation
from ui.actions import told
from ui.contrast import draw_contrast
from ui.motion import draw_stillness
from ui.password_form import draw_first_password
from ui.plain import plain
from ui.sign_in_exchange import draw_cookie_exchange
from ui.sign_in_form import draw_entrance
from ui.sign_in_library import TableAuthenticate
from ui.visit import this_visit

T = TypeVar("T")

EVERYBODY = frozenset(Role)

WHOM = {
    Role.LEARNER: "learners",
    Role.COUNSELLOR: "career counsellors",
    Role.PRODUCT: "the product team",
    Role.ADMIN: "admins",
}
_STILL_IN = "still_signed_in"


@dataclass(frozen=True, slots=True)
class Frame:
    """What a page works with."""

    work: Workspace
    user: SignedIn


def open_page(roles: AbstractSet[Role]) -> Frame:
    """The first call of every page: who is here, if they may be; otherwise the page ends at this line.

    Signed out, they get the form to sign in, and this page after it. With another role they are
    told whom the page is for.
    """
    visit = this_visit()
    if visit.user is None:
        draw_entrance()
        st.stop()
    frame = Frame(visit.work, visit.user)
    _draw_way_out(frame)
    if frame.user.must_change_password:
        draw_first_password(frame.work, frame.user)
        st.stop()
    if frame.user.role not in roles:
        _refuse(roles)
        st.stop()
    # Imported here: the header is drawn from the frame, so its module needs this one first.
    from ui.header import draw_header

    draw_stillness()
    draw_contrast()
    draw_header(frame)
    return frame


def recheck(frame: Frame) -> None:
    """The first call of every dialog and fragment, which run without their page: the sign-in may have ended since."""
    if by_session(frame.work, frame.user.session_id) is None:
        st.rerun()


def while_signed_in(frame: Frame, make: Callable[[], T]) -> Callable[[], T]:
    """What makes a file when its button is pressed, without a run of the page: NotFound once the sign-in has ended."""

    def made() -> T:
        if by_session(frame.work, frame.user.session_id) is None:
            raise NotFound("You were signed out. Sign in again to download this.")
        return make()

    return made


def _draw_way_out(frame: Frame) -> None:
    with st.sidebar:
        st.caption(f"Signed in as {plain(frame.user.username)}")
        st.button(
            "Sign out",
            icon=":material/logout:",
            type="tertiary",
            key="sign_out",
            on_click=_sign_out,
            args=(frame.user,),
        )
        if refused := st.session_state.pop(_STILL_IN, None):
            st.warning(refused, icon=":material/info:")
        draw_cookie_exchange()


def _sign_out(user: SignedIn) -> None:
    here = installation.here()
    try:
        TableAuthenticate(here.work, here.settings).sign_out(user)
    except OutOfReach as refusal:
        # Here and not as a page's notice: pages that change nothing show none.
        st.session_state[_STILL_IN] = f"You are still signed in. {told(refusal)}"


def _refuse(roles: AbstractSet[Role]) -> None:
    st.title("Not your page", anchor=False)
    whom = " and ".join(WHOM[role] for role in Role if role in roles)
    st.markdown(f"This page is for {whom}. Nothing was changed.")
    st.page_link("pages/account/start.py", label="Go to your own page", icon=":material/home:")
