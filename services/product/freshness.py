"""How far the figures reach."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.tables import MilestoneRollup
from plan_engine.metrics.milestones import Milestone
from services.rollups.lease import state
from services.rollups.window import monday_of
from services.workspace import Workspace

_ASKED = "counted_until"


@dataclass(frozen=True, slots=True)
class Freshness:
    """When the totals were computed, and which whole weeks they cover."""

    computed_at: datetime
    first_week: date
    """The Monday of the first week with anybody in it."""
    last_day: date
    """The Sunday of the last week that is over."""


def counted_until(session: Session) -> date | None:
    """The last date that is counted as a whole: the one before the totals were computed.

    Asked once a session: the figures of one view are all of one moment.
    """
    if _ASKED not in session.info:
        known = state(session)
        computed = None if known is None else known.computed_at
        session.info[_ASKED] = None if computed is None else computed.date() - timedelta(days=1)
    until: date | None = session.info[_ASKED]
    return until


def freshness(work: Workspace) -> Freshness | None:
    """None until the totals were computed for the first time, or while nobody has registered."""
    with work.reading() as session:
        known = state(session)
        until = counted_until(session)
        first = session.scalar(
            select(func.min(MilestoneRollup.day)).where(
                MilestoneRollup.milestone == Milestone.REGISTERED
            )
        )
    if known is None or known.computed_at is None or until is None or first is None:
        return None
    last = monday_of(until + timedelta(days=1)) - timedelta(days=1)
    first_week = monday_of(first)
    return Freshness(known.computed_at, min(first_week, monday_of(last)), last)
