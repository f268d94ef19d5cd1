"""All accounts: search them, and help whoever lost a password."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from plan_engine.roles import Role
from services.deactivation import deactivate, reactivate
from services.people_list import AccountRow, find_accounts
from services.staff import reset_password
from ui.actions import NOTICE, attempt, show_notice
from ui.frame import Frame, open_page
from ui.handed_out import keep_handed_out, show_handed_out
from ui.paging import draw_pages, page_asked_for, to_first_page
from ui.plain import plain
from ui.words import ACCOUNT_STATES, count

PAGE = "people_page"
DONE = "people_done"


def as_table(rows: Sequence[AccountRow]) -> pd.DataFrame:
    """One line an account."""
    return pd.DataFrame(
        {
            "Name": [f"{row.first_name} {row.last_name}" for row in rows],
            "User name": [row.username for row in rows],
            "Role": [row.role.value.capitalize() for row in rows],
            "State": [ACCOUNT_STATES[row.is_active] for row in rows],
            "Email": [row.email for row in rows],
            "Since": [row.created_at.strftime("%Y-%m-%d") for row in rows],
        }
    )


def reset(frame: Frame) -> None:
    """Make a one-time password for the chosen account."""
    username = st.session_state.reset_username
    if username is None:
        st.session_state[NOTICE] = "Choose an account first."
        return
    keep_handed_out(attempt(reset_password, frame.work, username, actor=frame.user.id))


def change_state(frame: Frame, row: AccountRow) -> None:
    """Deactivate or reactivate the chosen account."""
    change = deactivate if row.is_active else reactivate
    if attempt(change, frame.work, row.username, actor=frame.user.id) is None:
        return
    shut_out = "is deactivated: signed out everywhere, and not let in again"
    now = shut_out if row.is_active else "is active again and can sign in with the same password"
    st.session_state[DONE] = f"{plain(row.username)} {now}."


def draw_state(frame: Frame, rows: Sequence[AccountRow]) -> None:
    """Shut somebody out, or let them in again."""
    with st.container(border=True):
        st.subheader("Deactivate or reactivate", anchor=False)
        st.markdown(
            "Whoever is deactivated is signed out everywhere at once and cannot sign in; the form "
            "says what it says for a wrong password. Nothing of theirs is deleted, and it can be "
            "taken back. Until then a learner is in no caseload, and a counsellor’s learners are "
            "listed under “Caseloads” as without a counsellor."
        )
        others = {row.username: row for row in rows if row.id != frame.user.id}
        chosen = st.selectbox(
            "Account",
            list(others),
            index=None,
            placeholder="Choose a person of the list above",
            format_func=lambda name: f"{name} · {ACCOUNT_STATES[others[name].is_active].lower()}",
            key="state_username",
        )
        if chosen:
            row = others[chosen]
            st.button(
                f"Deactivate {chosen}" if row.is_active else f"Reactivate {chosen}",
                on_click=change_state,
                args=(frame, row),
                key="change_state",
            )


frame = open_page(roles={Role.ADMIN})
st.title("People", anchor=False)
show_notice()
show_handed_out()
done = st.session_state.pop(DONE, None)
if done:
    # Who is chosen by their state leaves the list by its change, so it is said above it.
    st.markdown(f":green[:material/check: {done}]")
with st.container(horizontal=True, vertical_alignment="bottom"):
    search = st.text_input(
        "Search",
        placeholder="Name, user name or email",
        key="people_search",
        on_change=to_first_page,
        args=(PAGE,),
    )
    role = st.selectbox(
        "Role",
        [None, *Role],
        format_func=lambda role: "All roles" if role is None else role.value.capitalize(),
        key="people_role",
        width=160,
        on_change=to_first_page,
        args=(PAGE,),
    )
    active = st.selectbox(
        "State",
        [None, True, False],
        format_func=lambda state: "All states" if state is None else ACCOUNT_STATES[state],
        key="people_state",
        width=160,
        on_change=to_first_page,
        args=(PAGE,),
    )
found = find_accounts(
    frame.work, search=search, role=role, active=active, page=page_asked_for(PAGE)
)
if not found.total:
    st.markdown("Nobody was found. Search for a part of a name, user name or email.")
    st.stop()
st.caption(count(found.total, "account"))
st.dataframe(as_table(found.rows), hide_index=True, alt="Accounts")
draw_pages(PAGE, found.pages)

with st.container(border=True):
    st.subheader("Lost password", anchor=False)
    st.markdown(
        "A one-time password replaces the old one, ends the person’s sessions and their lock. "
        "Give it to them in person or by phone; they choose a new one when they sign in."
    )
    with st.form("reset", border=False):
        st.selectbox(
            "Account",
            [row.username for row in found.rows if row.is_active],
            index=None,
            placeholder="Choose a person of the list above",
            key="reset_username",
        )
        st.form_submit_button("Make a one-time password", on_click=reset, args=(frame,))

draw_state(frame, found.rows)
