"""Has the browser fetch its cookie, or drop it, over HTTP: a page's own messages cannot set one.

The script sees the ticket, which works once and for a minute, and never the cookie.
"""

from typing import Final

import streamlit as st

from ui import sign_in_state

ENTER_PATH: Final = "/session/enter"
LEAVE_PATH: Final = "/session/leave"

_SCRIPT: Final = """
const done = new Set()

export default function ({ data }) {
  if (done.has(data.once)) return
  done.add(data.once)
  fetch(data.path, {
    method: "POST",
    credentials: "same-origin",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ ticket: data.ticket }),
  })
    .then((answer) => answer.status === 503 && done.delete(data.once))
    .catch(() => done.delete(data.once))
}
"""

_exchange = st.components.v2.component("sign_in_exchange", js=_SCRIPT)


def draw_cookie_exchange() -> None:
    """Draw nothing that can be seen; the browser does what is still to be done about its cookie."""
    ticket = sign_in_state.ticket()
    if ticket is not None:
        _draw(ENTER_PATH, ticket)
    elif sign_in_state.must_forget_cookie():
        _draw(LEAVE_PATH, "")


def _draw(path: str, ticket: str) -> None:
    _exchange(
        key="sign_in_exchange",
        data={"path": path, "ticket": ticket, "once": path + ticket},
        height=1,
    )
