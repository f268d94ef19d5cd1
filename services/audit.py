"""The audit log's one way in: what was done, by whom, to whom. No names, addresses or passwords in it."""

from enum import StrEnum
from uuid import UUID

from sqlalchemy.orm import Session

from db.tables import AuditLog
from services.workspace import Workspace


class AuditAction(StrEnum):
    """What the log tells apart."""

    REGISTERED = "registered"
    SIGNED_IN = "signed_in"
    SIGN_IN_FAILED = "sign_in_failed"
    ACCOUNT_LOCKED = "account_locked"
    SIGNED_OUT = "signed_out"
    SIGNED_OUT_EVERYWHERE = "signed_out_everywhere"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105  (the name of an action, no password)
    PASSWORD_RESET = "password_reset"  # noqa: S105  (the name of an action, no password)
    STAFF_CREATED = "staff_created"
    ACCOUNT_DEACTIVATED = "account_deactivated"
    ACCOUNT_REACTIVATED = "account_reactivated"
    LEARNER_ASSIGNED = "learner_assigned"
    LEARNER_UNASSIGNED = "learner_unassigned"
    PLAN_PAUSED = "plan_paused"
    PLAN_RESUMED = "plan_resumed"
    PLAN_ABANDONED = "plan_abandoned"
    PLACEMENT_CONFIRMED = "placement_confirmed"
    EXTRA_TIME_SET = "extra_time_set"
    RESUME_UPLOADED = "resume_uploaded"
    RESUME_DELETED = "resume_deleted"
    RESUME_FILE_DELETED = "resume_file_deleted"
    RESUME_SHARED = "resume_shared"
    RESUME_UNSHARED = "resume_unshared"
    RESUME_READ = "resume_read"
    DATA_EXPORTED = "data_exported"
    ACCOUNT_DELETED = "account_deleted"


def record(
    work: Workspace,
    session: Session,
    action: AuditAction,
    *,
    actor: UUID | None,
    subject: UUID | None = None,
    **detail: str,
) -> None:
    """Add one line in this transaction. `actor` None: the command line, or nobody signed in."""
    session.add(
        AuditLog(
            id=work.new_id(),
            at=work.clock(),
            actor_id=actor,
            action=action.value,
            subject_id=subject,
            detail=detail,
        )
    )
