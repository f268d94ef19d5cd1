"""What people are told when something goes wrong, and what the log is told."""

import logging
import secrets

import streamlit as st

from plan_engine.lifecycles import NotAllowed
from services.errors import OutOfReach, Refused
from services.logs import OURS
from ui.actions import NOTICE, told

_log = logging.getLogger(OURS)


def on_script_error(error: Exception) -> bool:
    """Tell the person in a sentence, and the log with a number that they can name. Always True: all is said.

    A refusal that no page caught is said in its own words.
    """
    if isinstance(error, OutOfReach):
        _tell_outage(error)
        return True
    if isinstance(error, Refused | NotAllowed):
        st.warning(str(error), icon=":material/info:")
        return True
    number = secrets.token_hex(4)
    _log.error("page failed", exc_info=error, extra={"fields": {"number": number}})
    st.error(
        "Something went wrong on our side. What you had saved before is still there. "
        f"Reload the page to go on; if it happens again, tell us this number: **{number}**",
        icon=":material/error:",
    )
    return True


def _tell_outage(error: OutOfReach) -> None:
    sentence = told(error)
    if st.session_state.get(NOTICE) == sentence:
        del st.session_state[NOTICE]  # the action before met it too: once is enough
    st.warning(
        f"{sentence} Reload the page if a part of it is missing.", icon=":material/cloud_off:"
    )
