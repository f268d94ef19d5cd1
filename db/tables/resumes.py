"""What a plan did for a résumé."""

from uuid import UUID

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Instant, UuidKey, owned_by


class ResumeImpact(Base):
    """One skill of one role, before and after. No percentage where the start was too low for one."""

    __tablename__ = "resume_impact"
    __table_args__ = (
        CheckConstraint("before_score between 0 and 100", name="before_is_score"),
        CheckConstraint("after_score between 0 and 100", name="after_is_score"),
    )

    id: Mapped[UuidKey]
    user_id: Mapped[UUID] = owned_by("user_registration.id")
    role: Mapped[str] = mapped_column(String(64))
    skill: Mapped[str] = mapped_column(String(64))
    before_score: Mapped[int]
    after_score: Mapped[int]
    improvement_percentage: Mapped[float | None]
    created_at: Mapped[Instant]
