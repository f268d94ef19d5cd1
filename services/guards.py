"""Who is asking, and is it theirs: the first lines of every service that changes something."""

from typing import TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.queries import people
from db.tables import (
    CorrectionPlan,
    DailyTask,
    PersonalizedPlan,
    TestAttempt,
    UserRegistration,
    WeeklyPlan,
)
from plan_engine.lifecycles import PlanStatus
from plan_engine.roles import Role
from services.errors import NotFound, PlanNotActive

Row = TypeVar("Row", PersonalizedPlan, TestAttempt)


def lock_learner(session: Session, user_id: UUID) -> UserRegistration:
    """The learner who asks, locked for this transaction. Raises NotFound for anybody else."""
    person = people.learner_for_update(session, user_id)
    if person is None or person.role is not Role.LEARNER:
        raise NotFound("Only learners have plans and tests.")
    return person


def own_plan(session: Session, user_id: UUID, plan_id: UUID) -> PersonalizedPlan:
    """A plan of this learner. Raises NotFound."""
    plan = session.get(PersonalizedPlan, plan_id)
    if plan is None or plan.user_id != user_id:
        raise NotFound("There is no such plan of yours.")
    return plan


def own_active_plan(session: Session, user_id: UUID, plan_id: UUID) -> PersonalizedPlan:
    """A plan of this learner that is under way. Raises NotFound, PlanNotActive."""
    plan = own_plan(session, user_id, plan_id)
    if plan.status is PlanStatus.PAUSED:
        raise PlanNotActive("This plan is paused. Resume it first; everything is as you left it.")
    if plan.status is not PlanStatus.ACTIVE:
        raise PlanNotActive("This plan is over. You can still read it.")
    return plan


def own_week(session: Session, user_id: UUID, week_id: UUID) -> tuple[PersonalizedPlan, WeeklyPlan]:
    """A week of this learner, with its plan. Raises NotFound."""
    week = session.get(WeeklyPlan, week_id)
    if week is None:
        raise NotFound("There is no such week of yours.")
    return own_plan(session, user_id, week.personalized_plan_id), week


def own_attempt(session: Session, user_id: UUID, attempt_id: UUID) -> TestAttempt:
    """A sitting of this learner. Raises NotFound."""
    attempt = session.get(TestAttempt, attempt_id)
    if attempt is None or attempt.user_id != user_id:
        raise NotFound("There is no such test of yours.")
    return attempt


def own_task(session: Session, user_id: UUID, task_id: UUID) -> DailyTask:
    """A day of this learner's plans. Raises NotFound."""
    task = session.get(DailyTask, task_id)
    if task is None or _owner_of(session, task) != user_id:
        raise NotFound("There is no such day in your plans.")
    return task


def _owner_of(session: Session, task: DailyTask) -> UUID | None:
    if task.correction_plan_id is not None:
        return session.scalar(
            select(CorrectionPlan.user_id).where(CorrectionPlan.id == task.correction_plan_id)
        )
    return session.scalar(
        select(PersonalizedPlan.user_id)
        .join(WeeklyPlan, WeeklyPlan.personalized_plan_id == PersonalizedPlan.id)
        .where(WeeklyPlan.id == task.weekly_plan_id)
    )
