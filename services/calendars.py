"""A learner's own dates: which day it is where they are, and which days a pause took out."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from db.queries import plans
from db.tables import UserRegistration
from plan_engine.streaks import DateRange


def local_time(instant: datetime, timezone: str) -> datetime:
    """The wall clock in an IANA zone at an instant."""
    return instant.astimezone(ZoneInfo(timezone))


def local_date(instant: datetime, timezone: str) -> date:
    """The date in an IANA zone at an instant."""
    return local_time(instant, timezone).date()


def booked_date(instant: datetime, timezone: str, not_before: date | None) -> date:
    """The date on which what somebody does now is booked: theirs, and never one that was over before.

    Who changes their zone westwards finds a past date to be today's again. A day that was missed
    stays missed all the same, and a date that comes twice counts once.
    """
    today = local_date(instant, timezone)
    return today if not_before is None else max(today, not_before)


def own_date(instant: datetime, person: UserRegistration) -> date:
    """The date on which what this person does now is booked."""
    return booked_date(instant, person.timezone, person.not_before)


def rested_dates(session: Session, user_id: UUID) -> Sequence[DateRange]:
    """The dates on which the learner's streak rested because the plan was paused."""
    return [DateRange(row.started_on, row.ended_on) for row in plans.pauses_of(session, user_id)]
