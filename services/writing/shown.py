"""The words that a page may show: accepted, still true of what they were written from, and wanted."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.tables import UserRegistration, WritingJob, WrittenText
from plan_engine.lifecycles import WeekStatus
from plan_engine.writing.facts import Facts, digest
from plan_engine.writing.kinds import TextKind
from services.plan_view import PlanView
from services.workspace import Workspace
from services.writing.subjects import week_facts
from services.writing.wishes import ABOUT


@dataclass(frozen=True, slots=True)
class Words:
    """A text as it is shown: plain, to be escaped."""

    headline: str
    body: str
    model: str
    digest: str
    """Of the facts that it was written from."""


def words_about(session: Session, work: Workspace, kind: TextKind, subject: UUID) -> Words | None:
    """The accepted text about something; one query, and none where there is no writer."""
    if work.writer is None:
        return None
    row = session.execute(
        select(WrittenText.headline, WrittenText.body, WrittenText.model, WrittenText.facts_digest)
        .join(WritingJob, WritingJob.id == WrittenText.writing_job_id)
        .join(UserRegistration, UserRegistration.id == WritingJob.user_id)
        .where(ABOUT[kind] == subject, UserRegistration.written_words)
    ).first()
    return None if row is None else Words(*row)


def if_true(words: Words | None, facts: Facts) -> Words | None:
    """The text, if what it was written from still holds: a changed curriculum makes it untrue."""
    return words if words is not None and words.digest == digest(facts) else None


def coachs_note(work: Workspace, plan: PlanView) -> Words | None:
    """The coach's note for the week under way, if there is one to show; one query, none without a writer."""
    week = plan.current_week
    if work.writer is None or week is None or week.status is not WeekStatus.IN_PROGRESS:
        return None
    with work.reading() as session:
        words = words_about(session, work, TextKind.WEEK, week.id)
    return if_true(words, week_facts(plan, week))
