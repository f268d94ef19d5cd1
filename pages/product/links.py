"""Links that learners found broken: which page, which topics lead to it, when it was last checked."""

import pandas as pd
import streamlit as st

from plan_engine.roles import Role
from services.broken_links import BrokenLink, broken_links
from ui.frame import open_page
from ui.words import count

frame = open_page({Role.PRODUCT})


def table(found: list[BrokenLink]) -> pd.DataFrame:
    """The links as they are shown and downloaded."""
    return pd.DataFrame(
        {
            "Page": [link.title for link in found],
            "Reported by": [f"{link.at_least}+" for link in found],
            "Last checked": [link.checked_on for link in found],
            "Topics": [" · ".join(link.topics) for link in found],
            "Address": [link.url for link in found],
        }
    )


st.title("Broken links", anchor=False)
st.markdown(
    "Outside pages that learners reported since they were last checked. A page leaves this list when "
    "its topic has another address, or a later `checked_on`."
)
found = broken_links(frame.work)
if not found:
    st.markdown("Nobody has reported a link that has not been checked since.")
    st.stop()
st.caption(
    f"{count(len(found), 'page')}. “1+” learner, “5+” and “25+” learners: the list is about pages, "
    "so the number of people stays rough."
)
shown = table(found)
st.dataframe(
    shown,
    hide_index=True,
    column_config={"Address": st.column_config.LinkColumn(), "Last checked": st.column_config.DateColumn()},
)  # fmt: skip
st.download_button(
    "Download CSV",
    shown.to_csv(index=False),
    "broken-links.csv",
    "text/csv",
    icon=":material/download:",
)
