"""What recorded answers taught about items: versions of their parameters, newest counts."""

from uuid import UUID

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Instant, JsonValue, UuidKey, owned_by


class Calibration(Base):
    """One estimation over all answers so far. Forms made before it keep the parameters they froze."""

    __tablename__ = "calibration"

    id: Mapped[UuidKey]
    version: Mapped[int] = mapped_column(unique=True)
    answers: Mapped[int]
    report: Mapped[JsonValue]
    """Findings: items that misfit, keys that look wrong, items that everyone or no one gets."""
    created_at: Mapped[Instant]


class ItemCalibration(Base):
    """One item's parameters in one calibration, on the logit scale of a standard normal ability."""

    __tablename__ = "item_calibration"

    calibration_id: Mapped[UUID] = owned_by("calibration.id")
    id: Mapped[UuidKey]
    item_id: Mapped[str] = mapped_column(String(160))
    difficulty: Mapped[float]
    discrimination: Mapped[float]
    answers: Mapped[int]
