"""Words by a language model: which are wanted, those that were accepted, and every request for one."""

from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Instant, UuidKey, one_of, owned_by
from plan_engine.writing.kinds import JobStatus, Outcome, TextKind


def _about(column: str) -> Mapped[UUID | None]:
    return mapped_column(ForeignKey(column, ondelete="CASCADE"), unique=True)


class WritingJob(Base):
    """A text that is wanted from the language model: written down with what it is about, done later."""

    __tablename__ = "writing_job"
    __table_args__ = (
        CheckConstraint(
            "(case when daily_task_id is null then 0 else 1 end)"
            " + (case when weekly_plan_id is null then 0 else 1 end)"
            " + (case when weak_topic_diagnosis_id is null then 0 else 1 end) = 1",
            name="is_about_one_thing",
        ),
        Index("ix_writing_job_waiting", "status", "place", "due_at"),
    )

    id: Mapped[UuidKey]
    user_id: Mapped[UUID] = owned_by("user_registration.id")
    kind: Mapped[TextKind] = mapped_column(one_of(TextKind, "kind_known"))
    daily_task_id: Mapped[UUID | None] = _about("daily_task.id")
    weekly_plan_id: Mapped[UUID | None] = _about("weekly_plan.id")
    weak_topic_diagnosis_id: Mapped[UUID | None] = _about("weak_topic_diagnosis.id")
    status: Mapped[JobStatus] = mapped_column(one_of(JobStatus, "status_known"))
    place: Mapped[int]
    """What is needed first has the lowest: the place of a day among those that wait with it."""
    requests: Mapped[int] = mapped_column(default=0)
    refusals: Mapped[int] = mapped_column(default=0)
    last_outcome: Mapped[Outcome | None] = mapped_column(one_of(Outcome, "last_outcome_known"))
    due_at: Mapped[Instant]
    held_by: Mapped[UUID | None]
    """The request that is under way."""
    held_until: Mapped[Instant | None]
    """From then on another one may be made: whoever made that one has ended."""
    created_at: Mapped[Instant]
    settled_at: Mapped[Instant | None]


class WrittenText(Base):
    """A text of the language model that passed every check."""

    __tablename__ = "written_text"

    id: Mapped[UuidKey]
    writing_job_id: Mapped[UUID] = mapped_column(
        ForeignKey("writing_job.id", ondelete="CASCADE"), unique=True
    )
    headline: Mapped[str] = mapped_column(String(120))
    """A day's mission; empty for other kinds."""
    body: Mapped[str] = mapped_column(Text)
    model: Mapped[str] = mapped_column(String(120))
    prompt_version: Mapped[str] = mapped_column(String(16))
    facts_digest: Mapped[str] = mapped_column(String(64))
    """What it was written from: shown only while that still holds."""
    created_at: Mapped[Instant]


class WritingRequest(Base):
    """One request to the language model and what came of it. It outlives its wish, as what was spent does."""

    __tablename__ = "writing_request"

    id: Mapped[UuidKey]
    writing_job_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("writing_job.id", ondelete="SET NULL"), index=True
    )
    kind: Mapped[TextKind] = mapped_column(one_of(TextKind, "kind_known"))
    model: Mapped[str] = mapped_column(String(120))
    prompt_version: Mapped[str] = mapped_column(String(16))
    sent_at: Mapped[Instant] = mapped_column(index=True)
    outcome: Mapped[Outcome] = mapped_column(one_of(Outcome, "outcome_known"))
    milliseconds: Mapped[int | None]
    prompt_tokens: Mapped[int] = mapped_column(default=0)
    answer_tokens: Mapped[int] = mapped_column(default=0)
    cost_micros: Mapped[int | None] = mapped_column(BigInteger)
    """In millionths of the configured currency, at the price of that day; NULL where none was configured."""
    currency: Mapped[str | None] = mapped_column(String(3))
