"""A database that is busy or gone: a sentence instead of a traceback, and nothing half done."""

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Engine, event, select, text
from sqlalchemy.exc import DBAPIError, OperationalError

from db.engine import make_engine
from db.queries import plans
from db.tables import Base, UserRegistration
from services.assessments import start_assessment
from services.days import complete_day
from services.errors import OutOfReach, Refused
from services.health import database_answers
from services.plan_management import abandon_plan, pause_plan
from services.plans import start_plan
from services.weekly_tests import start_weekly_test, submit_weekly_test
from services.workspace import Workspace
from tests.support.clock import Clock
from tests.support.content import ROLE
from tests.support.learners import (
    Knows,
    Walker,
    a_learner,
    knows_all,
    knows_first,
    knows_nothing,
)
from tests.support.long_tests import at_the_final
from tests.support.outages import locked

Everything = dict[str, list[tuple[Any, ...]]]


def everything(engine: Engine) -> Everything:
    with engine.connect() as connection:
        return {
            table.name: sorted(map(tuple, connection.execute(select(table))), key=repr)
            for table in Base.metadata.sorted_tables
        }


only_sqlite = pytest.mark.parametrize("fresh_engine", ["sqlite"], indirect=True)
only_postgresql = pytest.mark.parametrize(
    "fresh_engine", [pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True
)


@only_sqlite
def test_a_locked_database_refuses_in_a_sentence_and_later_does_it(work: Workspace) -> None:
    learner = a_learner(work)
    before = everything(work.engine)
    with locked(work.engine), pytest.raises(OutOfReach, match="Nothing that was saved") as refusal:
        start_assessment(work, learner, ROLE)
    assert isinstance(refusal.value, Refused)
    assert refusal.value.outage == "SQLITE_BUSY"
    assert everything(work.engine) == before
    assert start_assessment(work, learner, ROLE)


@only_postgresql
def test_a_connection_that_is_lost_midway_leaves_nothing_and_the_next_one_works(
    work: Workspace,
) -> None:
    learner = a_learner(work)

    def is_cut_off_midway() -> None:
        with work.transaction() as session:
            session.get_one(UserRegistration, learner).first_name = "Half"
            session.flush()
            ours = session.scalar(text("select pg_backend_pid()"))
            with work.engine.connect() as other:
                other.execute(text("select pg_terminate_backend(:ours)"), {"ours": ours})
            session.execute(text("select pg_sleep(10)"))

    with pytest.raises(OutOfReach) as refusal:
        is_cut_off_midway()
    assert refusal.value.outage == "connection lost"
    with work.reading() as session:
        assert session.get_one(UserRegistration, learner).first_name != "Half"


@only_postgresql
def test_a_row_that_others_lock_for_too_long_is_an_outage(work: Workspace) -> None:
    learner = a_learner(work)
    mine = select(UserRegistration).where(UserRegistration.id == learner).with_for_update()

    def waits_for_a_moment() -> None:
        with work.transaction() as session:
            session.execute(text("set local lock_timeout = '50ms'"))
            session.execute(mine)

    with work.transaction() as other:
        other.execute(mine)
        with pytest.raises(OutOfReach) as refusal:
            waits_for_a_moment()
    assert refusal.value.outage == "SQLSTATE 55P03"


def test_a_server_that_is_not_there_is_an_outage_and_unwell(work: Workspace) -> None:
    gone = replace(work, engine=make_engine("postgresql://nobody@127.0.0.1:1/nothing"))
    with pytest.raises(OutOfReach) as refusal, gone.reading() as session:
        session.execute(text("select 1"))
    assert refusal.value.outage == "no connection"
    assert not database_answers(gone)


def test_no_free_connection_is_an_outage(work: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work.engine.pool, "_timeout", 0.05)
    taken = [work.engine.connect() for _ in range(20)]
    try:
        with pytest.raises(OutOfReach) as refusal, work.reading() as session:
            session.execute(text("select 1"))
    finally:
        for connection in taken:
            connection.close()
    assert refusal.value.outage == "no free connection"


@pytest.mark.parametrize(
    "statement", ["select 1 from no_such_table", "select no_such_column from audit_log", "selec 1"]
)
def test_a_mistake_of_ours_is_not_taken_for_an_outage(work: Workspace, statement: str) -> None:
    for opened in (work.reading, work.transaction):
        with pytest.raises(DBAPIError), opened() as session:
            session.execute(text(statement))


def cut_at(engine: Engine, number: int) -> Callable[[], None]:
    """From the `number`th statement on, none is answered; gives back what ends it."""
    seen = 0

    def cut(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        nonlocal seen
        seen += 1
        if seen >= number:
            lost = sqlite3.OperationalError("disk unplugged")
            raise OperationalError(statement, {}, lost, connection_invalidated=True)

    event.listen(engine, "before_cursor_execute", cut)
    return lambda: event.remove(engine, "before_cursor_execute", cut)


def _completes_a_day(work: Workspace, clock: Clock) -> Callable[[], object]:
    walker = Walker(work, clock, a_learner(work), ROLE)
    plan = walker.starts_plan(knows_nothing)
    with work.reading() as session:
        day = plans.days_of_week(session, walker.week(1, plan))[0].id
    return lambda: complete_day(work, walker.learner, day)


def _starts_a_plan(work: Workspace, clock: Clock) -> Callable[[], object]:
    walker = Walker(work, clock, a_learner(work), ROLE)
    result = walker.sits_assessment(knows_nothing)
    return lambda: start_plan(work, walker.learner, result)


def _fails_a_week(work: Workspace, clock: Clock) -> Callable[[], object]:
    return _hands_in_a_week(work, clock, knows_nothing)


def _passes_a_week(work: Workspace, clock: Clock) -> Callable[[], object]:
    return _hands_in_a_week(work, clock, knows_all)


def _hands_in_a_week(work: Workspace, clock: Clock, knows: Knows) -> Callable[[], object]:
    walker = Walker(work, clock, a_learner(work), ROLE)
    week = walker.week(1, walker.starts_plan(knows_nothing))
    walker.works_through(week)
    attempt = start_weekly_test(work, walker.learner, week)
    walker.answers(attempt, knows)
    return lambda: submit_weekly_test(work, walker.learner, attempt)


def _pauses(work: Workspace, clock: Clock) -> Callable[[], object]:
    walker = Walker(work, clock, a_learner(work), ROLE)
    plan = walker.starts_plan(knows_nothing)
    return lambda: pause_plan(work, walker.learner, plan)


def _abandons_a_correction(work: Workspace, clock: Clock) -> Callable[[], object]:
    finisher, plan = at_the_final(work, clock, a_learner(work), ROLE)
    finisher.sits_final(plan, knows_first(30))
    return lambda: abandon_plan(work, finisher.learner, plan)


@pytest.mark.parametrize(
    "prepared",
    [
        _completes_a_day,
        _starts_a_plan,
        _fails_a_week,
        _passes_a_week,
        _pauses,
        _abandons_a_correction,
    ],
)
def test_an_intention_that_is_cut_off_anywhere_leaves_everything_as_it_was(
    work: Workspace,
    clock: Clock,
    prepared: Callable[[Workspace, Clock], Callable[[], object]],
) -> None:
    """Cut at every statement, one after the other; the try after the last cut does it as if it were the first."""
    act = prepared(work, clock)
    before = everything(work.engine)
    number = 0
    while True:
        number += 1
        end = cut_at(work.engine, number)
        try:
            act()
        except OutOfReach:
            end()
            assert everything(work.engine) == before
        else:
            end()
            break
    assert number > 3
    assert everything(work.engine) != before
