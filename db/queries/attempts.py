"""Reads about sittings, served items and results."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from db.tables import (
    AssessmentResult,
    AttemptAnswer,
    AttemptItem,
    ItemVersion,
    PersonalizedPlan,
    TestAttempt,
    WeeklyPlan,
)
from plan_engine.kinds import TestType
from plan_engine.lifecycles import AttemptStatus, PlanStatus


def open_attempt(session: Session, user_id: UUID, slot: str) -> TestAttempt | None:
    """The learner's open sitting of `slot`."""
    return session.scalar(
        select(TestAttempt).where(
            TestAttempt.user_id == user_id,
            TestAttempt.slot == slot,
            TestAttempt.status == AttemptStatus.OPEN,
        )
    )


def open_attempts(session: Session, user_id: UUID) -> Sequence[TestAttempt]:
    """All open sittings of a learner, the one begun last first."""
    return session.scalars(
        select(TestAttempt)
        .where(TestAttempt.user_id == user_id, TestAttempt.status == AttemptStatus.OPEN)
        .order_by(TestAttempt.started_at.desc())
    ).all()


def sittings(session: Session, user_id: UUID, slot: str) -> int:
    """How many sittings of `slot` there have been, whatever became of them."""
    return session.scalars(
        select(func.count())
        .select_from(TestAttempt)
        .where(TestAttempt.user_id == user_id, TestAttempt.slot == slot)
    ).one()


def items_of(session: Session, attempt_id: UUID) -> Sequence[AttemptItem]:
    """The served items of a sitting in order."""
    return session.scalars(
        select(AttemptItem)
        .where(AttemptItem.attempt_id == attempt_id)
        .order_by(AttemptItem.position)
    ).all()


def answers_of(session: Session, attempt_id: UUID) -> Mapping[UUID, AttemptAnswer]:
    """The answers of a sitting, by served item."""
    answers = session.scalars(
        select(AttemptAnswer)
        .join(AttemptItem, AttemptAnswer.attempt_item_id == AttemptItem.id)
        .where(AttemptItem.attempt_id == attempt_id)
    )
    return {answer.attempt_item_id: answer for answer in answers}


def versions_of(session: Session, hashes: Collection[str]) -> Mapping[str, ItemVersion]:
    """The frozen texts with these hashes."""
    found = session.scalars(select(ItemVersion).where(ItemVersion.content_hash.in_(hashes)))
    return {version.content_hash: version for version in found}


def last_seen(session: Session, user_id: UUID) -> Mapping[str, int]:
    """For each item that a learner was ever served, the order of its last time (larger: later)."""
    rows = session.execute(
        select(AttemptItem.item_id, func.max(TestAttempt.started_at))
        .join(TestAttempt, AttemptItem.attempt_id == TestAttempt.id)
        .where(TestAttempt.user_id == user_id)
        .group_by(AttemptItem.item_id)
    ).all()
    moments = {moment: order for order, moment in enumerate(sorted({row[1] for row in rows}))}
    return {item: moments[moment] for item, moment in rows}


def recent_exposure(session: Session, target: str, sittings_counted: int) -> Mapping[str, float]:
    """In which fraction of the last sittings for a target each item stood."""
    newest_of_target = _newest(sittings_counted).where(TestAttempt.target == target)
    recent = newest_of_target.subquery()
    total = session.scalars(select(func.count()).select_from(recent)).one()
    rows = session.execute(
        select(AttemptItem.item_id, func.count())
        .join(recent, AttemptItem.attempt_id == recent.c.id)
        .group_by(AttemptItem.item_id)
    ).all()
    return {item: count / total for item, count in rows}


@dataclass(frozen=True, slots=True)
class Sat:
    """Sittings, and of how many people they are."""

    sittings: int = 0
    people: int = 0


@dataclass(frozen=True, slots=True)
class Exposure:
    """In how many of the last sittings each item stood."""

    of: Sat
    items: Mapping[str, Sat]


def recent_exposure_overall(session: Session, sittings_counted: int) -> Exposure:
    """In how many of the last sittings, whatever their target, each item stood."""
    recent = _newest(sittings_counted).subquery()
    counts = func.count(), func.count(recent.c.user_id.distinct())
    rows = session.execute(
        select(AttemptItem.item_id, *counts)
        .join(recent, AttemptItem.attempt_id == recent.c.id)
        .group_by(AttemptItem.item_id)
    ).all()
    return Exposure(
        Sat(*session.execute(select(*counts)).one()),
        {item: Sat(sittings, people) for item, sittings, people in rows},
    )


def _newest(sittings_counted: int) -> Select[UUID, UUID]:
    """The newest sittings, and whose they are."""
    return (
        select(TestAttempt.id, TestAttempt.user_id)
        .order_by(TestAttempt.started_at.desc())
        .limit(sittings_counted)
    )


def answered_items(
    session: Session, attempt_ids: Collection[UUID]
) -> Sequence[tuple[AttemptItem, AttemptAnswer | None]]:
    """Served items of several sittings with their answers, by sitting time and position."""
    rows = session.execute(
        select(AttemptItem, AttemptAnswer)
        .join(TestAttempt, AttemptItem.attempt_id == TestAttempt.id)
        .outerjoin(AttemptAnswer, AttemptAnswer.attempt_item_id == AttemptItem.id)
        .where(AttemptItem.attempt_id.in_(attempt_ids))
        .order_by(TestAttempt.submitted_at, TestAttempt.id, AttemptItem.position)
    )
    return [(row[0], row[1]) for row in rows]


def result_of_attempt(session: Session, attempt_id: UUID) -> AssessmentResult | None:
    """What came of a sitting."""
    return session.scalar(select(AssessmentResult).where(AssessmentResult.attempt_id == attempt_id))


def results_of_plan(session: Session, plan_id: UUID) -> Sequence[AssessmentResult]:
    """All results of a plan, oldest first, its initial assessment included."""
    return session.scalars(
        select(AssessmentResult)
        .where(AssessmentResult.personalized_plan_id == plan_id)
        .order_by(AssessmentResult.created_at, AssessmentResult.id)
    ).all()


def results_of_week(session: Session, week_id: UUID) -> Sequence[AssessmentResult]:
    """The results of one week's tests, oldest first."""
    return session.scalars(
        select(AssessmentResult)
        .where(AssessmentResult.weekly_plan_id == week_id)
        .order_by(AssessmentResult.created_at, AssessmentResult.id)
    ).all()


def initial_results(
    session: Session, user_id: UUID
) -> Sequence[tuple[UUID, str, datetime, UUID | None]]:
    """The initial assessments handed in: result, target, when, and the plan made from it. Newest first."""
    rows = session.execute(
        select(
            AssessmentResult.id,
            TestAttempt.target,
            AssessmentResult.created_at,
            AssessmentResult.personalized_plan_id,
        )
        .join(TestAttempt, AssessmentResult.attempt_id == TestAttempt.id)
        .where(
            AssessmentResult.user_id == user_id,
            AssessmentResult.test_type == TestType.INITIAL,
        )
        .order_by(AssessmentResult.created_at.desc(), AssessmentResult.id)
    )
    return [(row[0], row[1], row[2], row[3]) for row in rows]


def newest_result(session: Session, user_id: UUID, test_type: TestType) -> UUID | None:
    """The key of the learner's newest result of a kind."""
    return session.scalar(
        select(AssessmentResult.id)
        .where(AssessmentResult.user_id == user_id, AssessmentResult.test_type == test_type)
        .order_by(AssessmentResult.created_at.desc())
        .limit(1)
    )


def results_of_learner(session: Session, user_id: UUID) -> Sequence[AssessmentResult]:
    """All results of a learner, oldest first."""
    return session.scalars(
        select(AssessmentResult)
        .where(AssessmentResult.user_id == user_id)
        .order_by(AssessmentResult.created_at, AssessmentResult.id)
    ).all()


def targets_of_results(session: Session, user_id: UUID) -> dict[UUID, str]:
    """The target of each of a learner's results."""
    rows = session.execute(
        select(AssessmentResult.id, TestAttempt.target)
        .join(TestAttempt, AssessmentResult.attempt_id == TestAttempt.id)
        .where(AssessmentResult.user_id == user_id)
    )
    return {row[0]: row[1] for row in rows}


def week_numbers(session: Session, user_id: UUID) -> dict[UUID, int]:
    """The number of each week of a learner's plans."""
    rows = session.execute(
        select(WeeklyPlan.id, WeeklyPlan.week_number)
        .join(PersonalizedPlan, WeeklyPlan.personalized_plan_id == PersonalizedPlan.id)
        .where(PersonalizedPlan.user_id == user_id)
    )
    return {row[0]: row[1] for row in rows}


def open_weekly_attempt(session: Session, user_id: UUID) -> tuple[UUID, int, str] | None:
    """The open weekly sitting of the active plan: its key, the week's number and block."""
    row = session.execute(
        select(TestAttempt.id, WeeklyPlan.week_number, WeeklyPlan.skill_focus)
        .join(WeeklyPlan, TestAttempt.weekly_plan_id == WeeklyPlan.id)
        .join(PersonalizedPlan, WeeklyPlan.personalized_plan_id == PersonalizedPlan.id)
        .where(
            TestAttempt.user_id == user_id,
            TestAttempt.status == AttemptStatus.OPEN,
            PersonalizedPlan.status == PlanStatus.ACTIVE,
        )
        .order_by(TestAttempt.started_at.desc())
        .limit(1)
    ).first()
    return None if row is None else (row[0], row[1], row[2])
