"""Bringing the daily totals up to date: idempotent, resumable, one process at a time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Select, Table, delete, func, insert, select
from sqlalchemy.orm import Session

from db.dates import utc_date
from db.tables import (
    ActivityRollup,
    Base,
    MilestoneRollup,
    ReadinessRollup,
    ScheduleRollup,
    UserRegistration,
    WeekRollup,
)
from services.rollups import lease
from services.rollups.activity import active_days, active_weeks, schedule_changes
from services.rollups.milestones import milestones
from services.rollups.readiness import readiness
from services.rollups.window import Window, windows
from services.workspace import Workspace

SETTLED_AFTER: Final = timedelta(days=2)
"""A date is over everywhere, and nothing can be added to it, this long after it began in UTC."""
WEEKS_A_STEP: Final = 4
"""How much is computed in one step while catching up."""
ROWS_AT_ONCE: Final = 5_000

_DAY_COLUMN: Final[dict[type[Base], str]] = {
    ActivityRollup: "day",
    WeekRollup: "week",
    ScheduleRollup: "day",
    MilestoneRollup: "day",
    ReadinessRollup: "day",
}


@dataclass(frozen=True, slots=True)
class Kept:
    """What one run did."""

    steps: int
    rows: int
    settled_until: date | None


def keep_rollups(work: Workspace, *, anew: bool = False) -> Kept | None:
    """Compute every week that is not settled, or everything `anew`; None where another process does.

    Interrupted, it goes on where it was. Twice gives the same rows. Raises LeaseLost.
    """
    holder = work.new_id()
    if not lease.take(work, holder):
        return None
    try:
        return _keep(work, holder, anew=anew)
    finally:
        lease.give_back(work, holder)


def _keep(work: Workspace, holder: UUID, *, anew: bool) -> Kept:
    today = work.clock().date()
    with work.reading() as session:
        known = lease.state(session)
        assert known is not None  # the lease was taken on it
        settled, version = known.settled_until, known.version
        first = settled + timedelta(days=1) if settled and not anew else _first_day(session)
    steps = rows = 0
    # A learner's own date can be one ahead of UTC's.
    last = max(first, today + timedelta(days=1)) if first else today
    while first is not None and first <= last:
        window = next(windows(first, last, WEEKS_A_STEP))
        done = _step(work, holder, window, version, min(window.last, today - SETTLED_AFTER))
        settled, version = done.settled_until, done.version
        steps += 1
        rows += done.rows
        if not done.is_set_back:
            first = window.last + timedelta(days=1)
        elif settled is not None:
            first = min(first, settled + timedelta(days=1))
    return Kept(steps, rows, settled)


@dataclass(frozen=True, slots=True)
class _Done:
    """What one step did."""

    rows: int
    settled_until: date | None
    version: int
    is_set_back: bool
    """Something was deleted meanwhile: nothing was written, and what is unsettled now comes first."""


def _step(work: Workspace, holder: UUID, window: Window, version: int, settles: date) -> _Done:
    """One window: read what its totals are, then write them; the write lock is held for the writing only.

    `version` is what this run knows of the totals: another one says that something was deleted since.
    """
    with work.reading() as session:
        found = {model: _found(session, model, window) for model in _DAY_COLUMN}
    with work.transaction() as session:
        lease.renew(work, session, holder)
        known = lease.state(session)
        assert known is not None  # renewed just now
        if known.version != version:
            return _Done(0, known.settled_until, known.version, is_set_back=True)
        for model, rows in found.items():
            table = _table(model)
            day = table.c[_DAY_COLUMN[model]]
            session.execute(delete(table).where(day.between(window.first, window.last)))
            for start in range(0, len(rows), ROWS_AT_ONCE):
                session.execute(insert(table), rows[start : start + ROWS_AT_ONCE])
        known.settled_until = settles
        known.computed_at = work.clock()
        known.version += 1
    written = sum(len(rows) for rows in found.values())
    return _Done(written, settles, version + 1, is_set_back=False)


def _found(session: Session, model: type[Base], window: Window) -> list[dict[str, Any]]:
    return [
        dict(row._mapping) for query in _queries(model, window) for row in session.execute(query)
    ]


def _queries(model: type[Base], window: Window) -> Iterator[Select[Any]]:
    if model is MilestoneRollup:
        yield from milestones(window)
    else:
        yield {
            ActivityRollup: active_days,
            WeekRollup: active_weeks,
            ScheduleRollup: schedule_changes,
            ReadinessRollup: readiness,
        }[model](window)


def _first_day(session: Session) -> date | None:
    """The date before the first account was made: in its own zone it may have been then."""
    first = session.scalar(select(func.min(utc_date(UserRegistration.created_at))))
    return None if first is None else first - timedelta(days=1)


def _table(model: type[Base]) -> Table:
    table = model.__table__
    assert isinstance(table, Table)
    return table
