"""Texts that are wanted: written down in the transaction that makes what they are about, asked for later."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from db.queries import plans
from db.tables import (
    AssessmentResult,
    DailyTask,
    UserRegistration,
    WeakTopicDiagnosis,
    WeeklyPlan,
    WritingJob,
)
from plan_engine.lifecycles import DayStatus, WeekStatus, after
from plan_engine.writing.kinds import NEXT_JOB_STATUS, JobAction, JobStatus, TextKind
from services.workspace import Workspace

ABOUT: Final[Mapping[TextKind, InstrumentedAttribute[Any]]] = {
    TextKind.DAY: WritingJob.daily_task_id,
    TextKind.WEEK: WritingJob.weekly_plan_id,
    TextKind.DIAGNOSIS: WritingJob.weak_topic_diagnosis_id,
}
"""The column that says what a text of a kind is about."""


def wish_for_days(
    session: Session, work: Workspace, learner: UUID, days: Sequence[DailyTask]
) -> None:
    """Have the days that are not done put into words, the next one first. Nothing without a writer."""
    open_days = [day.id for day in days if day.status is not DayStatus.COMPLETED]
    _wish(session, work, learner, TextKind.DAY, open_days)


def wish_for_week(session: Session, work: Workspace, learner: UUID, week: WeeklyPlan) -> None:
    """Have a coach's note written for a week that is open."""
    _wish(session, work, learner, TextKind.WEEK, [week.id])


def wish_for_diagnosis(
    session: Session, work: Workspace, learner: UUID, found: WeakTopicDiagnosis
) -> None:
    """Have a diagnosis put into plain words."""
    _wish(session, work, learner, TextKind.DIAGNOSIS, [found.id])


def wish_for_open(session: Session, work: Workspace, learner: UUID) -> None:
    """Have written what is open in the learner's active plan and has no words yet.

    For who switches such words on, and for installations that get a writer later.
    """
    plan = plans.active_plan(session, learner)
    if plan is None:
        return
    begun = {WeekStatus.IN_PROGRESS, WeekStatus.FAILED}
    week = next((w for w in plans.weeks_of(session, plan.id) if w.status in begun), None)
    if week is not None:
        wish_for_week(session, work, learner, week)
        wish_for_days(session, work, learner, plans.days_of_week(session, week.id))
        if week.status is WeekStatus.FAILED:
            wish_for_diagnosis(session, work, learner, newest_diagnosis(session, week.id))
        return
    correction = plans.correction_of(session, plan.id)
    if correction is not None:
        wish_for_days(session, work, learner, plans.days_of_correction(session, correction.id))


def wish_again(work: Workspace) -> int:
    """Give every text that was given up another chance; how many."""
    with work.transaction() as session:
        failed = session.scalars(
            select(WritingJob).where(WritingJob.status == JobStatus.FAILED)
        ).all()
        for job in failed:
            _revive(job, work.clock())
    return len(failed)


def _wish(
    session: Session, work: Workspace, learner: UUID, kind: TextKind, subjects: Sequence[UUID]
) -> None:
    """Wishes in order; wished twice is once, and one that was dropped comes back.

    Reads and writes nothing where there is no writer, or the learner does not want its words.
    """
    if work.writer is None or not subjects:
        return
    if not session.get_one(UserRegistration, learner).written_words:
        return
    column = ABOUT[kind]
    found = session.scalars(select(WritingJob).where(column.in_(subjects)))
    known = {getattr(job, column.key): job for job in found}
    now = work.clock()
    for place, subject in enumerate(subjects):
        if subject not in known:
            session.add(_new(work, learner, kind, place, now, {column.key: subject}))
        elif known[subject].status is JobStatus.DROPPED:
            _revive(known[subject], now)


def _new(
    work: Workspace,
    learner: UUID,
    kind: TextKind,
    place: int,
    now: datetime,
    about: Mapping[str, UUID],
) -> WritingJob:
    return WritingJob(
        id=work.new_id(),
        user_id=learner,
        kind=kind,
        status=JobStatus.WAITING,
        place=place,
        requests=0,
        refusals=0,
        due_at=now,
        created_at=now,
        **about,
    )


def _revive(job: WritingJob, now: datetime) -> None:
    job.status = after(NEXT_JOB_STATUS, job.status, JobAction.ASK_AGAIN)
    job.requests = job.refusals = 0
    job.due_at = now
    job.settled_at = None


def newest_diagnosis(session: Session, week_id: UUID) -> WeakTopicDiagnosis:
    """The diagnosis of a failed week's last test."""
    return session.scalars(
        select(WeakTopicDiagnosis)
        .join(AssessmentResult, AssessmentResult.id == WeakTopicDiagnosis.assessment_result_id)
        .where(AssessmentResult.weekly_plan_id == week_id)
        .order_by(WeakTopicDiagnosis.created_at.desc(), WeakTopicDiagnosis.id)
        .limit(1)
    ).one()
