"""The benchmark's clicks are real ones: the page runs, sees the choice, and its failures are not timed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.clicks.browserless import ScriptFailed, Tab
from bench.clicks.counter import STARTUP, StatementCounter
from bench.clicks.timing import measured
from tests.support.server import REPOSITORY, RunningApp

PAGE = """
import streamlit as st
from sqlalchemy import create_engine, text

sky = st.radio("Sky", ["Clear", "Cloudy"], index=None)
if st.button("Report"):
    st.markdown(f"It is {sky}")
if st.button("Ask"):
    with create_engine("sqlite://").connect() as connection:
        connection.execute(text("select 1"))
        connection.execute(text("select 2"))
if st.button("Fail"):
    raise ValueError("on purpose")
"""


@pytest.fixture
def counter(tmp_path: Path) -> StatementCounter:
    return StatementCounter(tmp_path / "statements")


@pytest.fixture
def tab(tmp_path: Path, counter: StatementCounter) -> Iterator[Tab]:
    script = tmp_path / "page.py"
    script.write_text(PAGE)
    environment = {"PYTHONPATH": f"{STARTUP}:{REPOSITORY}", **counter.environment}
    home = tmp_path / "home"
    with (
        RunningApp(home, script=script, working_folder=tmp_path, environment=environment) as app,
        Tab(app.url) as tab,
    ):
        yield tab


def test_a_click_presses_the_button_for_one_run_only(tab: Tab) -> None:
    assert "markdown" in tab.click("Report").elements
    assert "markdown" not in tab.click().elements


def test_a_choice_stays_chosen(tab: Tab) -> None:
    tab.choose(1)
    reported = tab.click("Report")
    assert reported.elements.count("markdown") == 1
    assert "Cloudy" in tab.texts


def test_statements_are_counted_from_outside(tab: Tab, counter: StatementCounter) -> None:
    clicks = measured(lambda: tab.click("Ask"), 3, counter=counter)
    assert clicks.statements == 2
    assert clicks.p50_ms > 0


def test_a_page_that_fails_is_no_measurement(tab: Tab) -> None:
    with pytest.raises(ScriptFailed):
        tab.click("Fail")
