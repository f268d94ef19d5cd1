"""The kept standings of a counsellor's learners, brought up to date when somebody looks."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError

from db.tables import (
    CounsellorAssignment,
    LearnerSummary,
    PersonalizedPlan,
    PlanProgress,
    TestAttempt,
    UserRegistration,
)
from plan_engine.kinds import TestType
from plan_engine.risk import Behind, Failing, Falling, Guessing, Reason, RiskKind, weight
from services.counsellor.access import learners_of
from services.counsellor.records import LearnerRecord, read_records
from services.counsellor.standing import LearnerStanding, Readiness, standing_of
from services.workspace import Workspace

LEARNERS_AT_ONCE: Final = 250
"""Learners that are brought up to date in one transaction."""
COMMITS_WITHIN: Final = timedelta(minutes=1)
"""A click's transaction ends within this time of the moment that it wrote down."""

REASONS = TypeAdapter(tuple[Reason, ...])


def bring_up_to_date(work: Workspace, counsellor_id: UUID) -> int:
    """Compute again what has changed among a counsellor's learners; how many there were.

    One query where nothing has; otherwise six more for each 250 learners.
    """
    return _bring(work, learners_of(counsellor_id))


def bring_everybody_up_to_date(work: Workspace) -> int:
    """The same for every learner who is assigned to anybody, so that the first look is quick."""
    return _bring(work, select(CounsellorAssignment.learner_id))


def _bring(work: Workspace, learners: Select[UUID]) -> int:
    now = work.clock()
    with work.reading() as session:
        stale = session.scalars(_stale(learners)).all()
    for start in range(0, len(stale), LEARNERS_AT_ONCE):
        _refresh(work, stale[start : start + LEARNERS_AT_ONCE], now)
    return len(stale)


def kept_readiness(summary: LearnerSummary) -> Readiness | None:
    """Readiness as it is kept; None before the first test."""
    if summary.readiness is None:
        return None
    assert summary.readiness_low is not None  # the table's CHECK: with its interval or not at all
    assert summary.readiness_high is not None
    assert summary.is_forecast is not None
    return Readiness(
        summary.readiness, summary.readiness_low, summary.readiness_high, summary.is_forecast
    )


def _stale(learners: Select[UUID]) -> Select[UUID]:
    """Those learners without a standing, or with something newer than it.

    What was written down up to a minute before the standing was computed may have been committed
    after it, so it counts as newer.
    """
    since = LearnerSummary.covers_until
    return (
        select(UserRegistration.id)
        .outerjoin(LearnerSummary, LearnerSummary.learner_id == UserRegistration.id)
        .where(
            UserRegistration.id.in_(learners),
            or_(
                since.is_(None),
                LearnerSummary.timezone != UserRegistration.timezone,
                _has_newer(PersonalizedPlan.user_id, PersonalizedPlan.updated_at, since),
                _has_newer(PlanProgress.user_id, PlanProgress.last_activity, since),
                _has_newer_assessment(since),
            ),
        )
        .order_by(UserRegistration.id)
    )


def _has_newer(owner: Any, moment: Any, since: Any) -> ColumnElement[bool]:
    """Whether this learner has a row that was written down at or after the standing's last moment."""
    return (
        select(1)
        .where(owner == UserRegistration.id, moment >= since)
        .correlate(UserRegistration, LearnerSummary)
        .exists()
    )


def _has_newer_assessment(since: Any) -> ColumnElement[bool]:
    """Whether an assessment was begun, handed in or withdrawn since; plans tell of all other tests."""
    return (
        select(1)
        .where(
            TestAttempt.user_id == UserRegistration.id,
            TestAttempt.test_type == TestType.INITIAL,
            or_(TestAttempt.started_at >= since, TestAttempt.submitted_at >= since),
        )
        .correlate(UserRegistration, LearnerSummary)
        .exists()
    )


def _refresh(work: Workspace, learners: Sequence[UUID], now: datetime) -> None:
    """Write the standings of these learners as they were at `now` or later.

    Read first, and only then written: others can write while this one computes. Two at once: the
    later one stands, and says since when it counts, so that whatever it missed counts as newer.
    """
    try:
        _write(work, _standings(work, learners, now))
    except IntegrityError:
        # An account was deleted in between: now it is not among those that are read.
        _write(work, _standings(work, learners, now))


def _standings(work: Workspace, learners: Sequence[UUID], now: datetime) -> list[dict[str, Any]]:
    with work.reading() as session:
        return [
            {
                "learner_id": learner,
                "covers_until": now - COMMITS_WITHIN,
                **_columns(record, standing_of(record)),
            }
            for learner, record in sorted(read_records(session, learners).items())
        ]


def _write(work: Workspace, values: Sequence[dict[str, Any]]) -> None:
    if not values:
        return
    insert = postgresql.insert if work.engine.dialect.name == "postgresql" else sqlite.insert
    statement = insert(LearnerSummary)
    with work.transaction() as session:
        session.execute(
            statement.on_conflict_do_update(
                index_elements=[LearnerSummary.learner_id],
                set_={name: statement.excluded[name] for name in values[0] if name != "learner_id"},
            ),
            values,
        )


def _columns(record: LearnerRecord, found: LearnerStanding) -> dict[str, Any]:
    zone = record.account.timezone
    ready = found.readiness
    return {
        "timezone": zone,
        "target": found.target,
        "stage": found.stage,
        "milestone": int(found.milestone),
        "week": found.week,
        "day": found.day,
        "readiness": ready.percent if ready else None,
        "readiness_low": ready.low if ready else None,
        "readiness_high": ready.high if ready else None,
        "is_forecast": ready.is_forecast if ready else None,
        "trend": found.trend,
        "last_score": found.last_score,
        "verdict": found.verdict,
        "last_active_on": found.last_active_on,
        "streak": found.streak,
        "streak_until": _begins(found.streak_until, zone),
        "failing_weight": sum(weight(r) for r in found.reasons if isinstance(r, Failing)),
        "is_falling": any(isinstance(r, Falling) for r in found.reasons),
        "is_guessing": any(isinstance(r, Guessing) for r in found.reasons),
        "silent_from": _holds_from(found.reasons, RiskKind.SILENT, zone),
        "behind_from": _holds_from(found.reasons, RiskKind.BEHIND, zone),
        "behind_until": next(
            (_begins(r.until, zone) for r in found.reasons if isinstance(r, Behind)), None
        ),
        "unstarted_from": _holds_from(found.reasons, RiskKind.NEVER_STARTED, zone),
        "reasons": REASONS.dump_python(found.reasons, mode="json"),
        "weak_topics": list(found.weak_topics),
    }


def _holds_from(reasons: Collection[Reason], kind: RiskKind, zone: str) -> datetime | None:
    return next((_begins(r.holds_from, zone) for r in reasons if r.kind is kind), None)


def _begins(day: date | None, zone: str) -> datetime | None:
    """The instant at which a date begins in a zone."""
    return None if day is None else datetime.combine(day, time(), ZoneInfo(zone))
