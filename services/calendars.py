"""A learner's own dates: which day it is where they are, and which days a pause took out."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from db.queries import plans
from plan_engine.streaks import DateRange


def local_time(instant: datetime, timezone: str) -> datetime:
    """The wall clock in an IANA zone at an instant."""
    return instant.astimezone(ZoneInfo(timezone))


def local_date(instant: datetime, timezone: str) -> date:
    """The date in an IANA zone at an instant."""
    return local_time(instant, timezone).date()


def rested_dates(session: Session, user_id: UUID) -> Sequence[DateRange]:
    """The dates on which the learner's streak rested because the plan was paused."""
    return [DateRange(row.started_on, row.ended_on) for row in plans.pauses_of(session, user_id)]
