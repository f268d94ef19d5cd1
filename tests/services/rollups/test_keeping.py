"""Keeping the totals: twice is once, late is in time, and one process at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import delete, select

from db.tables import (
    ActivityRollup,
    MilestoneRollup,
    ReadinessRollup,
    ScheduleRollup,
    UserRegistration,
    WeekRollup,
)
from services.rollups import keeper, lease
from services.rollups.keeper import Kept, keep_rollups
from services.rollups.schedule import in_a_process, rollups_kept
from services.workspace import Workspace
from tests.support.clock import Clock
from tests.support.made_up_lives import Lives, at, at_random

FIRST, LAST = date(2026, 1, 5), date(2026, 3, 29)
TABLES = (ActivityRollup, WeekRollup, ScheduleRollup, MilestoneRollup, ReadinessRollup)
"""In the order in which a step reads them."""


def totals(work: Workspace) -> dict[str, list[tuple[Any, ...]]]:
    with work.reading() as session:
        return {
            model.__tablename__: sorted(
                tuple(row) for row in session.execute(select(*model.__table__.columns))
            )
            for model in TABLES
        }


def test_keeping_again_or_anew_changes_nothing(work: Workspace, lives: Lives, clock: Clock) -> None:
    at_random(lives, 12, FIRST, LAST, seed=1)
    clock.set(at(LAST, 20))
    keep_rollups(work)
    once = totals(work)
    assert all(once.values())
    keep_rollups(work)
    assert totals(work) == once
    clock.advance(days=1)
    keep_rollups(work, anew=True)
    assert totals(work) == once


def test_kept_day_by_day_or_all_at_once_is_the_same(
    work: Workspace, lives: Lives, clock: Clock
) -> None:
    """Half of the lives happen, totals are kept, a fortnight of silence, the other half happens."""
    middle = FIRST + timedelta(days=42)
    at_random(lives, 8, FIRST, middle, seed=2)
    clock.set(at(middle, 20))
    keep_rollups(work)
    at_random(lives, 8, middle, LAST, seed=3)
    clock.set(at(middle + timedelta(days=20), 20))
    keep_rollups(work)
    clock.set(at(LAST, 20))
    late = keep_rollups(work)
    caught_up = totals(work)
    anew = keep_rollups(work, anew=True)
    assert isinstance(late, Kept)
    assert isinstance(anew, Kept)
    assert late.steps < anew.steps
    assert totals(work) == caught_up


def test_a_date_is_counted_again_until_it_is_over_everywhere(
    work: Workspace, lives: Lives, clock: Clock
) -> None:
    learner = lives.learner(FIRST)
    clock.set(at(FIRST + timedelta(days=7), 1))
    keep_rollups(work)
    # Where it is still yesterday evening, somebody comes late.
    lives.active(learner, FIRST + timedelta(days=6))
    clock.advance(hours=8)
    kept = keep_rollups(work)
    assert kept is not None
    assert kept.settled_until == FIRST + timedelta(days=5)
    assert [row[0] for row in totals(work)["activity_rollup"]] == [FIRST + timedelta(days=6)]


def test_two_processes_never_keep_the_totals_at_once(
    work: Workspace, lives: Lives, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    lives.learner(FIRST)
    clock.set(at(LAST, 6))
    seen: list[Kept | None] = []
    one_step = keeper._step

    def step(*args: Any) -> Any:
        if not seen:
            seen.append(keep_rollups(work))  # another process, in the middle of this one's step
        return one_step(*args)

    monkeypatch.setattr(keeper, "_step", step)
    assert keep_rollups(work) is not None
    assert seen == [None]
    assert keep_rollups(work) is not None  # the lease was given back


def test_who_died_is_succeeded_and_writes_nothing_any_more(
    work: Workspace, lives: Lives, clock: Clock
) -> None:
    lives.learner(FIRST)
    clock.set(at(LAST, 6))
    dead = work.new_id()
    assert lease.take(work, dead)
    assert keep_rollups(work) is None
    clock.advance(seconds=lease.HELD_FOR.total_seconds())
    assert keep_rollups(work) is not None
    before = totals(work)
    with pytest.raises(lease.LeaseLost), work.transaction() as session:
        lease.renew(work, session, dead)
    assert totals(work) == before


def test_an_interrupted_run_goes_on_where_it_was(
    work: Workspace, lives: Lives, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_random(lives, 8, FIRST, LAST, seed=4)
    clock.set(at(LAST, 20))
    with _power_cut_after(monkeypatch, steps=2), pytest.raises(KeyboardInterrupt):
        keep_rollups(work)
    rest = keep_rollups(work)
    assert rest is not None
    caught_up = totals(work)
    whole = keep_rollups(work, anew=True)
    assert whole is not None
    assert rest.steps < whole.steps
    assert totals(work) == caught_up


def test_what_a_deleted_account_did_is_no_longer_counted(
    work: Workspace, lives: Lives, clock: Clock
) -> None:
    """Settled dates too, from the date of its registration on."""
    at_random(lives, 8, FIRST, LAST, seed=7)
    clock.set(at(LAST + timedelta(days=20), 20))
    keep_rollups(work)
    without = totals(work)
    gone = lives.learner(FIRST + timedelta(days=30))
    lives.active(gone, FIRST + timedelta(days=31))
    keep_rollups(work, anew=True)
    assert totals(work) != without
    with work.transaction() as session:
        lease.count_again_from(session, FIRST + timedelta(days=29))
        session.execute(delete(UserRegistration).where(UserRegistration.id == gone))
    kept = keep_rollups(work)
    assert kept is not None
    assert totals(work) == without


def test_what_is_deleted_during_a_run_is_counted_again_in_it(
    work: Workspace, lives: Lives, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_random(lives, 8, FIRST, LAST, seed=7)
    clock.set(at(LAST + timedelta(days=20), 20))
    keep_rollups(work)
    without = totals(work)
    gone = lives.learner(FIRST)
    lives.active(gone, FIRST)
    one_step, seen = keeper._step, []

    def step(*args: Any) -> Any:
        seen.append(args)
        if len(seen) == 3:  # the learner is in the weeks that two steps have written by now
            with work.transaction() as session:
                lease.count_again_from(session, FIRST)
                session.execute(delete(UserRegistration).where(UserRegistration.id == gone))
        return one_step(*args)

    monkeypatch.setattr(keeper, "_step", step)
    keep_rollups(work, anew=True)
    assert totals(work) == without


@pytest.mark.parametrize("anew", [False, True])
def test_whoever_is_deleted_between_reading_and_writing_is_in_no_total(
    work: Workspace, lives: Lives, clock: Clock, monkeypatch: pytest.MonkeyPatch, anew: bool
) -> None:
    """Also one who registered after everything that is settled."""
    at_random(lives, 8, FIRST, LAST, seed=7)
    clock.set(at(LAST + timedelta(days=20), 20))
    keep_rollups(work)
    without = totals(work)
    gone = lives.learner(LAST + timedelta(days=20))
    lives.active(gone, LAST + timedelta(days=20))
    found, deleted = keeper._found, []

    def then_deleted(session: Any, model: Any, window: Any) -> Any:
        rows = found(session, model, window)
        is_all = model is TABLES[-1] and window.last > LAST + timedelta(days=18)
        if is_all and not deleted:  # everything is read, and nothing is written yet
            deleted.append(gone)
            with work.transaction() as other:
                lease.count_again_from(other, LAST + timedelta(days=19))
                other.execute(delete(UserRegistration).where(UserRegistration.id == gone))
        return rows

    monkeypatch.setattr(keeper, "_found", then_deleted)
    keep_rollups(work, anew=anew)
    assert deleted
    assert totals(work) == without


def test_the_app_keeps_the_totals_in_a_process_of_its_own(
    work: Workspace, lives: Lives, clock: Clock
) -> None:
    """The real command, on this database: it opens it by its address and computes what is there."""
    import asyncio

    lives.learner(FIRST)
    assert asyncio.run(in_a_process(work)) == 0
    assert totals(work)["milestone_rollup"]
    with work.reading() as session:
        known = lease.state(session)
    assert known is not None
    assert known.holder is None


def test_a_run_that_is_ended_gives_the_lease_back(
    work: Workspace, lives: Lives, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ended(*_: Any) -> Any:
        raise SystemExit(143)  # what the process does when it is asked to end

    lives.learner(FIRST)
    monkeypatch.setattr(keeper, "_step", ended)
    with pytest.raises(SystemExit):
        keep_rollups(work)
    with work.reading() as session:
        known = lease.state(session)
    assert known is not None
    assert known.holder is None


def test_a_failure_is_logged_and_tried_again(
    work: Workspace, caplog: pytest.LogCaptureFixture
) -> None:
    import asyncio

    runs: list[Workspace] = []

    async def broken(which: Workspace) -> int:
        runs.append(which)
        if len(runs) == 1:
            raise OSError("no processes left")
        return 1

    async def starts_and_stops() -> None:
        at_once, soon = timedelta(0), timedelta(milliseconds=10)
        async with rollups_kept(work, first_after=at_once, every=soon, run=broken):
            while len(runs) < 3:
                await asyncio.sleep(0.01)

    asyncio.run(starts_and_stops())
    assert caplog.text.count("rollups failed") >= 2


def test_the_app_stops_in_the_middle_of_a_run(work: Workspace) -> None:
    import asyncio

    ended: list[bool] = []
    begun = asyncio.Event()

    async def endless(_: Workspace) -> int:
        begun.set()
        try:
            await asyncio.sleep(3600)
        finally:
            ended.append(True)
        return 0

    async def starts_and_stops() -> None:
        async with rollups_kept(work, first_after=timedelta(0), run=endless):
            await begun.wait()

    asyncio.run(asyncio.wait_for(starts_and_stops(), 60))
    assert ended == [True]


@contextmanager
def _power_cut_after(monkeypatch: pytest.MonkeyPatch, steps: int) -> Iterator[None]:
    one_step, done = keeper._step, []

    def step(*args: Any) -> Any:
        if len(done) == steps:
            raise KeyboardInterrupt
        done.append(1)
        return one_step(*args)

    with monkeypatch.context() as patched:
        patched.setattr(keeper, "_step", step)
        yield
