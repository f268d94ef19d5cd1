"""Who there is: accounts, their sign-in sessions, who counsels whom, and what was done by whom."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, false, true
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Instant, JsonValue, UuidKey, one_of, owned_by
from plan_engine.roles import Role


class UserRegistration(Base):
    """An account. User name and email are stored in lower case, so that each is unique as people read it."""

    __tablename__ = "user_registration"
    __table_args__ = (
        CheckConstraint("extra_time_percent between 0 and 100", name="extra_time_is_share"),
    )

    id: Mapped[UuidKey]
    username: Mapped[str] = mapped_column(String(32), unique=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    first_name: Mapped[str] = mapped_column(String(80))
    last_name: Mapped[str] = mapped_column(String(80))
    password_hash: Mapped[str] = mapped_column(String(128))
    must_change_password: Mapped[bool] = mapped_column(default=False)
    """The password was made by somebody else: its owner chooses one at the next sign-in."""
    role: Mapped[Role] = mapped_column(one_of(Role, "role_known"))
    timezone: Mapped[str] = mapped_column(String(64))
    not_before: Mapped[date | None]
    """The date that was under way when the zone last changed: nothing is booked on an earlier one."""
    """IANA name of the zone in which this person's days begin."""
    extra_time_percent: Mapped[int] = mapped_column(default=0, server_default="0")
    """How much longer than others this person may need, as a counsellor set it."""
    reduced_motion: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Nothing moves on this person's screens, whatever their device says."""
    written_words: Mapped[bool] = mapped_column(default=True, server_default=true())
    """Whether a language model, where there is one, may put this person's plan into words."""
    failed_sign_ins: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[Instant | None]
    deactivated_at: Mapped[Instant | None]
    """When an admin shut this person out; NULL while they may sign in."""
    created_at: Mapped[Instant]


class SignInSession(Base):
    """A signed-in browser. Revoked at sign-out and when the password changes; checked on every run."""

    __tablename__ = "sign_in_session"

    id: Mapped[UuidKey]
    user_id: Mapped[UUID] = owned_by("user_registration.id")
    ticket_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    """SHA-256 of the one-time ticket that the browser exchanges for its cookie; NULL once it has."""
    token_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    """SHA-256 of the random token in the cookie: whoever reads this table cannot sign in with it."""
    created_at: Mapped[Instant]
    expires_at: Mapped[Instant]
    revoked_at: Mapped[Instant | None]


class CounsellorAssignment(Base):
    """A counsellor may see this learner."""

    __tablename__ = "counsellor_assignment"
    __table_args__ = (UniqueConstraint("counsellor_id", "learner_id"),)

    id: Mapped[UuidKey]
    counsellor_id: Mapped[UUID] = owned_by("user_registration.id")
    learner_id: Mapped[UUID] = owned_by("user_registration.id")
    created_at: Mapped[Instant]


class AuditLog(Base):
    """What was done by whom, to what. Kept when the actor's account goes, without the actor."""

    __tablename__ = "audit_log"
    __table_args__ = (Index("ix_audit_log_action_at", "action", "at"),)

    id: Mapped[UuidKey]
    at: Mapped[Instant]
    actor_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("user_registration.id", ondelete="SET NULL"), index=True
    )
    action: Mapped[str] = mapped_column(String(64))
    subject_id: Mapped[UUID | None]
    detail: Mapped[JsonValue]
