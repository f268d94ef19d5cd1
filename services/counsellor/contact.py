"""The last message to each learner of a list: when, by whom, and whether it was seen."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import aliased

from db.tables import Intervention, UserRegistration
from plan_engine.interventions import InterventionKind
from services.calendars import local_date

LATELY: Final = timedelta(days=7)
"""A message of this age or younger is a recent one."""

Writer = aliased(UserRegistration)
"""Whoever wrote the last message."""
_Earlier = aliased(Intervention)
# Built once: building statements is a good part of what a caseload takes beyond its bare SQL.
NEWEST_MESSAGE: Final = (
    select(_Earlier.id)
    .where(_Earlier.learner_id == UserRegistration.id, _Earlier.kind == InterventionKind.NUDGE)
    .order_by(_Earlier.at.desc(), _Earlier.id.desc())
    .limit(1)
    .correlate(UserRegistration)
    .scalar_subquery()
)
"""The key of the newest message to the learner of the row around it, found by an index."""
MESSAGE_COLUMNS: Final = (
    Intervention.at,
    Intervention.seen_at,
    Intervention.counsellor_id,
    Writer.first_name,
    Writer.last_name,
)
"""What `last_message` reads, of the row that NEWEST_MESSAGE names and its `Writer`."""


class Contact(StrEnum):
    """Whether anybody wrote to a learner lately."""

    RECENT = "recent"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class LastMessage:
    """The newest message to a learner, on the learner's own date."""

    on: date
    by: str | None
    """Its counsellor's name; None when that account is gone."""
    is_own: bool
    """Whoever looks wrote it."""
    is_seen: bool


def wrote(contact: Contact, now: datetime) -> ColumnElement[bool]:
    """Whether somebody wrote to the learner of the row around it lately, or nobody did."""
    lately = (
        select(1)
        .where(
            Intervention.learner_id == UserRegistration.id,
            Intervention.kind == InterventionKind.NUDGE,
            Intervention.at >= now - LATELY,
        )
        .correlate(UserRegistration)
        .exists()
    )
    return lately if contact is Contact.RECENT else ~lately


def last_message(columns: tuple[Any, ...], looking: UUID, timezone: str) -> LastMessage | None:
    """The message that MESSAGE_COLUMNS tell of, as `looking` reads it; None where there is none."""
    at, seen_at, writer, first, last = columns
    if at is None:
        return None
    return LastMessage(
        on=local_date(at, timezone),
        by=f"{first} {last}" if first else None,
        is_own=writer == looking,
        is_seen=seen_at is not None,
    )
