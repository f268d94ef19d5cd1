"""Lists that are paged in the database: which page was asked for, and the way to the others.

The page stands in the address under the list's key, so that it can be reloaded and gone back to.
"""

import streamlit as st

LONGEST = 9
"""Digits of a page's number: more would be too large a number for a database."""


def page_asked_for(key: str) -> int:
    """The page to look up, 1 being the first."""
    return st.session_state.get(key) or _in_address(key)


def to_first_page(key: str) -> None:
    """Whatever is listed from now on is listed from its beginning: for callbacks."""
    st.session_state[key] = 1


def draw_pages(key: str, pages: int) -> None:
    """The way to the other pages, where there are any."""
    asked = page_asked_for(key)
    if pages > 1 and st.pagination(pages, key=key, bind="query-params") != asked:
        st.rerun()  # the address says another one, or there were more pages when this one was asked for
    elif pages == 1 and asked > 1:
        to_first_page(key)
        st.rerun()


def searched_for(key: str) -> str:
    """The names that are looked for in the list, as typed."""
    return str(st.session_state.get(_search(key)) or "")


def draw_search(key: str, pages: int) -> None:
    """A search for people, where there are more than one page of them, or were before the search."""
    if pages > 1 or searched_for(key):
        st.text_input(
            "Find a learner",
            placeholder="Name, user name or email",
            key=_search(key),
            type="search",
            on_change=to_first_page,
            args=(key,),
        )


def _search(key: str) -> str:
    return f"{key}-search"


def _in_address(key: str) -> int:
    """Before the list was drawn for the first time, only the address knows; anybody may write anything there."""
    written = st.query_params.get(key, "")
    return max(int(written), 1) if written.isdecimal() and len(written) <= LONGEST else 1
