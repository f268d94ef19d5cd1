"""Links to a learner that can be come back from: to the filters, the order and the page they stood on."""

from collections.abc import Mapping
from contextlib import suppress
from urllib.parse import parse_qsl, urlencode
from uuid import UUID

import streamlit as st
from streamlit.errors import StreamlitAPIException

LEARNER = "pages/counsellor/learner.py"
VIEW = "view"


def link_to_learner(learner: UUID, label: str, view: Mapping[str, str]) -> None:
    """A link to a learner's page; `view` is what the address of the page it stands on says."""
    st.page_link(
        LEARNER, label=label, query_params={"learner": str(learner), VIEW: urlencode(view)}
    )


def return_to_view(page: str) -> None:
    """Show the view from which a link led to a learner: a page's first call but for its guard.

    The browser's way back leads to the page's own address with what the link said, because Streamlit
    writes that down before it leaves the page.
    """
    view = st.query_params.get(VIEW)
    if view is None:
        return
    # Where the page's own widgets are on the screen already, they keep what they say.
    with suppress(StreamlitAPIException):
        st.switch_page(page, query_params=dict(parse_qsl(view)))
