"""What learners say of the outside pages that topics lead to."""

from uuid import UUID

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Instant, UuidKey, owned_by


class LinkReport(Base):
    """One learner found one outside page broken; said again after it was checked, the time moves on."""

    __tablename__ = "link_report"
    __table_args__ = (UniqueConstraint("user_id", "url"),)

    id: Mapped[UuidKey]
    user_id: Mapped[UUID] = owned_by("user_registration.id")
    url: Mapped[str] = mapped_column(String(500))
    reported_at: Mapped[Instant]
