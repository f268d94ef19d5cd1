"""All accounts: search them, and help whoever lost a password."""

import pandas as pd
import streamlit as st

from plan_engine.roles import Role
from services.people_list import AccountRow, find_accounts
from services.staff import reset_password
from ui.actions import attempt, show_notice
from ui.frame import Frame, open_page
from ui.handed_out import keep_handed_out, show_handed_out
from ui.paging import draw_pages, page_asked_for
from ui.words import count

PAGE = "people_page"


def as_table(rows: list[AccountRow]) -> pd.DataFrame:
    """One line an account."""
    return pd.DataFrame(
        {
            "Name": [f"{row.first_name} {row.last_name}" for row in rows],
            "User name": [row.username for row in rows],
            "Email": [row.email for row in rows],
            "Role": [row.role.value.capitalize() for row in rows],
            "Since": [row.created_at.strftime("%Y-%m-%d") for row in rows],
        }
    )


def reset(frame: Frame) -> None:
    """Make a one-time password for the chosen account."""
    username = st.session_state.reset_username
    keep_handed_out(attempt(reset_password, frame.work, username, actor=frame.user.id))


frame = open_page(roles={Role.ADMIN})
st.title("People", anchor=False)
show_notice()
show_handed_out()
with st.container(horizontal=True, vertical_alignment="bottom"):
    search = st.text_input("Search", placeholder="Name, user name or email", key="people_search")
    role = st.selectbox(
        "Role",
        [None, *Role],
        format_func=lambda role: "All roles" if role is None else role.value.capitalize(),
        key="people_role",
        width=200,
    )
found = find_accounts(frame.work, search=search, role=role, page=page_asked_for(PAGE))
if not found.total:
    st.markdown("Nobody was found. Search for a part of a name, user name or email.")
    st.stop()
st.caption(count(found.total, "account"))
st.dataframe(as_table(list(found.rows)), hide_index=True, alt="Accounts")
draw_pages(PAGE, found.pages)

with st.container(border=True):
    st.subheader("Lost password", anchor=False)
    st.markdown(
        "A one-time password replaces the old one, ends the person’s sessions and their lock. "
        "Give it to them in person or by phone; they choose a new one when they sign in."
    )
    with st.form("reset", border=False):
        st.selectbox("Account", [row.username for row in found.rows], key="reset_username")
        st.form_submit_button("Make a one-time password", on_click=reset, args=(frame,))
