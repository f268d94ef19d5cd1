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
        settled = None if anew or known is None else known.settled_until
        first = settled + timedelta(days=1) if settled else _first_day(session)
    steps = rows = 0
    if first is not None:
        # A learner's own date can be one ahead of UTC's.
        for window in windows(first, max(first, today + timedelta(days=1)), WEEKS_A_STEP):
            settled = min(window.last, today - SETTLED_AFTER)
            rows += _step(work, holder, window, settled)
            steps += 1
    return Kept(steps, rows, settled)


def _step(work: Workspace, holder: UUID, window: Window, settled: date) -> int:
    """One window: read what its totals are, then write them; the write lock is held for the writing only."""
    with work.reading() as session:
        found = {model: _found(session, model, window) for model in _DAY_COLUMN}
    with work.transaction() as session:
        lease.renew(work, session, holder)
        for model, rows in found.items():
            table = _table(model)
            day = table.c[_DAY_COLUMN[model]]
            session.execute(delete(table).where(day.between(window.first, window.last)))
            for start in range(0, len(rows), ROWS_AT_ONCE):
                session.execute(insert(table), rows[start : start + ROWS_AT_ONCE])
        known = lease.state(session)
        assert known is not None  # renewed just now
        known.settled_until = settled
        known.computed_at = work.clock()
    return sum(len(rows) for rows in found.values())


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
