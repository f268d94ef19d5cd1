"""What became of learners on the labour market, as they report it and counsellors confirm it."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Instant, UuidKey, one_of, owned_by
from plan_engine.placements import Outcome


class PlacementOutcome(Base):
    """One report of one learner about one plan. Reports are never changed: the newest one counts."""

    __tablename__ = "placement_outcome"
    __table_args__ = (
        CheckConstraint(
            "confirmed_by is null or confirmed_at is not null", name="confirmed_at_set"
        ),
    )

    id: Mapped[UuidKey]
    user_id: Mapped[UUID] = owned_by("user_registration.id")
    personalized_plan_id: Mapped[UUID] = owned_by("personalized_plan.id")
    outcome: Mapped[Outcome] = mapped_column(one_of(Outcome, "outcome_known"))
    since: Mapped[date]
    """The learner's own date from which this is so: the first day of work, of the search."""
    evidence_note: Mapped[str | None] = mapped_column(String(500))
    reported_at: Mapped[Instant]
    confirmed_by: Mapped[UUID | None] = mapped_column(
        ForeignKey("user_registration.id", ondelete="SET NULL"), index=True
    )
    """The counsellor who saw the evidence; NULL again when that account goes."""
    confirmed_at: Mapped[Instant | None]
