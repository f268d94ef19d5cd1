"""What a plan did for a résumé: the versions that were uploaded, and the comparison of two."""

from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Instant, JsonValue, UuidKey, one_of, owned_by
from plan_engine.resume.impact import ResumeSide


class ResumeVersion(Base):
    """One uploaded résumé: its text, and what the scorer found in it."""

    __tablename__ = "resume_version"
    __table_args__ = (CheckConstraint("word_count > 0", name="words_counted"),)

    id: Mapped[UuidKey]
    user_id: Mapped[UUID] = owned_by("user_registration.id")
    side: Mapped[ResumeSide] = mapped_column(one_of(ResumeSide, "side_known"))
    target: Mapped[str] = mapped_column(String(64))
    """The role or language that the learner wanted it scored for."""
    filename: Mapped[str] = mapped_column(String(120))
    """As the learner's machine called it, without control characters; escaped where it is shown."""
    file_kind: Mapped[str] = mapped_column(String(8))
    text: Mapped[str] = mapped_column(Text)
    """In reading order; sealed where the installation has a key for that."""
    is_sealed: Mapped[bool] = mapped_column(default=False)
    sha256: Mapped[str] = mapped_column(String(64))
    """Of the text: two files that say the same are one résumé."""
    word_count: Mapped[int]
    scorer: Mapped[str] = mapped_column(String(32))
    """The version of rules and catalogue that `scores` is from."""
    scores: Mapped[JsonValue]
    """The analysis that every score is computed from; nothing of the text is in it."""
    created_at: Mapped[Instant]
    shared_at: Mapped[Instant | None]
    """Since when the learner lets their counsellor read the text; None: only scores are seen."""


class ResumeFile(Base):
    """The uploaded file itself, for who asked to have it kept; it goes with its version."""

    __tablename__ = "resume_file"

    version_id: Mapped[UUID] = mapped_column(
        ForeignKey("resume_version.id", ondelete="CASCADE"), primary_key=True
    )
    content: Mapped[bytes] = mapped_column(LargeBinary)
    is_sealed: Mapped[bool] = mapped_column(default=False)
    kept_at: Mapped[Instant]


class ResumeReading(Base):
    """That a learner's file is being read: one at a time, on whichever server."""

    __tablename__ = "resume_reading"

    user_id: Mapped[UUID] = mapped_column(
        ForeignKey("user_registration.id", ondelete="CASCADE"), primary_key=True
    )
    until: Mapped[Instant]
    """When it counts as given up: the server that read it may have died."""


class ResumeImpact(Base):
    """One skill of one role, before and after. No percentage where the start was too low for one.

    Each pair of versions has its rows: a later pair, for the next plan, takes nothing from what was earned.
    """

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
    """When the after was uploaded."""
