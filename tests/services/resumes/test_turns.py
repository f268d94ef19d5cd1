"""One file of a learner at a time, on whichever server, and not for ever."""

import pytest

from services.errors import NotFound
from services.resumes.reader import NotReadable
from services.resumes.turns import GIVEN_UP_AFTER, one_at_a_time
from services.workspace import Workspace
from tests.support.clock import Clock
from tests.support.learners import a_learner


def test_a_second_file_waits_and_other_learners_do_not(work: Workspace) -> None:
    first, second = a_learner(work, "ada"), a_learner(work, "grace")
    with one_at_a_time(work, first):
        with pytest.raises(NotReadable, match="being read"), one_at_a_time(work, first):
            pytest.fail("a second file was let in")
        with one_at_a_time(work, second):
            pass
    with one_at_a_time(work, first):
        pass


def test_a_turn_ends_when_reading_fails(work: Workspace) -> None:
    learner = a_learner(work)
    with pytest.raises(ZeroDivisionError), one_at_a_time(work, learner):
        raise ZeroDivisionError
    with one_at_a_time(work, learner):
        pass


def test_the_turn_of_a_server_that_died_is_given_up(work: Workspace, clock: Clock) -> None:
    learner = a_learner(work)
    died = one_at_a_time(work, learner)
    died.__enter__()
    clock.advance(seconds=GIVEN_UP_AFTER.total_seconds() - 1)
    with pytest.raises(NotReadable), one_at_a_time(work, learner):
        pytest.fail("the reading was still within its time")
    clock.advance(seconds=1)
    with one_at_a_time(work, learner):
        died.__exit__(None, None, None)  # it was only slow: it must not end the other's turn
        with pytest.raises(NotReadable), one_at_a_time(work, learner):
            pytest.fail("the second turn was ended by the first")


def test_nobody_but_learners_has_a_turn(work: Workspace) -> None:
    with pytest.raises(NotFound), one_at_a_time(work, work.new_id()):
        pytest.fail("nobody was let in")
