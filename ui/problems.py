"""What people are told when something goes wrong, and what the log is told."""

import logging
import secrets

import streamlit as st

from plan_engine.lifecycles import NotAllowed
from services.errors import Refused
from services.health import is_database_fault
from services.logs import OURS

_log = logging.getLogger(OURS)


def on_script_error(error: Exception) -> bool:
    """Tell the person in a sentence, and the log with a number that they can name. Always True: all is said.

    A refusal that no page caught is said in its own words.
    """
    if isinstance(error, Refused | NotAllowed):
        st.warning(str(error), icon=":material/info:")
        return True
    number = secrets.token_hex(4)
    _log.error("page failed", exc_info=error, extra={"fields": {"number": number}})
    what = (
        "The database is busy or cannot be reached."
        if is_database_fault(error)
        else "Something went wrong on our side."
    )
    st.error(
        f"{what} What you had saved before is still there. "
        f"Reload the page to go on; if it happens again, tell us this number: **{number}**",
        icon=":material/error:",
    )
    return True
