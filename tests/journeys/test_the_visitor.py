"""The visitor that journeys send understands Streamlit's pages; checked on a page made for it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.conftest import VisitorMaker
from tests.support.server import RunningApp

PAGE = """
import time
import streamlit as st

st.title("Weather")
name = st.text_input("Your name")
sky = st.radio("Sky", ["Clear", "Cloudy", "Clear later"], index=None)
if st.button("Report", icon=":material/send:"):
    time.sleep(0.5)
    st.write(f"{name} reports: {sky}")
"""


@pytest.fixture
def app(tmp_path: Path) -> Iterator[RunningApp]:
    script = tmp_path / "page.py"
    script.write_text(PAGE)
    with RunningApp(tmp_path / "home", script=script, working_folder=tmp_path) as app:
        yield app


def test_a_visitor_types_chooses_clicks_and_waits(visitor: VisitorMaker) -> None:
    person = visitor()
    person.visit("/")
    person.sees("Weather")
    person.write("Your name", "Mo")
    person.choose("Cloudy")
    person.click("Report")
    person.sees("Mo reports: Cloudy")
    assert person.errors == []


def test_two_visitors_share_nothing_and_a_refresh_forgets(visitor: VisitorMaker) -> None:
    first, second = visitor("first"), visitor("second")
    first.visit("/")
    second.visit("/")
    first.write("Your name", "Mo")
    first.click("Report")
    first.sees("Mo reports: None")
    second.does_not_see("Mo reports")
    first.refresh()
    first.does_not_see("Mo reports")


def test_a_reload_finds_the_page_after_the_server_was_killed(
    visitor: VisitorMaker, app: RunningApp
) -> None:
    person = visitor()
    person.visit("/")
    app.kill()
    app.start()
    person.refresh()
    person.write("Your name", "Mo")
    person.click("Report")
    person.sees("Mo reports: None")
