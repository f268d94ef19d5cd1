"""Working through a day: start its clock, mark it complete, unlock the next."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from db.queries import plans
from db.tables import CorrectionPlan, DailyTask, PersonalizedPlan, WeeklyPlan
from plan_engine.lifecycles import NEXT_DAY_STATUS, DayAction, DayStatus, after
from plan_engine.xp import day_awards
from services import ledger
from services.day_rows import unlock
from services.errors import NotUnlocked
from services.guards import lock_learner, own_active_plan, own_task
from services.receipts import Receipt, receipt
from services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class DayDone:
    """What completing a day earned and opened."""

    receipt: Receipt
    next_day: UUID | None
    """The day that is unlocked now, if the week has one left."""
    opens_test: bool
    """Whether the week's days are all done, so that its test is open."""


def start_day(work: Workspace, learner: UUID, task_id: UUID) -> None:
    """Start a day's clock; starting again changes nothing. Raises NotFound, NotUnlocked, PlanNotActive."""
    with work.transaction() as session:
        lock_learner(session, learner)
        day, _ = _open_day(session, learner, task_id)
        if day.started_at is None and day.status is DayStatus.UNLOCKED:
            day.started_at = work.clock()


def complete_day(work: Workspace, learner: UUID, task_id: UUID) -> DayDone:
    """Mark a day complete, pay for it, unlock the next. Twice pays once and says the same.

    Raises NotFound, NotUnlocked, PlanNotActive.
    """
    with work.transaction() as session:
        person = lock_learner(session, learner)
        day, plan = _open_day(session, learner, task_id)
        siblings = _siblings(session, day)
        if day.status is DayStatus.UNLOCKED:
            now = work.clock()
            day.status = after(NEXT_DAY_STATUS, day.status, DayAction.COMPLETE)
            day.completed_at = now
            following = next((d for d in siblings if d.day_number > day.day_number), None)
            if following is not None:
                unlock(following)
            _move_on(session, work, plan, following or day)
            spent = None if day.started_at is None else now - day.started_at
            awards = day_awards(day.estimated_minutes, spent, person.extra_time_percent)
            week_number = _week_number(session, day, plan)
            done = ledger.Done(now, day.id, awards, week_number, day.day_number, tasks=1)
            ledger.record(session, work, person, done)
        session.flush()
        return _day_done(session, learner, day, siblings)


def _open_day(session: Session, learner: UUID, task_id: UUID) -> tuple[DailyTask, PersonalizedPlan]:
    """A day that is not locked, with its plan. A completed day opens in any plan, to be idempotent."""
    day = own_task(session, learner, task_id)
    plan_id = _plan_of(session, day)
    if day.status is DayStatus.COMPLETED:
        return day, session.get_one(PersonalizedPlan, plan_id)
    plan = own_active_plan(session, learner, plan_id)
    if day.status is DayStatus.LOCKED:
        raise NotUnlocked("This day is still locked. Finish the day before it first.")
    return day, plan


def _plan_of(session: Session, day: DailyTask) -> UUID:
    if day.weekly_plan_id is not None:
        return session.get_one(WeeklyPlan, day.weekly_plan_id).personalized_plan_id
    assert day.correction_plan_id is not None  # the table's CHECK: a day belongs to one of the two
    return session.get_one(CorrectionPlan, day.correction_plan_id).personalized_plan_id


def _siblings(session: Session, day: DailyTask) -> Sequence[DailyTask]:
    if day.weekly_plan_id is not None:
        return plans.days_of_week(session, day.weekly_plan_id)
    assert day.correction_plan_id is not None  # the table's CHECK: a day belongs to one of the two
    return plans.days_of_correction(session, day.correction_plan_id)


def _week_number(session: Session, day: DailyTask, plan: PersonalizedPlan) -> int:
    if day.weekly_plan_id is None:
        return plan.current_week
    return session.get_one(WeeklyPlan, day.weekly_plan_id).week_number


def _move_on(session: Session, work: Workspace, plan: PersonalizedPlan, day: DailyTask) -> None:
    plan.current_day = day.day_number
    plan.updated_at = work.clock()
    progress = plans.progress_of(session, plan.id)
    progress.current_week = plan.current_week
    progress.current_day = plan.current_day
    progress.total_days_completed += 1
    progress.last_activity = work.clock()


def _day_done(
    session: Session, learner: UUID, day: DailyTask, siblings: Sequence[DailyTask]
) -> DayDone:
    following = next((d for d in siblings if d.status is DayStatus.UNLOCKED), None)
    assert day.completed_at is not None  # the table's CHECK: set when completed
    return DayDone(
        receipt=receipt(session, learner, day.completed_at),
        next_day=following.id if following else None,
        opens_test=all(d.status is DayStatus.COMPLETED for d in siblings),
    )
