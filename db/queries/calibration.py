"""Reads for calibration: recorded answers, and what earlier calibrations found."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
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
    user_id: UUID
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
            TestAttempt.user_id,
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
            user_id=row[1],
            test_type=row[2],
            item_id=row[3],
            content_hash=row[4],
            chosen=None if row[6] is None else row[5][row[6]],
            outcome=row[7],
            seconds=row[8],
            expected_seconds=row[9],
        )
        for row in rows
    ]


def newest_calibration(session: Session) -> Calibration | None:
    """The calibration whose parameters are in use; None before the first."""
    return session.scalar(select(Calibration).order_by(Calibration.version.desc()).limit(1))


def next_version(session: Session) -> int:
    """The number of the calibration to come."""
    return (session.scalar(select(func.max(Calibration.version))) or 0) + 1


def handed_in_since(session: Session, moment: datetime) -> tuple[int, int]:
    """How many tests were handed in after a moment, and by how many people."""
    tests, people = session.execute(
        select(func.count(), func.count(TestAttempt.user_id.distinct())).where(
            TestAttempt.status == AttemptStatus.SUBMITTED, TestAttempt.submitted_at > moment
        )
    ).one()
    return tests, people
