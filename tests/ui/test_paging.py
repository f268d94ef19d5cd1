"""Leafing through a list: the page asked for, back to the first one, and not past the last."""

import pytest
from streamlit.elements.lib import policies
from streamlit.testing.v1 import AppTest


def leafing() -> None:
    import streamlit as st

    from ui.paging import draw_pages, page_asked_for, to_first_page

    pages = st.session_state.get("pages", 3)
    st.markdown(f"page {page_asked_for('list')} of {pages}")
    st.button("Another list", on_click=to_first_page, args=("list",))
    draw_pages("list", pages)


def shown(window: AppTest) -> str:
    assert not window.exception
    return str(window.markdown[0].value)


def test_another_list_begins_with_its_first_page() -> None:
    window = AppTest.from_function(leafing).run()
    assert shown(window) == "page 1 of 3"
    window.session_state["list"] = 3
    assert shown(window.run()) == "page 3 of 3"
    window.button[0].click()
    assert shown(window.run()) == "page 1 of 3"


@pytest.mark.parametrize("pages", [1, 2])
def test_a_list_that_got_shorter_is_shown_from_its_beginning(pages: int) -> None:
    window = AppTest.from_function(leafing).run()
    window.session_state["list"] = 3
    window.run()
    window.session_state["pages"] = pages
    assert shown(window.run()) == f"page 1 of {pages}"


def test_no_value_is_set_beside_the_widgets_own(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(policies, "_shown_default_value_warning", False)
    monkeypatch.setattr(policies._LOGGER, "warning", lambda text, *_, **__: said.append(text))
    window = AppTest.from_function(leafing).run()
    window.button[0].click()
    window.run()
    assert not said


@pytest.mark.parametrize("written", ["", "0", "-1", "two", "1.5", "²", "9" * 20, "9" * 5000])
@pytest.mark.parametrize("pages", [1, 3])
def test_an_address_that_names_no_page_leads_to_the_first(written: str, pages: int) -> None:
    window = AppTest.from_function(leafing)
    window.session_state["pages"] = pages
    window.query_params["list"] = written
    assert shown(window.run()) == f"page 1 of {pages}"
