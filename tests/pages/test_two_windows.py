"""A test that is open in two windows at once: what was answered last is what counts."""

from uuid import UUID

import pytest
from streamlit.testing.v1 import AppTest

from db.queries import attempts
from services.weekly_tests import start_weekly_test
from services.workspace import Workspace
from tests.support.clock import Clock
from tests.support.content import ROLE
from tests.support.learners import Walker, a_learner
from tests.support.site import Site, button, words

TEST = "pages/learner/weekly_test.py"


@pytest.fixture
def sitting(work: Workspace, clock: Clock) -> tuple[UUID, UUID]:
    """The learner, and their weekly test with nothing answered yet."""
    learner = a_learner(work)
    walker = Walker(work, clock, learner, ROLE)
    week = walker.week(1, walker.starts_plan())
    walker.works_through(week)
    return learner, start_weekly_test(work, learner, week)


def _kept(work: Workspace, attempt: UUID) -> list[int | None]:
    """The choices that are kept, by position."""
    with work.reading() as session:
        given = attempts.answers_of(session, attempt)
        return [
            given[item.id].choice
            for item in attempts.items_of(session, attempt)
            if item.id in given
        ]


def _on_question_one(site: Site, learner: UUID) -> AppTest:
    window = site.page(TEST, learner)
    back = button(window, "Back")
    return window if back.disabled else back.click().run()


def _behind_a_newer_one(site: Site, learner: UUID) -> AppTest:
    """A window in which the first option was chosen, and in another one the third since."""
    older = _on_question_one(site, learner)
    older.radio[0].set_value(0).run()
    newer = _on_question_one(site, learner)
    newer.radio[0].set_value(2).run()
    return older


def test_going_on_in_an_older_window_keeps_what_the_newer_one_answered(
    site: Site, work: Workspace, sitting: tuple[UUID, UUID]
) -> None:
    learner, attempt = sitting
    older = _behind_a_newer_one(site, learner)
    button(older, "Next").click().run()
    assert _kept(work, attempt) == [2]
    assert any("changed in another window" in one.value for one in older.warning)
    assert "Question 2 of" in "\n".join(str(one.proto.text) for one in older.get("progress"))


def test_an_older_window_shows_what_the_newer_one_answered_at_its_next_run(
    site: Site, work: Workspace, sitting: tuple[UUID, UUID]
) -> None:
    learner, attempt = sitting
    older = _behind_a_newer_one(site, learner)
    older.run()
    assert older.radio[0].value == 2
    assert _kept(work, attempt) == [2]


def test_a_choice_made_in_the_older_window_is_the_last_answer(
    site: Site, work: Workspace, sitting: tuple[UUID, UUID]
) -> None:
    learner, attempt = sitting
    older = _behind_a_newer_one(site, learner)
    older.radio[0].set_value(1).run()
    assert _kept(work, attempt) == [1]
    assert not older.warning


def test_a_first_answer_can_be_changed_and_changed_back(
    site: Site, work: Workspace, sitting: tuple[UUID, UUID]
) -> None:
    learner, attempt = sitting
    window = _on_question_one(site, learner)
    for choice in (0, 1, 0):
        window.radio[0].set_value(choice).run()
        assert _kept(work, attempt) == [choice]
        assert not window.warning


def test_choosing_and_going_on_in_one_go_keeps_the_choice(
    site: Site, work: Workspace, sitting: tuple[UUID, UUID]
) -> None:
    learner, attempt = sitting
    window = _on_question_one(site, learner)
    window.radio[0].set_value(1)
    button(window, "Next").click().run()
    assert _kept(work, attempt) == [1]


def test_the_first_choice_after_the_server_was_started_anew_is_kept(
    site: Site, work: Workspace, sitting: tuple[UUID, UUID]
) -> None:
    learner, attempt = sitting
    window = _on_question_one(site, learner)
    window.radio[0].set_value(0).run()
    del window.session_state["answers-seen"]
    window.radio[0].set_value(1).run()
    assert _kept(work, attempt) == [1]


def test_going_on_after_the_server_was_started_anew_brings_no_old_choice_back(
    site: Site, work: Workspace, sitting: tuple[UUID, UUID]
) -> None:
    learner, attempt = sitting
    older = _behind_a_newer_one(site, learner)
    del older.session_state["answers-seen"]
    button(older, "Next").click().run()
    assert _kept(work, attempt) == [2]
    assert words(older)
