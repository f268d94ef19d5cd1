"""A click that meets a locked database: what the person reads, what stays, and what the log is told."""

import json
import logging
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from services import day_view
from services.accounts import check_password
from services.errors import OutOfReach
from services.logs import OURS, JsonLines
from services.workspace import Workspace
from tests.support.accounts import PASSWORD, an_account
from tests.support.clock import Clock
from tests.support.content import ROLE
from tests.support.learners import Walker, a_learner, knows_nothing
from tests.support.outages import locked
from tests.support.site import Site, button, words
from ui import registration_form

DAY, TEST, PLANS = "pages/learner/day.py", "pages/learner/weekly_test.py", "pages/learner/plans.py"
ACCOUNT = "pages/account/account.py"
SENTENCE = "Nothing that was saved is lost"


@pytest.fixture
def walker(work: Workspace, clock: Clock) -> Walker:
    return Walker(work, clock, a_learner(work), ROLE)


def outages(caplog: pytest.LogCaptureFixture) -> list[dict[str, Any]]:
    lines = [json.loads(JsonLines().format(r)) for r in caplog.records if r.name == OURS]
    return [line for line in lines if line["event"] == "database out of reach"]


def clicks_in_vain(site: Site, walker: Walker, label: str) -> AppTest:
    """Click on the day's page while the database is locked: it stays as it was."""
    walker.starts_plan(knows_nothing)
    window = site.page(DAY, walker.learner)
    title = window.title[0].value
    with locked(walker.work.engine):
        button(window, label).click().run()
    assert not window.exception
    assert window.title[0].value == title
    return window


def test_a_click_is_refused_in_a_sentence_over_the_page_as_it_was(
    site: Site, walker: Walker, caplog: pytest.LogCaptureFixture
) -> None:
    window = clicks_in_vain(site, walker, "Start")
    assert [SENTENCE in warning.value for warning in window.warning] == [True]
    (line,) = outages(caplog)
    assert line["outage"] == "SQLITE_BUSY"
    assert line["exception"]["cause"] == "sqlalchemy.exc.OperationalError"
    button(window, "Start").click().run()
    assert not window.warning
    assert "Start" not in [one.label for one in window.button]


def test_a_callback_is_refused_in_a_sentence_too(
    site: Site, work: Workspace, walker: Walker
) -> None:
    walker.starts_plan(knows_nothing)
    window = site.page(PLANS, walker.learner)
    with locked(work.engine):
        button(window, "Pause").click().run()
    assert not window.exception
    assert SENTENCE in window.warning[0].value
    assert button(window, "Pause")


def test_an_answer_that_cannot_be_saved_stays_chosen_at_its_question(
    site: Site, work: Workspace, walker: Walker
) -> None:
    week = walker.week(1, walker.starts_plan(knows_nothing))
    walker.works_through(week)
    window = site.page(TEST, walker.learner)
    button(window, "Start the test").click().run()
    label = window.radio[0].label
    with locked(work.engine):
        window.radio[0].set_value(0).run()
        # The server tells it through ui.problems; what counts here is that the page ends, once.
        assert len(window.exception) == 1
        assert window.radio[0].value == 0
        button(window, "Next").click().run()
        assert window.radio[0].label == label
        assert window.radio[0].value == 0
    button(window, "Next").click().run()
    assert not window.exception
    button(window, "Back").click().run()
    assert window.radio[0].value == 0


def test_signing_in_while_the_database_is_locked_keeps_what_was_typed(
    site: Site, work: Workspace
) -> None:
    an_account(work)
    window = site.window().run()
    window.text_input(key="sign_in_name").set_value("ada")
    window.text_input(key="sign_in_password").set_value(PASSWORD)
    with locked(work.engine):
        button(window, "Sign in").click().run()
    assert not window.exception
    assert SENTENCE in window.warning[0].value
    assert window.text_input(key="sign_in_name").value == "ada"
    button(window, "Sign in").click().run()
    assert window.session_state["sign_in_session"]


def test_whoever_cannot_be_signed_out_keeps_the_page_and_is_told_to_be_signed_in(
    site: Site, walker: Walker, caplog: pytest.LogCaptureFixture
) -> None:
    window = clicks_in_vain(site, walker, "Sign out")
    (told,) = window.sidebar.warning
    assert told.value.startswith("You are still signed in.")
    assert SENTENCE in told.value
    assert len(outages(caplog)) == 1
    button(window, "Sign out").click().run()
    assert "sign_in_session" not in window.session_state


def test_a_new_name_that_cannot_be_saved_is_not_called_saved(site: Site, work: Workspace) -> None:
    window = site.page(ACCOUNT, an_account(work))
    window.text_input(key="profile_first_name").set_value("Grace")
    with locked(work.engine):
        button(window, "Save").click().run()
    assert not window.exception
    assert SENTENCE in window.warning[0].value
    assert "Saved." not in words(window)
    assert window.text_input(key="profile_first_name").value == "Grace"


def test_a_page_that_cannot_be_read_does_not_say_that_there_is_nothing(
    site: Site, walker: Walker, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    walker.starts_plan(knows_nothing)

    def unreachable(*_: Any) -> Any:
        raise OutOfReach("connection lost")

    monkeypatch.setattr(day_view, "day_view", unreachable)
    with caplog.at_level(logging.CRITICAL):
        window = site.page(DAY, walker.learner)
    assert len(window.exception) == 1  # told through ui.problems
    assert "There is no day to work on now." not in words(window)


def test_whoever_was_registered_but_not_signed_in_presses_again(
    site: Site, work: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreachable(*_: Any) -> Any:
        raise OutOfReach("connection lost")

    window = site.window().run()
    button(window, "Create an account").click().run()
    typed = {"first_name": "Mira", "last_name": "Okafor", "email": "mira@example.org"}
    typed |= {"username": "mira", "password": PASSWORD, "repeated": PASSWORD}
    for field, value in typed.items():
        window.text_input(key=f"registration_{field}").set_value(value)
    with monkeypatch.context() as lost:
        lost.setattr(registration_form, "open_session", unreachable)
        button(window, "Create account").click().run()
    assert not window.exception
    assert SENTENCE in window.warning[0].value
    assert check_password(work, "mira", PASSWORD)
    button(window, "Create account").click().run()
    assert window.session_state["sign_in_session"]
