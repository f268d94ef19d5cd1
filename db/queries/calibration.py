"""Reads for calibration: recorded answers, and what earlier calibrations found."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.tables import AttemptAnswer, AttemptItem, Calibration, TestAttempt
from plan_engine.kinds import TestType
from plan_engine.lifecycles import AttemptStatus


@dataclass(frozen=True, slots=True)
class Served:
    """One served item of a handed-in test, as calibration needs it."""

    attempt_id: UUID
    test_type: TestType
    item_id: str
    content_hash: str
    chosen: int | None
    """The option chosen, 0 being the key; None for "I don't know" and for no answer."""
    outcome: str | None
    """None where nothing was answered."""
    seconds: float | None
    expected_seconds: float


def served_items(session: Session, newest: int) -> Sequence[Served]:
    """Everything served in the newest handed-in tests, by test and position."""
    recent = (
        select(TestAttempt.id)
        .where(TestAttempt.status == AttemptStatus.SUBMITTED)
        .order_by(TestAttempt.submitted_at.desc(), TestAttempt.id)
        .limit(newest)
        .subquery()
    )
    rows = session.execute(
        select(
            AttemptItem.attempt_id,
            TestAttempt.test_type,
            AttemptItem.item_id,
            AttemptItem.content_hash,
            AttemptItem.option_order,
            AttemptAnswer.choice,
            AttemptAnswer.outcome,
            AttemptAnswer.seconds,
            AttemptItem.expected_seconds,
        )
        .join(TestAttempt, AttemptItem.attempt_id == TestAttempt.id)
        .join(recent, AttemptItem.attempt_id == recent.c.id)
        .outerjoin(AttemptAnswer, AttemptAnswer.attempt_item_id == AttemptItem.id)
        .order_by(TestAttempt.submitted_at, AttemptItem.attempt_id, AttemptItem.position)
    )
    return [
        Served(
            attempt_id=row[0],
            test_type=row[1],
            item_id=row[2],
            content_hash=row[3],
            chosen=None if row[5] is None else row[4][row[5]],
            outcome=row[6],
            seconds=row[7],
            expected_seconds=row[8],
        )
        for row in rows
    ]


def newest_calibration(session: Session) -> Calibration | None:
    """The calibration whose parameters are in use; None before the first."""
    return session.scalar(select(Calibration).order_by(Calibration.version.desc()).limit(1))


def next_version(session: Session) -> int:
    """The number of the calibration to come."""
    return (session.scalar(select(func.max(Calibration.version))) or 0) + 1


def handed_in(session: Session) -> int:
    """How many tests were handed in so far."""
    return session.scalars(
        select(func.count())
        .select_from(TestAttempt)
        .where(TestAttempt.status == AttemptStatus.SUBMITTED)
    ).one()
