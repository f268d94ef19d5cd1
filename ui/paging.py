"""Lists that are paged in the database: which page was asked for, and the way to the others."""

import streamlit as st


def page_asked_for(key: str) -> int:
    """The page to look up, 1 being the first."""
    return int(st.session_state.get(key) or 1)


def draw_pages(key: str, pages: int) -> None:
    """The way to the other pages, where there are any."""
    if pages > 1:
        st.session_state[key] = min(page_asked_for(key), pages)
        st.pagination(pages, key=key)
