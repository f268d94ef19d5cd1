"""A program on the screen says what it is to be read as; a hidden one says nothing."""

from dataclasses import replace

import pytest

from content.library import RUNTIME_TITLES
from services.assessments import finish_assessment, start_assessment
from services.attempts import question
from services.forms import content_hash
from services.result_views import review
from services.workspace import Workspace
from tests.support.clock import Clock
from tests.support.content import ROLE
from tests.support.learners import Walker, a_learner, knows_first


@pytest.fixture
def running(work: Workspace) -> Workspace:
    """Every question with code was made by running Python; those without hide their program."""
    items = {
        key: replace(item, runtime="python", language="python" if item.code else None)
        for key, item in work.content.items.items()
    }
    return replace(work, content=replace(work.content, items=items, version="running"))


def test_a_learner_reads_beside_a_program_what_runs_it(running: Workspace, clock: Clock) -> None:
    learner = a_learner(running)
    attempt = start_assessment(running, learner, ROLE)
    Walker(running, clock, learner, ROLE).answers(attempt, knows_first(20))
    asked = [question(running, learner, attempt, k) for k in range(1, 37)]
    told = {(shown.code is not None, shown.runs_in) for shown in asked}
    assert told == {(True, RUNTIME_TITLES["python"]), (False, None)}
    result = finish_assessment(running, learner, attempt)
    told = {(one.code is not None, one.runs_in) for one in review(running, learner, result)}
    assert told == {(True, RUNTIME_TITLES["python"]), (False, None)}


def test_what_runs_a_program_is_part_of_what_was_served(running: Workspace) -> None:
    shown = next(item for item in running.content.items.values() if item.code)
    hidden = next(item for item in running.content.items.values() if not item.code)
    assert content_hash(shown) != content_hash(replace(shown, runtime=None))
    assert content_hash(hidden) == content_hash(replace(hidden, runtime=None))
