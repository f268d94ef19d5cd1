"""What was done about a learner, and what the learner did in the seven days before and after."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.tables import AuditLog, Intervention, PlacementOutcome, UserRegistration
from plan_engine.interventions import DAYS_AROUND, Around, Deed, activity_around
from plan_engine.streaks import ONE_DAY
from services.audit import AuditAction
from services.calendars import local_date


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One thing that was done, on the learner's own date."""

    deed: Deed
    text: str
    at: datetime
    on: date
    by: str | None
    """Who did it; None when that account is gone."""
    seen_at: datetime | None
    around: Around
    marks: tuple[bool | None, ...]
    """Active or not on each date from seven before to seven after; None: not over yet, or the date itself."""


def intervention_log(
    session: Session,
    learner: UUID,
    timezone: str,
    active: Collection[date],
    placements: Sequence[PlacementOutcome],
    today: date,
) -> tuple[LogEntry, ...]:
    """Everything that was done about a learner, newest first. Two queries."""
    found = [
        *_kept(session, learner),
        *_extra_times(session, learner),
        *(
            (Deed.PLACEMENT_CONFIRMED, report.outcome.value, report.confirmed_at, None, None)
            for report in placements
            if report.confirmed_at is not None
        ),
    ]
    return tuple(
        LogEntry(
            deed=deed,
            text=text,
            at=at,
            on=(on := local_date(at, timezone)),
            by=by,
            seen_at=seen_at,
            around=activity_around(on, active, today),
            marks=_marks(on, active, today),
        )
        for deed, text, at, by, seen_at in sorted(found, key=lambda line: line[2], reverse=True)
    )


Line = tuple[Deed, str, datetime, str | None, datetime | None]


def _kept(session: Session, learner: UUID) -> list[Line]:
    rows = session.execute(
        select(Intervention, UserRegistration.first_name, UserRegistration.last_name)
        .outerjoin(UserRegistration, UserRegistration.id == Intervention.counsellor_id)
        .where(Intervention.learner_id == learner)
    )
    return [
        (Deed(row.kind.value), row.text, row.at, f"{first} {last}" if first else None, row.seen_at)
        for row, first, last in rows
    ]


def _extra_times(session: Session, learner: UUID) -> list[Line]:
    """Extra time is granted elsewhere, which the audit log remembers."""
    rows = session.execute(
        select(AuditLog, UserRegistration.first_name, UserRegistration.last_name)
        .outerjoin(UserRegistration, UserRegistration.id == AuditLog.actor_id)
        .where(AuditLog.action == AuditAction.EXTRA_TIME_SET.value, AuditLog.subject_id == learner)
    )
    return [
        (
            Deed.EXTRA_TIME,
            f"{row.detail['before']}% → {row.detail['now']}%",
            row.at,
            f"{first} {last}" if first else None,
            None,
        )
        for row, first, last in rows
    ]


def _marks(on: date, active: Collection[date], today: date) -> tuple[bool | None, ...]:
    return tuple(
        None if offset == 0 or day >= today else day in active
        for offset in range(-DAYS_AROUND, DAYS_AROUND + 1)
        for day in [on + offset * ONE_DAY]
    )
