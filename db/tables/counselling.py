"""What counsellors work with: where each learner stands, and what was done about it."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Instant, JsonValue, UuidKey, one_of
from plan_engine.interventions import InterventionKind
from plan_engine.progression import Verdict
from plan_engine.stages import Stage


class LearnerSummary(Base):
    """One learner's standing as a caseload sorts and filters by it.

    It sums what the other tables say, and is made again from them whenever a counsellor looks and
    something has happened since. Instants from which a reason holds are the beginnings of the
    learner's own dates, so that they need no one to notice midnight.
    """

    __tablename__ = "learner_summary"
    __table_args__ = (
        CheckConstraint(
            "readiness is null or (readiness_low is not null and readiness_high is not null"
            " and is_forecast is not null)",
            name="readiness_has_interval",
        ),
    )

    learner_id: Mapped[UUID] = mapped_column(
        ForeignKey("user_registration.id", ondelete="CASCADE"), primary_key=True
    )
    covers_until: Mapped[Instant]
    """Whatever was written down before this moment is in it."""
    timezone: Mapped[str] = mapped_column(String(64))
    """The zone that it was computed for."""
    target: Mapped[str | None] = mapped_column(String(64))
    stage: Mapped[Stage] = mapped_column(one_of(Stage, "stage_known"))
    milestone: Mapped[int]
    """A Milestone."""
    week: Mapped[int | None]
    day: Mapped[int | None]
    readiness: Mapped[int | None]
    """Whole percent: the last final or comprehensive score, or else the forecast."""
    readiness_low: Mapped[int | None]
    readiness_high: Mapped[int | None]
    is_forecast: Mapped[bool | None]
    trend: Mapped[int | None]
    """Points of readiness since the test before the last one."""
    last_score: Mapped[int | None]
    verdict: Mapped[Verdict | None] = mapped_column(one_of(Verdict, "verdict_known"))
    last_active_on: Mapped[date | None]
    streak: Mapped[int]
    streak_until: Mapped[Instant | None]
    """When it breaks if nothing is done; NULL while a pause holds it, or where there is none."""
    failing_weight: Mapped[int]
    is_falling: Mapped[bool]
    is_guessing: Mapped[bool]
    silent_from: Mapped[Instant | None]
    behind_from: Mapped[Instant | None]
    behind_until: Mapped[Instant | None]
    """When being behind came of an absence: when that is a silence, and counts as such."""
    unstarted_from: Mapped[Instant | None]
    reasons: Mapped[JsonValue]
    weak_topics: Mapped[JsonValue]
    """Topics more likely than not below the bar after the last test."""


class Intervention(Base):
    """Something a counsellor did for or noted about a learner. Append-only but for `seen_at`."""

    __tablename__ = "intervention"
    __table_args__ = (Index("ix_intervention_learner_id_at", "learner_id", "at"),)

    id: Mapped[UuidKey]
    learner_id: Mapped[UUID] = mapped_column(ForeignKey("user_registration.id", ondelete="CASCADE"))
    counsellor_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("user_registration.id", ondelete="SET NULL"), index=True
    )
    """NULL when that account is gone."""
    kind: Mapped[InterventionKind] = mapped_column(one_of(InterventionKind, "kind_known"))
    text: Mapped[str] = mapped_column(Text)
    """The note, the message, or what was granted in words."""
    at: Mapped[Instant]
    seen_at: Mapped[Instant | None]
    """When the learner put a message away."""
