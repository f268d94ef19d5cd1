"""A stretch that is put back leaves what walking it leaves, and is walked where it might differ."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from db.tables import AttemptItem
from services.workspace import Workspace
from tests.support.clock import Clock
from tests.support.content import ROLE
from tests.support.learners import Walker, a_learner, knows_first
from tests.support.remembering import State, Steps, rows_of, steps_taken, walking_anew

FreshWork = Callable[[], AbstractContextManager[tuple[Workspace, Clock]]]


def week_one(fresh_work: FreshWork, right: int) -> tuple[State, object, object, Steps]:
    """Everything after the first week's test, the time, the next identifier; what was walked for it."""
    with fresh_work() as (work, clock):
        walker = Walker(work, clock, a_learner(work), ROLE)
        before = steps_taken()
        week = walker.week(1, walker.starts_plan(knows_first(right)))
        walker.works_through(week)
        walker.sits_weekly_test(week, knows_first(right))
        return rows_of(work.engine), clock(), work.new_id(), steps_taken() - before


def test_what_is_put_back_is_what_was_walked(fresh_work: FreshWork) -> None:
    *first, _ = week_one(fresh_work, 20)
    *again, steps = week_one(fresh_work, 20)
    assert (steps.walked, steps.put_back) == (0, 3)
    with walking_anew():
        *anew, steps = week_one(fresh_work, 20)
    assert (steps.walked, steps.put_back) == (4, 0)  # the plan's stretch holds the assessment's
    assert first == again == anew


def test_another_way_of_answering_is_another_stretch(fresh_work: FreshWork) -> None:
    one, *_ = week_one(fresh_work, 20)
    other, *_ = week_one(fresh_work, 21)
    assert one != other


def test_who_answers_by_memory_or_luck_is_never_put_back(fresh_work: FreshWork) -> None:
    asked = []

    def remembers(item: AttemptItem) -> bool:
        asked.append(item)
        return len(asked) > 36

    for _ in range(2):
        with fresh_work() as (work, clock):
            Walker(work, clock, a_learner(work), ROLE).sits_assessment(remembers)
    assert len(asked) == 72


def test_a_row_that_differs_makes_another_beginning(fresh_work: FreshWork) -> None:
    with fresh_work() as (work, clock):
        Walker(work, clock, a_learner(work), ROLE).sits_assessment()
    with fresh_work() as (work, clock):
        learner = a_learner(work, timezone="Asia/Tokyo")
        before = steps_taken()
        Walker(work, clock, learner, ROLE).sits_assessment()
        assert (steps_taken() - before).put_back == 0


def test_a_test_that_patches_something_walks(
    monkeypatch: pytest.MonkeyPatch, fresh_work: FreshWork
) -> None:
    before = steps_taken()
    for _ in range(2):
        with fresh_work() as (work, clock):
            Walker(work, clock, a_learner(work), ROLE).sits_assessment()
    assert (steps_taken() - before).put_back == 0
