"""Lists that are paged in the database: which page was asked for, and the way to the others."""

import streamlit as st


def page_asked_for(key: str) -> int:
    """The page to look up, 1 being the first."""
    return int(st.session_state.get(_widget(key)) or 1)


def to_first_page(key: str) -> None:
    """Whatever is listed from now on is listed from its beginning: for callbacks."""
    # Another widget, not another value: Streamlit warns of a value beside a widget's own first one.
    st.session_state[_count(key)] = st.session_state.get(_count(key), 0) + 1


def draw_pages(key: str, pages: int) -> None:
    """The way to the other pages, where there are any."""
    asked = page_asked_for(key)
    if pages > 1 and st.pagination(pages, key=_widget(key)) != asked:
        st.rerun()  # there were more pages when this one was asked for
    elif pages == 1 and asked > 1:
        to_first_page(key)
        st.rerun()


def _widget(key: str) -> str:
    return f"{key}-{st.session_state.get(_count(key), 0)}"


def _count(key: str) -> str:
    return f"{key}-lists"
