"""Tests: what was served, what was answered, what came of it."""

from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Instant, JsonValue, UuidKey, one_of, owned_by
from plan_engine.diagnosis import Severity
from plan_engine.kinds import TestType
from plan_engine.lifecycles import AttemptStatus


class ItemVersion(Base):
    """An item as it once was, by the hash of its text: what an attempt shows never changes later."""

    __tablename__ = "item_version"

    content_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    item_id: Mapped[str] = mapped_column(String(160), index=True)
    content: Mapped[JsonValue]
    """Stem, code, options with the key first, misconceptions, explanation, source."""


class TestAttempt(Base):
    """One sitting of one test. One open sitting a person, kind, target and week."""

    __test__ = False  # pytest would otherwise take the name for a test class
    __tablename__ = "test_attempt"
    __table_args__ = (
        Index(
            "uq_test_attempt_one_open",
            "user_id",
            "slot",
            unique=True,
            sqlite_where=text("status = 'open'"),
            postgresql_where=text("status = 'open'"),
        ),
        UniqueConstraint("user_id", "slot", "ordinal"),
        Index("ix_test_attempt_target_started_at", "target", "started_at"),
        Index(
            "ix_test_attempt_times_of_user", "user_id", "test_type", "started_at", "submitted_at"
        ),
    )

    id: Mapped[UuidKey]
    user_id: Mapped[UUID] = owned_by("user_registration.id")
    personalized_plan_id: Mapped[UUID | None] = owned_by("personalized_plan.id")
    weekly_plan_id: Mapped[UUID | None] = owned_by("weekly_plan.id")
    test_type: Mapped[TestType] = mapped_column(one_of(TestType, "test_type_known"))
    target: Mapped[str] = mapped_column(String(64))
    slot: Mapped[str] = mapped_column(String(96))
    """What is being sat, as one word: 'initial:<target>', 'weekly:<week id>', 'final:<plan id>' …"""
    ordinal: Mapped[int]
    """1 for the first sitting of this slot, 2 for the retest …"""
    status: Mapped[AttemptStatus] = mapped_column(one_of(AttemptStatus, "status_known"))
    total_items: Mapped[int]
    tier: Mapped[int] = mapped_column(default=0)
    seed: Mapped[int]
    content_version: Mapped[str] = mapped_column(String(64))
    reference: Mapped[JsonValue]
    """Parameters of the reference form that the score is equated to."""
    started_at: Mapped[Instant]
    submitted_at: Mapped[Instant | None]


class AttemptItem(Base):
    """One served item, frozen: its version, its parameters, the order of its options."""

    __tablename__ = "attempt_item"
    __table_args__ = (
        UniqueConstraint("attempt_id", "position"),
        UniqueConstraint("attempt_id", "item_id"),
    )

    id: Mapped[UuidKey]
    attempt_id: Mapped[UUID] = owned_by("test_attempt.id")
    position: Mapped[int]
    item_id: Mapped[str] = mapped_column(String(160), index=True)
    content_hash: Mapped[str] = mapped_column(ForeignKey("item_version.content_hash"))
    topic: Mapped[str] = mapped_column(String(64))
    level: Mapped[int]
    model: Mapped[str] = mapped_column(String(160))
    difficulty: Mapped[float]
    discrimination: Mapped[float]
    expected_seconds: Mapped[float]
    option_order: Mapped[JsonValue]
    """Which option stands where: option_order[i] is the index, key = 0, of the option shown i-th."""
    shown_at: Mapped[Instant | None]


class AttemptAnswer(Base):
    """What was answered to one served item; the last answer before submission counts."""

    __tablename__ = "attempt_answer"

    attempt_item_id: Mapped[UUID] = mapped_column(
        ForeignKey("attempt_item.id", ondelete="CASCADE"), primary_key=True
    )
    choice: Mapped[int | None]
    """Position of the chosen option as shown; NULL is "I don't know"."""
    outcome: Mapped[str] = mapped_column(String(16))
    seconds: Mapped[float | None]
    """From the item's being shown to its first answer, by the server's clock; NULL if away from it."""
    answered_at: Mapped[Instant]

    __table_args__ = (
        CheckConstraint("outcome in ('right', 'wrong', 'dont_know')", name="outcome_known"),
    )


class AssessmentResult(Base):
    """What came of a submitted test. `score` is the whole percent that counts."""

    __tablename__ = "assessment_result"
    __table_args__ = (
        CheckConstraint("score between 0 and 100", name="score_is_percent"),
        Index("ix_assessment_result_created_at", "created_at"),
    )

    id: Mapped[UuidKey]
    user_id: Mapped[UUID] = owned_by("user_registration.id")
    personalized_plan_id: Mapped[UUID | None] = owned_by("personalized_plan.id")
    weekly_plan_id: Mapped[UUID | None] = owned_by("weekly_plan.id")
    attempt_id: Mapped[UUID] = mapped_column(
        ForeignKey("test_attempt.id", ondelete="CASCADE"), unique=True
    )
    test_type: Mapped[TestType] = mapped_column(one_of(TestType, "test_type_known"))
    score: Mapped[int]
    total_questions: Mapped[int]
    right_answers: Mapped[int]
    score_low: Mapped[int]
    score_high: Mapped[int]
    pass_probability: Mapped[float | None]
    passed: Mapped[bool | None]
    """NULL for the initial assessment, which nobody can fail."""
    weak_areas: Mapped[JsonValue]
    report: Mapped[JsonValue]
    """Mastery by topic, speed and consistency, as they were computed at submission."""
    created_at: Mapped[Instant]


class WeakTopicDiagnosis(Base):
    """Which topics held the learner back in one failed test, and how surely."""

    __tablename__ = "weak_topic_diagnosis"

    id: Mapped[UuidKey]
    assessment_result_id: Mapped[UUID] = mapped_column(
        ForeignKey("assessment_result.id", ondelete="CASCADE"), unique=True
    )
    weak_topics: Mapped[JsonValue]
    severity_level: Mapped[Severity] = mapped_column(one_of(Severity, "severity_known"))
    created_at: Mapped[Instant]


class FinalRetest(Base):
    """The comprehensive test after the correction plan, and its verdict."""

    __tablename__ = "final_retest"

    id: Mapped[UuidKey]
    correction_plan_id: Mapped[UUID] = mapped_column(
        ForeignKey("correction_plan.id", ondelete="CASCADE"), unique=True
    )
    assessment_result_id: Mapped[UUID] = mapped_column(
        ForeignKey("assessment_result.id", ondelete="CASCADE"), unique=True
    )
    score: Mapped[int]
    total_questions: Mapped[int]
    career_recommendation: Mapped[str] = mapped_column(String(64))
    readiness_level: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[Instant]
